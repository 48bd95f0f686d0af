"""At which places somebody was in an hour of the day: how many of the nights of a period with a shift then."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.lib.periods import Period
from shouwang.systems.patrol.models import Shift
from shouwang.systems.patrol.queries.needs import Wanted, wanted
from shouwang.systems.patrol.queries.presence import Visit, posts_held, visits

HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Covered:
    """A place, in how many of the hours asked about somebody was there, and of how many in which it is of use."""

    place: Place
    there: int
    of: int

    @property
    def share(self) -> float:
        return self.there / self.of if self.of else 0.0


def coverage(room: Room, period: Period, now: datetime, hour: int | None = None) -> list[Covered]:
    """Every place that weighs something, over the hours of shifts that are over; only that hour of the day if one is said."""
    done = Shift.objects.filter(
        room=room, starts_at__gte=period.start, starts_at__lt=period.end, cancelled_at=None, ends_at__lte=now
    )
    asked = [one for one in wanted(room, now) if one.weight > 0 and not one.need.is_closed_off]
    spans = done.values_list("starts_at", "ends_at")
    asked_about = {
        start
        for starts, ends in spans
        for start in cells(starts, ends)
        if hour is None or timezone.localtime(start).hour == hour
    }
    at = present([*visits(done), *posts_held(done)])
    found = []
    for one in asked:
        of_use = [start for start in asked_about if is_of_use(one, start)]
        found.append(Covered(one.place, sum(one.place.pk in at[start] for start in of_use), len(of_use)))
    return found


def present(there: Sequence[Visit]) -> dict[datetime, set[UUID]]:
    """The places at which somebody was, by hour of the clock."""
    at: dict[datetime, set[UUID]] = defaultdict(set)
    for one in there:
        for start in cells(one.begins, max(one.ends, one.begins + MOMENT)):
            at[start].add(one.place)
    return at


def cells(start: datetime, end: datetime) -> list[datetime]:
    """The hours of the clock that a time reaches into."""
    first = start.replace(minute=0, second=0, microsecond=0)
    number = -(-(end - first) // HOUR)
    return [first + n * HOUR for n in range(number)]


def is_of_use(one: Wanted, start: datetime) -> bool:
    """Whether a visit in that hour is of use to the place."""
    opens, closes = one.need.opens, one.need.closes
    if opens is None or closes is None:
        return True
    hour = timezone.localtime(start).time()
    first = opens.replace(minute=0, second=0, microsecond=0)
    return first <= hour < closes if first < closes else hour >= first or hour < closes
