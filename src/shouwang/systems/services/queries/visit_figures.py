"""Visits in numbers, each with what it is of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from shouwang.kernel.matters.models import Entry
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.models import Visit

KEPT_WITHIN = timedelta(minutes=30)

# How a visit ends without having been made.
ENDED = {"off_by_them": Visit.Whose.THEIRS, "off_by_room": Visit.Whose.ROOM, "went_on": Visit.Whose.NOT_MET}


@dataclass(frozen=True)
class Promises:
    """Visits whose promised time is past: to how many of them the officer came in time; how many were moved to that time; at how
    many nobody noted the arrival, which are not kept."""

    kept: int = 0
    of: int = 0
    moved: int = 0
    unnoted: int = 0


@dataclass(frozen=True)
class VisitFigures:
    """Of a time: visits whose first time fell to be booked in it, and what became of those that were to be in it.

    `made` home visits done; `missed`: how often nobody was home; `went_on`: nobody opened, and it went on as help;
    `promises` are those of the room's measure, the same numbers.
    """

    booked: int
    made: int
    missed: int
    off_by_them: int
    off_by_room: int
    went_on: int
    promises: Promises

    @property
    def is_empty(self) -> bool:
        return not (
            self.booked
            or self.made
            or self.missed
            or self.went_on
            or self.off_by_them
            or self.off_by_room
            or self.promises.of
        )


def figures(found: QuerySet[Visit], since: datetime, until: datetime, now: datetime | None = None) -> VisitFigures:
    """Of these visits; seven queries."""
    counted = {key: behind(found, key, since, until).count() for key in ("booked", "made", *ENDED)}
    kept = promises(found, since, until, now or timezone.now())
    return VisitFigures(**counted, missed=_misses(found, since, until).count(), promises=kept)


def behind(found: QuerySet[Visit], key: str, since: datetime, until: datetime) -> QuerySet[Visit]:
    """The visits that one number of the figures counts; of "missed" each once, however often nobody was home."""
    over = found.filter(over_at__gte=since, over_at__lt=until)
    if key == "booked":
        return found.filter(first_booked_at__gte=since, first_booked_at__lt=until)
    if key == "made":
        return over.filter(stage=lifecycle.DONE)
    if key == "missed":
        return found.filter(matter__in=_misses(found, since, until).values("matter"))
    if key == "promised":
        theirs = Q(stage=lifecycle.OFF, whose=Visit.Whose.THEIRS)
        return found.filter(starts_at__gte=since, starts_at__lt=until).exclude(theirs)
    return over.filter(stage=lifecycle.OFF, whose=ENDED[key])


def _misses(found: QuerySet[Visit], since: datetime, until: datetime) -> QuerySet[Entry]:
    """Each in the month it happened, whatever became of the visit since."""
    steps = Entry.objects.filter(verb="step", field="nobody_home", at__gte=since, at__lt=until)
    return steps.filter(matter__in=found.order_by().values("matter"))


def promises(found: QuerySet[Visit], since: datetime, until: datetime, now: datetime) -> Promises:
    """Of the times promised in that span, those that are past. What they called off themselves is none.

    Moved, its last time counts. Nobody opened: it was kept where the officer came in time. Nobody noted the arrival: it was not.
    """
    asked = behind(found, "promised", since, until)
    past = [one for one in asked if one.starts_at and (one.window_ends or one.starts_at) + KEPT_WITHIN <= now]
    moves = Entry.objects.filter(verb="step", field="move", matter__in=[one.pk for one in past])
    return Promises(
        sum(map(is_kept, past)), len(past), moves.values("matter").distinct().count(),
        sum(one.arrived_at is None for one in past),
    )  # fmt: skip


def is_kept(visit: Visit) -> bool:
    """Whether the officer came at the time promised, half an hour more or less; of a half day, inside it."""
    if visit.arrived_at is None or visit.starts_at is None:
        return False
    first, last = visit.starts_at, visit.starts_at
    if visit.window_starts and visit.window_ends:
        first, last = visit.window_starts, visit.window_ends
    return first - KEPT_WITHIN <= visit.arrived_at <= last + KEPT_WITHIN
