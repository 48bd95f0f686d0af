"""Rounds: who walks which stops, and when, so that what matters most is looked at (team orienteering with windows).

`solve` searches until its time is over and answers with the best it saw, each plan checked again from the problem alone.
The same seed and the same number of `iterations` give the same plan; a limit in seconds does not promise that.
"""

import math
import time
from collections.abc import Sequence
from typing import Any, Final

from shouwang.lib.planning import compiling, moves, search
from shouwang.lib.planning.bounds import bound, knapsack
from shouwang.lib.planning.checking import checked, timed
from shouwang.lib.planning.problem import LeftOut, Plan, Reason, Rounds, Solution, Visit, Walker
from shouwang.lib.planning.vectors import Vectors, Ways, as_array, as_list, turned, vectors

__all__ = ["LeftOut", "Plan", "Reason", "Rounds", "Solution", "Visit", "Walker", "solve"]

HOT: Final = 1.5  # times the mean prize: how much worse a plan may be and still be gone on with, at first
COLD: Final = 0.15  # and at last
WARM: Final = 0.7  # where the best of the first tries is taken up again
RACES: Final = (
    8  # tries from nothing, in the first part of the time: what is wrong as a whole is not mended piece by piece
)
RACING: Final = 0.4  # the part of the time for them
ENOUGH: Final = 2_400  # steps in all from which on the tries are long enough to be worth it
LOOK: Final = 0.02  # the part of the time after which one can tell how many steps there will be
SHARE: Final = 0.4  # of the points visited that one step takes out at most
THRIFT: Final = 0.5  # a shift's worth of minutes weighs this much of a mean prize, so that equal plans are short ones
STEP: Final = 0.004  # seconds between two looks at the clock
Order = tuple[tuple[int, ...], ...]


def solve(
    problem: Rounds,
    *,
    seconds: float,
    seed: int = 0,
    start: Plan | None = None,
    within: float = 0.0,
    keep: int = 0,
    iterations: int | None = None,
    prove: bool = False,
) -> Solution:
    """The best rounds found in so many seconds (or iterations, whichever is first).

    `keep` asks for so many different plans whose prize is at most the share `within` below the best. `prove` takes some
    tenths of a second more for the close bound. A required point that cannot be in is named among those left out.
    """
    began = time.perf_counter()
    given = vectors(problem)
    run = Run(given, seed)
    if start is not None:
        run.begin_with(start)
    found: dict[Order, float] = {}
    while not run.over(time.perf_counter() - began, seconds, iterations):
        run.step(seconds, iterations, began)
        if keep:
            found[run.order(run.ways.now)] = run.prize(run.ways.now)
    best = plan_of(problem, given, run.order(run.ways.best))
    least = (1.0 - within) * run.prize(run.ways.best) - 1e-9
    others = [plan_of(problem, given, order) for order in chosen(run.order(run.ways.best), found, least, keep)]
    most = bound(problem) if prove else knapsack(problem)
    return Solution(best, (best, *others), max(most, best.prize), run.done, time.perf_counter() - began)


class Run:
    """One search: its vectors, how far it is, and whether it goes in plain Python or compiled."""

    def __init__(self, given: Vectors, seed: int) -> None:
        self.given = given
        self.n, self.m = len(given.points), len(given.walkers)
        self.module: Any = search
        self.facts = turned(given.facts, as_list)
        self.ways = Ways.empty(self.n, self.m, seed)
        self.done = 0
        self.length = 1
        self.races, self.race, self.begun = -1, 0, False
        self.thrift = THRIFT * given.mean / given.span if given.span > 0 else 0.0

    def over(self, elapsed: float, seconds: float, iterations: int | None) -> bool:
        return self.n == 0 or elapsed >= seconds or (iterations is not None and self.done >= iterations)

    def begin_with(self, plan: Plan, *, fill: bool = False) -> None:
        """As much of the plan as fits, in its order; `fill` puts in what there is room for beside it."""
        place = {int(point): p for p, point in enumerate(self.given.points)}
        for w, walker in enumerate(self.given.walkers):
            route = plan.routes[walker] if walker < len(plan.routes) else ()
            moves.times(self.facts, self.ways.now, self.ways.clock, w, self.n, self.m)
            for visit in route:
                p = place.get(visit.point, -1)
                if p >= 0 and self.ways.now[2][p] < 0:
                    search.append(self.facts, self.ways.now, self.ways.clock, p, w, self.n, self.m)
        if fill and self.n:
            ways, given = self.ways, self.given
            search.repair(
                self.facts, ways.now, ways.clock, ways.room, ways.dice, self.n, self.m, given.free, 1, 0.0, False
            )  # fmt: skip
        worth = search.worth(self.facts, self.ways.now, self.ways.clock, self.n, self.m, self.thrift)
        search.copy(self.ways.now, self.ways.best, self.given.size, self.n)
        self.ways.values[:] = [worth, worth]
        self.begun = True

    def step(self, seconds: float, iterations: int | None, began: float) -> None:
        """Some iterations at one heat; as many as take a few milliseconds, or a fixed number where those are counted."""
        if self.module is search and (module := compiling.quickest()) is not search:
            self.module = module
            self.facts, self.ways = turned(self.given.facts, as_array), self.ways.turned(as_array)
        at = time.perf_counter()
        part = (at - began) / seconds if seconds > 0 else 1.0
        length = self.length
        if iterations is not None:
            part = max(part, self.done / iterations) if math.isfinite(seconds) else self.done / iterations
            length = min(20, iterations - self.done)
        heat = self.given.mean * self.heat(min(1.0, part), iterations)
        ways = self.ways
        self.module.anneal(
            self.facts, ways.now, ways.best, ways.trial, ways.clock, ways.room, ways.line, ways.values, ways.dice,
            self.n, self.m, self.given.free, self.given.mirrored, heat, SHARE, self.thrift, length,
        )  # fmt: skip
        self.done += length
        took = max(time.perf_counter() - at, 1e-6)
        self.length = max(1, int(self.length * min(2.0, max(0.3, STEP / took))))

    def heat(self, part: float, iterations: int | None) -> float:
        """By which share of a mean prize a step may make it worse; begins again from nothing, or from the best so far."""
        if self.races < 0 and (iterations is not None or part > LOOK):
            whole = iterations if iterations is not None else self.done / part
            self.races = RACES if whole >= ENOUGH else 0
        if self.races <= 0 or self.begun:
            low = WARM if self.begun else HOT
            return low * math.pow(COLD / low, part)
        race = int(part / RACING * self.races)
        if race > self.race:
            self.race = race
            self.ways.again(self.n, self.m, fresh=race < self.races)
        if race < self.races:
            return HOT * math.pow(0.2 / HOT, part / RACING * self.races - race)
        return WARM * math.pow(COLD / WARM, (part - RACING) / (1 - RACING))

    def order(self, plan: Any) -> Order:
        """The points of each walker's way, by their numbers in the problem's vectors."""
        ways = []
        for w in range(self.m):
            node, points = int(plan[0][self.n + w]), []
            while node < self.n:
                points.append(node)
                node = int(plan[0][node])
            ways.append(tuple(points))
        return tuple(ways)

    def prize(self, plan: Any) -> float:
        return math.fsum(float(self.facts[2][p]) for p in range(self.n) if plan[2][p] >= 0)


def plan_of(problem: Rounds, given: Vectors, order: Order) -> Plan:
    """The plan in the problem's own numbers, with its times and what it leaves out, checked."""
    routes: list[tuple[Visit, ...]] = [() for _ in problem.walkers]
    for w, points in enumerate(order):
        walker = int(given.walkers[w])
        routes[walker], _ = timed(problem, walker, [int(given.points[p]) for p in points])
    back = tuple(timed(problem, walker, [visit.point for visit in route])[1] for walker, route in enumerate(routes))
    seen = {visit.point for route in routes for visit in route}
    crowded = [LeftOut(int(point), Reason.CROWDED_OUT) for point in given.points if int(point) not in seen]
    left_out = sorted([*given.left_out, *crowded], key=lambda one: one.point)
    prize = math.fsum(float(problem.prizes[point]) for point in seen)
    return checked(problem, Plan(tuple(routes), prize, back, tuple(left_out)))


def chosen(best: Order, found: dict[Order, float], least: float, keep: int) -> Sequence[Order]:
    """Of the plans worth at least so much, one after another the one that is least like those already chosen."""
    if keep <= 1 or not found:
        return ()
    left = {order: _visits(order) for order, prize in found.items() if prize >= least and order != best}
    near = dict.fromkeys(left, 0.0)
    last, picked = _visits(best), list[Order]()
    while left and len(picked) < keep - 1:
        for order, visits in left.items():
            near[order] = max(near[order], len(visits & last) / max(1, len(visits | last)))
        pick = min(left, key=lambda order: near[order])
        last = left.pop(pick)
        picked.append(pick)
    return picked


def _visits(order: Order) -> set[tuple[int, int, int]]:
    """Who comes to what, and after what."""
    return {(w, a, b) for w, way in enumerate(order) for a, b in zip((-1, *way), way, strict=False)}
