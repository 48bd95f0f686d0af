"""What the player must not forget when its power goes: what it began, what it owes the room, what it was told.

Kept: an item for 30 days, a message until it expires, the programme until the next one.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import RLock
from uuid import UUID

from shouwang.player import contract
from shouwang.player.programme import BEIJING, Item, Outcome, Why

KEPT = timedelta(days=30)
TABLES = """
CREATE TABLE IF NOT EXISTS playings (
  item TEXT PRIMARY KEY, began_at TEXT, ended_at TEXT, seconds REAL NOT NULL DEFAULT 0,
  outcome TEXT, why TEXT NOT NULL DEFAULT '', taken INTEGER NOT NULL DEFAULT 0, noted_at TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS owed ON playings (noted_at) WHERE taken = 0 AND outcome IS NOT NULL;
CREATE TABLE IF NOT EXISTS messages (id TEXT PRIMARY KEY, expires_at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS pushed (item TEXT PRIMARY KEY, body TEXT NOT NULL, expires_at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS called_off (item TEXT PRIMARY KEY, noted_at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS fetched (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True)
class Report:
    """How one item ended; `seconds` of it were heard at least."""

    item: UUID
    outcome: str
    why: str
    began_at: str | None
    ended_at: str | None
    seconds: float


class Journal:
    """One SQLite file. Every write is on the disk before the call returns."""

    def __init__(self, path: Path) -> None:
        self._lock = RLock()
        self._rows = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        self._rows.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + TABLES)
        self.settled = {UUID(item) for (item,) in self._rows.execute("SELECT item FROM playings")}

    def close(self) -> None:
        with self._lock:
            self._rows.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._rows.execute("BEGIN IMMEDIATE")
            try:
                yield self._rows
            except BaseException:
                self._rows.execute("ROLLBACK")
                raise
            self._rows.execute("COMMIT")

    # What was played

    def begin(self, item: UUID, now: datetime) -> bool:
        """Note that the item begins, before anything of it is heard. False when it was begun or ended already."""
        with self._writing() as rows:
            words = "INSERT OR IGNORE INTO playings (item, began_at, noted_at) VALUES (?, ?, ?)"
            is_new = rows.execute(words, (str(item), _text(now), _text(now))).rowcount == 1
            self.settled.add(item)
        return is_new

    def end(self, item: UUID, outcome: Outcome, why: Why, now: datetime, seconds: float) -> None:
        """Note how what was begun has ended. The first word stands."""
        with self._writing() as rows:
            rows.execute(
                "UPDATE playings SET ended_at = ?, seconds = ?, outcome = ?, why = ? WHERE item = ? AND outcome IS NULL",
                (_text(now), round(seconds, 2), outcome.value, why.value, str(item)),
            )

    def settle(self, ended: Iterable[tuple[UUID, Outcome, Why]], now: datetime) -> None:
        """Note items that were never begun and never will be."""
        with self._writing() as rows:
            for item, outcome, why in ended:
                rows.execute(
                    "INSERT OR IGNORE INTO playings (item, outcome, why, noted_at) VALUES (?, ?, ?, ?)",
                    (str(item), outcome.value, why.value, _text(now)),
                )
                self.settled.add(item)

    def cut_unfinished(self) -> int:
        """At the start: what was begun and has no end was cut by whatever ended the program. How many there were."""
        with self._writing() as rows:
            words = "UPDATE playings SET outcome = ?, why = ? WHERE outcome IS NULL"
            return rows.execute(words, (Outcome.CUT.value, Why.STOPPED.value)).rowcount

    # What the room is owed

    def owed(self, most: int = 100) -> list[Report]:
        """Reports that the room has not taken yet, oldest first."""
        words = (
            "SELECT item, outcome, why, began_at, ended_at, seconds FROM playings"
            " WHERE taken = 0 AND outcome IS NOT NULL ORDER BY noted_at, item LIMIT ?"
        )
        with self._lock:
            found = self._rows.execute(words, (most,)).fetchall()
        return [
            Report(UUID(item), outcome, why, _rooms_time(began), _rooms_time(ended), seconds)
            for item, outcome, why, began, ended, seconds in found
        ]

    def taken(self, items: Iterable[UUID]) -> None:
        """The room has these reports."""
        with self._writing() as rows:
            rows.executemany("UPDATE playings SET taken = 1 WHERE item = ?", [(str(item),) for item in items])

    # What it was told

    def hear(self, message: contract.Message, now: datetime) -> bool:
        """Keep a message and what it asks for, both or neither. False when it was heard before."""
        with self._writing() as rows:
            words = "INSERT OR IGNORE INTO messages (id, expires_at) VALUES (?, ?)"
            if rows.execute(words, (str(message.id), _text(message.expires_at))).rowcount == 0:
                return False
            if item := message.item:
                body = json.dumps(contract.as_pushed(item), ensure_ascii=False)
                words = "INSERT OR REPLACE INTO pushed (item, body, expires_at) VALUES (?, ?, ?)"
                rows.execute(words, (str(item.id), body, _text(item.expires_at)))
            words = "INSERT OR IGNORE INTO called_off (item, noted_at) VALUES (?, ?)"
            rows.executemany(words, [(str(one), _text(now)) for one in message.items])
        return True

    def pushed(self) -> list[Item]:
        """Items that came by message and have not ended."""
        with self._lock:
            bodies = self._rows.execute(
                "SELECT body FROM pushed WHERE item NOT IN (SELECT item FROM playings WHERE outcome IS NOT NULL)"
            ).fetchall()
        return [contract.read_pushed(json.loads(body)) for (body,) in bodies]

    def called_off(self) -> set[UUID]:
        """Items that a message called off."""
        with self._lock:
            return {UUID(item) for (item,) in self._rows.execute("SELECT item FROM called_off")}

    def keep(self, **values: str) -> None:
        """Keep what was fetched, together, by name."""
        with self._writing() as rows:
            rows.executemany("INSERT OR REPLACE INTO fetched (name, value) VALUES (?, ?)", list(values.items()))

    def kept(self, name: str) -> str:
        """What was kept under the name; empty when nothing was."""
        with self._lock:
            row = self._rows.execute("SELECT value FROM fetched WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def forget(self, now: datetime) -> None:
        """Delete what is over."""
        old = _text(now - KEPT)
        with self._writing() as rows:
            rows.execute("DELETE FROM playings WHERE noted_at < ?", (old,))
            rows.execute("DELETE FROM called_off WHERE noted_at < ?", (old,))
            rows.execute("DELETE FROM messages WHERE expires_at < ?", (_text(now),))
            rows.execute("DELETE FROM pushed WHERE expires_at < ?", (old,))
            self.settled = {UUID(item) for (item,) in rows.execute("SELECT item FROM playings")}


def _rooms_time(text: str | None) -> str | None:
    return datetime.fromisoformat(text).astimezone(BEIJING).isoformat() if text else None


def _text(moment: datetime) -> str:
    """One form and one zone, so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
