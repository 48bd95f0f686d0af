"""A room that visits people at home: its officer, the hours, two houses on one lane. All invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from shouwang.kernel.ground.models import Room, Source
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Position, Receipt, Reporter
from shouwang.kernel.people.models import Account
from shouwang.lib.clock import BEIJING, Spans
from shouwang.lib.ids import uuid7
from shouwang.systems.services.actions import visiting
from shouwang.systems.services.actions.visit_booking import Time, Wish, book
from shouwang.systems.services.models import Visit, VisitPurpose
from tests.cast import Cast

MONDAY = date(2026, 11, 30)  # an ordinary working day
EARLY = datetime(2026, 11, 30, 6, tzinfo=BEIJING)  # before anybody is out
MORNING: Spans = ((time(9), time(12)),)
ALL_DAY: Spans = ((time(9), time(12)), (time(14), time(17, 30)))
HOME = (34.6000, 112.4000)
PHONE = "13900000101"


@dataclass(frozen=True)
class Visiting:
    """The room with its officer and one purpose of half an hour."""

    room: Room
    officer: Account
    purpose: VisitPurpose


def visiting_room(cast: Cast, spans: Spans = ALL_DAY, weekdays: Sequence[int] = range(5)) -> Visiting:
    room = cast.room
    room.latitude, room.longitude = HOME
    room.save()
    visiting.begin(by=cast.officer, room=room)
    visiting.set_hours(by=cast.officer, room=room, account=cast.officer, week=[(day, spans) for day in weekdays])
    return Visiting(room, cast.officer, VisitPurpose.objects.get(room=room, sort="card"))


def house(metres_east: float) -> Position:
    """A house so many metres east of the room."""
    return Position(HOME[0], HOME[1] + metres_east / 91_600, Source.MAP)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), BEIJING)


def wish(here: Visiting, **fields: Any) -> Wish:
    said: dict[str, Any] = {
        "purpose": here.purpose, "why": Visit.Why.CANT_WALK, "reporter": Reporter(name="韩小梅", phone=PHONE),
        "for_whom": Visit.For.RELATIVE, "visited_name": "韩大爷", "address": "河湾村东头第三家", "position": house(600),
    }  # fmt: skip
    return Wish(**(said | fields))


def booked(here: Visiting, starts_at: datetime | None = None, *, by: Any = PUBLIC, **fields: Any) -> Receipt:
    """A visit at the moment, or a half day when `half` and `day` are said."""
    time_said = Time(starts_at, fields.pop("day", None), fields.pop("half", ""))
    return book(by=by, room=here.room, wish=wish(here, **fields), time=time_said, id=uuid7(), now=EARLY)


def visit_of(receipt: Receipt) -> Visit:
    return Visit.objects.select_related("matter__room", "purpose", "account").get(pk=receipt.matter.pk)


def at_stage(here: Visiting, stage: str) -> Visit:
    """A visit that stands there, at a time long ahead."""
    visit = visit_of(booked(here))
    visit.stage, visit.account, visit.first_booked_at = stage, here.officer, EARLY
    visit.starts_at = at(10, day=date(2099, 3, 2))
    visit.save()
    return visit
