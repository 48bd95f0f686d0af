"""Turns across processes: forked, killed, eight at a time."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from django.db.transaction import atomic

from shouwang.config.fair_sqlite.base import DatabaseWrapper
from tests.config.fair_sqlite.conftest import FAIR, STOCK, connection, count, write

Connect = Callable[..., DatabaseWrapper]
fork = multiprocessing.get_context("fork")
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


def hold_for_ever(file: Path, ready: int) -> None:
    writer = connection(file)
    with atomic(using=writer):
        write(writer)
        os.write(ready, b"1")
        signal.pause()


def test_a_killed_writers_turn_falls_to_the_next(file: Path, connect: Connect) -> None:
    read, ready = os.pipe()
    holder = fork.Process(target=hold_for_ever, args=(file, ready))
    holder.start()
    os.read(read, 1)
    os.kill(holder.pid or 0, signal.SIGKILL)
    holder.join()
    write(connect(timeout=5))
    assert count(connect()) == 1  # what the killed one wrote was never committed


def test_a_child_does_not_keep_its_parents_turn(file: Path, connect: Connect) -> None:
    parent, other = connect(), connect(timeout=5)
    read, ready = os.pipe()
    with atomic(using=parent):
        write(parent)
        child = fork.Process(target=lambda: (os.write(ready, b"1"), time.sleep(30)))
        child.start()
        os.read(read, 1)
    write(other)
    assert count(other) == 2
    child.kill()
    child.join()


def test_a_child_that_ends_does_not_take_its_parents_turn_away(connect: Connect) -> None:
    parent, other = connect(), connect(timeout=0.1)
    with atomic(using=parent):
        write(parent)
        child = fork.Process(target=lambda: parent.end_turn())
        child.start()
        child.join()
        probe = fork.Process(target=_write_or_fail, args=(other,))
        probe.start()
        probe.join()
    assert child.exitcode == 0
    assert probe.exitcode == 7


def _write_or_fail(other: DatabaseWrapper) -> None:
    try:
        fresh = connection(other.settings_dict["NAME"], timeout=0.1)
        write(fresh)
    except Exception:
        os._exit(7)


def _write_for(seconds: float, file: Path, engine: str, start: Barrier, said: "multiprocessing.Queue[float]") -> None:
    writer = connection(file, engine)
    start.wait()
    longest, end = 0.0, time.perf_counter() + seconds
    while (began := time.perf_counter()) < end:
        with atomic(using=writer):
            for _ in range(3):
                write(writer, "x" * 200)
        longest = max(longest, time.perf_counter() - began)
    said.put(longest)


def longest_wait(file: Path, engine: str, *, writers: int = 8, seconds: float = 3) -> float:
    """The longest any of the writers waited for one small transaction while all wrote as fast as they could."""
    start, said = fork.Barrier(writers), fork.Queue()
    crowd = [fork.Process(target=_write_for, args=(seconds, file, engine, start, said)) for _ in range(writers)]
    for one in crowd:
        one.start()
    waits = [said.get(timeout=60) for _ in crowd]
    for one in crowd:
        one.join()
    return max(waits)


@pytest.mark.stock
def test_none_of_eight_writers_starves_as_with_the_stock_back_end(file: Path) -> None:
    stock, fair = longest_wait(file, STOCK), longest_wait(file, FAIR)
    assert fair < stock / 3, f"longest wait: fair {fair:.3f} s, stock {stock:.3f} s"
