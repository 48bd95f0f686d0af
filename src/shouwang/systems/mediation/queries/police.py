"""Where one case of police mediation stands, and which cases somebody may see."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_person
from shouwang.lib.clock import WorkCalendar
from shouwang.systems.mediation import dates, police_exclusions
from shouwang.systems.mediation import police_lifecycle as lifecycle
from shouwang.systems.mediation.dates import Deadline
from shouwang.systems.mediation.lifecycle import Step
from shouwang.systems.mediation.models import PoliceAgreement, PoliceCase, PoliceDuty, PoliceSession, PoliceSide
from shouwang.systems.mediation.queries.standing import CHINA, END_OF_DAY

Act, Ground, Way = PoliceCase.Act, PoliceCase.Ground, PoliceCase.Way
Side, Outcome, State = PoliceSide.Side, PoliceSession.Outcome, PoliceDuty.State
MOST_SESSIONS = 2


@dataclass(frozen=True)
class PoliceStanding:
    """A case with all that hangs on it, and the day it is asked for."""

    case: PoliceCase
    today: date
    calendar: WorkCalendar
    sides: list[PoliceSide]
    sessions: list[PoliceSession]
    agreement: PoliceAgreement | None
    duties: list[PoliceDuty]

    @property
    def matter(self) -> Matter:
        return self.case.matter

    @property
    def stage(self) -> str:
        return self.case.stage

    @property
    def second_until(self) -> date | None:
        """The last day of a second sitting; None where there can be none."""
        if len(self.sessions) != 1 or self.sessions[0].outcome == Outcome.AGREED:
            return None
        first = self.sessions[0].ends_at.astimezone(CHINA).date()
        return self.calendar.working_day(first, dates.POLICE_SECOND_WORKING_DAYS)

    @cached_property
    def there(self) -> frozenset[str]:
        """Which needs of the table are met by what is written down."""
        return frozenset(need for need, is_met in self._needs() if is_met)

    def _needs(self) -> Iterator[tuple[str, bool]]:
        case, answers = self.case, self.case.answers
        excluded = bool(police_exclusions.excluded_by(answers))
        yield "described", bool(case.act and case.ground and case.facts)
        yield "both_sides", {side.side for side in self.sides} == {Side.OFFENDER, Side.VICTIM}
        yield "examined", police_exclusions.is_whole(answers)
        yield "admissible", not excluded
        yield "excluded", excluded
        yield "guardians", not any(side.needs_guardian and side.guardian_id is None for side in self.sides)
        agreed = bool(self.sessions) and self.sessions[-1].outcome == Outcome.AGREED
        may_again = not self.sessions or (self.second_until is not None and self.today <= self.second_until)
        yield "sat_out", agreed or not may_again
        yield "found_agreed", agreed
        yield "not_agreed", not agreed
        yield "drafted", self.agreement is not None
        yield "drafted_or_none", self.agreement is not None or not agreed
        states = {duty.state for duty in self.duties}
        yield "nothing_owed", self.agreement is not None and State.OWED not in states
        yield "kept", State.NOT_DONE not in states
        yield "broken", State.NOT_DONE in states

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """The days that must still be kept, the nearest first."""
        found = []
        if self.case.stage == lifecycle.MEDIATING and self.second_until and self.second_until >= self.today:
            found.append(Deadline("second", self.second_until, "183", is_law=True))
        if self.case.stage == lifecycle.AGREED:
            owed = [duty for duty in self.duties if duty.state == State.OWED]
            found += [Deadline("owed", duty.due_date, "185", is_law=True, of=str(duty.number)) for duty in owed]
        return sorted(found, key=lambda one: (one.day, one.of))

    @property
    def next_step(self) -> Step | None:
        return lifecycle.next_step(self.case.stage, self.there)

    def missing(self, verb: str) -> tuple[str, ...]:
        return lifecycle.missing(verb, self.there)


def standing(case: PoliceCase, now: datetime | None = None) -> PoliceStanding:
    """Load all of a case."""
    agreement = PoliceAgreement.objects.filter(case=case).first()
    return PoliceStanding(
        case=case,
        today=(now or timezone.now()).astimezone(CHINA).date(),
        calendar=work_calendar(),
        sides=list(case.sides.select_related("person", "guardian", "agent").order_by("place")),
        sessions=list(case.sessions.order_by("number")),
        agreement=agreement,
        duties=list(agreement.duties.order_by("number")) if agreement else [],
    )


def cases(viewer: Account) -> QuerySet[PoliceCase]:
    """Those of the rooms in which somebody may mediate for the police, and nobody else's."""
    seen = visible(viewer, Permission.POLICE_MEDIATE)
    return PoliceCase.objects.filter(matter__in=seen).select_related("matter__room").order_by("-pk")


def case_of(viewer: Account, pk: UUID) -> PoliceCase | None:
    return cases(viewer).filter(pk=pk).first()


def has_case(matter: Matter) -> bool:
    """Whether an officer has begun with it."""
    return PoliceCase.objects.filter(pk=matter.pk).exists()


def names_of(side: PoliceSide, role: str = "person") -> dict[str, str]:
    """The sealed words of a side, or of its "guardian" or "agent"; the caller journals the look."""
    return open_person(getattr(side, role))


def stands_in_case(person: Person) -> bool:
    """Whether somebody stands in a record of police mediation, which must be kept: for kernel.people.needed."""
    return any(PoliceSide.objects.filter(**{role: person}).exists() for role in PoliceSide.ROLES)


def due_at(matter: UUID) -> datetime | None:
    """The nearest day a case must keep, as the moment the room closes."""
    case = PoliceCase.objects.filter(pk=matter).first()
    first = dates.nearest(standing(case).deadlines) if case else None
    return datetime.combine(first.day, END_OF_DAY, CHINA) if first else None


def stages_of(matters: Collection[UUID]) -> dict[UUID, str]:
    """In which stage those of the matters stand that were begun with; for lists of many."""
    return dict(PoliceCase.objects.filter(pk__in=matters).values_list("pk", "stage"))
