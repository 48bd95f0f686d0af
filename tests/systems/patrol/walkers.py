"""A volunteer of Hewan in a shift that is on, with a sent plan to walk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.systems.patrol.actions import volunteers
from shouwang.systems.patrol.models import Plan, Shift, Stop, Turn, Volunteer
from shouwang.systems.patrol.queries.nights import tonight
from tests.cast import Cast

LATITUDE, LONGITUDE = 34.9, 112.6


@dataclass(frozen=True)
class Walker:
    """Who walks, the turn, and the places of its stops."""

    volunteer: Volunteer
    turn: Turn
    shift: Shift
    places: list[Place]


def a_volunteer(cast: Cast, name: str = "马小川") -> Volunteer:
    one = volunteers.take_on(by=cast.officer, room=cast.room, name=name)
    volunteers.check_adult(by=cast.officer, volunteer=one)
    volunteers.train(by=cast.officer, volunteer=one, kind="basic", held_on=timezone.localdate())
    return one


def a_shift(cast: Cast, *, begins: timedelta = timedelta(minutes=-30), **more: object) -> Shift:
    now = timezone.now()
    values: dict[str, object] = {"number": 1, "fewest": 1, "most": 3, "sent_at": now, "work": "round"}
    starts = now + begins
    return Shift.objects.create(
        room=cast.room, starts_at=starts, ends_at=starts + timedelta(hours=3), **(values | more)
    )


def places_of(cast: Cast, count: int = 3) -> list[Place]:
    cast.room.latitude, cast.room.longitude = LATITUDE, LONGITUDE
    cast.room.save()
    return [
        Place.objects.create(room=cast.room, name=f"地点{n}", latitude=LATITUDE + 0.002 * n, longitude=LONGITUDE)
        for n in range(1, count + 1)
    ]


def a_plan(cast: Cast, shift: Shift, places: list[Place]) -> Plan:
    now = timezone.now()
    plan = Plan.objects.create(
        room=cast.room, night=tonight(shift.starts_at), state="sent", seed=1, made_by="陈警官", made_at=now, sent_at=now
    )
    for number, place in enumerate(places, start=1):
        arrives = shift.starts_at + timedelta(minutes=30 * number)
        Stop.objects.create(
            plan=plan, shift=shift, place=place, number=number, weight=1,
            arrives_at=arrives, leaves_at=arrives + timedelta(minutes=12),
        )  # fmt: skip
    return plan


def a_walker(cast: Cast, name: str = "马小川", **more: object) -> Walker:
    volunteer, places = a_volunteer(cast, name), places_of(cast)
    shift = a_shift(cast, **more)  # type: ignore[arg-type]
    a_plan(cast, shift, places)
    return Walker(volunteer, Turn.objects.create(shift=shift, volunteer=volunteer, state="taken"), shift, places)


def minutes_ago(count: float) -> datetime:
    return timezone.now() - timedelta(minutes=count)
