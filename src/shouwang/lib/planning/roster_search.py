"""Large rosters: what CP-SAT found is bettered piece by piece, again by CP-SAT (large-neighbourhood search).

For a village CP-SAT proves the best in a fraction of a second. With twenty people and more, and several kinds of shift,
it is still far off after minutes. Then some people, some days, or some people on some days are let go, everything else
stays, and the piece is solved; how much is let go grows as long as pieces are settled quickly, and shrinks when they are
not. The bound is that of CP-SAT's own run over the whole, so that it can be said how much better one could be.
"""

import math
import time
from collections.abc import Hashable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from threading import Lock
from typing import Final

from ortools.sat.python import cp_model

Values = tuple[int, ...]  # of all variables of a model, by their index
Place = tuple[Hashable, int]  # one person, one day
Cells = Mapping[Place, Sequence[cp_model.IntVar]]  # what they do
FIRST: Final = 0.12  # of the time for a first roster and the bound, by one worker: two find the worse bound
DEAR: Final = 0.35  # of the time, until then only what costs most counts, where the rest costs a tenth of it or less
CHEAP: Final = 0.1
PIECE: Final = 3.0  # seconds for one piece at most
EASY: Final = 0.25  # a piece settled in this part of its time may be larger
BEGINS: Final = 0.2  # of the cells, the first pieces
LEAST: Final = 0.02  # of the cells that are let go
MOST: Final = 0.9
GROWS: Final = 1.25


@dataclass(frozen=True)
class Found:
    """`values` of all variables of the model by their index, empty where nothing was found in time. No solution is
    below `bound`."""

    values: Values
    value: float
    bound: float
    tries: int
    seconds: float

    @property
    def is_proven(self) -> bool:
        return self.bound >= self.value - 1e-6

    @property
    def gap(self) -> float:
        """The share of the value by which another could be below it, at most."""
        return max(0.0, 1 - self.bound / self.value) if self.value > 0 else 0.0


def bettered(
    model: cp_model.CpModel,
    cells: Cells,
    *,
    seconds: float,
    workers: int = 1,
    seed: int = 1,
    start: Values = (),
    bound: float | None = None,
) -> Found:
    """The least that was found of a model that is to be minimized. `start` is a solution to go on from, `bound` one that
    is known: with both there is no run over the whole."""
    began = time.monotonic()
    until = began + seconds
    run = _Run(model, cells, until, Random(seed))  # noqa: S311  # which pieces are let go is no secret
    if start:
        run.take(start, math.inf)
    if bound is None or not start:
        first, bound = _solved(model, began + seconds * FIRST if cells else until, seed, run.best)
        if first is not None:
            run.take(*first)
    run.bound = bound
    if run.best and cells:
        found = run.best
        dear = _dear(model)
        if dear is not None and not run.is_done():
            # Bettered with all costs at once, one dear thing too many is a trap: to be rid of it many cheap ones move.
            rough = _Run(dear, cells, began + seconds * DEAR, run.chance, found, _value(dear, found), is_rough=True)
            rough.go(workers)
            run.best, run.value, run.tries = rough.best, _value(model, rough.best), rough.tries
        run.go(workers)
        if run.value > _value(model, found):
            run.best, run.value = found, _value(model, found)
    return Found(run.best, run.value, bound, run.tries, time.monotonic() - began)


@dataclass(frozen=True)
class _Cost:
    """A variable that costs its weight for each step away from `free`, and the cells it is about."""

    index: int
    weight: float
    free: int
    near: Sequence[Place]


@dataclass
class _Run:
    """The best so far, shared by all workers; each takes a piece of it, and gives back what it made of it."""

    model: cp_model.CpModel
    cells: Cells
    until: float
    chance: Random
    best: Values = ()
    value: float = math.inf
    bound: float = -math.inf
    tries: int = 0
    is_rough: bool = False  # another of equal value is as welcome: so none is told to begin with
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.people = list(dict.fromkeys(who for who, _ in self.cells))
        self.days = sorted({day for _, day in self.cells})
        self.share = dict.fromkeys(("people", "days", "both", "sore"), BEGINS)
        self.costs = _costs(self.model, self.cells)

    def take(self, values: Values, value: float) -> None:
        """As good is taken too: it may lead on where the other did not."""
        if not self.best or value <= self.value + 1e-6:
            self.best, self.value = values, value

    def is_done(self) -> bool:
        """Whether it is proven that nothing is better."""
        return self.value <= self.bound + 1e-6

    def go(self, workers: int) -> None:
        """Better it until the time is over."""
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(self.work, range(workers)))

    def work(self, _worker: int) -> None:
        while (left := self.until - time.monotonic()) > 0.05 and not self.is_done():
            with self.lock:
                self.tries += 1
                kind = self.chance.choice(list(self.share))
                share, before, number = self.share[kind], self.best, self.tries
                free = self.piece(kind, share)
            limit = min(left, PIECE)
            began = time.monotonic()
            part = self.model.clone()
            for place, variables in self.cells.items():
                if place not in free:
                    for variable in variables:
                        _fix(part, variable, before[variable.index])
            found, _ = _solved(part, began + limit, number, () if self.is_rough else before)
            took = time.monotonic() - began
            with self.lock:
                if found is not None:
                    self.take(*found)
                factor = GROWS if took < EASY * limit else 1 / GROWS if took > 0.9 * limit else 1.0
                self.share[kind] = min(MOST, max(LEAST, self.share[kind] * factor))

    def piece(self, kind: str, share: float) -> set[Place]:
        """The cells that are let go: about that share of all."""
        if kind == "sore":
            return self.sore(share)
        people, days = set(self.people), set(self.days)
        if kind == "both":
            share = math.sqrt(share)
        if kind != "days":
            people = set(self.chance.sample(self.people, _some(share, self.people)))
        if kind != "people":
            wide = _some(share, self.days)
            first = self.chance.randrange(len(self.days) - wide + 1)
            days = set(self.days[first : first + wide])
        return {(who, day) for who, day in self.cells if who in people and day in days}

    def sore(self, share: float) -> set[Place]:
        """Cells around something that costs: the days it is about with those beside them, the people it is about with
        others. What costs more is chosen more often."""
        paid = [one.weight * (self.best[one.index] - one.free) for one in self.costs]
        if not any(paid):
            return self.piece("both", share)
        near = self.chance.choices(self.costs, paid)[0].near
        share = math.sqrt(share)
        wide = _some(share, self.days)
        place = self.days.index(self.chance.choice(sorted({day for _who, day in near})))
        first = min(max(0, place - self.chance.randrange(wide)), len(self.days) - wide)
        days = set(self.days[first : first + wide])
        count = _some(share, self.people)
        named = list(dict.fromkeys(who for who, _day in near))
        about = named if len(named) <= count else self.chance.sample(named, count)
        others = [who for who in self.people if who not in set(about)]
        people = {*about, *self.chance.sample(others, count - len(about))}
        return {(who, day) for who, day in self.cells if who in people and day in days}


def _some(share: float, of: Sequence[object]) -> int:
    """About that share of them, at least two where there are two."""
    return min(len(of), max(2, round(share * len(of))))


def _value(model: cp_model.CpModel, values: Values) -> float:
    """What a solution costs."""
    goal = model.proto.objective
    found = goal.offset + sum(weight * values[index] for index, weight in zip(goal.vars, goal.coeffs, strict=True))
    return float(found * (goal.scaling_factor or 1.0))


def _dear(model: cp_model.CpModel) -> cp_model.CpModel | None:
    """The model with only what costs most in its objective; None where nothing costs much less."""
    goal = model.proto.objective
    terms = list(zip(goal.vars, goal.coeffs, strict=True))
    most = max((abs(weight) for _index, weight in terms), default=0)
    kept = [(index, weight) for index, weight in terms if abs(weight) > CHEAP * most]
    if len(kept) == len(terms):
        return None
    dear = model.clone()
    dear.proto.objective.vars.clear()
    dear.proto.objective.coeffs.clear()
    dear.proto.objective.vars.extend(index for index, _weight in kept)
    dear.proto.objective.coeffs.extend(weight for _index, weight in kept)
    return dear


def _costs(model: cp_model.CpModel, cells: Cells) -> list[_Cost]:
    """What the roster may pay for, and where: a cell that is in the objective itself, else the cells that the variable
    shares a constraint with."""
    goal = model.proto.objective
    at = {variable.index: place for place, variables in cells.items() for variable in variables}
    weights = {index: weight for index, weight in zip(goal.vars, goal.coeffs, strict=True) if index >= 0 and weight}
    near: dict[int, dict[Place, None]] = {index: {at[index]: None} if index in at else {} for index in weights}
    for constraint in model.proto.constraints:
        if constraint.has_linear():
            indexes = constraint.linear.vars
            places = dict.fromkeys(at[index] for index in indexes if index in at)
            for index in indexes:
                if index in weights and index not in at:
                    near[index] |= places
    free = {}
    for index, weight in weights.items():
        domain = model.proto.variables[index].domain
        free[index] = domain[0] if weight > 0 else domain[len(domain) - 1]
    return [_Cost(index, weights[index], free[index], list(places)) for index, places in near.items() if places]


def nobody(model: cp_model.CpModel, variables: Iterable[cp_model.IntVar]) -> Values:
    """The solution in which none of these is taken, where there is one; empty otherwise."""
    empty = model.clone()
    for variable in variables:
        _fix(empty, variable, 0)
    found, _ = _solved(empty, time.monotonic() + PIECE, 1, ())
    return found[0] if found else ()


def _fix(model: cp_model.CpModel, variable: cp_model.IntVar, value: int) -> None:
    domain = model.proto.variables[variable.index].domain
    domain[0], domain[len(domain) - 1] = value, value


def _solved(
    model: cp_model.CpModel, until: float, seed: int, hint: Values
) -> tuple[tuple[Values, float] | None, float]:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.02, until - time.monotonic())
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    if hint:
        model.proto.solution_hint.vars.clear()
        model.proto.solution_hint.values.clear()
        model.proto.solution_hint.vars.extend(range(len(hint)))
        model.proto.solution_hint.values.extend(hint)
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, solver.best_objective_bound if math.isfinite(solver.best_objective_bound) else -math.inf
    return (tuple(solver.response_proto.solution), solver.objective_value), solver.best_objective_bound
