"""The back end: take a turn before a write begins, give it back when it is done.

A write begins with an explicit transaction (BEGIN IMMEDIATE, as settings ask for) or with a single statement in
autocommit. Reading never waits. Databases in memory have one writer anyway and take no turn.
"""

import re
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from django.db.backends.sqlite3 import base as stock

from shouwang.config.fair_sqlite import queue

WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|REINDEX|VACUUM|ANALYZE"
    r"|BEGIN\s+(?:IMMEDIATE|EXCLUSIVE)|WITH\b.*\b(?:INSERT|UPDATE|DELETE|REPLACE)\b)",
    re.IGNORECASE | re.DOTALL,
)
READ_ONLY = re.compile(r"[?&](?:mode=ro|immutable=1)\b")


class FairCursor(stock.SQLiteCursorWrapper):
    """Runs a statement in the connection's turn when it writes."""

    fair: "DatabaseWrapper"

    def execute(self, query: str, params: Any = None) -> Any:
        return self._in_turn(query, lambda: super(FairCursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        return self._in_turn(query, lambda: super(FairCursor, self).executemany(query, param_list))

    def _in_turn(self, query: str, run: Callable[[], Any]) -> Any:
        if not self.connection.in_transaction and WRITES.match(query):
            self.fair.take_turn()
        try:
            return run()
        finally:
            # Still in a transaction (BEGIN, or the one sqlite3 opened by itself): the turn lasts until its end.
            if not self.connection.in_transaction:
                self.fair.end_turn()


class DatabaseWrapper(stock.DatabaseWrapper):
    """Django's connection with a turn of its own."""

    turn: queue.Turn | None = None

    def take_turn(self) -> None:
        if self.turn is None and (path := self._path()):
            self.turn = queue.take(path, self.settings_dict["OPTIONS"].get("timeout", 5.0))

    def end_turn(self) -> None:
        if self.turn is not None:
            turn, self.turn = self.turn, None
            turn.release()

    def _path(self) -> str:
        """The database's file, or "" where nobody needs to queue."""
        name = str(self.settings_dict["NAME"])
        if self.is_in_memory_db() or READ_ONLY.search(name):
            return ""
        return name.removeprefix("file:").split("?")[0]

    def create_cursor(self, name: str | None = None) -> FairCursor:
        cursor: FairCursor = self.connection.cursor(factory=FairCursor)
        cursor.fair = self
        return cursor

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # missing in the stubs
        finally:
            self._end_turn_after_transaction()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # missing in the stubs
        finally:
            self._end_turn_after_transaction()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # missing in the stubs
        finally:
            self.end_turn()

    def _end_turn_after_transaction(self) -> None:
        """A commit that failed leaves its transaction open; Django rolls it back next."""
        connection: sqlite3.Connection | None = self.connection
        if connection is None or not connection.in_transaction:
            self.end_turn()
