"""When a writer takes its turn, and that it always gives it back."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.transaction import atomic

from shouwang.config.fair_sqlite import queue
from shouwang.config.fair_sqlite.base import DatabaseWrapper
from tests.config.fair_sqlite.conftest import connection, count, write

Connect = Callable[..., DatabaseWrapper]


def test_a_transaction_holds_the_turn_until_it_commits(connect: Connect) -> None:
    writer = connect()
    with atomic(using=writer):
        write(writer)
        assert writer.turn is not None
    assert writer.turn is None
    assert count(writer) == 1


def test_a_transaction_rolled_back_gives_the_turn_back(connect: Connect) -> None:
    writer = connect()
    with pytest.raises(ZeroDivisionError), atomic(using=writer):
        write(writer)
        raise ZeroDivisionError
    assert writer.turn is None
    assert count(writer) == 0


def test_an_inner_transaction_does_not_give_the_turn_back(connect: Connect) -> None:
    writer = connect()
    with atomic(using=writer):
        with atomic(using=writer):
            write(writer)
        assert writer.turn is not None
        with pytest.raises(ZeroDivisionError), atomic(using=writer):
            raise ZeroDivisionError
        assert writer.turn is not None
    assert writer.turn is None


def test_a_single_statement_takes_a_turn_for_itself(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, taken = connect(), []
    monkeypatch.setattr(queue, "take", lambda *asked: taken.append(asked[0]))
    write(writer)
    assert len(taken) == 1
    assert writer.turn is None


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO notes VALUES ('a')",
        "  update notes set words = ''",
        "DELETE FROM notes",
        "REPLACE INTO notes VALUES ('a')",
        "WITH a AS (SELECT 1) INSERT INTO notes SELECT 'b' FROM a",
        "CREATE TABLE more (a)",
        "VACUUM",
    ],
)
def test_every_statement_that_writes_queues(connect: Connect, monkeypatch: pytest.MonkeyPatch, statement: str) -> None:
    writer, taken = connect(), []
    monkeypatch.setattr(queue, "take", lambda *asked: taken.append(asked[0]))
    with writer.cursor() as cursor:
        cursor.execute(statement)
    assert taken


def test_many_rows_at_once_take_one_turn(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, taken = connect(), []
    monkeypatch.setattr(queue, "take", lambda *asked: taken.append(asked[0]))
    with writer.cursor() as cursor:
        cursor.executemany("INSERT INTO notes (words) VALUES (%s)", [["a"], ["b"]])
    assert len(taken) == 1
    assert count(writer) == 2


def test_reading_waits_for_nobody(connect: Connect) -> None:
    writer, reader = connect(), connect()
    with atomic(using=writer):
        write(writer)
        assert count(reader) == 0
        assert reader.turn is None


def test_a_statement_that_fails_gives_the_turn_back(connect: Connect) -> None:
    writer = connect()
    with pytest.raises(OperationalError, match="no such table"), writer.cursor() as cursor:
        cursor.execute("INSERT INTO nowhere VALUES (1)")
    assert writer.turn is None


def test_without_autocommit_the_turn_lasts_until_the_commit(connect: Connect) -> None:
    writer = connect()
    writer.set_autocommit(False)
    write(writer)
    assert writer.turn is not None
    writer.commit()
    assert writer.turn is None


def test_closing_in_the_middle_gives_the_turn_back(connect: Connect) -> None:
    writer, other = connect(), connect(timeout=1)
    writer.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    write(writer)
    writer.close()
    write(other)
    assert count(other) == 1


def test_a_connection_that_is_dropped_gives_the_turn_back(file: Path, connect: Connect) -> None:
    turn = queue.take(str(file), 1)
    del turn
    write(connect(timeout=1))


def test_a_second_connection_of_the_same_thread_is_told_at_once(connect: Connect) -> None:
    outer, inner = connect(), connect()
    with atomic(using=outer):
        with pytest.raises(OperationalError, match="this thread already writes"):
            write(inner)
    write(inner)
    assert count(inner) == 1


def test_waiting_ends_with_sqlites_own_words(connect: Connect) -> None:
    holder, late = connect(), connect(timeout=0.1)
    raised: list[Exception] = []

    def try_it() -> None:
        try:
            write(late)
        except OperationalError as error:
            raised.append(error)

    with atomic(using=holder):
        waiting = threading.Thread(target=try_it)
        waiting.start()
        waiting.join()
    assert "database is locked" in str(raised[0])
    write(connect(timeout=5))  # whoever gave up has left nothing behind


def test_a_thread_that_waits_gets_its_turn(connect: Connect) -> None:
    holder, next_one = connect(), connect()
    with atomic(using=holder):
        write(holder)
        waiting = threading.Thread(target=write, args=(next_one,))
        waiting.start()
        assert count(holder) == 1
    waiting.join(20)
    assert count(holder) == 2


def test_a_database_in_memory_needs_no_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "take", lambda *asked: pytest.fail("queued"))
    writer = connection(":memory:")
    with writer.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (words TEXT)")
    with atomic(using=writer):
        write(writer)
    assert count(writer) == 1


def test_a_read_only_connection_reads_and_leaves_no_file(file: Path) -> None:
    (file.parent / "room.sqlite3.queue").unlink()
    reader = connection(f"file:{file}?mode=ro")
    assert count(reader) == 0
    with pytest.raises(OperationalError, match="readonly"):
        write(reader)
    reader.close()
    assert not (file.parent / "room.sqlite3.queue").exists()


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="can't be opened"):
        queue.take(str(tmp_path / "nowhere" / "room.sqlite3"), 1)
