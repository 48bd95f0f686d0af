"""Nights and shifts: what is usual, what is on, who takes part."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.patrol import nights
from shouwang.systems.patrol.models import Shift, Turn, UsualNight, Work

# What the desk's forms offer, without the tables.
WORK = Work


def tonight(now: datetime) -> date:
    """The night of this moment, as the room's clock has it."""
    return nights.night_of(now, timezone.get_default_timezone())


def usual(room: Room) -> QuerySet[UsualNight]:
    """What the room does on which days."""
    return UsualNight.objects.filter(room=room).select_related("team").order_by("starts", "work", "id")


def usual_of(viewer: Account, key: UUID) -> UsualNight | None:
    """One of them, for those who plan there."""
    here = rooms(viewer, Permission.PATROL_PLAN)
    return UsualNight.objects.filter(room__in=here, pk=key).select_related("team", "room__station").first()


def of_night(room: Room, night: date) -> QuerySet[Shift]:
    """Every shift of a night, called off or not."""
    first, last = nights.bounds(night, timezone.get_default_timezone())
    return Shift.objects.filter(room=room, starts_at__gte=first, starts_at__lt=last)


def shifts(room: Room, night: date) -> QuerySet[Shift]:
    """The shifts of a night that were not cancelled, rounds and posts by time, with who takes part."""
    return loaded(of_night(room, night).filter(cancelled_at=None))


def is_over(room: Room, night: date, now: datetime) -> bool:
    """Whether nothing of the night is to come any more."""
    if nights.bounds(night, timezone.get_default_timezone())[1] <= now:
        return True
    last = of_night(room, night).filter(cancelled_at=None).aggregate(last=Max("ends_at"))["last"]
    return last is not None and last <= now


def shift_of(viewer: Account, key: UUID) -> Shift | None:
    """One shift, for those who see patrols there."""
    here = rooms(viewer, Permission.PATROL_SEE)
    return loaded(Shift.objects.filter(room__in=here, pk=key)).first()


def shifts_around(shift: Shift) -> QuerySet[Shift]:
    """The shifts a week before and after it that were not cancelled: what bears on who can be asked."""
    week = timedelta(days=7)
    near = Shift.objects.filter(room=shift.room_id, cancelled_at=None, ends_at__gt=timezone.now())
    return near.filter(starts_at__gte=shift.starts_at - week, starts_at__lte=shift.starts_at + week)


def loaded(found: QuerySet[Shift]) -> QuerySet[Shift]:
    """With place, team and those who take part; who can't come any more is left out."""
    turns = Turn.objects.exclude(state=Turn.State.GONE).select_related("volunteer__person").order_by("-is_lead", "id")
    related = found.select_related("room__station", "place", "team")
    return related.prefetch_related(Prefetch("turns", turns)).order_by("starts_at", "work", "number", "id")


def nights_ahead(room: Room, first: date, days: int) -> Sequence[tuple[date, list[Shift]]]:
    """The next nights with their shifts, also those that have none yet but usually would; later ones that have some."""
    zone = timezone.get_default_timezone()
    span = [date.fromordinal(first.toordinal() + ahead) for ahead in range(days)]
    start = nights.bounds(span[0], zone)[0]
    found: dict[date, list[Shift]] = {night: [] for night in span}
    for shift in loaded(Shift.objects.filter(room=room, starts_at__gte=start, cancelled_at=None)):
        found.setdefault(nights.night_of(shift.starts_at, zone), []).append(shift)
    patterns = list(usual(room))
    return [
        (night, here)
        for night, here in found.items()
        if here or any(nights.is_usual(one.days, night) for one in patterns)
    ]
