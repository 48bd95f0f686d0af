"""The services in numbers, each with what it is of; never of one person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Q
from django.utils import timezone

from shouwang.kernel.figures.measures import Share
from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.models import Matter, Matters, Satisfaction
from shouwang.kernel.matters.queries import Thanks, thanks_in
from shouwang.lib.clock import day_of
from shouwang.systems.services.models import Visit
from shouwang.systems.services.queries import of_services
from shouwang.systems.services.queries.errands import Counts, counts
from shouwang.systems.services.queries.visit_figures import VisitFigures, promises
from shouwang.systems.services.queries.visit_figures import behind as of_visits_behind
from shouwang.systems.services.queries.visit_figures import figures as of_visits

Tally = Sequence[tuple[str, int]]


@dataclass(frozen=True)
class Figures:
    """Of a time. `by_topic`: (kind, topic) with how many, most first. `days`: from the door to the end, of those closed then."""

    requests: int
    by_kind: Tally
    by_topic: Sequence[tuple[tuple[str, str], int]]
    closed: int
    days: float | None
    errands: Counts
    visits: VisitFigures
    thanks: Thanks

    @property
    def is_empty(self) -> bool:
        return not (self.requests or self.closed or self.thanks.asked or not self.visits.is_empty)


def figures(matters: Matters, since: datetime, until: datetime) -> Figures:
    """Of the matters the viewer sees, from the first moment to the second, which is not in it. Past records are not counted."""
    ours = of_services(matters).filter(is_record=False).order_by()
    came = list(ours.filter(received_at__gte=since, received_at__lt=until).values_list("kind", "topic"))
    ended = list(_closed(ours, since, until).values_list("received_at", "ended_at"))
    return Figures(
        requests=len(came),
        by_kind=Counter(kind for kind, _topic in came).most_common(),
        by_topic=Counter((kind, topic) for kind, topic in came).most_common(),
        closed=len(ended),
        days=median((day_of(end) - day_of(start)).days for start, end in ended if end) if ended else None,
        errands=counts(matters, since, until),
        visits=of_visits(Visit.objects.filter(matter__in=matters), since, until),
        thanks=thanks_in(ours, since, until),
    )


def _closed(ours: Matters, since: datetime, until: datetime) -> Matters:
    return ours.filter(state=lifecycle.CLOSED, ended_at__gte=since, ended_at__lt=until)


OF_VISITS = ("booked", "made", "promised", "missed", "off_by_them", "off_by_room", "went_on")
OF_THANKS = ("asked", "answered", "satisfied")


def behind(matters: Matters, key: str, since: datetime, until: datetime) -> Matters:
    """The records that one number counts: "closed", one of OF_VISITS or of OF_THANKS; the same rules as the number's."""
    if key in OF_VISITS:
        visits = of_visits_behind(Visit.objects.filter(matter__in=matters), key, since, until)
        return matters.filter(pk__in=visits.values("matter")).order_by("-received_at", "pk")
    ours = of_services(matters).filter(is_record=False)
    if key == "closed":
        return _closed(ours, since, until).order_by("-ended_at", "pk")
    again = Q(satisfaction__reopened_at__isnull=False)
    asked_then = Q(merged_into=None, satisfaction__asked_at__gte=since, satisfaction__asked_at__lt=until)
    whole = ours.order_by().filter(again & asked_then) | _closed(ours, since, until).order_by().exclude(again)
    asked = matters.filter(
        Q(pk__in=whole.values("pk")) | Q(merged_into__in=whole.values("pk")), satisfaction__isnull=False
    )
    if key == "answered":
        asked = asked.filter(satisfaction__answered_at__isnull=False)
    if key == "satisfied":
        asked = asked.filter(satisfaction__score=Satisfaction.Score.SATISFIED)
    return asked.order_by("-received_at", "pk")


def visits_kept(room: Room, since: datetime, until: datetime) -> Share:
    """Visits whose promised time is past, and of them those to which the officer came at the time.

    One called off by the room, or whose arrival nobody noted, is not kept. Not counted: what the people called off themselves.
    """
    found = promises(Visit.objects.filter(matter__room=room), since, until, timezone.now())
    return Share(found.kept, found.of)


def told_once(room: Room, since: datetime, until: datetime) -> Share:
    """Errands whose papers were looked through, and of them those in which nothing was called missing later."""
    found = counts(Matter.objects.filter(room=room), since, until)
    return Share(found.told_once, found.looked)
