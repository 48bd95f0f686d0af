"""The same points in rounds at other times: in another order, the other way round, begun later where there is time.

Nothing is given up by it, or only as much as may be; what it brings is hours that are harder to guess.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from shouwang.lib.planning.checking import of_route, timed
from shouwang.lib.planning.problem import LeftOut, Plan, Reason, Rounds, Visit

STEPS = 30  # of moving about
HALF = 0.5


def variants(
    problem: Rounds, plans: Sequence[Plan], *, seed: int, each: int = 6, least: float = math.inf
) -> tuple[Plan, ...]:
    """The plans, and of each up to `each` others at other times. A point is left out for it where the prize that stays is
    `least` or more; by default none is."""
    chance = Random(seed)  # noqa: S311  # drawn again from the same seed
    found = {_times(plan): plan for plan in plans}
    for plan in plans:
        for _attempt in range(each):
            other = _varied(problem, plan, chance, least)
            found.setdefault(_times(other), other)
    return tuple(found.values())


def _varied(problem: Rounds, plan: Plan, chance: Random, least: float) -> Plan:
    """Moved about as far as it fits, then each round begun at a drawn moment."""
    orders = [[visit.point for visit in route] for route in plan.routes]
    out = _dropped(problem, plan, orders, chance, least)
    for walker, order in enumerate(orders):
        if chance.random() < HALF and _fits(problem, walker, order[::-1]):
            order.reverse()
    for _step in range(STEPS if orders else 0):
        _step_aside(problem, orders, chance)
    routes, back = list(plan.routes), list(plan.back)
    for walker, order in enumerate(orders):
        found = _later(problem, walker, order, chance)
        if found:
            routes[walker], back[walker] = found
    if sorted(visit.point for route in routes for visit in route) != sorted(
        point for order in orders for point in order
    ):
        return plan  # a round that fits at no time as it was moved: then none is moved
    prize = math.fsum(float(problem.prizes[point]) for order in orders for point in order) if out else plan.prize
    left_out = (*plan.left_out, *(LeftOut(point, Reason.CROWDED_OUT) for point in out))
    return replace(plan, routes=tuple(routes), back=tuple(back), prize=prize, left_out=left_out)


def _dropped(problem: Rounds, plan: Plan, orders: list[list[int]], chance: Random, least: float) -> list[int]:
    """Points taken out of the orders to make room for other hours, as long as enough stays."""
    spare, out = plan.prize - least, list[int]()
    points = [point for order in orders for point in order if point not in problem.required]
    for point in chance.sample(points, len(points)):
        order = next(each for each in orders if point in each)
        prize = float(problem.prizes[point])
        if prize <= spare and len(order) > 1:
            spare -= prize
            out.append(point)
            order.remove(point)
    return out


def _step_aside(problem: Rounds, orders: list[list[int]], chance: Random) -> None:
    """One random change of the orders that still fits, or none: a piece turned round, or a point put elsewhere."""
    one, other = chance.randrange(len(orders)), chance.randrange(len(orders))
    if one == other and orders[one]:
        first, last = sorted(chance.sample(range(len(orders[one]) + 1), 2))
        order = [*orders[one][:first], *orders[one][first:last][::-1], *orders[one][last:]]
        if _fits(problem, one, order):
            orders[one] = order
        return
    if len(orders[one]) < 2:  # nobody is left to walk nowhere
        return
    point = chance.choice(orders[one])
    at = chance.randint(0, len(orders[other]))
    order = [*orders[other][:at], point, *orders[other][at:]]
    left = [each for each in orders[one] if each != point]
    if _fits(problem, other, order) and _fits(problem, one, left):
        orders[one], orders[other] = left, order


def _fits(problem: Rounds, walker: int, order: Sequence[int]) -> bool:
    return not of_route(problem, walker, timed(problem, walker, order)[0])


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
