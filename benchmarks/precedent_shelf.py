"""The index of precedents in an SQLite file, as a table of the room's database would hold it; and FTS5 as its peer."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from shouwang.lib.text import BREAK, FTS5_TOKENIZER, bigrams
from shouwang.systems.mediation import precedent


class InSqlite:
    """A shelf of `precedent`."""

    def __init__(self, path: Path) -> None:
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute(
            "CREATE TABLE shelf (term INTEGER, block INTEGER, packed BLOB, PRIMARY KEY (term, block))"
        )

    def holding(self, terms: Sequence[int]) -> dict[int, int]:
        asked = f"SELECT term, sum(length(packed)) / 4 FROM shelf WHERE term IN ({_marks(terms)}) GROUP BY term"
        return dict(self.database.execute(asked, terms))

    def read(self, terms: Sequence[int], block: int | None = None) -> list[precedent.Row]:
        asked = f"SELECT term, block, packed FROM shelf WHERE term IN ({_marks(terms)})"
        if block is None:
            return [precedent.Row(*row) for row in self.database.execute(asked, terms)]
        return [precedent.Row(*row) for row in self.database.execute(f"{asked} AND block = ?", [*terms, block])]

    def whole(self, block: int) -> list[precedent.Row]:
        return [precedent.Row(*row) for row in self.database.execute("SELECT * FROM shelf WHERE block = ?", [block])]

    def write(self, rows: Iterable[precedent.Row]) -> None:
        rows = list(rows)
        self.database.execute("BEGIN IMMEDIATE")
        self.database.executemany("INSERT OR REPLACE INTO shelf VALUES (?, ?, ?)", [row for row in rows if row.packed])
        gone = [row[:2] for row in rows if not row.packed]
        self.database.executemany("DELETE FROM shelf WHERE term = ? AND block = ?", gone)
        self.database.execute("COMMIT")


class InFts5:
    """What the kernel's search would do: any of the runs of two, ranked by its own BM25."""

    def __init__(self, path: Path, texts: Iterable[str]) -> None:
        self.database = sqlite3.connect(path, isolation_level=None)
        self.database.execute(f"CREATE VIRTUAL TABLE found USING fts5(words, content='', tokenize='{FTS5_TOKENIZER}')")
        self.database.execute("BEGIN")
        self.database.executemany(
            "INSERT INTO found (rowid, words) VALUES (?, ?)",
            ((number, " ".join(bigrams(text)).replace(BREAK, "")) for number, text in enumerate(texts)),
        )
        self.database.execute("COMMIT")

    def find(self, text: str, most: int) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(bigrams(text)))
        asked = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
        return [number for (number,) in self.database.execute(asked, [words, most])]


def _marks(terms: Sequence[int]) -> str:
    return ", ".join("?" * len(terms))
