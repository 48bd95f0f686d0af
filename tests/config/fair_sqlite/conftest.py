"""Connections to a database of the test's own, each as a process or thread of a room would hold it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import ConnectionHandler

from shouwang.config.fair_sqlite.base import DatabaseWrapper

FAIR, STOCK = "shouwang.config.fair_sqlite", "django.db.backends.sqlite3"
INIT = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"


def connection(name: str | Path, engine: str = FAIR, timeout: float = 20) -> DatabaseWrapper:
    """A new connection, opened."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": timeout, "init_command": INIT}
    handler = ConnectionHandler({"default": {"ENGINE": engine, "NAME": str(name), "OPTIONS": options}})
    opened: Any = handler.create_connection("default")
    opened.inc_thread_sharing()
    opened.ensure_connection()
    return opened  # type: ignore[no-any-return]


def write(to: DatabaseWrapper, words: str = "x") -> None:
    with to.cursor() as cursor:
        cursor.execute("INSERT INTO notes (words) VALUES (%s)", [words])


def count(of: DatabaseWrapper) -> int:
    with of.cursor() as cursor:
        return int(cursor.execute("SELECT count(*) FROM notes").fetchone()[0])


@pytest.fixture(autouse=True)
def _database_allowed(django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """These tests bring their own databases; `atomic(using=connection)` takes the connection itself."""
    monkeypatch.setattr(transaction, "get_connection", lambda using=None: using)
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database file with an empty table."""
    path = tmp_path / "room.sqlite3"
    first = connection(path)
    with first.cursor() as cursor:
        cursor.execute("CREATE TABLE notes (words TEXT)")
    first.close()
    return path


@pytest.fixture
def connect(file: Path) -> Iterator[Callable[..., DatabaseWrapper]]:
    """Opens connections to the file and closes them after the test."""
    opened: list[DatabaseWrapper] = []

    def open_one(**options: Any) -> DatabaseWrapper:
        opened.append(connection(file, **options))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
