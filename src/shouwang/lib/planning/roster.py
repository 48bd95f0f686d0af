"""Who takes which shift: what is asked, and what a roster is. The solver is in `roster_solver`, which loads CP-SAT.

Moments are minutes from a Monday, 0:00. What can never be: somebody who is not free, not insured for the whole of a
risky shift, in two shifts at once or without rest between them, past the limit of a week; somebody alone; a team that
lacks its lead or a skill it needs. What is wanted, the first before all that follow: that sign-ups stand, that seats
are filled (and nobody called out beyond that), that wishes come true, that hours, nights and weekends are even, and
that little changes against what was published. Nothing here ranks people: evenness only looks at the widest difference.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

DAY = 24 * 60
WEEK = 7 * DAY
DAWN = 5 * 60  # a night that somebody will not work ends here
NIGHT = 22 * 60
HALF_HOUR = 30  # service is certified to the half hour, and evenness looks no closer
FEWEST_TOGETHER = 2

Span = tuple[float, float]
Place = tuple[str, str]  # a shift and a person


class Against(StrEnum):
    """Why somebody does not take a shift."""

    RULED_OUT = "ruled_out"
    NOT_FREE = "not_free"
    NOT_INSURED = "not_insured"
    TOO_LATE = "too_late"  # ends after the hour they work until
    TOO_EARLY = "too_early"
    OTHER_SHIFT = "other_shift"  # in another one at that time
    NO_REST = "no_rest"
    WEEK_FULL = "week_full"
    TEAM_FULL = "team_full"
    NO_LEAD = "no_lead"  # the team would lack a lead, and they are none
    NO_SKILL = "no_skill"
    ALONE = "alone"  # there would be nobody with them


class Goal(StrEnum):
    """What is wanted, in this order; each is counted, fewer is better."""

    SIGN_UPS = "sign_ups"  # that do not stand
    SEATS = "seats"  # that nobody takes
    SPARE = "spare"  # people beyond the seats
    WISHES = "wishes"  # shifts that go against one
    HOURS = "hours"  # between the most and the fewest of a person, in half hours, past ones counted
    NIGHTS = "nights"
    WEEKENDS = "weekends"
    CHANGES = "changes"  # people in or out against the published roster


@dataclass(frozen=True)
class Shift:
    """`fewest` seats to fill, never more than `most`. Raises ValueError where it ends before it starts or has no room."""

    id: str
    start: float
    end: float
    kind: str = "patrol"
    fewest: int = 2
    most: int = 3
    needs_lead: bool = True
    skills: Mapping[str, int] = field(default_factory=dict)
    is_risky: bool = True

    def __post_init__(self) -> None:
        if not self.start < self.end or self.most < self.fewest or self.fewest < 0:
            raise ValueError(f"shift {self.id}: it ends before it starts, or has more seats than room")

    @property
    def week(self) -> int:
        return int(self.start // WEEK)

    @property
    def half_hours(self) -> int:
        return max(1, round((self.end - self.start) / HALF_HOUR))

    @property
    def is_night(self) -> bool:
        return touches(self.start, self.end, NIGHT, DAY + DAWN)

    @property
    def is_weekend(self) -> bool:
        return self.start % WEEK >= 5 * DAY


@dataclass(frozen=True)
class Person:
    """`latest` and `earliest` are minutes of the day (0 to 300 stand for the hours after midnight); they bind, or are
    wishes. `beside` are those this person wishes to walk with. `done` counts what past weeks brought already."""

    id: str
    free: Sequence[Span] = ()
    insured: Sequence[Span] = ()
    may_lead: bool = False
    skills: Collection[str] = ()
    latest: float | None = None
    earliest: float | None = None
    hours_bind: bool = True
    most_a_week: int | None = None
    rest: float = 8 * 60
    hours_done: float = 0.0
    nights_done: int = 0
    weekends_done: int = 0
    beside: Collection[str] = ()

    def against(self, shift: Shift) -> list[Against]:
        """What speaks against it, whatever else they do; wishes do not."""
        checks = {
            Against.NOT_FREE: not within(self.free, shift.start, shift.end),
            Against.NOT_INSURED: shift.is_risky and not within(self.insured, shift.start, shift.end),
            Against.TOO_LATE: self.hours_bind and self.is_too_late(shift),
            Against.TOO_EARLY: self.hours_bind and self.is_too_early(shift),
        }
        return [reason for reason, holds in checks.items() if holds]

    def is_too_late(self, shift: Shift) -> bool:
        if self.latest is None:
            return False
        latest = self.latest + DAY if self.latest < DAWN else self.latest
        return touches(shift.start, shift.end, latest, DAY + DAWN)

    def is_too_early(self, shift: Shift) -> bool:
        return self.earliest is not None and touches(shift.start, shift.end, DAWN, self.earliest)

    def goes_against(self, shift: Shift) -> bool:
        """Against their wish about hours, where it is one."""
        return not self.hours_bind and (self.is_too_late(shift) or self.is_too_early(shift))


@dataclass(frozen=True)
class Case:
    """All that a roster is made from. `sign_ups` were promised, `ruled_out` must not be, `published` is the roster that
    people know. Raises ValueError for an id that is there twice."""

    shifts: Sequence[Shift]
    people: Sequence[Person]
    sign_ups: Collection[Place] = ()
    ruled_out: Collection[Place] = ()
    published: Collection[Place] | None = None

    def __post_init__(self) -> None:
        if len(self.shift) != len(self.shifts) or len(self.person) != len(self.people):
            raise ValueError("a shift or a person is there twice")

    @cached_property
    def shift(self) -> dict[str, Shift]:
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def person(self) -> dict[str, Person]:
        return {person.id: person for person in self.people}

    def against(self, shift: Shift, person: Person) -> list[Against]:
        ruled_out = [Against.RULED_OUT] if (shift.id, person.id) in self.ruled_out else []
        return ruled_out + person.against(shift)


@dataclass(frozen=True)
class Unkept:
    """A sign-up that does not stand."""

    shift: str
    person: str
    reasons: tuple[Against, ...]


@dataclass(frozen=True)
class Count:
    """One goal: what the roster has, and what no roster can go below while all goals before this one are as they are."""

    goal: Goal
    value: int
    bound: int

    @property
    def is_proven(self) -> bool:
        return self.bound >= self.value


@dataclass(frozen=True)
class Gap:
    """Seats that nobody takes. `people` are all who are not in the team, with what speaks against each (nothing where
    only the team is what lacks something); `lacks` is what keeps a team from going."""

    shift: str
    missing: int
    people: Mapping[str, tuple[Against, ...]]
    lacks: tuple[Against, ...] = ()

    @property
    def counts(self) -> dict[Against, int]:
        """How many each reason keeps out; who has several counts for each."""
        told = [reason for reasons in self.people.values() for reason in reasons]
        return {reason: told.count(reason) for reason in Against if reason in told}


@dataclass(frozen=True)
class Roster:
    """`teams` has every shift, with nobody in it where no team can go."""

    teams: Mapping[str, tuple[str, ...]]
    counts: tuple[Count, ...]
    gaps: tuple[Gap, ...]
    unkept: tuple[Unkept, ...]
    seconds: float = field(compare=False)

    @property
    def is_proven(self) -> bool:
        return all(count.is_proven for count in self.counts)

    def of(self, person: str) -> list[str]:
        return [shift for shift, team in self.teams.items() if person in team]

    def value(self, goal: Goal) -> int:
        return next((count.value for count in self.counts if count.goal == goal), 0)


def within(spans: Sequence[Span], start: float, end: float) -> bool:
    """Whether these spans, together where they touch, hold all from start to end."""
    for first, last in sorted(spans):
        if first > start:
            return False
        if last >= end:
            return True
        start = max(start, last)
    return False


def touches(start: float, end: float, first: float, last: float) -> bool:
    """Whether start to end reaches into first to last of any day; both are minutes of that day, above 1,440 the next."""
    days = range(int(start // DAY) - 1, int(end // DAY) + 1)
    return any(start < day * DAY + last and end > day * DAY + first for day in days if first < last)
