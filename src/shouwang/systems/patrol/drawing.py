"""Which of the plans nearly as good as the best is walked tonight, drawn so that its times can't be guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from shouwang.lib.planning.problem import Plan, Rounds
from shouwang.lib.planning.surprise import NOT, slots_of, spread
from shouwang.lib.planning.variants import variants
from shouwang.systems.patrol.night import Night, Walking

ENOUGH: Final = 150  # plans to draw from, about: more hardly make it harder to guess, and each costs a millisecond
FEWEST, MOST = 2, 6  # others of each plan that was found
SLOT: Final = 20.0  # minutes: whoever knows when somebody comes to within that, knows it


@dataclass(frozen=True)
class Drawn:
    """The plan to walk, and the problem it solves. `surprise` from 0 (whoever knows what was thought of tonight knows its
    times) to 1, of all and of each spot; `given_up` the share of weight that it cost."""

    plan: Plan
    problem: Rounds
    surprise: float | None
    given_up: float
    drawn_from: int
    spots: Mapping[int, float] = field(default_factory=dict)


def draw(walking: Walking, night: Night, *, before: Mapping[int, Sequence[float]], seed: int) -> Drawn:
    """One of the solution's plans. `before` are the minutes at which each spot was visited in nights past."""
    best, pool = walking.solution.best, _pool(walking, seed)
    plans = [plan for _problem, plan in pool]
    visits = [_visits(walking, plan) for plan in plans]
    spots = sorted({spot for one in visits for spot in one})
    if not spots:
        return Drawn(best, walking.problem, None, 0.0, len(plans))
    rounds = [night.jobs[job] for job in walking.jobs]
    first, last = min(job.starts for job in rounds), max(job.ends for job in rounds)
    count = slots_of([], first, last, SLOT)[1]
    slots = np.full((len(plans), len(spots)), NOT, dtype=np.int64)
    for row, one in enumerate(visits):
        for column, spot in enumerate(spots):
            if spot in one:
                slots[row, column] = slots_of([one[spot]], first, last, SLOT)[0][0]
    known = np.zeros((len(spots), count))
    for column, spot in enumerate(spots):
        for slot in slots_of(before.get(spot, ()), first, last, SLOT)[0]:
            known[column, slot] += 1
    weights = np.array([night.spots[spot].weight for spot in spots])
    found = spread(slots, weights, count, before=known)
    problem, plan = pool[found.drawn(seed)]
    given_up = max(0.0, 1 - plan.prize / best.prize) if best.prize > 0 else 0.0
    each = {spot: float(found.places[column]) for column, spot in enumerate(spots)}
    return Drawn(plan, problem, found.surprise, given_up, len(plans), each)


def _pool(walking: Walking, seed: int) -> list[tuple[Rounds, Plan]]:
    """The plans to draw from, each with the problem it solves: those found, and the same places at other times."""
    found = list(walking.pool())
    each = min(max(ENOUGH // max(1, sum(len(plans) for _problem, plans in found)), FEWEST), MOST)
    return [
        (problem, plan)
        for problem, plans in found
        for plan in variants(problem, plans, seed=seed, each=each, least=walking.least)
    ]


def _visits(walking: Walking, plan: Plan) -> dict[int, float]:
    """The first visit to each spot."""
    found: dict[int, float] = {}
    for route in walking.stops(plan):
        for stop in route:
            found[stop.spot] = min(found.get(stop.spot, stop.arrives), stop.arrives)
    return found
