"""Who could go in which shift, read from the tables: for the planner, and for the page of a shift."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.lib.planning import roster
from shouwang.systems.patrol.crew import Candidate, Crewing, Cure, Duty, smallest_change
from shouwang.systems.patrol.models import Shift, Skill, Turn, Volunteer, Wish
from shouwang.systems.patrol.queries.fitness import (
    IN,
    asked_by,
    facts_of,
    has_declined,
    people_in,
    span,
    why_not,
    with_facts,
)
from shouwang.systems.patrol.volunteering import THEIRS, Reason

FAIR_OVER = timedelta(days=28)  # hours and nights of so long count when turns are shared out


@dataclass(frozen=True)
class Possible:
    """Somebody who is not in a shift: what stands against them, and what they would pass over by coming."""

    volunteer: Volunteer
    against: Sequence[Reason]
    unusual: Sequence[Reason]

    @property
    def may_come(self) -> bool:
        return not self.against and not self.unusual

    @property
    def may_be_asked(self) -> bool:
        return not self.against


def crewing(room: Room, shifts: Iterable[Shift]) -> Crewing:
    """The shifts with everybody the room has, and who is in them already."""
    found = list(shifts)
    keys = {shift.pk for shift in found}
    seated = Turn.objects.filter(shift__in=keys, state__in=IN, volunteer__isnull=False)
    duties = [Duty(str(shift.pk), asked_by(shift), shift.fewest, shift.most, shift.needs_lead) for shift in found]
    served = _served(room, min((shift.starts_at for shift in found), default=timezone.now()))
    here = Volunteer.objects.filter(room=room, left_at=None, person__erased_at=None).order_by("joined_at", "pk")
    people, declined = list[Candidate](), set[tuple[str, str]]()
    for one in with_facts(here):
        turns = [turn for turn in one.turns.all() if turn.state in IN and turn.shift_id not in keys]
        taken = [span(turn.shift.starts_at, turn.shift.ends_at) for turn in turns if turn.shift.cancelled_at is None]
        hours, nights = served.get(str(one.pk), (0.0, 0))
        people.append(
            Candidate(
                str(one.pk),
                replace(facts_of(one), turns=taken),
                may_lead=any(skill.kind == Skill.Kind.LEADING for skill in one.skills.all()),
                beside=frozenset(str(wish.beside_id) for wish in one.wishes.all() if wish.kind == Wish.Kind.BESIDE),
                hours_done=hours,
                nights_done=nights,
            )
        )
        declined |= {(str(key), str(one.pk)) for key in keys if has_declined(one, key)}
    pairs = seated.values_list("shift", "volunteer")
    return Crewing(duties, people, frozenset((str(shift), str(volunteer)) for shift, volunteer in pairs), declined)


def possible(shift: Shift) -> list[Possible]:
    """Everybody who is not in the shift, who could come at once first, then who can be asked; else as they joined."""
    there = people_in(shift).values("volunteer")
    others = Volunteer.objects.filter(room=shift.room_id, left_at=None, person__erased_at=None).exclude(pk__in=there)
    found = []
    for one in with_facts(others.order_by("joined_at", "pk")):
        reasons = why_not(one, shift)
        hard = [reason for reason in reasons if reason not in THEIRS]
        found.append(Possible(one, hard, [reason for reason in reasons if reason in THEIRS]))
    return sorted(found, key=lambda one: (not one.may_come, not one.may_be_asked))


def reasons_counted(others: Iterable[Possible]) -> list[tuple[Reason, int]]:
    """How many each reason keeps out, the commonest first; whoever has several counts for each."""
    return Counter(reason for one in others for reason in (*one.against, *one.unusual)).most_common()


def volunteer_for(shift: Shift, key: str) -> Volunteer | None:
    """A volunteer of the shift's room by its key, None for anything else."""
    with suppress(ValueError):
        return Volunteer.objects.filter(room=shift.room_id, left_at=None, pk=UUID(key)).first()
    return None


def missing(shift: Shift) -> int:
    """How many are lacking for the shift to go."""
    return max(0, shift.fewest - people_in(shift).count())


def cures(shift: Shift, shifts: Iterable[Shift]) -> list[tuple[Cure, Volunteer | None]] | None:
    """The smallest change that fills the shift without emptying another of `shifts`; None where none was found."""
    steps = smallest_change(crewing(shift.room, {each.pk: each for each in (*shifts, shift)}.values()), str(shift.pk))
    if steps is None:
        return None
    asked = Volunteer.objects.select_related("person").in_bulk([step.person for step in steps if step.person])
    by_key = {str(key): one for key, one in asked.items()}
    return [(step, by_key.get(step.person or "")) for step in steps]


def _served(room: Room, before: datetime) -> dict[str, tuple[float, int]]:
    """Hours and nights of the last weeks by volunteer, as planned: what was shared out, held or not."""
    found: dict[str, tuple[float, int]] = {}
    turns = Turn.objects.filter(
        shift__room=room, state__in=IN, volunteer__isnull=False, shift__cancelled_at=None,
        shift__starts_at__gte=before - FAIR_OVER, shift__starts_at__lt=before,
    ).select_related("shift")  # fmt: skip
    for turn in turns:
        hours, nights = found.get(str(turn.volunteer_id), (0.0, 0))
        length = (turn.shift.ends_at - turn.shift.starts_at) / timedelta(hours=1)
        start = _minutes(timezone.localtime(turn.shift.starts_at))
        is_night = roster.touches(start, start + length * 60, roster.NIGHT, roster.DAY + roster.DAWN)
        found[str(turn.volunteer_id)] = (hours + length, nights + is_night)
    return found


def _minutes(moment: datetime) -> float:
    return moment.hour * 60 + moment.minute
