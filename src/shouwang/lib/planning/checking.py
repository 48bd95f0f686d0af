"""Whether a plan can be walked: said again from the problem alone, in double precision, knowing nothing of the search."""

import math
from collections.abc import Sequence

from shouwang.lib.planning.problem import Plan, Rounds, Visit

TOLERANCE = 1e-6  # minutes: 60 microseconds, far above the error of any sum here and far below any step


def timed(
    problem: Rounds, walker: int, points: Sequence[int], *, leaves: float | None = None
) -> tuple[tuple[Visit, ...], float]:
    """The visits in this order, each as early as it can be after leaving (then, else as soon as the walker may), and when
    the walker is back."""
    one = problem.walkers[walker]
    at, now = one.start, float(one.leaves if leaves is None else leaves)
    visits = []
    for point in points:
        arrives = now + float(problem.travel[at, point])
        begins = max(arrives, float(problem.opens[point]))
        now = begins + float(problem.dwell[point])
        visits.append(Visit(point, arrives, begins, now))
        at = point
    return tuple(visits), now + float(problem.travel[at, one.end])


def faults(problem: Rounds, plan: Plan) -> list[str]:
    """Everything that is wrong with a plan, in words for whoever programs; empty when it can be walked as it stands.

    A required point that the plan names as left out is no fault: nobody can walk what cannot be walked. One that is
    neither in nor named is.
    """
    found = []
    if len(plan.routes) != len(problem.walkers):
        return [f"{len(plan.routes)} routes for {len(problem.walkers)} walkers"]
    seen: set[int] = set()
    for walker, route in enumerate(plan.routes):
        for visit in route:
            if visit.point in seen:
                found.append(f"point {visit.point} is visited twice")
            seen.add(visit.point)
        found += of_route(problem, walker, route)
    named = {one.point for one in plan.left_out}
    found += [f"point {point} is visited and left out" for point in sorted(named & seen)]
    found += [f"point {point} must be in" for point in sorted(problem.required - seen - named)]
    total = math.fsum(float(problem.prizes[point]) for point in seen)
    if abs(total - plan.prize) > TOLERANCE * max(1.0, abs(total)):
        found.append(f"brings {total}, not {plan.prize}")
    return found


def of_route(problem: Rounds, walker: int, route: Sequence[Visit]) -> list[str]:
    """What is wrong with one walker's way. A visit may begin later than it could: who waits on purpose may."""
    one, found = problem.walkers[walker], []
    at, now = one.start, float(one.leaves)
    for visit in route:
        point = visit.point
        if now + float(problem.travel[at, point]) > visit.arrives + TOLERANCE:
            found.append(f"walker {walker} cannot be at {point} by {visit.arrives}")
        if visit.begins < visit.arrives - TOLERANCE:
            found.append(f"begins at {point} before being there")
        if not float(problem.opens[point]) - TOLERANCE <= visit.begins <= float(problem.closes[point]) + TOLERANCE:
            found.append(f"begins at {point} at {visit.begins}, outside its window")
        if visit.begins + float(problem.dwell[point]) > visit.leaves + TOLERANCE:
            found.append(f"leaves {point} too early")
        if problem.allowed is not None and not problem.allowed[point, walker]:
            found.append(f"walker {walker} may not do {point}")
        at, now = point, visit.leaves
    if route and not now + float(problem.travel[at, one.end]) <= one.back_by + TOLERANCE:
        found.append(f"walker {walker} is back too late")
    return found


def checked(problem: Rounds, plan: Plan) -> Plan:
    """The plan, when it can be walked. Raises ValueError where it cannot: such a plan is never shown."""
    if wrong := faults(problem, plan):
        raise ValueError("; ".join(wrong))
    return plan


def believable(problem: Rounds, claimed: float, routes: Sequence[Sequence[int]]) -> bool:
    """Whether a value from a table can be had by the routes given for it: tables are sums of other people's rounding."""
    visits = [timed(problem, walker, points) for walker, points in enumerate(routes)]
    plan = Plan(tuple(route for route, _ in visits), claimed, tuple(back for _, back in visits))
    return not faults(problem, plan)
