"""Visits in numbers, each with what it is of."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.models import Visit
from shouwang.systems.services.queries.visits import visits

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


def figures(viewer: Account, since: datetime, until: datetime, room: Room | None = None) -> VisitFigures:
    """Of everything the viewer may work on, or of one room of it; two queries."""
    seen = visits(viewer).filter(matter__room=room) if room else visits(viewer)
    booked = seen.filter(first_booked_at__gte=since, first_booked_at__lt=until).count()
    over = list(seen.filter(over_at__gte=since, over_at__lt=until))
    made = [one for one in over if one.stage == lifecycle.DONE]
    stamped = [one for one in made if one.arrived_at]
    off = [one for one in over if one.stage == lifecycle.OFF]
    return VisitFigures(
        booked, len(made), len(stamped), sum(map(is_kept, stamped)), sum(one.missed for one in over),
        sum(one.whose == Visit.Whose.THEIRS for one in off), sum(one.whose == Visit.Whose.ROOM for one in off),
    )  # fmt: skip


def is_kept(visit: Visit) -> bool:
    """Whether the officer came at the time promised, half an hour more or less; of a half day, inside it."""
    if visit.arrived_at is None or visit.starts_at is None:
        return False
    first, last = visit.starts_at, visit.starts_at
    if visit.window_starts and visit.window_ends:
        first, last = visit.window_starts, visit.window_ends
    return first - KEPT_WITHIN <= visit.arrived_at <= last + KEPT_WITHIN
