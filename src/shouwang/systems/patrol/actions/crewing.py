"""Filling shifts with people who can and may come. What it puts down is a draft until the shift is sent to phones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.systems.patrol.actions.nights import lay_out, require
from shouwang.systems.patrol.actions.turns import NotFit, put_on
from shouwang.systems.patrol.crew import crewed, new_seats
from shouwang.systems.patrol.models import Shift, Volunteer
from shouwang.systems.patrol.nights import night_of
from shouwang.systems.patrol.queries.crew import crewing
from shouwang.systems.patrol.queries.fitness import can_go
from shouwang.systems.patrol.queries.nights import loaded

SECONDS = 2.0  # of search at most; a night takes some hundredths
LONGEST_AHEAD = 28  # nights
ATTEMPTS = 2


@dataclass(frozen=True)
class Filled:
    """How many were put down, and the shifts that still have too few."""

    seated: int
    short: Sequence[Shift]


def fill(*, by: Account, room: Room, first: date, days: int = 1) -> Filled:
    """Lay out these nights and put people into their shifts, as even as can be. Raises PermissionDenied.

    Who is in a shift stays in it. A room without volunteers keeps no list of who walks: nobody is put anywhere.
    """
    require(by, room)
    nights = [first + timedelta(days=ahead) for ahead in range(min(days, LONGEST_AHEAD))]
    shifts = [shift for night in nights for shift in lay_out(by=by, room=room, night=night)]
    return crew(by=by, room=room, shifts=shifts)


def crew(*, by: Account, room: Room, shifts: Sequence[Shift]) -> Filled:
    """The same for shifts that are laid out. Those that have begun or are full are left alone. Raises PermissionDenied."""
    require(by, room)
    now = timezone.now()
    ahead = [shift.pk for shift in shifts if shift.starts_at > now and shift.cancelled_at is None]
    people = {str(one.pk): one for one in Volunteer.objects.filter(room=room, left_at=None)}
    if not people:
        return Filled(0, [])
    seated = 0
    for week in _by_week(_fresh(ahead)):
        for _attempt in range(ATTEMPTS):
            missed, put = _put(by, room, week, people)
            seated += put
            if not missed:
                break
            week = _fresh([shift.pk for shift in week])
    return Filled(seated, [shift for shift in _fresh(ahead) if not can_go(shift)])


def _put(by: Account, room: Room, week: Sequence[Shift], people: Mapping[str, Volunteer]) -> tuple[int, int]:
    """How many of the seats found could not be taken after all, and how many were."""
    if all(can_go(shift) for shift in week):
        return 0, 0
    posed, by_key = crewing(room, week), {str(shift.pk): shift for shift in week}
    missed = put = 0
    for key, person in new_seats(posed, crewed(posed, seconds=SECONDS)):
        try:
            put_on(by=by, shift=by_key[key], volunteer=people[person])
            put += 1
        except NotFit:  # somebody signed up or fell out while this was thought about
            missed += 1
    return missed, put


def _by_week(shifts: Sequence[Shift]) -> list[list[Shift]]:
    """Shifts of one week together: how often somebody walks is counted by the week of the night."""
    zone = timezone.get_default_timezone()
    weeks: dict[tuple[int, int], list[Shift]] = {}
    for shift in shifts:
        weeks.setdefault(night_of(shift.starts_at, zone).isocalendar()[:2], []).append(shift)
    return list(weeks.values())


def _fresh(keys: Sequence[UUID]) -> list[Shift]:
    return list(loaded(Shift.objects.filter(pk__in=keys)))
