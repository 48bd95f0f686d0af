"""A plan under way is changed as little as can be: a report comes in, a walker drops out, a post must stay.

What was visited or begun stays as it was, and who is on the way to a stop goes there first: the table of ways knows
points only, not where somebody is between two. What is new is put where it costs the fewest minutes; then a short search
looks for better, first on the ways that were touched, and is believed only where it brings more than it upsets.
"""

import math
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from shouwang.lib.planning.problem import Plan, Rounds, Visit, Walker
from shouwang.lib.planning.rounds import Run, plan_of
from shouwang.lib.planning.vectors import vectors

MOVED: Final = 0.05  # of a mean prize: what it costs that another walker goes to a stop than was said
DROPPED: Final = 0.1  # … that a stop that was promised is not visited
LATER: Final = 0.002  # … each minute somebody is back later
TOUCHED: Final = 0.4  # the part of the time for the touched ways alone


@dataclass(frozen=True)
class Change:
    """What a new plan means to those who walk by the old one.

    `moved` are points another walker goes to now (point, from, to); `later` the minutes by which each walker is back
    later than before, below zero where earlier.
    """

    plan: Plan
    added: tuple[int, ...]
    dropped: tuple[int, ...]
    moved: tuple[tuple[int, int, int], ...]
    later: tuple[float, ...]
    seconds: float


def replan(
    problem: Rounds,
    plan: Plan,
    *,
    now: float,
    gone: Collection[int] = (),
    held: Collection[int] = (),
    seconds: float = 0.02,
    seed: int = 0,
    iterations: int | None = None,
) -> Change:
    """The plan from `now` on. `problem` is the one that holds now: what is new stands in it behind the points of the plan.

    `gone` are walkers who dropped out, `held` those whose way must stay as it is. Visits begun, or on the way to, stay.
    """
    began = time.perf_counter()
    plan = replace(plan, routes=(*plan.routes, *[()] * (len(problem.walkers) - len(plan.routes))))
    fixed = tuple(
        route if w in held else route[: _begun(problem.walkers[w].leaves, route, now, stops=w in gone)]
        for w, route in enumerate(plan.routes)
    )
    rest = replace(plan, routes=tuple(route[len(kept) :] for route, kept in zip(plan.routes, fixed, strict=True)))
    open_ = _open(problem, fixed, now, {*gone, *held})
    inserted = _searched(open_, rest, 0.0, seed, 0)[0]
    touched = {w for w, pair in enumerate(zip(inserted.order, rest.order, strict=True)) if pair[0] != pair[1]}
    found = [inserted]
    if touched and not gone:
        others = {w for w in range(len(problem.walkers)) if w not in touched}
        still = _without(open_, [inserted.routes[w] for w in others], others)
        part = replace(inserted, routes=tuple(r if w in touched else () for w, r in enumerate(inserted.routes)))
        few = None if iterations is None else int(iterations * TOUCHED)
        for one in _searched(still, part, seconds * TOUCHED, seed, few):
            routes = tuple(one.routes[w] if w in touched else route for w, route in enumerate(inserted.routes))
            found.append(replace(one, routes=routes))
    left = max(0.0, seconds - (time.perf_counter() - began)) if math.isfinite(seconds) else seconds
    found += _searched(open_, inserted, left, seed, iterations)
    best = max((_whole(problem, fixed, one) for one in found), key=lambda one: _score(problem, plan, one))
    return _change(problem, plan, best, time.perf_counter() - began)


def _begun(left: float, route: tuple[Visit, ...], now: float, *, stops: bool) -> int:
    """How many visits of a way are over, under way, or being gone to; who `stops` goes nowhere any more."""
    for number, visit in enumerate(route):
        if visit.begins > now and (stops or left >= now):
            return number
        left = visit.leaves
    return len(route)


def _open(problem: Rounds, fixed: tuple[tuple[Visit, ...], ...], now: float, shut: Collection[int]) -> Rounds:
    """What is still to decide: each walker from the last stop that is fixed, and only points nobody was at."""
    walkers = []
    for one, kept in zip(problem.walkers, fixed, strict=True):
        start, leaves = (kept[-1].point, kept[-1].leaves) if kept else (one.start, one.leaves)
        walkers.append(Walker(start, one.end, max(leaves, now), one.back_by))
    return _without(replace(problem, walkers=tuple(walkers)), fixed, shut)


def _without(problem: Rounds, routes: Collection[tuple[Visit, ...]], shut: Collection[int]) -> Rounds:
    """The problem without the points of these ways, and with these walkers at home."""
    seen = {visit.point for route in routes for visit in route}
    prizes = problem.prizes.copy()
    prizes[list(seen)] = 0.0
    walkers = tuple(
        replace(one, leaves=0.0, back_by=-1.0) if w in shut else one for w, one in enumerate(problem.walkers)
    )
    return replace(problem, prizes=prizes, required=problem.required - seen, walkers=walkers)


def _searched(problem: Rounds, start: Plan, seconds: float, seed: int, iterations: int | None) -> list[Plan]:
    """The start with all put in that fits, and the best found from there."""
    given = vectors(problem)
    run, began = Run(given, seed), time.perf_counter()
    run.begin_with(start, fill=True)
    plans = [plan_of(problem, given, run.order(run.ways.now))]
    while not run.over(time.perf_counter() - began, seconds, iterations):
        run.step(seconds, iterations, began)
    if run.done:
        plans.append(plan_of(problem, given, run.order(run.ways.best)))
    return plans


def _whole(problem: Rounds, fixed: tuple[tuple[Visit, ...], ...], rest: Plan) -> Plan:
    """What was, and what is to come."""
    routes = tuple((*before, *after) for before, after in zip(fixed, rest.routes, strict=True))
    seen = {visit.point for route in routes for visit in route}
    back = tuple(_home(problem, walker, route) for walker, route in enumerate(routes))
    left_out = tuple(one for one in rest.left_out if one.point not in seen)
    return Plan(routes, math.fsum(float(problem.prizes[point]) for point in seen), back, left_out)


def _home(problem: Rounds, walker: int, route: tuple[Visit, ...]) -> float:
    one = problem.walkers[walker]
    at, left = (route[-1].point, route[-1].leaves) if route else (one.start, one.leaves)
    return left + float(problem.travel[at, one.end])


def _who(plan: Plan) -> dict[int, int]:
    return {visit.point: walker for walker, route in enumerate(plan.routes) for visit in route}


def _later(problem: Rounds, old: Plan, new: Plan) -> tuple[float, ...]:
    before = [_home(problem, walker, route) for walker, route in enumerate(old.routes)]
    return tuple(one - other for one, other in zip(new.back, before, strict=True))


def _score(problem: Rounds, old: Plan, new: Plan) -> tuple[int, float]:
    """How many that must be in are in; then the prize, less what the change upsets."""
    was, becomes = _who(old), _who(new)
    mean = float(problem.prizes[problem.prizes > 0].mean()) if (problem.prizes > 0).any() else 1.0
    moved = sum(1 for point, walker in becomes.items() if was.get(point, walker) != walker)
    upset = MOVED * moved + DROPPED * len(was.keys() - becomes.keys())
    upset += LATER * math.fsum(max(0.0, minutes) for minutes in _later(problem, old, new))
    return len(problem.required & becomes.keys()), new.prize - mean * upset


def _change(problem: Rounds, old: Plan, new: Plan, seconds: float) -> Change:
    was, becomes = _who(old), _who(new)
    both = sorted(was.keys() & becomes.keys())
    return Change(
        plan=new,
        added=tuple(sorted(becomes.keys() - was.keys())),
        dropped=tuple(sorted(was.keys() - becomes.keys())),
        moved=tuple((point, was[point], becomes[point]) for point in both if was[point] != becomes[point]),
        later=_later(problem, old, new),
        seconds=seconds,
    )
