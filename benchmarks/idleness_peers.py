"""One simulation for all who walk a graph, and the rules that ours stands beside.

Conscientious reactive: to the neighbour that waited longest. HPCC (heuristic pathfinder, conscientious, coordinated): a
coordinator who knows every wait gives each walker a goal nobody else has, weighing waits against ways, and the way there
is chosen by the same weighing. Cyclic: everybody spread on one tour, the nearest place next, mended by turning parts.
"""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from benchmarks.idleness_data import Graph
from shouwang.lib.planning.cycles import Passage

SLIP = 1e-6


@dataclass
class World:
    """Where walkers are going and when each node was visited last. `choose` gives a walker who is at a node the next
    neighbour and the minutes until there, never fewer than the edge has."""

    graph: Graph
    choose: Callable[["World", int, int, float], tuple[int, float] | None]
    last: np.ndarray = field(init=False)
    arrivals: dict[int, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.last = np.zeros(len(self.graph.edges))

    def run(self, starts: Iterable[tuple[float, int]], until: float) -> dict[int, list[float]]:
        """From each walker's first moment and node until the end: when each node was visited."""
        coming = [(minute, walker, node) for walker, (minute, node) in enumerate(starts)]
        heapq.heapify(coming)
        while coming:
            now, walker, node = heapq.heappop(coming)
            if now >= until:
                continue
            self.arrivals.setdefault(node, []).append(now)
            self.last[node] = now
            if (step := self.choose(self, walker, node, now)) is None:
                continue
            after, minutes = step
            if minutes < self.graph.edges[node][after] - SLIP:
                raise ValueError(f"from {node} to {after} in {minutes}: nobody walks that fast")
            heapq.heappush(coming, (now + minutes, walker, after))
        return self.arrivals


def followed(graph: Graph, passages: list[Passage], until: float) -> dict[int, list[float]]:
    """A timetable walked in the same simulation: what it says must be possible on the graph."""
    lists: dict[int, list[Passage]] = {}
    for one in sorted(passages, key=lambda one: one.minute):
        lists.setdefault(one.walker, []).append(one)
    tables = [lists[walker] for walker in sorted(lists)]
    steps = [iter(list(pairwise(table))) for table in tables]

    def choose(_world: World, walker: int, _node: int, _now: float) -> tuple[int, float] | None:
        step = next(steps[walker], None)
        return (step[1].place, step[1].minute - step[0].minute) if step else None

    return World(graph, choose).run([(table[0].minute, table[0].place) for table in tables], until)


def reactive(graph: Graph, walkers: int, until: float, seed: int) -> dict[int, list[float]]:
    chance = np.random.default_rng(seed)
    going: dict[int, int] = {}

    def choose(world: World, walker: int, node: int, _now: float) -> tuple[int, float]:
        near = list(world.graph.edges[node])
        after = min(near, key=lambda one: (world.last[one], chance.random()))
        going[walker] = after
        return after, world.graph.edges[node][after]

    return World(graph, choose).run(_strewn(graph, walkers, chance), until)


def hpcc(graph: Graph, walkers: int, until: float, seed: int, share: float) -> dict[int, list[float]]:
    """`share` is the weight of waits, the rest that of ways."""
    chance = np.random.default_rng(seed)
    goals: dict[int, int] = {}
    paths: dict[int, list[int]] = {}
    farthest = float(graph.ways.max())
    longest = max(far for edges in graph.edges for far in edges.values())

    def choose(world: World, walker: int, node: int, now: float) -> tuple[int, float]:
        if not paths.get(walker):
            waits = now - world.last
            most = max(float(waits.max()), SLIP)
            cost = share * (1 - waits / most) + (1 - share) * graph.ways[node] / farthest
            cost[[node, *(goal for other, goal in goals.items() if other != walker)]] = np.inf
            goals[walker] = int(cost.argmin()) if np.isfinite(cost).any() else next(iter(graph.edges[node]))
            paths[walker] = _path(graph, node, goals[walker], share * (1 - waits / most), (1 - share) / longest)
        after = paths[walker].pop(0)
        return after, graph.edges[node][after]

    return World(graph, choose).run(_strewn(graph, walkers, chance), until)


def cyclic(graph: Graph, walkers: int, until: float) -> dict[int, list[float]]:
    """Spread on one tour; what the tour is like shows what a better one is worth."""
    order, left = [0], set(range(1, len(graph.edges)))
    while left:
        order.append(min(left, key=lambda one: graph.ways[order[-1], one]))
        left.remove(order[-1])
    turned = True
    while turned:
        turned = False
        for one in range(len(order) - 1):
            for other in range(one + 2, len(order) - (one == 0)):
                a, b, c, d = order[one], order[one + 1], order[other], order[(other + 1) % len(order)]
                if graph.ways[a, b] + graph.ways[c, d] > graph.ways[a, c] + graph.ways[b, d] + SLIP:
                    order[one + 1 : other + 1] = order[one + 1 : other + 1][::-1]
                    turned = True
    nodes = graph.drawn(tuple(order))
    steps = [graph.edges[one][other] for one, other in pairwise([*nodes, nodes[0]])]
    minutes = np.concatenate([[0.0], np.cumsum(steps)])
    passages = [
        Passage(walker, node, at)
        for walker in range(walkers)
        for lap in range(int(until // minutes[-1]) + 2)
        for node, minute in zip(nodes, minutes[:-1].tolist(), strict=True)
        if 0 <= (at := lap * minutes[-1] + minute - walker * minutes[-1] / walkers) < until
    ]
    return followed(graph, passages, until)


def _path(graph: Graph, start: int, end: int, waits: np.ndarray, far: float) -> list[int]:
    """The cheapest way: of each step what its end's wait leaves over, and its length."""
    costs, before, near = {start: 0.0}, dict[int, int](), [(0.0, start)]
    while near:
        cost, node = heapq.heappop(near)
        if node == end:
            break
        if cost > costs[node]:
            continue
        for after, length in graph.edges[node].items():
            more = cost + float(waits[after]) + far * length
            if more < costs.get(after, np.inf):
                costs[after], before[after] = more, node
                heapq.heappush(near, (more, after))
    path = [end]
    while before.get(path[0], start) != start:
        path.insert(0, before[path[0]])
    return path


def _strewn(graph: Graph, walkers: int, chance: np.random.Generator) -> list[tuple[float, int]]:
    return [(0.0, int(node)) for node in chance.integers(len(graph.edges), size=walkers)]
