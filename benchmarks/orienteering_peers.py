"""The peers of the search for rounds, each as its own papers and our trials say it does best.

PyVRP: whole numbers at 10,000 to the unit, rounded up so that its plans can be walked, a distance cost of one and prizes
made large against it. VROOM: prizes as priorities, which end at 100. OR-Tools: optional points with a price, guided local
search. What a peer answers is checked like a plan of our own; one that cannot be walked counts nothing.
"""

import math

import numpy as np

from shouwang.lib.planning.checking import faults, timed
from shouwang.lib.planning.problem import Plan, Rounds

SCALE = 10_000


def value(problem: Rounds, routes: list[list[int]]) -> float:
    routes = [*routes, *[[]] * (len(problem.walkers) - len(routes))]
    prize = math.fsum(float(problem.prizes[point]) for route in routes for point in route)
    plan = Plan(tuple(timed(problem, walker, route)[0] for walker, route in enumerate(routes)), prize)
    return 0.0 if faults(problem, plan) else prize


def ceiled(problem: Rounds) -> np.ndarray:
    return np.ceil(np.round(problem.travel * SCALE, 4)).astype(int)


def by_pyvrp(problem: Rounds, seconds: float, seed: int) -> float:
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    one, table = problem.walkers[0], ceiled(problem)
    model = Model()
    places = [model.add_location(0, 0) for _ in problem.prizes]
    start = model.add_depot(places[one.start])
    end = start if one.end == one.start else model.add_depot(places[one.end])
    limit = int(one.back_by * SCALE)
    model.add_vehicle_type(len(problem.walkers), start_depot=start, end_depot=end, tw_early=0, tw_late=limit)
    price = int(2 * SCALE * max(1.0, one.back_by / problem.prizes.max()))
    clients = [point for point in range(len(places)) if problem.prizes[point] > 0]
    for point in clients:
        window = (
            max(0, math.ceil(max(0.0, problem.opens[point]) * SCALE)),
            int(min(one.back_by, problem.closes[point]) * SCALE),
        )
        if window[0] > window[1]:
            continue
        model.add_client(
            places[point], service_duration=math.ceil(problem.dwell[point] * SCALE), tw_early=window[0], tw_late=window[1],
            prize=int(problem.prizes[point] * price), required=False, name=str(point),
        )  # fmt: skip
    for a in range(len(places)):
        for b in range(len(places)):
            if a != b:
                model.add_edge(places[a], places[b], distance=int(table[a, b]), duration=int(table[a, b]))
    found = model.solve(MaxRuntime(seconds), seed=seed, display=False, collect_stats=False)
    names = [int(client.name) for client in model.data().clients()]
    return value(problem, [[names[visit.idx] for visit in route if visit.is_client()] for route in found.best.routes()])


def by_vroom(problem: Rounds, _seconds: float, _seed: int) -> float:
    import vroom

    one = problem.walkers[0]
    whole = vroom.Input()
    whole.set_durations_matrix("car", ceiled(problem).astype(np.uint32))
    limit = int(one.back_by * SCALE)
    for number in range(len(problem.walkers)):
        whole.add_vehicle(vroom.Vehicle(number, start=one.start, end=one.end, time_window=vroom.TimeWindow(0, limit)))
    most = max(100.0, float(problem.prizes.max()))
    for point in np.flatnonzero(problem.prizes > 0):
        whole.add_job(vroom.Job(int(point), location=int(point), priority=int(problem.prizes[point] * 100 / most)))
    steps = whole.solve(exploration_level=5, nb_threads=1).routes
    routes: list[list[int]] = [[] for _ in problem.walkers]
    for _, step in steps[steps["type"] == "job"].iterrows():
        routes[int(step["vehicle_id"])].append(int(step["id"]))
    return value(problem, routes)


def by_ortools(problem: Rounds, seconds: float, _seed: int) -> float:
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    one, table, walkers = problem.walkers[0], ceiled(problem).tolist(), len(problem.walkers)
    manager = pywrapcp.RoutingIndexManager(len(table), walkers, [one.start] * walkers, [one.end] * walkers)
    model = pywrapcp.RoutingModel(manager)
    way = model.RegisterTransitCallback(lambda a, b: table[manager.IndexToNode(a)][manager.IndexToNode(b)])
    model.SetArcCostEvaluatorOfAllVehicles(way)
    model.AddDimension(way, 0, int(one.back_by * SCALE), True, "time")
    price = int(2 * SCALE * max(1.0, one.back_by / problem.prizes.max()))
    for point in range(len(table)):
        if point not in (one.start, one.end):
            model.AddDisjunction([manager.NodeToIndex(point)], int(problem.prizes[point] * price))
    settings = pywrapcp.DefaultRoutingSearchParameters()
    settings.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    settings.time_limit.FromMilliseconds(int(seconds * 1_000))
    found = model.SolveWithParameters(settings)
    routes = []
    for number in range(walkers if found else 0):
        at, route = found.Value(model.NextVar(model.Start(number))), []
        while not model.IsEnd(at):
            route.append(manager.IndexToNode(at))
            at = found.Value(model.NextVar(at))
        routes.append([point for point in route if problem.prizes[point] > 0])
    return value(problem, routes)
