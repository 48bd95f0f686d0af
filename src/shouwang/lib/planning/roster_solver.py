"""A roster by CP-SAT: one goal after the other, each held while the next is bettered.

An empty roster breaks no rule, so there always is an answer: no volunteers, wishes that contradict one another and
sign-ups that cannot stand are counted, never an error. One worker and a seed give the same roster again.

Loading this takes a second (OR-Tools): pages that make no plan import `roster` alone.
"""

import math
import time
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Final

from ortools.sat.python import cp_model

from shouwang.lib.planning.roster import (
    DAY,
    FEWEST_TOGETHER,
    HALF_HOUR,
    Against,
    Case,
    Count,
    Goal,
    Person,
    Place,
    Roster,
    Shift,
    Unkept,
)
from shouwang.lib.planning.roster_checks import against, gap, lacks
from shouwang.lib.planning.roster_search import Cells, Values, bettered, nobody

Linear = cp_model.LinearExprT
LARGE: Final = 3_000  # people by shifts: from here on a stage may not be proven in the time there is
# Goals that are settled together, by weights that keep their order.
STAGES = (
    (Goal.SIGN_UPS, Goal.SEATS, Goal.SPARE),
    (Goal.WISHES,),
    (Goal.HOURS,),
    (Goal.NIGHTS, Goal.WEEKENDS),
    (Goal.CHANGES,),
)


@dataclass
class Opened:
    """A shift whose obstacles may be overcome: guests who are not on the list, leads and skilled ones among them, and who
    takes a shift beyond their limit of the week."""

    shift: Shift
    guests: cp_model.IntVar
    leads: cp_model.IntVar
    skilled: dict[str, cp_model.IntVar]
    beyond: dict[str, cp_model.IntVar] = field(default_factory=dict)


@dataclass
class Model:
    """The rules of a case; `takes` has a variable for each person and shift that nothing speaks against."""

    case: Case
    opened: Opened | None = None
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    takes: dict[Place, cp_model.IntVar] = field(default_factory=dict)
    short: dict[str, cp_model.IntVar] = field(default_factory=dict)
    terms: dict[Goal, list[Linear]] = field(default_factory=dict)
    most: dict[Goal, int] = field(default_factory=dict)  # that the sum of the terms can be

    def count(self, goal: Goal, term: Linear, most: int) -> None:
        self.terms.setdefault(goal, []).append(term)
        self.most[goal] = self.most.get(goal, 0) + most

    def team(self, shift: Shift) -> list[tuple[Person, cp_model.IntVar]]:
        return [(one, self.takes[shift.id, one.id]) for one in self.case.people if (shift.id, one.id) in self.takes]

    def cells(self) -> Cells:
        """What each person may do on each day."""
        found: dict[tuple[Hashable, int], list[cp_model.IntVar]] = {}
        for (shift, person), variable in self.takes.items():
            found.setdefault((person, int(self.case.shift[shift].start // DAY)), []).append(variable)
        return found

    def of(self, person: Person) -> list[tuple[Shift, cp_model.IntVar]]:
        return [(one, self.takes[one.id, person.id]) for one in self.case.shifts if (one.id, person.id) in self.takes]


def total(terms: Iterable[Linear]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.sum(list(terms))


def plan(case: Case, *, seconds: float = 10.0, workers: int = 1, seed: int = 1) -> Roster:
    """The best roster; after `seconds` the best found, with the bound of each goal that is not proven."""
    started = time.monotonic()
    model = modelled(case)
    counts: list[Count] = []
    taken: set[Place] = set()
    known: Values = ()
    for stage in STAGES:
        goals = [(goal, total(model.terms[goal]), model.most[goal]) for goal in stage if goal in model.terms]
        if not goals:
            continue
        left = max(0.02, started + seconds - time.monotonic())
        weights = [math.prod(most + 1 for _, _, most in goals[place + 1 :]) for place in range(len(goals))]
        model.cp.minimize(total([weight * summed for weight, (_, summed, _) in zip(weights, goals, strict=True)]))
        found = _settled(model, taken, known, left, workers, seed)
        if found is None:
            # The empty roster, or that of the stage before, has no more than the most.
            counts += [Count(goal, most, 0) for goal, _, most in goals]
            continue
        known = found.values
        taken = {place for place, variable in model.takes.items() if known[variable.index]}
        bound = math.ceil(found.bound - 1e-6)
        for weight, (goal, summed, _) in zip(weights, goals, strict=True):
            value = _value(summed, known)
            counts.append(Count(goal, value, value if found.is_proven else max(0, min(value, bound // weight))))
            bound = max(0, bound - weight * value)
            model.cp.add(summed <= value)
    return _roster(case, taken, counts, started)


@dataclass(frozen=True)
class Settled:
    """Of one stage: all variables by their index, what the weighed goals cannot go below, and whether they are there."""

    values: Values
    bound: float
    is_proven: bool


def _settled(
    model: Model, taken: Collection[Place], known: Values, seconds: float, workers: int, seed: int
) -> Settled | None:
    """A stage by CP-SAT. Where a town's roster takes too long for that, half of what is left is kept for later stages,
    and a half of the rest for bettering it piece by piece, from the roster known so far or else from the empty one."""
    large = len(model.takes) > LARGE
    began = time.monotonic()
    found = solved(model, taken, seconds / 4 if large else seconds, workers, seed)
    now = None
    if found is not None:
        solver, proven = found
        now = Settled(tuple(solver.response_proto.solution), solver.best_objective_bound, proven)
    if not large or (now and now.is_proven):
        return now
    start = now.values if now else known or nobody(model.cp, model.takes.values())
    left = seconds / 2 - (time.monotonic() - began)
    bound = max(0.0, now.bound if now else 0.0)
    pieces = bettered(model.cp, model.cells(), seconds=left, workers=workers, seed=seed, start=start, bound=bound)
    return now if math.isinf(pieces.value) else Settled(pieces.values, bound, pieces.is_proven)


def _value(summed: cp_model.LinearExpr, values: Values) -> int:
    flat = cp_model.FlatIntExpr(summed)
    found: int = flat.offset
    for variable, factor in zip(flat.vars, flat.coeffs, strict=True):
        found += factor * values[variable.index]
    return found


def solved(
    model: Model, hint: Collection[Place], seconds: float, workers: int, seed: int
) -> tuple[cp_model.CpSolver, bool] | None:
    """The solver with what it found, and whether that is proven; None where time was too short."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    # All rules as linear rows: a single worker proves in 0.2 s what it does not prove in 20 s without.
    solver.parameters.linearization_level = 2
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    for place, variable in model.takes.items():
        model.cp.add_hint(variable, place in hint)
    status = solver.solve(model.cp)
    return (solver, status == cp_model.OPTIMAL) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def modelled(case: Case) -> Model:
    """Rules and goals."""
    model = ruled(case)
    _sign_ups(model)
    _wishes(model)
    _evenness(model)
    _changes(model)
    return model


def ruled(case: Case, opened: Shift | None = None) -> Model:
    """The rules alone; in the opened shift, all but being ruled out and rest may be overcome."""
    model = Model(case)
    if opened:
        guests, leads, *skilled = (
            model.cp.new_int_var(0, max(opened.most, FEWEST_TOGETHER), "") for _ in range(2 + len(opened.skills))
        )
        model.opened = Opened(opened, guests, leads, dict(zip(opened.skills, skilled, strict=True)))
        for some in (leads, *skilled):
            model.cp.add(some <= guests)
    for shift in case.shifts:
        for person in case.people:
            reasons = case.against(shift, person)
            if not reasons or (shift == opened and Against.RULED_OUT not in reasons):
                model.takes[shift.id, person.id] = model.cp.new_bool_var("")
    for shift in case.shifts:
        _team(model, shift)
    for person in case.people:
        _person(model, person)
    return model


def _team(model: Model, shift: Shift) -> None:
    """Nobody, or a whole team: two at least, with its lead and its skills."""
    cp, team = model.cp, model.team(shift)
    most = max(shift.most, FEWEST_TOGETHER)
    opened = model.opened if model.opened and model.opened.shift == shift else None
    size = total([*(variable for _, variable in team), *([opened.guests] if opened else [])])
    goes = cp.new_bool_var("")
    cp.add(size >= FEWEST_TOGETHER * goes)
    cp.add(size <= most * goes)
    if shift.needs_lead:
        leads = [variable for person, variable in team if person.may_lead]
        cp.add(total([*leads, *([opened.leads] if opened else [])]) >= goes)
    for skill, count in shift.skills.items():
        skilled = [variable for person, variable in team if skill in person.skills]
        cp.add(total([*skilled, *([opened.skilled[skill]] if opened else [])]) >= count * goes)
    short = cp.new_int_var(0, shift.fewest, "")
    spare = cp.new_int_var(0, most, "")
    cp.add(size + short - spare == shift.fewest)
    model.short[shift.id] = short
    model.count(Goal.SEATS, short, shift.fewest)
    model.count(Goal.SPARE, spare, most)


def _person(model: Model, person: Person) -> None:
    """At most one of all shifts that share a moment, each with the rest after it: those are the largest clashing sets."""
    own = model.of(person)
    for shift, _ in own:
        clashing = [variable for other, variable in own if other.start <= shift.start < other.end + person.rest]
        if len(clashing) > 1:
            model.cp.add_at_most_one(clashing)
    if person.most_a_week is not None:
        for week in {shift.week for shift, _ in own}:
            more: Linear = 0
            if model.opened and model.opened.shift.week == week and (model.opened.shift.id, person.id) in model.takes:
                more = model.opened.beyond[person.id] = model.cp.new_bool_var("")
            of_week = total(variable for shift, variable in own if shift.week == week)
            model.cp.add(of_week <= person.most_a_week + more)


def _sign_ups(model: Model) -> None:
    for place in model.case.sign_ups:
        if place in model.takes:
            model.count(Goal.SIGN_UPS, 1 - model.takes[place], 1)


def _wishes(model: Model) -> None:
    for (name, who), variable in model.takes.items():
        shift, person = model.case.shift[name], model.case.person[who]
        if person.goes_against(shift):
            model.count(Goal.WISHES, variable, 1)
        if person.beside:
            lonely = model.cp.new_bool_var("")
            model.cp.add(variable - total(_beside(model, shift, person)) <= lonely)
            model.count(Goal.WISHES, lonely, 1)


def _beside(model: Model, shift: Shift, person: Person) -> Iterable[cp_model.IntVar]:
    places = ((shift.id, other) for other in person.beside)
    return (model.takes[place] for place in places if place in model.takes)


def _evenness(model: Model) -> None:
    """Of those who can take a shift at all: the others would hold the fewest at what they have.

    The most and the fewest are among the sums that somebody can come to. Told so, the solver proves in tenths of a second
    what took it ten: evenings of two hours leave no difference of three half hours.
    """
    able = [person for person in model.case.people if model.of(person)]
    measures = {
        Goal.HOURS: [(round(one.hours_done * 60 / HALF_HOUR), *_load(model, one, Goal.HOURS)) for one in able],
        Goal.NIGHTS: [(one.nights_done, *_load(model, one, Goal.NIGHTS)) for one in able],
        Goal.WEEKENDS: [(one.weekends_done, *_load(model, one, Goal.WEEKENDS)) for one in able],
    }
    for goal, loads in measures.items():
        if len(loads) < 2 or not any(max(sums) for _, _, sums in loads):
            continue
        reached = sorted({done + one for done, _, sums in loads for one in sums})
        domain = cp_model.Domain.from_values(reached)
        high, low = (model.cp.new_int_var_from_domain(domain, "") for _ in range(2))
        for done, load, _ in loads:
            model.cp.add(load + done <= high)
            model.cp.add(load + done >= low)
        model.count(goal, high - low, reached[-1])


def _load(model: Model, person: Person, goal: Goal) -> tuple[Linear, set[int]]:
    """What the plan gives one person of something, and the sums it can come to."""
    parts, sums = [], {0}
    for shift, variable in model.of(person):
        each = {Goal.HOURS: shift.half_hours, Goal.NIGHTS: shift.is_night, Goal.WEEKENDS: shift.is_weekend}[goal]
        if each:
            parts.append((int(each), variable))
            sums |= {one + int(each) for one in sums}
    return total(each * variable for each, variable in parts), sums


def _changes(model: Model) -> None:
    if model.case.published is None:
        return
    for place, variable in model.takes.items():
        model.count(Goal.CHANGES, 1 - variable if place in model.case.published else variable, 1)


def _roster(case: Case, taken: set[Place], counts: list[Count], started: float) -> Roster:
    teams = {one.id: tuple(who.id for who in case.people if (one.id, who.id) in taken) for one in case.shifts}
    gaps = tuple(found for shift in case.shifts if (found := gap(case, teams, shift)))
    unkept = tuple(_unkept(case, teams, place) for place in sorted(set(case.sign_ups) - taken))
    return Roster(teams, tuple(counts), gaps, unkept, time.monotonic() - started)


def _unkept(case: Case, teams: dict[str, tuple[str, ...]], place: Place) -> Unkept:
    """Why a sign-up does not stand; one for a shift or of a person that is no longer there is ruled out."""
    shift, person = case.shift.get(place[0]), case.person.get(place[1])
    if shift is None or person is None:
        return Unkept(*place, (Against.RULED_OUT,))
    team = [case.person[other] for other in teams[shift.id]]
    return Unkept(*place, against(case, teams, shift, person) or lacks(shift, [*team, person]))
