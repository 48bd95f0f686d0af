"""The list of disputes and the search among a hundred thousand of them, through the pages. Peer: the same with a thousand."""

import os
import time
from datetime import timedelta
from random import Random
from statistics import median, quantiles
from typing import Any

from benchmarks.table import Row, show

SMALL, GREAT = 1_000, int(os.environ.get("DISPUTES", "100000"))
MOST = 100.0  # ms at the 95th percentile
TIMES, AT_ONCE = 60, 2_000
THINGS = ("后墙", "滴水", "宅基地", "工钱", "饲料款", "赡养", "承包地", "彩礼", "拖拉机", "水渠", "老宅", "雨棚")
PLACES = ("村东", "桥头", "三组", "柳树湾", "老街", "南坡", "学校后面", "河滩")
TOPICS = ("neighbours", "family", "homestead", "contract", "damages", "land", "labour", "traffic", "consumer", "other")


def main() -> bool:
    return show("disputes", rows())


def rows() -> list[Row]:
    from benchmarks.village import start

    start()
    from shouwang.config.schedule import tune
    from shouwang.kernel.ground import actions as ground
    from shouwang.kernel.ground.models import Division
    from shouwang.kernel.journal.actions import SYSTEM
    from shouwang.kernel.people import actions as people
    from shouwang.systems.mediation.actions import committee

    county = Division.objects.create(code="990101", name="示例县", source="bench")
    station = ground.open_station(by=SYSTEM, name="河湾派出所", county=county)
    found: list[dict[str, list[float]]] = []
    for code, size in (("XS", SMALL), ("XL", GREAT)):
        room = ground.open_room(by=SYSTEM, station=station, code=code, name=f"{code}村警务室")
        officer = people.open_account(by=SYSTEM, username=code, name="陈警官", password=None)
        people.appoint(by=SYSTEM, account=officer, role="officer", over=room)
        made = committee.set_up(by=officer, room=room, name=f"{code}调委会", word=code)
        lead = committee.join(by=officer, committee=made, name="陈警官", post="mediator", account=officer)
        _fill(room, made, lead, officer, size)
        tune()  # as the worker does each night
        found.append(_measured(officer))
    small, great = found
    return [_row(name, great[name], small[name]) for name in great]


def _row(name: str, great: list[float], small: list[float]) -> Row:
    at_95, beside = _p95(great), _p95(small)
    words = f"p50 {median(great):.1f}; {SMALL:,}: p50 {median(small):.1f}, p95 {beside:.1f}; ratio {at_95 / beside:.2f}"
    return Row(f"{name} of {GREAT:,}: p95", at_95, "ms", f"≤ {MOST:.0f}", at_95 <= MOST, words)


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _measured(officer: Any) -> dict[str, list[float]]:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    dice = Random(7)
    pages = {
        f"list, {tab}": (lambda tab=tab: f"/desk/mediation/?tab={tab}")
        for tab in ("mine", "open", "long", "visits", "all")
    }
    pages["search"] = lambda: f"/desk/search/?q={dice.choice(PLACES)}{dice.choice(THINGS)}"
    return {name: [_once(client, address()) for _ in range(TIMES)] for name, address in pages.items()}


def _once(client: Any, address: str) -> float:
    began = time.perf_counter()
    status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address}: {status}")
    return (time.perf_counter() - began) * 1000


def _fill(room: Any, committee: Any, lead: Any, officer: Any, size: int) -> None:
    """Nine of ten closed, the others spread over the open stages; a hundred of them led by the officer."""
    from django.db import transaction
    from django.utils import timezone

    from shouwang.kernel.matters.actions import indexing
    from shouwang.kernel.matters.models import Matter
    from shouwang.systems.mediation.models import Dispute, Seat

    dice, now = Random(size), timezone.now()
    open_stages = ("asked", "accepted", "mediating", "signing", "agreed", "performed")
    for first in range(0, size, AT_ONCE):
        matters, disputes, seats = [], [], []
        for n in range(first, min(first + AT_ONCE, size)):
            stage = dice.choice(open_stages) if n % 10 == 0 else "closed"
            received = now - timedelta(days=dice.randrange(3000), minutes=dice.randrange(1440))
            words = f"{dice.choice(PLACES)}{dice.choice(THINGS)}的事，{dice.choice(PLACES)}两家争{dice.choice(THINGS)}"
            over = None if stage in open_stages else received + timedelta(days=20)
            due = received + timedelta(days=30) if stage in open_stages else None
            matter = Matter(
                room=room, year=2026, number=n + 1, reference=f"{room.code}-2026-{n + 1:06}", kind="dispute",
                topic=dice.choice(TOPICS), title=words[:30], text=words, state="working" if over is None else "closed",
                channel="walk_in", received_at=received, changed_at=received, ended_at=over, whole_due_at=due, due_at=due,
                owner=officer if n % (size // 100) == 0 else None,
            )  # fmt: skip
            matters.append(matter)
            is_new = stage == "asked"
            disputes.append(
                Dispute(
                    matter=matter, committee=committee, stage=stage, lead=lead, asked_date=received.date(),
                    accepted_date=None if is_new else received.date(), file_year=None if is_new else 2026,
                    file_number=None if is_new else n + 1, closed_date=over.date() if over else None,
                    due_date=due.date() if due else over.date() if over and n % 200 == 1 else None,
                )
            )  # fmt: skip
            if n % (size // 100) == 0:
                seats.append(Seat(dispute_id=matter.pk, member=lead, role="lead", reply="comes", conflict="none"))
        with transaction.atomic():
            Matter.objects.bulk_create(matters)
            Dispute.objects.bulk_create(disputes)
            Seat.objects.bulk_create(seats)
            indexing.index_all((matter, ()) for matter in matters)
