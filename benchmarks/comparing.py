"""One incoming report compared with 100,000 through the database, as the worker does it after each report.

Peer: the same through `related.Index`, which holds all of them in memory and starts with building itself.
"""

import os
import shutil
import tempfile
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.table import Row, show

IN_ALL, AT_ONCE = 100_000, 5_000
ASKED = 200
MOST_MS = 20.0
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
    _fill(room, Random(7))  # invented reports
    took = _asked(room, Random(8))
    middle, high = median(took), sorted(took)[int(0.95 * len(took))]
    return [
        Row(
            "one report against 100,000, through the database: median",
            middle,
            "ms",
            f"< {MOST_MS:.0f}",
            middle < MOST_MS,
        ),
        Row("one report against 100,000, through the database: p95", high, "ms", f"< {MOST_MS:.0f}", high < MOST_MS),
    ]


def _told(chance: Random, number: int) -> str:
    lane = f"{chance.choice(LANES)}{chance.choice(KINDS)}"
    return f"{lane}{chance.randrange(1, 80)}号附近{chance.choice(WHAT)}，{chance.choice(WHAT)}。已经第{number % 9 + 1}次反映了。"


def _room():  # type: ignore[no-untyped-def]  # Django is not there yet when this file is read
    from shouwang.kernel.ground import actions as ground
    from shouwang.kernel.ground.models import Division
    from shouwang.kernel.journal.actions import SYSTEM

    county = Division.objects.create(code="990101", name="示例县", source="bench")
    station = ground.open_station(by=SYSTEM, name="河湾派出所", county=county)
    return ground.open_room(by=SYSTEM, station=station, code="HW", name="河湾村警务室")


def _fill(room, chance: Random) -> None:  # type: ignore[no-untyped-def]
    from django.db import connection, transaction
    from django.utils import timezone

    from shouwang.kernel.matters.models import Matter
    from shouwang.systems.watch.models import GramCount, Posting, Trait
    from shouwang.systems.watch.queries import related as queries
    from shouwang.systems.watch.related import Rarity, traits

    now = timezone.now()
    names, words = Counter[int](), Counter[int]()
    for first in range(0, IN_ALL, AT_ONCE):
        texts = [_told(chance, first + one) for one in range(AT_ONCE)]
        found = [traits(text, title=text[:20]) for text in texts]
        for one in found:
            names.update(one.names.grams.tolist())
            words.update(one.words.grams.tolist())
        rarity = Rarity(first + AT_ONCE, names, words)
        matters = [
            Matter(
                room=room, year=2026, number=first + one + 1, reference=f"HW-2026-{first + one + 1}", kind="report", topic="other",
                title=text[:20], text=text, state="accepted", channel="field", received_at=now - timedelta(minutes=first + one),
                changed_at=now, latitude=chance.uniform(30.0, 30.04), longitude=chance.uniform(112.0, 112.04),
            )
            for one, text in enumerate(texts)
        ]  # fmt: skip
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
    for counted, is_name in ((names, True), (words, False)):
        GramCount.objects.bulk_create(
            GramCount(gram=gram, is_name=is_name, reports=times) for gram, times in counted.items()
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _asked(room, chance: Random) -> list[float]:  # type: ignore[no-untyped-def]
    from django.utils import timezone

    from shouwang.kernel.matters.models import Matter
    from shouwang.systems.watch.queries import related as queries
    from shouwang.systems.watch.related import traits

    now, took = timezone.now(), []
    for number in range(ASKED + 20):
        text = _told(chance, number)
        here = {"latitude": chance.uniform(30.0, 30.04), "longitude": chance.uniform(112.0, 112.04)}
        matter = Matter(room=room, kind="report", title=text[:20], text=text, received_at=now, **here)
        began = time.perf_counter()
        queries.like(matter, traits(text, title=text[:20]), now)
        took.append(1000 * (time.perf_counter() - began))
    return took[20:]  # the first ones warm up
