"""Where a request about one's own data stands, which of them somebody may see, and the figures of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters.course import Step
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.clock import WorkCalendar
from shouwang.systems.services import rights_lifecycle as lifecycle
from shouwang.systems.services.models import ErasureReport, RightsDeed, RightsRequest

CHINA = ZoneInfo("Asia/Shanghai")
END_OF_DAY = time(18)
About, Seen, Article, Deed = RightsRequest.About, RightsRequest.Seen, RightsRequest.Article, RightsDeed.Kind
Request: TypeAlias = RightsRequest  # for the pages, which know no tables
Report: TypeAlias = ErasureReport


@dataclass(frozen=True)
class RightsStanding:
    """A request with what was done for it, and the day it is asked for."""

    request: RightsRequest
    today: date
    due: date
    deeds: list[RightsDeed]
    erasures: list[ErasureReport]

    @property
    def matter(self) -> Matter:
        return self.request.matter

    @property
    def stage(self) -> str:
        return self.request.stage

    @cached_property
    def there(self) -> frozenset[str]:
        """Which needs of the table are met by what is written down. A copy that was made and lies there is no answer yet."""
        kinds = [deed.kind for deed in self.deeds]
        is_made = Deed.MADE in kinds
        is_handed = not is_made or Deed.COPIED in kinds[kinds.index(Deed.MADE) :]
        met = {"fulfilled": set(kinds) - {Deed.MADE}, "made": is_made, "handed": is_handed}
        return frozenset(name for name, there in met.items() if there)

    def missing(self, verb: str) -> tuple[str, ...]:
        return lifecycle.COURSE.missing(verb, self.there)

    @property
    def next_step(self) -> Step | None:
        return lifecycle.COURSE.next_step(self.stage, self.there)


def standing(request: RightsRequest, now: datetime | None = None) -> RightsStanding:
    """Load all of a request."""
    return RightsStanding(
        request=request,
        today=(now or timezone.now()).astimezone(CHINA).date(),
        due=due_date(request.matter, work_calendar()),
        deeds=list(request.deeds.order_by("at", "id")),
        erasures=list(request.erasures.order_by("at", "id").prefetch_related("stays")),
    )


def due_date(matter: Matter, calendar: WorkCalendar) -> date:
    """The last day of an answer in time; the day it came in is not counted."""
    came = matter.received_at.astimezone(CHINA).date()
    return calendar.working_day(came, lifecycle.ANSWER_WORKING_DAYS)


def requests(viewer: Account) -> QuerySet[RightsRequest]:
    """Those of the rooms in which somebody may look for persons and erase them, the latest first."""
    seen = visible(viewer, Permission.PERSON_ERASE)
    return (
        RightsRequest.objects.filter(matter__in=seen).select_related("matter__room", "matter__reporter").order_by("-pk")
    )


def request_of(viewer: Account, pk: UUID) -> RightsRequest | None:
    return requests(viewer).filter(pk=pk).first()


def has_request(matter: Matter) -> bool:
    """Whether an officer has begun with it, or it came by its own page."""
    return RightsRequest.objects.filter(pk=matter.pk).exists()


def report_of(viewer: Account, pk: UUID) -> ErasureReport | None:
    """The account of one erasing."""
    found = ErasureReport.objects.filter(request__in=requests(viewer).order_by())
    return found.select_related("request__matter__room__station").prefetch_related("stays").filter(pk=pk).first()


def read_until(matter: Matter) -> date | None:
    """The last day on which the answer to a deletion is read with its code; None where the code stays as for every matter."""
    found = RightsRequest.objects.filter(pk=matter.pk, stage__in=lifecycle.OVER, erasures__isnull=False).first()
    return found.over_date + timedelta(days=lifecycle.READ_DAYS) if found and found.over_date else None


def is_to_come(matter: Matter) -> bool:
    """Whether whoever asked still has to come once and show who they are: before that nothing is told or done."""
    return matter.is_open and not RightsRequest.objects.filter(pk=matter.pk, stage=lifecycle.PROVEN).exists()


def waits_on(person: Person) -> bool:
    """Whether an open request is theirs or about them: for kernel.people.needed."""
    still = RightsRequest.objects.filter(stage__in=lifecycle.OPEN)
    return still.filter(subject=person).exists() or still.filter(matter__reporter=person).exists()


def due_at(matter: UUID) -> datetime | None:
    """The end of the last day of an answer in time; None once it is over, or where nobody has begun with it."""
    found = RightsRequest.objects.filter(pk=matter, stage__in=lifecycle.OPEN).select_related("matter").first()
    return datetime.combine(due_date(found.matter, work_calendar()), END_OF_DAY, CHINA) if found else None


def stages_of(matters: Collection[UUID]) -> dict[UUID, str]:
    """In which stage those of the matters stand that were begun with; for lists of many."""
    return dict(RightsRequest.objects.filter(pk__in=matters).values_list("pk", "stage"))


@dataclass(frozen=True)
class RightsFigures:
    """Requests of some matters: how many, how many were answered or refused, of these in time, of these refused."""

    asked: int
    over: int
    in_time: int
    refused: int
    deleted: int


def figures(matters: Matters) -> RightsFigures:
    """Of the requests among them."""
    erased = Exists(ErasureReport.objects.filter(request=OuterRef("pk")))
    found = RightsRequest.objects.filter(matter__in=matters).select_related("matter").annotate(was_erased=erased)
    calendar, rows = work_calendar(), list(found)
    over = [one for one in rows if one.over_date and one.stage != lifecycle.TAKEN_BACK]
    return RightsFigures(
        asked=len(rows),
        over=len(over),
        in_time=sum(one.over_date <= due_date(one.matter, calendar) for one in over if one.over_date),
        refused=sum(one.stage == lifecycle.REFUSED for one in over),
        deleted=sum(bool(getattr(one, "was_erased", False)) for one in rows),
    )
