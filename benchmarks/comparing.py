"""One incoming report compared with 100,000 through the database, as the worker does it after each report; and with
the real messages, where they are: how much of what `related.Index` finds, which holds all in memory, is found so too.
"""

import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks.messages import messages
from benchmarks.table import Row, show

DATA = Path(os.environ.get("SHOUWANG_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "hotline"
IN_ALL, AT_ONCE = 100_000, 5_000
ASKED, ASKED_REAL = 200, 600
MOST_MS = 20.0
LEAST_FOUND = 0.85
LANES = [f"{first}{second}" for first in "柳槐桃杏松竹荷桂枣榆桑梅" for second in ("家湾", "树岭", "花沟", "林坪", "园子", "田头", "桥边", "塘口")]  # fmt: skip
KINDS = ("巷口", "小区", "路西段", "村三组", "河边", "商店", "学校")
WHAT = (
    "路灯坏了好几天，晚上看不见路", "井盖又丢了，用树枝挡着", "有人半夜放音乐，吵得睡不着", "垃圾堆了一个星期没人收，臭得很", "水管漏水，路上结冰滑倒了人",
    "几条大狗没拴绳子，追着孩子跑", "搅拌站半夜开工，灰大声音大", "有陌生人挨家推销保健品", "电线垂下来快碰到人头了", "两家为了地界又吵起来，差点动手",
    "有孩子在下河游泳，没有大人看着", "有人烧秸秆，烟飘进院子里", "摩托车停在路中间，救护车过不去", "围墙裂了一条缝，怕要倒",
)  # fmt: skip


def main() -> bool:
    folder = Path(tempfile.mkdtemp(prefix="shouwang-comparing-"))
    os.environ["DATA_DIR"] = str(folder)
    try:
        return show("comparing", rows())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def rows() -> list[Row]:
    from benchmarks.village import start

    start()
    room = _room()
    real = _real(room) if (DATA / "messages.xlsx").exists() else []
    chance = Random(7)  # invented reports
    _fill(room, [_invented(chance, number) for number in range(IN_ALL)])
    chance = Random(8)
    took = [_ask(room, _invented(chance, number))[1] for number in range(ASKED + 20)][20:]  # the first ones warm up
    return [*_times("one report against 100,000", took), *real]


def _times(what: str, took: Sequence[float]) -> list[Row]:
    middle, high = median(took), sorted(took)[int(0.95 * len(took))]
    bound = f"< {MOST_MS:.0f}"
    return [
        Row(f"{what}, through the database: median", middle, "ms", bound, middle < MOST_MS),
        Row(f"{what}, through the database: p95", high, "ms", bound, high < MOST_MS),
    ]


@dataclass(frozen=True)
class Told:
    title: str
    text: str
    at: datetime
    position: tuple[float, float] | None = None


NOW = datetime(2026, 11, 1, tzinfo=UTC)


def _invented(chance: Random, number: int) -> Told:
    lane = f"{chance.choice(LANES)}{chance.choice(KINDS)}"
    house, first, second = chance.randrange(1, 80), chance.choice(WHAT), chance.choice(WHAT)
    text = f"{lane}{house}号附近{first}，{second}。已经第{number % 9 + 1}次反映了。"
    here = (chance.uniform(30.0, 30.04), chance.uniform(112.0, 112.04))
    return Told(text[:20], text, NOW - timedelta(minutes=number), here)


def _room() -> Any:
    from shouwang.kernel.ground import actions as ground
    from shouwang.kernel.ground.models import Division
    from shouwang.kernel.journal.actions import SYSTEM

    county = Division.objects.create(code="990101", name="示例县", source="bench")
    station = ground.open_station(by=SYSTEM, name="河湾派出所", county=county)
    return ground.open_room(by=SYSTEM, station=station, code="HW", name="河湾村警务室")


def _fill(room: Any, several: Sequence[Told]) -> list[Any]:
    """Reports as if they had come one after another; the matters, in order."""
    from django.db import connection, transaction

    from shouwang.kernel.matters.models import Matter
    from shouwang.systems.watch.models import GramCount, Posting, Trait
    from shouwang.systems.watch.queries import related as queries
    from shouwang.systems.watch.related import Rarity, traits

    names, words = Counter[int](), Counter[int]()
    made: list[Any] = []
    for first in range(0, len(several), AT_ONCE):
        part = several[first : first + AT_ONCE]
        found = [traits(one.text, title=one.title) for one in part]
        for one in found:
            names.update(one.names.grams.tolist())
            words.update(one.words.grams.tolist())
        rarity = Rarity(first + len(part), names, words)
        matters = [_matter(room, one, first + number + 1) for number, one in enumerate(part)]
        with transaction.atomic():
            Matter.objects.bulk_create(matters)
            Trait.objects.bulk_create(
                Trait(matter=matter, names=queries.pack(one.names), words=queries.pack(one.words))
                for matter, one in zip(matters, found, strict=True)
            )
            Posting.objects.bulk_create(
                Posting(room=room, matter=matter, kind=lead.kind, gram=lead.gram)
                for matter, one in zip(matters, found, strict=True)
                for lead in queries.leads(matter, one, rarity)
            )
        made += matters
    for counted, is_name in ((names, True), (words, False)):
        GramCount.objects.bulk_create(
            GramCount(gram=gram, is_name=is_name, reports=times) for gram, times in counted.items()
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def _matter(room: Any, told: Told, number: int) -> Any:
    from shouwang.kernel.matters.models import Matter

    north, east = told.position or (None, None)
    return Matter(
        room=room, year=2026, number=number, reference=f"HW-2026-{number}", kind="report", topic="other",
        title=told.title[:120], text=told.text, state="accepted", channel="field", received_at=told.at,
        changed_at=told.at, latitude=north, longitude=east,
    )  # fmt: skip


def _ask(room: Any, told: Told, matter: Any = None) -> tuple[list[Any], float]:
    """What is found, and the milliseconds it took."""
    from shouwang.systems.watch.queries import related as queries
    from shouwang.systems.watch.related import traits

    new = matter or _matter(room, told, 0)
    began = time.perf_counter()
    found = queries.like(new, traits(told.text, title=told.title), NOW)
    return found, 1000 * (time.perf_counter() - began)


def _real(room: Any) -> list[Row]:
    from shouwang.kernel.matters.models import Matter
    from shouwang.systems.watch.models import GramCount
    from shouwang.systems.watch.related import Index, Report, traits

    told = messages(DATA / "messages.xlsx")
    several = [Told(one.title, one.text, datetime.fromtimestamp(one.day * 86_400, UTC)) for one in told]
    matters = _fill(room, several)
    numbers = {matter.pk: number for number, matter in enumerate(matters)}
    reports = [Report(traits(one.text, title=one.title), one.day) for one in told]
    index = Index()
    index.add(*reports)
    took, found, wanted = [], 0, 0
    for number in Random(9).sample(range(len(told)), ASKED_REAL):  # which ones are asked
        near = index.like(reports[number], limit=6)
        best = {other for other, alike in near if alike.is_enough and other != number}
        so_too, milliseconds = _ask(room, several[number], matters[number])
        found += len(best & {numbers[one.alike.pk] for one in so_too})
        wanted += len(best)
        took.append(milliseconds)
    Matter.objects.all().delete()
    GramCount.objects.all().delete()
    share = found / wanted
    what = f"of {wanted} that the index in memory finds among {len(told):,} real messages, found through the database"
    return [
        *_times("one real message against 4,326", took[20:]),
        Row(what, share, "", f"≥ {LEAST_FOUND}", share >= LEAST_FOUND),
    ]
