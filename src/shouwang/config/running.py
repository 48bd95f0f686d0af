"""`shouwang run`: the web server and the worker as children of one process that starts, watches and stops them."""

import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

from shouwang.config.terminal import gettext as _
from shouwang.config.terminal import say, stop

WORKERS, THREADS = 2, 4
PATIENCE = 20  # seconds a child has to finish what it is doing
SLOW = 20  # seconds after which the waiting is told: a village PC that does something else takes a minute
OPENING = 300  # seconds the web server has to answer
PR_SET_PDEATHSIG = 1


def check_port(host: str, port: int) -> None:
    """Stop with words when somebody else answers there. Two servers could share it unnoticed (SO_REUSEPORT)."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()  # a shared port lets one bind, but not listen
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                stop(
                    _("Port %(port)s is taken by another program. Choose another one: PORT=%(next)s make run")
                    % {"port": port, "next": port + 1}
                )
            stop(
                _("The address %(host)s port %(port)s can't be used: %(why)s")
                % {"host": host, "port": port, "why": error.strerror}
            )
        except OverflowError:
            stop(_("Port %(port)s is not a port: write a number from 1 to 65535") % {"port": port})


def web(host: str, port: int) -> list[str]:
    """The web server's command line."""
    return [
        *(sys.executable, "-m", "granian", "shouwang.config.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
        *("--no-ws", "--log-level", "warning", "--respawn-failed-workers"),
        *("--workers-kill-timeout", str(PATIENCE - 5)),
    ]


def worker() -> list[str]:
    """The worker's command line."""
    return [sys.executable, "-m", "shouwang", "worker"]


def run(host: str, port: int, opened: Callable[[], None]) -> int:
    """Run until asked to stop; `opened` is called when the first page can be asked for. Returns the exit code."""
    stopping = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    children = [_start(web(host, port))]
    server = children[0]
    try:
        if _answers(server, host, port, stopping):
            opened()
        elif not stopping.is_set():
            why = _("The web server has stopped; the lines above say why.")
            say(
                why
                if server.poll() is not None
                else _("The web server does not answer within five minutes. Try again.")
            )
            return 1
        helper = _start(worker())  # after the first page: on two cores it would only delay it
        children.append(helper)
        while not stopping.wait(0.5):
            if server.poll() is not None:
                say(_("The web server has stopped; the lines above say why."))
                return 1
            if helper.poll() is not None:
                say(_("The worker has stopped by itself and is started again."))
                children[1] = helper = _start(worker())
        say(_("Closing …"))
        return 0
    finally:
        _end(children)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """A child in a group of its own (Ctrl-C reaches only us), which the kernel ends when we are killed."""
    libc, parent = ctypes.CDLL(None), os.getpid()

    def follow_parent() -> None:
        if sys.platform == "linux":
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return subprocess.Popen(command, start_new_session=True, preexec_fn=follow_parent)  # noqa: S603  # one thread here; our own command


def _answers(server: subprocess.Popen[bytes], host: str, port: int, stopping: threading.Event) -> bool:
    """Wait for the first page. The port alone says nothing: it is open before the program behind it is loaded."""
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # read, not bound
    begun = time.monotonic()
    told = False
    while (waited := time.monotonic() - begun) < OPENING and server.poll() is None and not stopping.wait(0.05):
        if waited > SLOW and not told:
            say(_("This machine is busy; the room is still opening …"))
            told = True
        try:
            asking = http.client.HTTPConnection(address, port, timeout=SLOW)
            asking.request("GET", "/")
            asking.getresponse().close()
        except (OSError, http.client.HTTPException):
            continue
        return True
    return False


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to stop, give them time together, then insist."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
