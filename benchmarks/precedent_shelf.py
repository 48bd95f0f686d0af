"""A room's database with many precedents in it; and FTS5 as the peer of their index."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.precedent_data import Dispute
from benchmarks.village import start
from shouwang.lib.text import BREAK, FTS5_TOKENIZER, bigrams
from shouwang.systems.mediation.precedent import EDITION, Entry, add


def make_room(kept: Sequence[Dispute]) -> Any:
    """A room with a row for each, read over and their files emptied; gives its officer."""
    start()
    from django.utils import timezone

    from shouwang.kernel.ground import actions as ground
    from shouwang.kernel.ground.models import Division
    from shouwang.kernel.journal.actions import SYSTEM
    from shouwang.kernel.people import actions as people
    from shouwang.systems.mediation.models import Precedent

    county = Division.objects.create(code="990101", name="示例县", source="bench")
    station = ground.open_station(by=SYSTEM, name="河湾派出所", county=county)
    room = ground.open_room(by=SYSTEM, station=station, code="HW", name="河湾村警务室")
    officer = people.open_account(by=SYSTEM, username="officer", name="陈警官", password=None)
    people.appoint(by=SYSTEM, account=officer, role="officer", over=room)
    now = timezone.now()
    rows = (
        Precedent(
            number=number, room=room, justice_type=f"J{one.kind:02}", year=2026, facts=one.facts, read_by="陈警官",
            read_at=now, edition=EDITION,
        )
        for number, one in enumerate(kept)
    )  # fmt: skip
    while some := list(islice(rows, 2_000)):
        Precedent.objects.bulk_create(some)
    return officer


def build(entries: Iterable[Entry]) -> None:
    """A piece at a time, each held as a closing holds it."""
    from django.db import transaction

    from shouwang.systems.mediation.actions.shelf import hold

    all_of_them = iter(entries)
    while some := list(islice(all_of_them, 4_096)):
        with transaction.atomic():
            add(hold(), some)


def size_of() -> float:
    """Megabytes of the index in SQLite's file, its own indexes with it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(length(packed)) + count(*) * 60 FROM mediation_posting")
        return float(cursor.fetchone()[0]) / 1e6


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
