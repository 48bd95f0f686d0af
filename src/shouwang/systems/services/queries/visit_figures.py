"""Visits in numbers, each with what it is of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from shouwang.kernel.matters.models import Entry
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.models import Visit

KEPT_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True)
class VisitFigures:
    """Of a time: visits whose first time fell to be booked in it, and what became of those that were to be in it.

    `made` home visits done; of those `stamped` have the moment of arrival, and `kept` of the stamped were within half an hour
    of the promised time or inside the promised half day. `missed`: how often nobody was home.
    """

    booked: int
    made: int
    stamped: int
    kept: int
    missed: int
    off_by_them: int
    off_by_room: int


def figures(found: QuerySet[Visit], since: datetime, until: datetime) -> VisitFigures:
    """Of these visits; three queries."""
    booked = found.filter(first_booked_at__gte=since, first_booked_at__lt=until).count()
    over = list(found.filter(over_at__gte=since, over_at__lt=until))
    made = [one for one in over if one.stage == lifecycle.DONE]
    stamped = [one for one in made if one.arrived_at]
    off = [one for one in over if one.stage == lifecycle.OFF]
    return VisitFigures(
        booked, len(made), len(stamped), sum(map(is_kept, stamped)), _missed(found, since, until),
        sum(one.whose == Visit.Whose.THEIRS for one in off), sum(one.whose == Visit.Whose.ROOM for one in off),
    )  # fmt: skip


def _missed(found: QuerySet[Visit], since: datetime, until: datetime) -> int:
    """Each in the month it happened, whatever became of the visit since."""
    steps = Entry.objects.filter(verb="step", field="nobody_home", at__gte=since, at__lt=until)
    return steps.filter(matter__in=found.values("matter")).count()


def promises(found: QuerySet[Visit], since: datetime, until: datetime, now: datetime) -> tuple[int, int]:
    """How many times promised in that span were kept, of how many that are past. What they called off themselves is none.

    Nobody opened: it was kept where the officer came in time. Nobody noted the arrival: it was not.
    """
    theirs = Q(stage=lifecycle.OFF, whose=Visit.Whose.THEIRS)
    asked = found.filter(starts_at__gte=since, starts_at__lt=until).exclude(theirs)
    past = [one for one in asked if one.starts_at and (one.window_ends or one.starts_at) + KEPT_WITHIN <= now]
    return sum(map(is_kept, past)), len(past)


def is_kept(visit: Visit) -> bool:
    """Whether the officer came at the time promised, half an hour more or less; of a half day, inside it."""
    if visit.arrived_at is None or visit.starts_at is None:
        return False
    first, last = visit.starts_at, visit.starts_at
    if visit.window_starts and visit.window_ends:
        first, last = visit.window_starts, visit.window_ends
    return first - KEPT_WITHIN <= visit.arrived_at <= last + KEPT_WITHIN
