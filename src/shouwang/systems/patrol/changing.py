"""A night's plan changed as little as can be: a place that must be in, a round that does not go, a report that came.

Plain Python: the night as it is now and the stops as they were planned in, the stops as they are to be out. Posts stay.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from shouwang.lib.planning.bounds import bound
from shouwang.lib.planning.problem import Plan as Walked
from shouwang.lib.planning.problem import Rounds, Visit, Walker
from shouwang.lib.planning.replanning import Change, replan
from shouwang.systems.patrol.night import AGAIN, STOOD_BY, Missed, Night, Stopped, Why, apart, missed_of


@dataclass(frozen=True)
class Changed:
    """The stops of each round job as they are to be; `asked` are the spots that had to be in and are."""

    stops: Mapping[int, Sequence[Stopped]]
    missed: Sequence[Missed]
    asked: frozenset[int]
    weight: float
    whole: float
    bound: float
    seconds: float


@dataclass(frozen=True)
class _Point:
    spot: int
    worth: float
    dwell: float
    opens: float
    closes: float


def change(
    night: Night,
    stops: Mapping[int, Sequence[Stopped]],
    *,
    now: float,
    gone: Collection[int] = (),
    held: Collection[int] = (),
    covered: Collection[int] = (),
    stood: Collection[int] = (),
    seconds: float,
    seed: int = 0,
) -> Changed:
    """The rounds from `now` on. `stops` by job; `gone` are jobs that do not go (any more), `held` those that stay as they
    are; `covered` are spots near a post, `stood` those a post stands at all the time. `night.required` must be in."""
    jobs = [number for number, job in enumerate(night.jobs) if job.is_round]
    order = [stop for job in jobs for stop in stops.get(job, ())]
    first = min((night.jobs[job].starts for job in jobs), default=0.0)
    last = max((night.jobs[job].ends for job in jobs), default=0.0)
    points = _planned(night, order, covered)
    ahead = {stop.spot: number for number, stop in enumerate(order) if stop.arrives > now}  # another may take it over
    skipped, extra, must = _others(night, order, set(ahead), (max(first, now), last), set(covered), set(stood))
    required = frozenset(len(points) + number for number in must) | {
        ahead[spot] for spot in night.required if spot in ahead
    }
    points += extra
    ends = [night.home if night.jobs[job].at is None else night.jobs[job].at or 0 for job in jobs]
    of = [point.spot for point in points] + ends
    none = [0.0] * len(ends)
    problem = Rounds(
        night.minutes[np.ix_(of, of)],
        np.array([point.worth for point in points] + none),
        np.array([point.dwell for point in points] + none),
        np.array([point.opens for point in points] + [-math.inf] * len(ends)),
        np.array([point.closes for point in points] + [math.inf] * len(ends)),
        tuple(
            Walker(len(points) + each, len(points) + each, night.jobs[job].starts, night.jobs[job].ends)
            for each, job in enumerate(jobs)
        ),
        required,
    )
    walkers = {job: number for number, job in enumerate(jobs)}
    found = replan(
        problem,
        _plan(jobs, stops, points),
        now=now,
        gone={walkers[job] for job in gone if job in walkers},
        held={walkers[job] for job in held if job in walkers},
        seconds=seconds,
        seed=seed,
    )
    return _changed(found, problem, of, jobs, skipped, required)


def _planned(night: Night, order: Sequence[Stopped], covered: Collection[int]) -> list[_Point]:
    """The stops that were planned, as points. Visits to one spot keep a window each that lets them neither drift further
    apart than the spot allows nor nearer than makes sense: what is left between two is shared by both."""
    points = list[_Point](_Point(stop.spot, 0.0, 0.0, 0.0, 0.0) for stop in order)
    by_spot: dict[int, list[int]] = {}
    for number in sorted(range(len(order)), key=lambda one: order[one].arrives):
        by_spot.setdefault(order[number].spot, []).append(number)
    for spot_number, visits in by_spot.items():
        spot = night.spots[spot_number]
        share = STOOD_BY if spot_number in covered else 1.0
        times = [order[one].arrives for one in visits]
        room = [max(0.0, (spot.gap - (later - sooner)) / 2) for sooner, later in pairwise(times)]
        near = [max(0.0, (later - sooner - apart(spot)) / 2) for sooner, later in pairwise(times)]
        for visit, number in enumerate(visits):
            stop = order[number]
            opens, closes = spot.opens, spot.closes
            if visit < len(room):
                opens, closes = max(opens, stop.arrives - room[visit]), min(closes, stop.arrives + near[visit])
            if visit:
                opens, closes = max(opens, stop.arrives - near[visit - 1]), min(closes, stop.arrives + room[visit - 1])
            # What was planned stays possible, whatever the place's hours became since.
            opens, closes = min(opens, stop.arrives), max(closes, stop.arrives)
            points[number] = _Point(
                spot_number, spot.worth * share * AGAIN**visit, stop.leaves - stop.arrives, opens, closes
            )
    return points


def _others(
    night: Night,
    order: Sequence[Stopped],
    ahead: set[int],
    span: tuple[float, float],
    covered: set[int],
    stood: set[int],
) -> tuple[list[Missed], list[_Point], list[int]]:
    """Spots without a stop, and those that must be visited from now on: points beside the planned; which of them must."""
    there = {stop.spot for stop in order}
    skipped, extra, must = list[Missed](), list[_Point](), list[int]()
    for number, spot in enumerate(night.spots):
        is_asked = number in night.required and number not in ahead
        if not is_asked and (number in there or spot.weight <= 0 or not spot.visits):
            continue
        if not is_asked and (spot.is_closed_off or number in stood):
            skipped.append(Missed(number, Why.CLOSED_OFF if spot.is_closed_off else Why.HELD, max(spot.visits, 1)))
            continue
        share = STOOD_BY if number in covered else 1.0
        if is_asked:
            must.append(len(extra))
        before = [stop.arrives + apart(spot) for stop in order if stop.spot == number]
        opens, closes = max(spot.opens, span[0], *before), min(spot.closes, span[1])
        extra.append(_Point(number, spot.worth * share, spot.dwell, opens, closes))
    return skipped, extra, must


def _plan(jobs: Sequence[int], stops: Mapping[int, Sequence[Stopped]], points: Sequence[_Point]) -> Walked:
    number, routes = 0, []
    for job in jobs:
        route = []
        for stop in stops.get(job, ()):
            route.append(Visit(number, stop.arrives, stop.arrives, stop.leaves))
            number += 1
        routes.append(tuple(route))
    return Walked(tuple(routes), math.fsum(points[each].worth for each in range(number)))


def _changed(
    found: Change,
    problem: Rounds,
    of: Sequence[int],
    jobs: Sequence[int],
    skipped: Sequence[Missed],
    must: frozenset[int],
) -> Changed:
    plan = found.plan
    stops = {
        job: [
            Stopped(of[visit.point], visit.begins, visit.leaves, float(problem.prizes[visit.point])) for visit in route
        ]
        for job, route in zip(jobs, plan.routes, strict=True)
    }
    seen = {visit.point for route in plan.routes for visit in route}
    return Changed(
        stops,
        [*skipped, *missed_of(plan, of, len(jobs))],
        frozenset(of[point] for point in must & seen),
        plan.prize,
        float(problem.prizes.sum()),
        max(bound(problem), plan.prize),
        found.seconds,
    )
