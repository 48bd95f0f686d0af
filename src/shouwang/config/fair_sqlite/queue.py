"""A queue of writers across threads and processes, kept by the kernel's file locks.

SQLite's own waiting is a sleep that grows: whoever has slept long sleeps on while others slip in, and eight busy
writers kept one of theirs out for 3 to 4 s. The kernel wakes those who wait for a file lock, in order: 8 to 30 ms
for the slowest of the same eight. A killed writer's lock falls with its process.
"""

import fcntl
import os
import threading
import weakref
from sqlite3 import OperationalError

SUFFIX = ".queue"


class Turn:
    """The right to write to one database. Held until `release`; the kernel takes it back when the process dies."""

    def __init__(self, key: tuple[str, int], file: int) -> None:
        self.key = key
        self.file: int | None = file
        _turns.add(self)
        _writing.add(key)

    def release(self) -> None:
        """Unlock by name: closing alone would not unlock while a forked child still has the file open."""
        _writing.discard(self.key)
        if self.file is not None:
            file, self.file = self.file, None
            _unlock(file)

    def __del__(self) -> None:
        self.release()  # a connection that was dropped rather than closed


_turns: "weakref.WeakSet[Turn]" = weakref.WeakSet()
_writing: set[tuple[str, int]] = set()
_waiting: set[int] = set()


def take(database: str, timeout: float) -> Turn | None:
    """Wait for the turn. None where no lock file can be made (a read-only folder): SQLite then answers for itself.

    Raises sqlite3.OperationalError, in SQLite's words, after `timeout` seconds, or at once when this thread
    itself holds the turn through another connection and would wait for itself.
    """
    key = (database, threading.get_ident())
    if key in _writing:
        raise OperationalError("database is locked: this thread already writes to it through another connection")
    try:
        file = os.open(database + SUFFIX, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        return None
    except OSError as error:
        raise OperationalError(f"the writers' queue beside the database can't be opened: {error.strerror}") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _wait(file, timeout)
    return Turn(key, file)


def _wait(file: int, timeout: float) -> None:
    """Wait in a thread of its own, because flock knows no time limit and a stuck writer must not stick everybody.

    A fifth of the throughput under full load, where a commit costs next to nothing; less on a real disk.
    """
    got = threading.Event()
    decided = threading.Lock()  # who takes it first decides: the waiter that has the turn, or the caller that gave up
    _waiting.add(file)

    def queue() -> None:
        fcntl.flock(file, fcntl.LOCK_EX)
        _waiting.discard(file)
        if decided.acquire(blocking=False):
            got.set()
        else:
            _unlock(file)

    threading.Thread(target=queue, daemon=True, name="sqlite-queue").start()
    if not got.wait(timeout) and decided.acquire(blocking=False):
        raise OperationalError(f"database is locked: another writer has held it for {timeout:g} seconds")


def _unlock(file: int) -> None:
    fcntl.flock(file, fcntl.LOCK_UN)
    os.close(file)


def _forget_in_child() -> None:
    """A forked child shares its parent's locks: it lets go of the files without unlocking them."""
    for turn in list(_turns):
        if turn.file is not None:
            file, turn.file = turn.file, None
            os.close(file)
    for file in _waiting:
        os.close(file)
    _waiting.clear()
    _writing.clear()


os.register_at_fork(after_in_child=_forget_in_child)
