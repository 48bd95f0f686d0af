"""Visits by appointment: whose one may see, where one stands, whom to ring today, what stands in a calendar."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias
from uuid import UUID

from django.db.models import Q, QuerySet

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.busy import Span
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_person
from shouwang.kernel.people.sealed import lookup
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visiting
from shouwang.systems.services.models import Visit, VisitCall, VisitQuarter

Booked: TypeAlias = Visit  # for the pages, which know no tables
Why, For, Whose = Visit.Why, Visit.For, Visit.Whose
About, Result = VisitCall.About, VisitCall.Result
NOBODY = {"name": "", "phone": "", "address": ""}
SOON = timedelta(hours=2)
OVERTIME = timedelta(hours=1)
OVER_SHOWN = timedelta(days=30)  # long enough for a calendar that is opened once a month


@dataclass(frozen=True)
class VisitStanding:
    """A visit and its calls, as the desk's frame for acts reads it."""

    visit: Visit
    calls: list[VisitCall]

    @property
    def matter(self) -> Matter:
        return self.visit.matter

    @property
    def stage(self) -> str:
        return self.visit.stage

    @property
    def there(self) -> frozenset[str]:
        return frozenset({"time"} if self.visit.starts_at else ())

    def missing(self, verb: str) -> tuple[str, ...]:
        return lifecycle.COURSE.missing(verb, self.there)


def visits(viewer: Account) -> QuerySet[Visit]:
    """Those somebody may work on; never a volunteer's."""
    seen = visible(viewer, Permission.SERVICE_WORK)
    found = Visit.objects.filter(matter__in=seen)
    return found.select_related("matter__room", "matter__place", "matter__reporter", "purpose", "account", "visited")


def next_house(viewer: Account, visit: Visit, now: datetime) -> Visit | None:
    """Whom the same officer goes to next today; None where nobody is left, or where the visit is of another day."""
    if visit.account_id is None or visit.starts_at is None or visiting.day_of(visit.starts_at) != visiting.day_of(now):
        return None
    tomorrow = visiting.moment(visiting.day_of(now) + timedelta(days=1), 0)
    found = visits(viewer).filter(account=visit.account_id, stage__in=lifecycle.TAKES_TIME, starts_at__lt=tomorrow)
    return found.filter(starts_at__gte=visiting.moment(visiting.day_of(now), 0)).order_by("starts_at", "pk").first()


def help_for(viewer: Account, visit: Visit) -> Matter | None:
    """The help that was asked for at the door where nobody opened, as far as the viewer may see it."""
    if visit.whose != Whose.NOT_MET:
        return None
    return visible(viewer, Permission.SERVICE_WORK).filter(links_back__matter=visit.pk).order_by("received_at").last()


def made_on(found: QuerySet[Visit], day: date) -> QuerySet[Visit]:
    """Those that were made on the day, or ended there as help, the earliest first."""
    opens = visiting.moment(day, 0)
    ended = found.filter(over_at__gte=opens, over_at__lt=opens + timedelta(days=1))
    return (ended.filter(stage=lifecycle.DONE) | ended.filter(whose=Whose.NOT_MET)).order_by("over_at", "pk")


def visit_of(viewer: Account, pk: UUID) -> Visit | None:
    return visits(viewer).filter(pk=pk).first()


def has_visit(matter: Matter) -> bool:
    """Whether its part knows it."""
    return Visit.objects.filter(pk=matter.pk).exists()


def standing(visit: Visit) -> VisitStanding:
    """Load all of a visit."""
    return VisitStanding(visit, list(visit.calls.select_related("by").order_by("at", "pk")))


def of_matter(matter: Matter) -> Visit | None:
    """The visit of a matter that a follow code opened."""
    return Visit.objects.select_related("purpose", "account", "visited", "matter__room").filter(pk=matter.pk).first()


def is_phone_of(visit: Visit, phone: str) -> bool:
    """Whether the number is that of who booked it or of who is visited."""
    known = {one.phone_lookup for one in (visit.matter.reporter, visit.visited) if one and one.phone_lookup}
    return bool(phone) and lookup(phone) in known


def people_in(visit: Visit) -> dict[str, str]:
    """Who is visited, where, whom to ring; and who booked it. The caller journals the look."""
    of, by = (open_person(one) if one else NOBODY for one in (visit.visited, visit.matter.reporter))
    return {
        "name": of["name"] or by["name"],
        "phone": of["phone"] or by["phone"],
        "address": of["address"],
        "booked_by": by["name"],
        "booker_phone": by["phone"],
    }


def due_at(matter: UUID) -> datetime | None:
    """When the officer is to be at the door: the visit's own day in place of the whole clock.

    On the way and at the house it is late an hour after it should be over, and where nobody was home a day later.
    """
    visit = Visit.objects.filter(pk=matter).first()
    if visit is None:
        return None
    if visit.stage == lifecycle.NOBODY:
        return visit.over_at + timedelta(days=1) if visit.over_at else None
    if visit.stage not in lifecycle.TAKES_TIME or visit.starts_at is None:
        return None
    if visit.stage not in lifecycle.WAITING:
        return visit.starts_at + timedelta(minutes=visit.minutes) + OVERTIME
    return visit.starts_at if visit.is_timed else visit.window_ends


def stages_of(matters: Collection[UUID]) -> dict[UUID, str]:
    """In which stage those of the matters stand; for lists of many."""
    return dict(Visit.objects.filter(pk__in=matters).values_list("pk", "stage"))


@dataclass(frozen=True)
class ToRing:
    """Somebody to ring today about a visit; `tried`: when they were not reached."""

    visit: Visit
    about: str
    tried: datetime | None


def to_ring(found: QuerySet[Visit], now: datetime) -> list[ToRing]:
    """Whom to ring now, the soonest visit first: tomorrow's visits, and today's two hours before.

    Who was told about that very time is not rung again; who was not reached stays on the list with when it was tried.
    """
    today = visiting.day_of(now)
    until = visiting.moment(today + timedelta(days=2), 0)
    waiting = found.filter(stage__in=lifecycle.WAITING, starts_at__gt=now, starts_at__lt=until)
    rows = []
    for visit in waiting.order_by("starts_at", "pk").prefetch_related("calls"):
        is_today = visit.starts_at is not None and visiting.day_of(visit.starts_at) == today
        about = About.HOURS if is_today else About.DAY
        if is_today and visit.said_at and visit.said_at - now > SOON:
            continue
        calls = [one for one in visit.calls.all() if one.starts_at == visit.said_at and one.about == about]
        if any(one.result == Result.RUNG for one in calls):
            continue
        rows.append(ToRing(visit, about, max((one.at for one in calls), default=None)))
    return rows


def calendar_visits(account: Account, now: datetime) -> QuerySet[Visit]:
    """What stands in an officer's calendar, of what they may see; also what was called off: a calendar has to take it away."""
    found = visits(account).filter(account=account, starts_at__gte=now - OVER_SHOWN).exclude(stage=lifecycle.ASKED)
    return found.order_by("starts_at", "pk")


def taken(account: Account, since: datetime, until: datetime) -> list[Span]:
    """When an officer is out on visits, for other parts: see kernel.people.busy."""
    at = VisitQuarter.objects.filter(account=account, at__gte=since - visiting.QUARTER, at__lt=until)
    return [Span(one, one + visiting.QUARTER) for one in at.order_by("at").values_list("at", flat=True)]


def booked_for(person: Person) -> list[Person]:
    """Whom somebody booked a visit for: their row stands in the room for that visit alone. For kernel.people.needed."""
    named = Visit.objects.filter(matter__reporter=person).exclude(visited=None).values("visited")
    return list(Person.objects.filter(pk__in=named, erased_at=None))


def to_come(rows: Sequence[Person]) -> list[Visit]:
    """Visits not over yet, to these persons or booked by them, the soonest first. Whose rows one may see is asked before."""
    theirs = Visit.objects.filter(Q(visited__in=rows) | Q(matter__reporter__in=rows), stage__in=lifecycle.OPEN)
    return list(theirs.select_related("matter__room", "account").order_by("starts_at", "pk"))


def is_at_door(visit: Visit) -> bool:
    """Whether somebody stands there now: it can't be called off any more, only finished."""
    return visit.stage not in lifecycle.COURSE.steps["call_off"].sources


def is_visited(person: Person) -> bool:
    """Whether somebody is still to come to them: for kernel.people.needed."""
    return Visit.objects.filter(visited=person, stage__in=lifecycle.OPEN).exists()
