"""`shouwang run` as people start and stop it."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shouwang.config import running
from tests.database import lay

ROOT = Path(__file__).resolve().parents[2]
KEPT = {"PATH", "HOME", "DATABASE_URL", "PYTHONPYCACHEPREFIX"}  # of the environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Room:
    """A started `shouwang run` with a folder of its own."""

    def __init__(self, data: Path, port: int) -> None:
        kept = {name: value for name, value in os.environ.items() if name in KEPT}
        kept |= {"DATA_DIR": str(data), "PORT": str(port), "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "shouwang", "run", "--no-demo"],
            cwd=ROOT, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def wait_until_open(self) -> None:
        assert self.process.stdout
        said = []
        for line in self.process.stdout:
            said.append(line)
            if "The room is open" in line:
                return
        pytest.fail("".join(said))

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/account/login/", timeout=10) as page:
                return bool(page.status == 200)
        except OSError:
            return False

    def family(self) -> list[int]:
        """The process and everything it started, down to the last."""
        found = [self.process.pid]
        for pid in found:
            tasks = Path(f"/proc/{pid}/task")
            for task in tasks.glob("*/children") if tasks.exists() else ():
                found += [int(child) for child in task.read_text().split()]
        return found

    def end(self) -> str:
        """What it said until its end."""
        if self.process.stdout and self.process.stdout.closed:
            return ""
        return self.process.communicate(timeout=40)[0]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Room]]:
    rooms: list[Room] = []

    def begin(port: int, is_new: bool = False) -> Room:
        if not is_new:
            lay(tmp_path / "data" / "shouwang.sqlite3")
        rooms.append(Room(tmp_path / "data", port))
        return rooms[-1]

    yield begin
    for room in rooms:
        room.process.terminate()
        room.end()


def alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 30
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not any(map(alive, pids))


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_the_room_opens_and_closes_leaving_nobody_behind(start: Callable[..., Room], sign: signal.Signals) -> None:
    room = start(free_port(), is_new=sign == signal.SIGTERM)
    room.wait_until_open()
    assert room.answers()
    family = room.family()
    assert len(family) >= 4  # itself, the server and its workers, the worker
    room.process.send_signal(sign)
    room.end()
    assert room.process.returncode == 0
    assert gone(family)


def test_a_slow_machine_is_waited_for_and_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "SLOW", 0.1)
    late = (
        "import sys, time; from http.server import *; time.sleep(1);"
        "HTTPServer(('127.0.0.1', int(sys.argv[1])), SimpleHTTPRequestHandler).handle_request()"
    )
    port = free_port()
    with subprocess.Popen([sys.executable, "-c", late, str(port)], stderr=subprocess.DEVNULL) as server:
        assert running._answers(server, "127.0.0.1", port, threading.Event())
    assert capsys.readouterr().out.count("still opening") == 1


def test_a_server_that_ends_is_not_waited_for() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as server:
        assert not running._answers(server, "127.0.0.1", free_port(), threading.Event())


def test_a_killed_room_leaves_nobody_behind(start: Callable[[int], Room]) -> None:
    room = start(free_port())
    room.wait_until_open()
    family = room.family()
    room.process.kill()
    assert gone(family)
    room.process.communicate()


def test_a_taken_port_is_said_in_one_sentence(start: Callable[[int], Room]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        room = start(port)
        said = room.end()
    assert room.process.returncode == 1
    assert said.strip().count("\n") == 0
    assert f"PORT={port + 1}" in said


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    room = Room(Path("/proc/nowhere"), free_port())
    said = room.end()
    assert room.process.returncode == 1
    assert said.startswith("shouwang: DATA_DIR is /proc/nowhere")
    assert said.strip().count("\n") == 0
