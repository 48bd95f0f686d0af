"""Taking reports in over HTTP, each on disk before it is answered: how many a second, how evenly, at what price.

Peers, in the same run, turn about: a bare Django view that writes the same rows, on Django's SQLite back end and
on ours; the same statements on sqlite3 without a server. SECONDS and TURNS may be set for a shorter run.
"""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.callers import TEXT, WHERE, Run, text_of
from benchmarks.table import OUT, Row, show

FAIR, STOCK = "shouwang.config.fair_sqlite", "django.db.backends.sqlite3"
SECONDS, TURNS, WARM = float(os.environ.get("SECONDS", "6")), int(os.environ.get("TURNS", "3")), 2.0
CROWDS = (8, 32)
KEYS = 400  # a key may call 600 times a minute


@dataclass(frozen=True)
class Peer:
    """A server to ask: its program, its engine, and how it is asked at a door."""

    name: str
    program: str
    engine: str = FAIR

    def run(self, door: str, port: int, callers: int, secrets: list[str]) -> Run:
        if self.program == "benchmarks.bare:application":
            return Run(port, f"/{door}", "json", callers, SECONDS)
        if door == "public":
            return Run(port, "/r/HW/report/streetlight/", "form", callers, SECONDS)
        return Run(port, "/api/v1/matters", "json", callers, SECONDS, secrets)


OURS = Peer("Shouwang", "shouwang.config.wsgi:application")
SAME = Peer("bare view, our back end", "benchmarks.bare:application")
STOCKED = Peer("bare view, Django's back end", "benchmarks.bare:application", STOCK)
PEERS = (OURS, SAME, STOCKED)


def main() -> bool:
    OUT.mkdir(parents=True, exist_ok=True)  # on a real disk: a temporary folder may be memory
    with tempfile.TemporaryDirectory(prefix="intake-", dir=OUT) as folder:
        secrets = prepare(Path(folder) / "first")
        found: dict[tuple[str, str, int], list[dict[str, Any]]] = {}
        for peer in PEERS:
            shutil.copytree(Path(folder) / "first", Path(folder) / peer.name)
        raw = []
        for _turn in range(TURNS):
            raw.append(raw_rate(Path(folder)))
            for peer in PEERS:
                with serving(peer, Path(folder) / peer.name) as port:
                    for door in ("public", "api"):
                        ask(peer.run(door, port, 8, secrets), WARM)
                        for callers in CROWDS:
                            result = ask(peer.run(door, port, callers, secrets), SECONDS)
                            found.setdefault((peer.name, door, callers), []).append(result)
    return show("intake", list(rows(found, median(raw))))


def rows(found: dict[tuple[str, str, int], list[dict[str, Any]]], raw: float) -> Iterator[Row]:
    words = {"public": "public page", "api": "API"}
    for door in ("public", "api"):
        for callers in CROWDS:
            ours, same, stock = (middle(found[peer.name, door, callers]) for peer in PEERS)
            where = f"{words[door]}, {callers} callers"
            share = ours["rate"] / same["rate"]
            yield Row(
                f"{where}: of the bare view's rate, same back end", share, "", "≥ 0.6", share >= 0.6,
                f"{ours['rate']:.0f} /s; bare {same['rate']:.0f}; stock {stock['rate']:.0f} "
                f"({ours['rate'] / stock['rate']:.2f}); raw sqlite3 {raw:.0f} ({ours['rate'] / raw:.2f})",
            )  # fmt: skip
            spread = ours["p99"] / ours["p50"]
            yield Row(
                f"{where}: p99 / p50", spread, "", "≤ 5", spread <= 5,
                f"p50 {ours['p50']:.0f} ms, p99 {ours['p99']:.0f}; bare {same['p50']:.0f}, {same['p99']:.0f}; "
                f"stock {stock['p50']:.0f}, {stock['p99']:.0f}",
            )  # fmt: skip
            yield Row(
                f"{where}: errors", ours["errors"], "", "0", not ours["errors"],
                f"bare {same['errors']:.0f}, stock {stock['errors']:.0f}",
            )  # fmt: skip


def middle(results: list[dict[str, Any]]) -> dict[str, float]:
    """The median of each figure over the turns; errors are added up."""
    figures = {name: median(float(one[name]) for one in results) for name in ("rate", "p50", "p99")}
    return figures | {"errors": float(sum(one["errors"] for one in results))}


def prepare(data: Path) -> list[str]:
    """A room with two who are told, and keys of the first; made in a process of its own."""
    code = f"import benchmarks.village as v; v.make_room_for_intake({KEYS})"
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment(data), check=True, capture_output=True, text=True
    )  # fmt: skip
    return list(json.loads(made.stdout.splitlines()[-1]))


def environment(data: Path, engine: str = FAIR, *, behind_https: bool = True) -> dict[str, str]:
    """`behind_https` makes the server believe X-Forwarded-For, so that callers come from many addresses."""
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {
        **kept,
        "DATA_DIR": str(data),
        "BENCH_ENGINE": engine,
        "BEHIND_HTTPS": "1" if behind_https else "",
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def serving(peer: Peer, data: Path, *, behind_https: bool = True) -> Iterator[int]:
    """The server as `shouwang run` starts it, on a free port."""
    from shouwang.config import running

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [peer.program if part.endswith(":application") else part for part in running.web("127.0.0.1", port)]
    server = subprocess.Popen(command, env=environment(data, peer.engine, behind_https=behind_https))
    try:
        wait_for(port)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def wait_for(port: int) -> None:
    for _ in range(900):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return  # it answers
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not answer")


def ask(run: Run, seconds: float) -> dict[str, Any]:
    run.seconds = seconds
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.callers"], input=text_of(run), check=True, stdout=subprocess.PIPE, text=True
    )
    return dict(json.loads(said.stdout))


def raw_rate(folder: Path) -> float:
    """The statements of one public report on sqlite3, one writer in this process, a second."""
    from shouwang.lib.text import index_words

    copy = folder / "raw.sqlite3"
    shutil.copy(folder / "first" / "shouwang.sqlite3", copy)
    connection = sqlite3.connect(copy, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536", "mmap_size=268435456"):
        connection.execute(f"PRAGMA {pragma}")
    statements = list(raw_statements(connection))
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < SECONDS / 2:
        connection.execute("BEGIN IMMEDIATE")
        for sql, parameters in statements:
            connection.execute(sql, [value(done) if callable(value) else value for value in parameters])
        text = f"HW-{done}\n{TEXT}\n{WHERE}"
        row = connection.execute(
            "INSERT INTO matters_searchtext(matter_id, text) VALUES (?, ?)", [f"{done:032x}", text]
        ).lastrowid
        connection.execute("INSERT INTO matters_search(rowid, words) VALUES (?, ?)", [row, index_words(text)])
        connection.execute("COMMIT")
        done += 1
    rate = done / (time.perf_counter() - began)
    connection.close()
    return rate


def raw_statements(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Any]]]:
    """INSERTs with every column of the tables, filled like the bare view's; functions of the running number."""
    room = connection.execute("SELECT id FROM ground_room").fetchone()[0]
    now = time.strftime("%Y-%m-%d %H:%M:%S.000000")
    shared: dict[str, Any] = {
        "room_id": room, "room": room, "year": 2026, "number": lambda n: n + 10**6, "reference": lambda n: f"HW-{n}",
        "kind": "report", "topic": "streetlight", "title": TEXT[:30], "text": TEXT, "where": WHERE, "level": "village",
        "channel": "public", "is_anonymous": 1, "follow_lookup": "0" * 64, "sent_digest": "0" * 64, "received_at": now,
        "changed_at": now, "due_at": now, "answer_due_at": now, "whole_due_at": now, "at": now, "created_at": now,
        "verb": "received", "actor": "public", "actor_label": "public", "matter_id": lambda n: f"{n:032x}",
        "position": lambda n: n + 10**6, "object_kind": "matter", "object_id": lambda n: f"{n:032x}", "hash": "0" * 64,
        "object_label": lambda n: f"HW-{n}", "id": lambda n: f"{n:032x}", "version": 1,
    }  # fmt: skip
    yield "UPDATE matters_numberseries SET last = last + 1", []
    yield "UPDATE people_attempt SET count = count + 1", []
    yield "UPDATE journal_chain SET length = length + 1", []
    yield insert(connection, "matters_matter", shared | {"state": "collected"})
    yield insert(connection, "matters_entry", shared | {"state": "collected", "is_public": 1})
    yield insert(connection, "journal_record", shared)
    yield insert(connection, "matters_news", shared | {"entry_id": lambda n: f"{n:032x}"})


def insert(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> tuple[str, list[Any]]:
    columns = [(row[1], row[2], row[3]) for row in connection.execute(f"PRAGMA table_info({table})")]
    empty = {True: 0, False: ""}
    filled = [
        values.get(name, empty["int" in kind or kind == "bool"] if is_needed else None)
        for name, kind, is_needed in columns
    ]
    names = ", ".join(f'"{name}"' for name, _kind, _needed in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", filled
