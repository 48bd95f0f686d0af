"""Filling shifts with people who can and may come. What it puts down is a draft until the shift is sent to phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.systems.patrol.actions.nights import lay_out, require
from shouwang.systems.patrol.actions.turns import NotFit, put_on
from shouwang.systems.patrol.crew import crewed, new_seats
from shouwang.systems.patrol.models import Shift, Volunteer
from shouwang.systems.patrol.queries.crew import crewing
from shouwang.systems.patrol.queries.fitness import people_in

SECONDS = 2.0  # of search at most; a night takes some hundredths
LONGEST_AHEAD = 28  # nights


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
    """The same for shifts that are laid out. Those that are over or full are left alone. Raises PermissionDenied."""
    require(by, room)
    now = timezone.now()
    ahead = [shift for shift in shifts if shift.ends_at > now and shift.cancelled_at is None]
    people = {str(one.pk): one for one in Volunteer.objects.filter(room=room, left_at=None)}
    if not people or all(_is_full(shift) for shift in ahead):
        return Filled(0, [])
    posed = crewing(room, ahead)
    by_key = {str(shift.pk): shift for shift in ahead}
    seated = 0
    for key, person in new_seats(posed, crewed(posed, seconds=SECONDS)):
        try:
            put_on(by=by, shift=by_key[key], volunteer=people[person])
            seated += 1
        except NotFit:  # somebody signed up or fell out while this was thought about
            continue
    return Filled(seated, [shift for shift in ahead if not _is_full(shift)])


def _is_full(shift: Shift) -> bool:
    return people_in(shift).count() >= shift.fewest
