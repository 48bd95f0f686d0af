"""When the officers visit, and what for: changed by who keeps the services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import transaction

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, colleagues, may
from shouwang.lib.clock import Spans
from shouwang.lib.ids import uuid7
from shouwang.systems.services.models import VisitingDay, VisitingHours, VisitingRules, VisitPurpose

Sort = VisitPurpose.Sort
# What a room begins with; the minutes are assumed. Chinese name, English name, how long.
USUAL: tuple[tuple[str, str, str, int], ...] = (
    (Sort.CARD, "办身份证：上门采指纹、照相", "ID card: fingerprints and photo", 30),
    (Sort.PAPERS, "看材料、签字", "Papers to read or sign", 30),
    (Sort.TALK, "有心事、有难处，想说说", "Talk about a worry", 45),
    (Sort.DANGER, "家里、门口有隐患，来看看", "Look at a danger at home", 20),
    (Sort.OTHER, "别的事", "Something else", 30),
)


@dataclass(frozen=True)
class Purpose:
    """A purpose as entered."""

    sort: str
    name: str
    minutes: int
    name_en: str = ""
    is_offered: bool = True


def _require(by: Account, room: Room) -> None:
    if not may(by, Permission.SERVICE_MANAGE, room):
        raise PermissionDenied(Permission.SERVICE_MANAGE)


def _note(by: Account, room: Room, verb: str, detail: str) -> None:
    journal.record(by=actor(by), verb=verb, of=Subject("room", str(room.pk), room.code), room=room.pk, detail=detail)


@transaction.atomic
def begin(*, by: Account, room: Room) -> None:
    """Give a room that has none the usual purposes."""
    _require(by, room)
    if VisitPurpose.objects.filter(room=room).exists():
        return
    for place, (sort, name, name_en, minutes) in enumerate(USUAL):
        VisitPurpose.objects.create(room=room, sort=sort, name=name, name_en=name_en, minutes=minutes, place=place)
    _note(by, room, "visiting.purpose", f"{len(USUAL)}")


@transaction.atomic
def set_purpose(*, by: Account, room: Room, purpose: Purpose, known: VisitPurpose | None = None) -> VisitPurpose:
    """Add a purpose or change one. Visits booked before keep the minutes they were promised. Refused: "name_taken"."""
    _require(by, room)
    if known is not None and known.room_id != room.pk:
        raise ValueError("a purpose of another room")
    others = VisitPurpose.objects.filter(room=room).exclude(pk=known.pk if known else uuid7())
    if others.filter(name=purpose.name).exists():
        raise Refused("name_taken", "name")
    one = known or VisitPurpose(room=room, place=others.count())
    for name, value in vars(purpose).items():
        setattr(one, name, value)
    one.save()
    _note(by, room, "visiting.purpose", one.name)
    return one


@transaction.atomic
def set_hours(*, by: Account, room: Room, account: Account, week: Sequence[tuple[int, Spans]]) -> None:
    """Say when somebody is out on visits: of each weekday its hours, none for a day off. Booked visits stay as they are.

    Refused: "hours_overlap" with the weekday as its field.
    """
    _require(by, room)
    if not colleagues(by, room).filter(pk=account.pk).exists():
        raise ValueError("does not work on matters there")
    for weekday, spans in week:
        edges = [(opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute or 1440) for opens, closes in spans]
        ordered = sorted(edges)
        overlap = any(first[1] > second[0] for first, second in pairwise(ordered))
        if overlap or any(opens >= closes for opens, closes in edges):
            raise Refused("hours_overlap", f"day_{weekday}")
    VisitingHours.objects.filter(room=room, account=account).delete()
    for weekday, spans in week:
        for opens, closes in spans:
            VisitingHours.objects.create(room=room, account=account, weekday=weekday, opens=opens, closes=closes)
    _note(by, room, "visiting.hours", account.name)


@transaction.atomic
def set_day(
    *, by: Account, room: Room, account: Account, day: date, reason: str, opens: time | None = None,
    closes: time | None = None,
) -> VisitingDay:  # fmt: skip
    """One day that is not as usual: off, or these hours. Booked visits stay: the list says which fall outside."""
    _require(by, room)
    made, _is_new = VisitingDay.objects.update_or_create(
        room=room, account=account, date=day, defaults={"opens": opens, "closes": closes, "reason": reason}
    )
    _note(by, room, "visiting.day", f"{account.name} {day}")
    return made


@transaction.atomic
def drop_day(*, by: Account, room: Room, day: VisitingDay) -> None:
    """That day is as usual again."""
    _require(by, room)
    if day.room_id != room.pk:
        raise ValueError("a day of another room")
    _note(by, room, "visiting.day", f"{day.account.name} {day.date}")
    day.delete()


@transaction.atomic
def set_rules(
    *, by: Account, room: Room, kmh: int, far_minutes: int, notice_hours: int, days_ahead: int
) -> VisitingRules:
    """How fast one gets about, how short before and how far ahead one can book."""
    _require(by, room)
    said = {"kmh": kmh, "far_minutes": far_minutes, "notice_hours": notice_hours, "days_ahead": days_ahead}
    made, _is_new = VisitingRules.objects.update_or_create(room=room, defaults=said)
    _note(by, room, "visiting.rules", "")
    return made
