"""Laying out nights: what is usual, which shifts there are, changing and cancelling one."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Account, Team
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.patrol import nights
from shouwang.systems.patrol.models import Shift, UsualNight, Work
from shouwang.systems.patrol.models.shifts import LONGEST
from shouwang.systems.patrol.queries.nights import of_night, shifts
from shouwang.systems.patrol.queries.plans import sent


class TooLong(ValueError):
    """A shift longer than LONGEST: nobody can be asked for that."""


class NoPlace(ValueError):
    """The plan of that night is out: nobody looks for a place for another post any more."""


class Over(ValueError):
    """Nothing of it is to come any more: a shift that is to be made, a night that is to be planned or changed."""


@dataclass(frozen=True)
class Pattern:
    """Rounds or posts of one kind: how many, for how many people, on which days from when to when."""

    work: Work
    days: str
    starts: time
    ends: time
    count: int = 1
    fewest: int = 2
    most: int = 3
    team: Team | None = None
    needs_lead: bool = False
    is_risky: bool = False


@transaction.atomic
def make_usual(*, by: Account, room: Room, pattern: Pattern) -> UsualNight:
    """From now on nights of those days have these shifts. Raises PermissionDenied, TooLong."""
    require(by, room)
    _not_too_long(pattern)
    made = UsualNight.objects.create(room=room, **_fields(pattern))
    _note(by, "patrol.usual_made", made)
    return made


@transaction.atomic
def drop_usual(*, by: Account, usual: UsualNight) -> None:
    """No new night has it; what is laid out stays. Raises PermissionDenied."""
    require(by, usual.room)
    _note(by, "patrol.usual_dropped", usual)
    usual.delete()


@transaction.atomic
def lay_out(*, by: Account, room: Room, night: date) -> list[Shift]:
    """The night's shifts after what is usual, if it has none yet; those it has. Raises PermissionDenied.

    The room's row is the lock: two who press at once make one night.
    """
    require(by, room)
    Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
    if of_night(room, night).exists():  # also where all were called off: what was called off does not come back
        return list(shifts(room, night))
    zone = timezone.get_default_timezone()
    numbers = {Work.ROUND.value: 0, Work.POST.value: 0}
    for usual in UsualNight.objects.filter(room=room).order_by("starts", "work", "id"):
        if not nights.is_usual(usual.days, night):
            continue
        start, end = nights.span(night, usual.starts, usual.ends, zone)
        for _each in range(usual.count):
            numbers[usual.work] += 1
            Shift.objects.create(
                room=room,
                work=usual.work,
                number=numbers[usual.work],
                starts_at=start,
                ends_at=end,
                team=usual.team,
                fewest=usual.fewest,
                most=usual.most,
                needs_lead=usual.needs_lead,
                is_risky=usual.is_risky,
            )
    made = list(shifts(room, night))
    if made:
        about = Subject("night", night.isoformat(), night.isoformat())
        journal.record(by=actor(by), verb="patrol.night_laid_out", of=about, room=room.pk, detail=str(len(made)))
    return made


@transaction.atomic
def add_shifts(*, by: Account, room: Room, night: date, pattern: Pattern, place: Place | None = None) -> list[Shift]:
    """`count` more on that night, beside what is usual; its days do not matter. A post stands at `place`, a round begins
    there.

    Raises PermissionDenied, TooLong, NoPlace, Over: they would have ended already.
    """
    require(by, room)
    _not_too_long(pattern)
    zone = timezone.get_default_timezone()
    start, end = nights.span(night, pattern.starts, pattern.ends, zone)
    if end <= timezone.now():
        raise Over
    is_out = sent(room, night) is not None  # phones show the night: what is added is open to them at once
    if is_out and pattern.work == Work.POST and place is None:
        raise NoPlace
    lay_out(by=by, room=room, night=night)
    last = of_night(room, night).filter(work=pattern.work).aggregate(last=Max("number"))["last"] or 0
    fields = _fields(pattern)
    asked = {name: fields[name] for name in ("work", "team", "fewest", "most", "needs_lead", "is_risky")}
    asked |= {"starts_at": start, "ends_at": end, "place": place, "sent_at": timezone.now() if is_out else None}
    made = [
        Shift.objects.create(room=room, number=number, **asked) for number in range(last + 1, last + 1 + pattern.count)
    ]
    for shift in made:
        note_shift(actor(by), "patrol.shift_added", shift)
    return made


@transaction.atomic
def cancel(*, by: Account, shift: Shift, why: str) -> None:
    """The shift does not take place; whoever had it is told why. Raises PermissionDenied."""
    require(by, shift.room)
    current = Shift.objects.select_for_update(of=("self",)).get(pk=shift.pk)
    if current.cancelled_at is None:
        current.cancelled_at, current.why_cancelled = timezone.now(), why[:120]
        current.save(update_fields=["cancelled_at", "why_cancelled"])
        # Not why: the journal keeps it for good, and what is typed may be about somebody's health.
        note_shift(actor(by), "patrol.shift_cancelled", current)


def require(by: Account, room: Room | UUID) -> None:
    """Raises PermissionDenied for who does not plan patrols there."""
    if not may(by, Permission.PATROL_PLAN, room):
        raise PermissionDenied(Permission.PATROL_PLAN)


def note_shift(by: Actor, verb: str, shift: Shift, detail: str = "") -> None:
    """Into the journal, under the shift's time: names of people stand nowhere in it."""
    when = f"{timezone.localtime(shift.starts_at):%Y-%m-%d %H:%M}"
    of = Subject("shift", str(shift.pk), f"{when} {shift.work} {shift.number}")
    journal.record(by=by, verb=verb, of=of, room=shift.room_id, detail=detail)


def _note(by: Account, verb: str, usual: UsualNight) -> None:
    of = Subject("usual_night", str(usual.pk), f"{usual.work} {usual.starts:%H:%M}")
    journal.record(by=actor(by), verb=verb, of=of, room=usual.room_id, detail=f"{usual.count} × {usual.days}")


def _not_too_long(pattern: Pattern) -> None:
    start, end = nights.span(timezone.localdate(), pattern.starts, pattern.ends, timezone.get_default_timezone())
    if end - start > LONGEST:
        raise TooLong


def _fields(pattern: Pattern) -> dict[str, object]:
    return {name: getattr(pattern, name) for name in Pattern.__dataclass_fields__}
