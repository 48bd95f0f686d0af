"""Where one errand stands, which somebody may see, and the counts of many."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from statistics import median
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters.course import Step
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_person
from shouwang.lib.clock import BEIJING, WorkCalendar, day_of
from shouwang.systems.services import errand_lifecycle as lifecycle
from shouwang.systems.services.catalogue.facts import Fact
from shouwang.systems.services.catalogue.item import Item
from shouwang.systems.services.models import Errand, ErrandPerson, Original, PaperCheck, Slip
from shouwang.systems.services.queries import catalogue

END_OF_DAY = time(18, 0)
STATION_DAYS = 3  # working days from whole papers to the station
HOME_DAYS = 3  # days from ready until result and originals are with their people
OUT = Original.OUT
State, Role, Found = Original.State, ErrandPerson.Role, PaperCheck.State
Whom, Kin, Authority, Wish, SignedHow = Errand.Whom, Errand.Kin, Errand.Authority, Errand.Wish, Slip.How


@dataclass(frozen=True)
class ErrandStanding:
    """An errand with all that hangs on it."""

    errand: Errand
    now: datetime
    calendar: WorkCalendar
    item: Item | None
    people: list[ErrandPerson]
    papers: Mapping[int, PaperCheck]
    slips: list[Slip]
    originals: list[Original]

    @property
    def matter(self) -> Matter:
        return self.errand.matter

    @property
    def stage(self) -> str:
        return self.errand.stage

    @property
    def today(self) -> date:
        return day_of(self.now)

    @property
    def documents(self) -> tuple[Fact, ...]:
        return self.item.documents if self.item else ()

    @property
    def missing_papers(self) -> list[Fact]:
        """What was called missing at the last look, in the list's order."""
        states = {place: one.state for place, one in self.papers.items()}
        return [fact for place, fact in enumerate(self.documents) if states.get(place) == Found.MISSING]

    @property
    def out(self) -> list[Original]:
        return [one for one in self.originals if one.state in OUT]

    @property
    def here(self) -> list[Original]:
        return [one for one in self.originals if one.state == State.HERE]

    @property
    def at_station(self) -> list[Original]:
        return [one for one in self.originals if one.state == State.STATION]

    def one(self, role: str) -> ErrandPerson | None:
        return next((each for each in self.people if each.role == role), None)

    @cached_property
    def there(self) -> frozenset[str]:
        """Which needs of the table are met by what is written down."""
        return frozenset(need for need, is_met in self._needs() if is_met)

    def _needs(self) -> Iterator[tuple[str, bool]]:
        errand = self.errand
        may_be_done = self.item is not None and not self.item.proxy.is_in_person
        whole = errand.checks > 0 and not self.missing_papers
        authorised = errand.authorised_at is not None
        yield "chosen", self.item is not None
        yield "may_be_done", may_be_done
        yield "authorised", authorised
        yield "papers_whole", whole
        yield "looked_or_not_for_us", whole or not may_be_done
        yield "authorised_or_not", authorised or not may_be_done
        yield "not_fit", not (may_be_done and whole and authorised)
        yield "can_come_or_may_be_done", errand.can_come or may_be_done
        yield "alive", errand.whom != Whom.DEAD
        yield "none_out", not self.out
        yield "something_out", bool(self.out)
        yield "something_here", bool(self.here)

    @property
    def next_step(self) -> Step | None:
        return lifecycle.next_step(self.errand.stage, self.there)

    def missing(self, verb: str) -> tuple[str, ...]:
        return lifecycle.missing(verb, self.there)

    @cached_property
    def due(self) -> tuple[str, date] | None:
        """Which promise is next, and its day: "check", "station", "result", "home", "close"; None where they must bring more."""
        errand, day = self.errand, self.calendar.working_day
        if errand.stage == lifecycle.ASKED:
            return "check", self._same_day(self.matter.received_at)
        if errand.stage in (lifecycle.CHECKED, lifecycle.TAKEN):
            since = errand.checked_at or self.matter.received_at
            return None if self.missing_papers else ("station", day(day_of(since), STATION_DAYS))
        if errand.stage == lifecycle.HANDED_IN and errand.expected_date:
            return "result", errand.expected_date
        if errand.stage == lifecycle.DELIVERED and not self.out:
            return "close", day_of(errand.delivered_at or self.now) + timedelta(days=HOME_DAYS)
        if errand.stage in (lifecycle.READY, lifecycle.DELIVERED):
            return "home", day_of(errand.ready_at or self.now) + timedelta(days=HOME_DAYS)
        return None

    def _same_day(self, moment: datetime) -> date:
        """The day it came, or the next working day for what came after hours."""
        day = day_of(moment)
        in_time = moment.astimezone(BEIJING).time() < END_OF_DAY
        return day if in_time and self.calendar.is_working_day(day) else self.calendar.working_day(day, 1)


def standing(errand: Errand, now: datetime | None = None) -> ErrandStanding:
    """Load all of an errand."""
    item = catalogue.version_of(errand.matter.room, errand.item_key, errand.item_number) if errand.item_key else None
    return ErrandStanding(
        errand=errand,
        now=now or timezone.now(),
        calendar=work_calendar(),
        item=item,
        people=list(errand.people.select_related("person").order_by("place")),
        papers={one.place: one for one in errand.papers.order_by("place")},
        slips=list(errand.slips.select_related("person__person", "picture", "our_picture").order_by("number")),
        originals=list(errand.originals.select_related("taken", "returned").order_by("place")),
    )


def errands(viewer: Account) -> QuerySet[Errand]:
    """Those of the matters that somebody may see and work on, in rooms where they run errands."""
    return Errand.objects.filter(matter__in=visible(viewer, Permission.SERVICE_WORK)).select_related("matter__room")


def errand_of(viewer: Account, pk: UUID) -> Errand | None:
    return errands(viewer).filter(pk=pk).first()


def has_errand(matter: Matter) -> bool:
    return Errand.objects.filter(pk=matter.pk).exists()


def with_originals(found: QuerySet[Errand]) -> QuerySet[Errand]:
    """Those for which the room still owes somebody an original."""
    return found.filter(pk__in=Original.objects.filter(state__in=OUT).values("errand"))


def name_of(one: ErrandPerson | None, matter: Matter) -> str:
    """The sealed name; of whoever asked for it where nobody else is named. The caller journals the look."""
    person = one.person if one else matter.reporter
    return open_person(person)["name"] if person else ""


def stands_in_errand(person: Person) -> bool:
    """Whether somebody stands in the papers of an errand: for kernel.people.needed."""
    return ErrandPerson.objects.filter(person=person).exists()


def owes_an_original(person: Person) -> bool:
    """Whether the room still has an original of theirs: who it belongs to must be known until it is back."""
    mine = Original.objects.filter(state__in=OUT)
    left, asked = mine.filter(taken__person__person=person), mine.filter(errand__matter__reporter=person)
    return left.exists() or asked.exists()


def due_at(matter: UUID) -> datetime | None:
    """The end of the nearest promised day."""
    errand = Errand.objects.filter(pk=matter).select_related("matter__room").first()
    due = standing(errand).due if errand else None
    return datetime.combine(due[1], END_OF_DAY, BEIJING) if due else None


def stages_of(matters: Collection[UUID]) -> dict[UUID, str]:
    """In which stage those of the matters stand that were begun with; for lists of many."""
    return dict(Errand.objects.filter(pk__in=matters).values_list("pk", "stage"))


@dataclass(frozen=True)
class Counts:
    """Of the errands asked for in a time. `days`: from asking to the end, of those done by proxy, in order.

    `looked`: of how many the papers were looked through; `told_once`: of those, in how many nothing was called missing late.
    """

    asked: int
    done: int
    advised: int
    home_visits: int
    called_off: int
    days: tuple[int, ...]
    looked: int
    told_once: int

    @property
    def median_days(self) -> float | None:
        """None where none is done."""
        return median(self.days) if self.days else None


def counts(matters: Matters, since: datetime, until: datetime) -> Counts:
    """Of the errands among the matters that came in the time [since, until). One query."""
    found = Errand.objects.filter(matter__in=matters, matter__received_at__gte=since, matter__received_at__lt=until)
    rows = list(found.values_list("stage", "matter__received_at", "over_at", "checks", "told_late"))
    stages = [row[0] for row in rows]
    days = sorted(
        (day_of(over) - day_of(came)).days for stage, came, over, *_ in rows if stage == lifecycle.CLOSED and over
    )
    looked = [late for *_, checks, late in rows if checks]
    return Counts(
        len(rows), stages.count(lifecycle.CLOSED), stages.count(lifecycle.ADVISED), stages.count(lifecycle.HOME_VISIT),
        stages.count(lifecycle.CALLED_OFF), tuple(days), len(looked), sum(not late for late in looked),
    )  # fmt: skip
