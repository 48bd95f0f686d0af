"""`shouwang speaker`: starts the player, or says what it would play today."""

import argparse
import fcntl
import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import shouwang
from shouwang.player.clock import Clock
from shouwang.player.contract import Programme, Unreadable
from shouwang.player.keeper import Keeper
from shouwang.player.memory import Memory
from shouwang.player.outputs import BadOutput, Output, opened
from shouwang.player.programme import BEIJING
from shouwang.player.server import BadAddress, NotReached, Server
from shouwang.player.speaker import Speaker

log = logging.getLogger("shouwang.player")
MEGABYTE = 1024 * 1024


class NotPossible(Exception):
    """The player can't start; says why."""


def run(options: argparse.Namespace) -> int:
    """0 when it was stopped, 1 when it can't go on, with a sentence on standard error."""
    os.umask(0o077)
    _speak()
    try:
        return _check(options) if options.check else _play(options)
    except (BadAddress, BadOutput, NotPossible, NotReached, Unreadable) as error:
        sys.stderr.write(f"shouwang speaker: {error}\n")
        return 1


def _play(options: argparse.Namespace) -> int:
    clock, token, folder = Clock(), _token(options.token_file), _folder(options.data)
    server = Server(options.server, token, clock=clock, ca=_ca(options.ca))
    lock = _alone(folder)
    output = opened(options.output, command=options.command_line)
    memory = Memory(folder, most_bytes=options.cache * MEGABYTE)
    speaker = Speaker(server, memory, output, clock, token=token, folder=folder, version=shouwang.__version__)
    failed = threading.Event()

    def fail(words: threading.ExceptHookArgs) -> None:
        """A thread that ended by mistake ends the program: whoever watches it starts it again."""
        log.error("The player can't go on.", exc_info=words.exc_value)
        failed.set()
        speaker.end()

    threading.excepthook = fail
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: speaker.end())
    log.info("Playing to %s.", output.name)
    speaker.run()
    lock.close()
    log.info("Stopped.")
    return 1 if failed.is_set() else 0


def _check(options: argparse.Namespace) -> int:
    """Fetch once and say what would be played today; while a player runs, say what it knows."""
    clock, token, folder = Clock(), _token(options.token_file), _folder(options.data)
    server = Server(options.server, token, clock=clock, ca=_ca(options.ca))
    output: Output = opened(options.output, command=options.command_line)
    output.close()
    try:
        lock = _alone(folder)
    except NotPossible:
        sys.stdout.write("A player is running; this is what it knows.\n")
        memory = Memory(folder, most_bytes=options.cache * MEGABYTE)
    else:
        memory = Memory(folder, most_bytes=options.cache * MEGABYTE)
        keeper = Keeper(
            server,
            memory,
            clock,
            folder=folder,
            version=shouwang.__version__,
            output=output.name,
            changed=lambda: None,
            playing=list,
            woken_by=lambda programme: None,
        )
        keeper.fetch()
        keeper.fetch_sounds()
        lock.close()
    if programme := memory.programme:
        sys.stdout.write("\n".join([*_today(memory, programme, clock.now()), ""]))
    return 0


def _today(memory: Memory, programme: Programme, now: datetime) -> list[str]:
    day = now.astimezone(BEIJING).date()
    items = sorted(memory.items(), key=lambda item: item.at)
    quiet = ", ".join(f"{hours.begins:%H:%M}-{hours.ends:%H:%M}" for hours in programme.quiet)
    lines = [f"{programme.name}, {day}, volume {programme.volume}, quiet {quiet or 'never'}"]
    for item in items:
        at = item.at.astimezone(BEIJING)
        if at.date() != day:
            continue
        signs = [f"{item.sound.seconds:.0f} s"]
        signs += ["urgent"] if item.urgent else []
        signs += ["called off"] if item.id in programme.called_off else []
        signs += ["done"] if item.id in memory.journal.settled else ["over"] if at + item.late < now else []
        signs += [] if memory.has(item.sound) else ["its sound is missing"]
        lines.append(f"{at:%H:%M:%S}  {item.title}  ({', '.join(signs)})")
    if len(lines) == 1:
        lines.append("Nothing is planned for today.")
    if programme.wake is None:
        lines.append("No broker: an urgent notice is heard within a minute.")
    return lines


def _token(path: Path) -> str:
    try:
        token = path.read_text(encoding="utf-8").strip()
        if path.stat().st_mode & 0o007:
            log.warning("Everybody on this machine can read %s: chmod 600 %s", path, path)
    except (OSError, UnicodeDecodeError) as error:
        raise NotPossible(f"the token in {path} can't be read: {error}") from error
    if not token or not token.isascii() or any(letter.isspace() for letter in token):
        raise NotPossible(f"{path} does not hold a token: one line, as the desk showed it")
    return token


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
        (path / "sounds").mkdir(exist_ok=True)
    except OSError as error:
        raise NotPossible(f"{path} can't be written: {error.strerror}") from error
    return path


def _ca(path: Path | None) -> Path | None:
    if path and not path.is_file():
        raise NotPossible(f"the certificate {path} is not there")
    return path


def _alone(folder: Path) -> IO[str]:
    """Two players on one folder would play everything twice."""
    lock = (folder / "lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise NotPossible(f"another player uses {folder}") from error
    return lock


class _InRoomsTime(logging.Formatter):
    """The room's time, whatever zone the machine is set to."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  # logging's name
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=record.created)
        return moment.astimezone(BEIJING).strftime("%m-%d %H:%M:%S")


def _speak() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_InRoomsTime("%(asctime)s %(message)s"))
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False
