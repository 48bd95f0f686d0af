"""Rooms to measure on: a small one for intake, and filled ones (see `filled`) for lists and search."""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.table import OUT
from shouwang.lib.ids import uuid7_at
from shouwang.lib.text import index_words


def start() -> None:
    """Django with the settings of the environment, and a database brought up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.config.settings")
    import django

    django.setup()
    from shouwang.config import starting

    starting.prepare(demo=False)


def make_room_for_intake(keys: int) -> None:
    """One room, an officer and an auxiliary; prints the officer's keys as a JSON list."""
    start()
    from django.utils import timezone

    from shouwang.kernel.ground import actions as ground
    from shouwang.kernel.ground.models import Division
    from shouwang.kernel.journal.actions import SYSTEM
    from shouwang.kernel.matters.models import NumberSeries
    from shouwang.kernel.people import actions as people
    from shouwang.kernel.people.models import Attempt
    from shouwang.kernel.people.scopes import Scope

    county = Division.objects.create(code="990101", name="示例县", source="bench")
    station = ground.open_station(by=SYSTEM, name="河湾派出所", county=county)
    room = ground.open_room(by=SYSTEM, station=station, code="HW", name="河湾村警务室")
    officer = people.open_account(by=SYSTEM, username="officer", name="陈警官", password=None)
    helper = people.open_account(by=SYSTEM, username="auxiliary", name="李辅警", password=None)
    people.appoint(by=SYSTEM, account=officer, role="officer", over=room)
    people.appoint(by=SYSTEM, account=helper, role="auxiliary", over=room)
    Attempt.objects.create(key="bench", window=timezone.now())
    NumberSeries.objects.create(room=room, year=timezone.localtime().year)
    scopes = list(Scope)
    made = [people.issue_token(by=SYSTEM, account=officer, name=f"bench {n}", scopes=scopes)[1] for n in range(keys)]
    print(json.dumps(made))


OPEN_SHARE = 0.03
YEARS = 10
WHERE = (
    "东口",
    "西口",
    "北口",
    "村委会门前",
    "河滩码头",
    "柳树湾",
    "菜园巷",
    "老街饭店旁",
    "打谷场",
    "配电房后面",
    "大槐树下",
    "小学门口",
)
WHAT = (
    "路灯坏了", "井盖松了", "垃圾没人收", "水管漏水", "电线垂下来了", "有陌生人推销保健品", "邻居半夜放音乐", "两家为地界吵架",
    "狗没拴绳子", "河边有孩子游泳", "有人烧秸秆", "摩托车停在路中间", "接到说要退款的电话", "老人一个人在家没人照应", "围墙裂了",
)  # fmt: skip
SINCE = (
    "三天了",
    "从昨天晚上开始",
    "已经一个星期",
    "今天早上才发现",
    "每天都这样",
    "下雨以后更严重",
    "过节那几天就有了",
)
PLEASE = (
    "请来看看。",
    "孩子放学看不见路。",
    "希望早点处理。",
    "给大家提个醒。",
    "麻烦问一下怎么办。",
    "家里老人很担心。",
    "请给个答复。",
)
RARE, RARE_HITS = "红灯笼掉进井里", 50
TOPICS = {"report": ("streetlight", "hazard", "noise", "fraud"), "help": ("",), "opinion": ("",)}


def filled(size: int) -> Path:
    """A DATA_DIR with one room of `size` matters over ten years, 3 % of them open; made once and kept."""
    data = OUT / "data" / f"village-{size}-{schema()}"
    if not (data / "done").exists():
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        environment = {**os.environ, "DATA_DIR": str(data)}
        subprocess.run(
            [sys.executable, "-c", f"import benchmarks.village as v; v.fill({size})"], env=environment, check=True
        )
        (data / "done").touch()
    return data


def schema() -> str:
    """Eight letters for what the tables look like and how they are filled: another village is made when either changes."""
    files = [Path(__file__), *sorted((OUT.parents[1] / "src").glob("shouwang/*/*/migrations/0*.py"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def fill(size: int) -> None:
    """Into the database of DATA_DIR, by plain SQL; the same seed makes the same village."""
    with redirect_stdout(io.StringIO()):
        make_room_for_intake(1)
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    connection = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
    for pragma in ("synchronous=OFF", "journal_mode=OFF", "cache_size=-400000", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    for start in range(0, size, 20_000):
        _fill_part(connection, range(start, min(size, start + 20_000)), size)
    connection.execute("UPDATE matters_numberseries SET last = ?", [size])
    connection.execute("COMMIT")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("ANALYZE")
    connection.close()


def _fill_part(connection: sqlite3.Connection, numbers: range, size: int) -> None:
    room = connection.execute("SELECT id FROM ground_room").fetchone()[0]
    owners = [row[0] for row in connection.execute("SELECT id FROM people_account ORDER BY created_at")]
    now = datetime.now(UTC).replace(microsecond=0)
    matters, entries, texts, words, verdicts = [], [], [], [], []
    for number in numbers:
        chance = Random(number * 7919 + 1)
        # The newest are open more often: half of the open ones came in the last twentieth of the time.
        is_new = number >= size * 0.95
        is_open = chance.random() < (OPEN_SHARE * 10 if is_new else OPEN_SHARE * 0.53)
        came = now - timedelta(days=365 * YEARS) * (1 - (number + 1) / size)
        matter = _matter(chance, number, size, room, came, now, is_open, owners)
        key = matter["id"]
        matters.append(tuple(matter.values()))
        entries.append((_key(came, number, 1), key, _sql(came), "received", "public", "public", "collected", "", 1))
        if not is_open:
            entries.append(
                (_key(came, number, 2), key, matter["ended_at"], "close", owners[0], "陈警官", "closed", "修好了。", 1)
            )
            if chance.random() < 0.5:
                verdicts.append((key, matter["ended_at"], matter["ended_at"], chance.choice((1, 2, 3, 3, 3)), ""))
        text = "\n".join((matter["reference"], matter["title"], matter["text"], matter["where"]))
        texts.append((number + 1, key, text))
        words.append((number + 1, index_words(text)))
    columns = ", ".join(f'"{name}"' for name in matter)
    connection.executemany(f"INSERT INTO matters_matter ({columns}) VALUES ({', '.join('?' * len(matter))})", matters)
    connection.executemany(
        "INSERT INTO matters_entry (id, matter_id, at, verb, actor, actor_label, state, text, is_public, reason, field,"
        " before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', '')",
        entries,
    )
    connection.executemany(
        "INSERT INTO matters_satisfaction (matter_id, asked_at, answered_at, score, words) VALUES (?, ?, ?, ?, ?)",
        verdicts,
    )
    connection.executemany("INSERT INTO matters_searchtext (id, matter_id, text) VALUES (?, ?, ?)", texts)
    connection.executemany("INSERT INTO matters_search (rowid, words) VALUES (?, ?)", words)


def _matter(
    chance: Random, number: int, size: int, room: str, came: datetime, now: datetime, is_open: bool, owners: list[str]
) -> dict[str, Any]:
    kind = chance.choice(("report", "report", "help", "opinion"))
    what = RARE if number % (size // RARE_HITS) == 77 else chance.choice(WHAT)
    where = chance.choice(WHERE)
    text = (
        f"{where}{what}，{chance.choice(SINCE)}，{chance.choice(PLEASE)}{chance.choice(SINCE)}，{chance.choice(PLEASE)}"
    )
    state = chance.choice(("collected", "accepted", "assigned", "working", "working", "reported", "checked"))
    ended = None if is_open else min(now, came + timedelta(hours=chance.uniform(1, 200)))
    due = now + timedelta(hours=chance.uniform(-12, 120)) if is_open else None
    return {
        "id": _key(came, number, 0), "room_id": room, "year": came.year, "number": number + 1,
        "reference": f"HW-{came.year}-{number + 1:04d}", "kind": kind, "topic": chance.choice(TOPICS[kind]),
        "title": f"{where}{what}", "text": text, "state": state if is_open else "closed", "state_before": "",
        "level": "village", "is_urgent": chance.random() < 0.05, "is_record": False, "channel": "public",
        "is_anonymous": True, "follow_lookup": f"{number:064x}", "sent_digest": "", "where": where, "position_source": "",
        "owner_id": chance.choice(owners) if state != "collected" else None, "received_at": _sql(came),
        "changed_at": _sql(ended or came), "ended_at": _sql(ended) if ended else None,
        "due_at": _sql(due) if due else None, "answer_due_at": _sql(due) if due else None, "version": 1,
        "public_text": "", "origin": "", "outside_id": "",
    }  # fmt: skip


def _key(moment: datetime, number: int, part: int) -> str:
    """A UUIDv7 of the moment, as SQLite keeps it; the same for the same number."""
    return UUID(int=uuid7_at(moment).int | number << 4 | part).hex


def _sql(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
