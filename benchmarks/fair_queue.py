"""Eight writers on one SQLite database: how long does the unluckiest wait? Against Django's stock back end.

The price is throughput, and it is measured here too.
"""

import multiprocessing
import sqlite3
import tempfile
import time
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from benchmarks.table import Row, show

FAIR, STOCK = "shouwang.config.fair_sqlite", "django.db.backends.sqlite3"
WRITERS, SECONDS = 8, 6
LEAST_SHARE = 0.5  # fairness may cost half of the throughput, not more
INIT = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
fork = multiprocessing.get_context("fork")


def main() -> bool:
    stock, fair = measure(STOCK), measure(FAIR)
    return show(
        "eight writers",
        [
            Row("longest wait", fair.longest, "ms", "≤ 500", fair.longest <= 500, f"stock {stock.longest:.0f}"),
            Row(
                "p99",
                fair.p99,
                "ms",
                "≤ 100",
                fair.p99 <= 100,
                f"stock {stock.p99:.1f}; p50 {fair.p50:.2f}, stock {stock.p50:.2f}",
            ),
            Row(
                "fewest writes of one writer / most",
                fair.evenness,
                "",
                "≥ 0.5",
                fair.evenness >= 0.5,
                f"stock {stock.evenness:.2f}",
            ),
            Row(
                "transactions a second, of the stock back end's",
                fair.rate / stock.rate,
                "",
                f"≥ {LEAST_SHARE}",
                fair.rate / stock.rate >= LEAST_SHARE,
                f"{fair.rate:.0f} /s, stock {stock.rate:.0f}",
            ),
        ],
    )


class Result:
    """Waits in ms of every transaction of every writer."""

    def __init__(self, waits: list[list[float]]) -> None:
        together = sorted(wait for one in waits for wait in one)
        self.longest = together[-1]
        self.p99 = together[len(together) * 99 // 100]
        self.p50 = together[len(together) // 2]
        self.rate = len(together) / SECONDS
        self.evenness = min(map(len, waits)) / max(map(len, waits))


def measure(engine: str) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "room.sqlite3"
        with closing(sqlite3.connect(path)) as first:
            first.execute("PRAGMA journal_mode=WAL")
            first.execute("CREATE TABLE notes (words TEXT)")
        start, said = fork.Barrier(WRITERS), fork.Queue()
        crowd = [fork.Process(target=write, args=(engine, path, start, said)) for _ in range(WRITERS)]
        for one in crowd:
            one.start()
        waits = [said.get() for _ in crowd]
        for one in crowd:
            one.join()
        return Result(waits)


def write(engine: str, path: Path, start: Barrier, said: Any) -> None:
    """As a request does: three rows in one short transaction, as fast as they go."""
    import django
    from django.conf import settings

    options = {"transaction_mode": "IMMEDIATE", "timeout": 60, "init_command": INIT}
    settings.configure(DATABASES={"default": {"ENGINE": engine, "NAME": str(path), "OPTIONS": options}})
    django.setup()
    from django.db import connection, transaction

    connection.ensure_connection()
    start.wait()
    waits, end = [], time.perf_counter() + SECONDS
    while (began := time.perf_counter()) < end:
        with transaction.atomic(), connection.cursor() as cursor:
            for _ in range(3):
                cursor.execute("INSERT INTO notes VALUES (%s)", ["x" * 200])
        waits.append((time.perf_counter() - began) * 1000)
    said.put(waits)
