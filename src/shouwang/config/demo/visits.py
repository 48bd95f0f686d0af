"""Visits by appointment in Hewan: three on the next working day, one to find a time for, two made. All invented."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from shouwang.config.demo.ground import Hewan
from shouwang.config.demo.pretend import pretend
from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.people.models import Account
from shouwang.systems.services.actions import visiting, visits
from shouwang.systems.services.actions.visit_booking import Time, Wish, book
from shouwang.systems.services.models import Visit, VisitPurpose
from shouwang.systems.services.queries.visit_days import FreeDay, Want, free_days

HOURS = ((time(9), time(11, 30)), (time(14, 30), time(17, 30)))
WORKING_DAYS = range(5)


def make_visits(hewan: Hewan, people: Mapping[str, Account]) -> None:
    """Through the same actions as the pages."""
    room, officer = hewan.room, people["chen"]
    visiting.begin(by=officer, room=room)
    visiting.set_hours(by=officer, room=room, account=officer, week=[(day, HOURS) for day in WORKING_DAYS])
    purposes = {one.sort: one for one in VisitPurpose.objects.filter(room=room)}
    places = list(Place.objects.filter(room=room).exclude(kind=Place.Kind.ROOM).order_by("name")[:4])
    _made(room, officer, purposes, places)
    now = timezone.now()
    booked = (
        ("card", "韩小梅", "韩大爷", "村东头第三家，蓝大门", 0),
        ("talk", "郭桂英", "", "老槐树下第二家", 3),
    )
    day = None
    for n, (sort, name, visited, address, later) in enumerate(booked):
        wish = _wish(purposes[sort], name, visited, address, places[n % len(places)], n)
        free = _free(room, wish, now, day)
        day = free.day
        book(by=PUBLIC, room=room, wish=wish, time=Time(free.times[min(later, len(free.times) - 1)][0]))
    wish = _wish(purposes["danger"], "孟广田", "", "河埠头边第一家", places[2 % len(places)], 5)
    free = _free(room, wish, now, day)
    book(by=PUBLIC, room=room, wish=wish, time=Time(day=free.day, half=free.halves[0][0]))
    book(by=PUBLIC, room=room, wish=_wish(purposes["papers"], "岳秀兰", "", "小学后面", None, 6), time=Time())


def _free(room: Room, wish: Wish, now: datetime, since: date | None) -> FreeDay:
    """The first day on which a half day and some times fit."""
    point = (wish.at.longitude, wish.at.latitude) if wish.at else None
    days = free_days(room, Want(wish.purpose.minutes, point), now, since=since)
    return next(one for one in days if one.halves and len(one.times) > 1)


def _wish(purpose: VisitPurpose, name: str, visited: str, address: str, place: Place | None, n: int) -> Wish:
    return Wish(
        purpose=purpose, why=Visit.Why.CANT_WALK if visited else Visit.Why.HOURS,
        reporter=Reporter(name=name, phone=f"1390000021{n}"),
        for_whom=Visit.For.RELATIVE if visited else Visit.For.SELF, visited_name=visited, address=address, place=place,
    )  # fmt: skip


def _made(room: Room, officer: Account, purposes: Mapping[str, VisitPurpose], places: list[Place]) -> None:
    """Two that were made some days ago, as if done on their day."""
    for n, (sort, name, days) in enumerate((("papers", "蔺秀芝", 8), ("card", "丁守业", 4))):
        with pretend(timezone.now() - timedelta(days=days)):
            wish = _wish(purposes[sort], name, "", "村西口", places[n % len(places)], 7 + n)
            at = free_days(room, Want(wish.purpose.minutes, None), timezone.now(), most=1)[0].times[0][0]
            visit = Visit.objects.get(matter=book(by=PUBLIC, room=room, wish=wish, time=Time(at)).matter)
        _go(officer, visit, at)


def _go(officer: Account, visit: Visit, at: datetime) -> None:
    if at > timezone.now():
        return
    with pretend(at - timedelta(minutes=10)):
        visits.set_off(by=officer, visit=visit)
    with pretend(at + timedelta(minutes=5)):
        visits.arrive(by=officer, visit=visit)
    with pretend(at + timedelta(minutes=30)):
        visits.finish(by=officer, visit=visit, record="材料看过，签好字，拍了照。", answer="材料办好了，下周给您送去。")
