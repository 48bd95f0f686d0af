"""Who goes in which shift of the nights to come: the room's rules as a roster problem. Plain Python, no tables.

What may be is decided by `volunteering.fit` alone; the solver chooses among what it lets, and who is in a shift already
stays in it. Minutes are counted from the Monday before the first shift.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Final

from shouwang.lib.planning import roster
from shouwang.systems.patrol.volunteering import Asked, Facts, Reason, Span, fit, turns_in_week

MINUTE: Final = timedelta(minutes=1)
MENDED: Final = frozenset(
    {Reason.NOT_FREE, Reason.NOT_INSURED, Reason.TOO_LATE, Reason.TOO_EARLY}
)  # by asking or a paper
Seat = tuple[str, str]  # a shift and a volunteer


@dataclass(frozen=True)
class Duty:
    """A shift to be crewed."""

    key: str
    asked: Asked
    fewest: int
    most: int
    needs_lead: bool


@dataclass(frozen=True)
class Candidate:
    """A volunteer. `facts` has no turns of the shifts to be crewed; `done` are the hours and nights of past weeks."""

    key: str
    facts: Facts
    may_lead: bool = False
    beside: frozenset[str] = frozenset()
    hours_done: float = 0.0
    nights_done: int = 0


@dataclass(frozen=True)
class Crewing:
    """What is to be crewed in one week, by whom, and who is in it already."""

    duties: Sequence[Duty]
    people: Sequence[Candidate]
    seated: Collection[Seat] = field(default=())
    declined: Collection[Seat] = field(default=())  # who said they can't come, and to what

    @cached_property
    def against(self) -> Mapping[Seat, tuple[Reason, ...]]:
        """What stands against each volunteer in each shift, whatever else they get to do."""
        return {(duty.key, one.key): fit(one.facts, duty.asked) for duty in self.duties for one in self.people}

    @cached_property
    def case(self) -> roster.Case:
        """The same as the solver reads it. What it would let and the room's rules do not is ruled out."""
        shifts = {duty.key: self._shift(duty) for duty in self.duties}
        people = [self._person(one, shifts) for one in self.people]
        ruled_out = {
            (duty, person.id)
            for duty, shift in shifts.items()
            for person in people
            if (reasons := self.against[duty, person.id])
            and (duty, person.id) not in self.seated
            and (set(reasons) - MENDED or not person.against(shift))
        }
        ruled_out |= set(self.declined) - set(self.seated)
        return roster.Case(list(shifts.values()), people, sign_ups=frozenset(self.seated), ruled_out=ruled_out)

    @cached_property
    def origin(self) -> datetime:
        first = min(duty.asked.span.starts for duty in self.duties)
        return datetime.combine(first.date() - timedelta(days=first.weekday()), time())

    def _shift(self, duty: Duty) -> roster.Shift:
        start, end = self._minutes(duty.asked.span)
        return roster.Shift(
            duty.key,
            start,
            end,
            fewest=duty.fewest,
            most=duty.most,
            needs_lead=duty.needs_lead,
            is_risky=duty.asked.is_risky,
        )

    def _person(self, one: Candidate, shifts: Mapping[str, roster.Shift]) -> roster.Person:
        def spans(reason: Reason) -> list[roster.Span]:
            return [
                (shift.start, shift.end)
                for key, shift in shifts.items()
                if (key, one.key) in self.seated or reason not in self.against[key, one.key]
            ]

        return roster.Person(
            one.key,
            free=spans(Reason.NOT_FREE),
            insured=spans(Reason.NOT_INSURED),
            may_lead=one.may_lead,
            skills=one.facts.skills,
            latest=_of_day(one.facts.not_after),
            earliest=_of_day(one.facts.not_before),
            most_a_week=self._most(one),
            hours_done=one.hours_done,
            nights_done=one.nights_done,
            beside=one.beside & {each.key for each in self.people},
        )

    def _most(self, one: Candidate) -> int | None:
        """How many they may still be given; the shifts are of one week."""
        if one.facts.at_most is None or not self.duties:
            return None
        return max(0, one.facts.at_most - turns_in_week(one.facts, self.duties[0].asked.span))

    def _minutes(self, span: Span) -> roster.Span:
        return (span.starts - self.origin) / MINUTE, (span.ends - self.origin) / MINUTE


def crewed(crewing: Crewing, *, seconds: float) -> roster.Roster:
    """The best roster found. CP-SAT is loaded here, since nothing else of a page needs it."""
    from shouwang.lib.planning import roster_solver  # noqa: PLC0415

    return roster_solver.plan(crewing.case, seconds=seconds)


def new_seats(crewing: Crewing, found: roster.Roster) -> list[Seat]:
    """Whom the roster puts where, beyond who is there already; nobody into a team that is too small to go."""
    shifts = {duty.key: duty for duty in crewing.duties}
    seats = list[Seat]()
    for key, team in found.teams.items():
        there = {person for shift, person in crewing.seated if shift == key}
        if len(there | set(team)) >= shifts[key].fewest:
            seats += [(key, person) for person in team if person not in there]
    return seats


@dataclass(frozen=True)
class Cure:
    """One thing to change: what, and for whom where that is somebody known."""

    change: str
    person: str | None = None
    count: int = 1


def smallest_change(crewing: Crewing, duty: str, *, seconds: float = 1.0) -> list[Cure] | None:
    """What would have to change for this shift to be full and no other emptier; None where nothing was found in time."""
    from shouwang.lib.planning import roster_mends  # noqa: PLC0415  # as above

    near = around(crewing, duty)
    teams = {each.key: tuple(sorted(who for key, who in near.seated if key == each.key)) for each in near.duties}
    found = roster_mends.mend(near.case, roster.Roster(teams, (), (), (), 0.0), duty, seconds=seconds)
    if found is None:
        return None
    return [Cure(step.change.value, step.person, step.count) for step in found.steps]


def around(crewing: Crewing, duty: str) -> Crewing:
    """This shift with the full ones of its week. Whoever is in one that lacks people is held to be busy then, so that
    nobody is proposed away from it."""
    chosen = next(each for each in crewing.duties if each.key == duty)
    week = chosen.asked.span.starts.isocalendar()[:2]
    sizes = Counter(key for key, _person in crewing.seated)
    near = [
        each
        for each in crewing.duties
        if each is chosen or (each.asked.span.starts.isocalendar()[:2] == week and sizes[each.key] >= each.fewest)
    ]
    kept = {each.key for each in near}
    spans = {each.key: each.asked.span for each in crewing.duties}
    people = [
        replace(one, facts=replace(one.facts, turns=(*one.facts.turns, *_elsewhere(crewing, one.key, kept, spans))))
        for one in crewing.people
    ]
    seated, declined = (
        frozenset(one for one in seats if one[0] in kept) for seats in (crewing.seated, crewing.declined)
    )
    return Crewing(near, people, seated, declined)


def _elsewhere(crewing: Crewing, person: str, kept: Collection[str], spans: Mapping[str, Span]) -> list[Span]:
    return [spans[key] for key, who in crewing.seated if who == person and key not in kept]


def _of_day(hour: time | None) -> float | None:
    """Minutes of the day; an hour before dawn is one after midnight, for both."""
    if hour is None:
        return None
    return hour.hour * 60 + hour.minute
