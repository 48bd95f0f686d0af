"""The most that rounds of short shifts can bring, proven: every set of points that one walker can do, then which of them.

Where a shift has room for few points, all such sets can be listed (100,000 take seconds), and choosing one a walker is
proven by CP-SAT. So tables are checked whose values nobody can walk. For walkers who are all alike, and no windows.
"""

import numpy as np
from ortools.sat.python import cp_model

from shouwang.lib.planning.problem import Rounds

SLACK = 1e-9
MOST = 500_000


def most(problem: Rounds) -> tuple[float, list[list[int]]]:
    """The best prize, and the points of each walker in an order that can be walked. Raises ValueError for other problems
    than those above, or too many sets."""
    if len(set(problem.walkers)) != 1 or np.isfinite(problem.opens).any() or np.isfinite(problem.closes).any():
        raise ValueError("walkers differ, or there are windows")
    points, orders = _sets(problem)
    whole = [
        one for one in orders if not any(one | 1 << bit in orders for bit in range(len(points)) if not one >> bit & 1)
    ]
    cp = cp_model.CpModel()
    walked = [cp.new_bool_var("") for _ in whole]
    seen = [cp.new_bool_var("") for _ in points]
    cp.add(sum(walked) <= len(problem.walkers))
    for bit, one in enumerate(seen):
        cp.add(sum(way for way, points_in in zip(walked, whole, strict=True) if points_in >> bit & 1) >= one)
    cp.maximize(sum(int(problem.prizes[point]) * one for point, one in zip(points, seen, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    if solver.solve(cp) != cp_model.OPTIMAL:
        raise ValueError("not proven")
    routes, taken = [], set[int]()
    for way, points_in in zip(walked, whole, strict=True):
        if solver.value(way):
            routes.append([points[bit] for bit in orders[points_in] if points[bit] not in taken])
            taken.update(routes[-1])
    return solver.objective_value, routes


def _sets(problem: Rounds) -> tuple[list[int], dict[int, list[int]]]:
    """Of each set that can be done in one shift (bits of the points that can be reached) the shortest order."""
    one, travel, dwell = problem.walkers[0], problem.travel, problem.dwell
    room = one.back_by - one.leaves + SLACK
    points = [
        point
        for point in np.flatnonzero(problem.prizes > 0).tolist()
        if travel[one.start, point] + dwell[point] + travel[point, one.end] <= room
    ]
    layer = {
        (1 << bit, bit): (float(travel[one.start, point] + dwell[point]), [bit]) for bit, point in enumerate(points)
    }
    orders: dict[int, list[int]] = {}
    while layer:
        after: dict[tuple[int, int], tuple[float, list[int]]] = {}
        for (done, last), (long, order) in layer.items():
            orders.setdefault(done, order)
            for bit, point in enumerate(points):
                if done >> bit & 1:
                    continue
                more = long + float(travel[points[last], point] + dwell[point])
                key = (done | 1 << bit, bit)
                if more + travel[point, one.end] <= room and more < after.get(key, (room, []))[0]:
                    after[key] = (more, [*order, bit])
        layer = after
        if len(orders) > MOST:
            raise ValueError("too many sets")
    return points, orders
