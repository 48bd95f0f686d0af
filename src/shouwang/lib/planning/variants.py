"""The same rounds at other times: walked the other way round, or begun later where there is time to spare.

Nothing is given up by it, every point is visited as before; what it brings is hours that are harder to guess.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from shouwang.lib.planning.checking import of_route, timed
from shouwang.lib.planning.problem import Plan, Rounds, Visit


def variants(problem: Rounds, plans: Sequence[Plan], *, seed: int, each: int = 4) -> tuple[Plan, ...]:
    """The plans, and of each up to `each` others with the same points in the same rounds at other times."""
    chance = Random(seed)  # noqa: S311  # drawn again from the same seed
    found = {_times(plan): plan for plan in plans}
    for plan in plans:
        for _attempt in range(each):
            other = _varied(problem, plan, chance)
            found.setdefault(_times(other), other)
    return tuple(found.values())


def _varied(problem: Rounds, plan: Plan, chance: Random) -> Plan:
    """Each round turned round or not and begun at a drawn moment, as far as it fits."""
    routes, back = list(plan.routes), list(plan.back)
    for walker, route in enumerate(plan.routes):
        points = [visit.point for visit in route]
        if chance.random() < 0.5:
            points.reverse()
        found = _later(problem, walker, points, chance) or _later(problem, walker, points[::-1], chance)
        if found:
            routes[walker], back[walker] = found
    return replace(plan, routes=tuple(routes), back=tuple(back))


def _later(
    problem: Rounds, walker: int, points: Sequence[int], chance: Random
) -> tuple[tuple[Visit, ...], float] | None:
    """The round in this order, begun at a drawn moment at which it still fits; None where it fits at none."""
    one = problem.walkers[walker]
    soonest = timed(problem, walker, points)
    if of_route(problem, walker, soonest[0]):
        return None
    spare = max(0.0, one.back_by - soonest[1])
    later = timed(problem, walker, points, leaves=one.leaves + chance.uniform(0, spare))
    return soonest if of_route(problem, walker, later[0]) else later


def _times(plan: Plan) -> tuple[tuple[tuple[int, int], ...], ...]:
    """What tells two plans apart: who is where in which minute."""
    return tuple(tuple((visit.point, round(visit.begins)) for visit in route) for route in plan.routes)
