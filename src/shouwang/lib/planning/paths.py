"""Shortest ways in a graph whose nodes mostly lie on bends: chains of bends are walked once, junctions are searched.

A lane drawn with twenty bends is one step of the search, so a village of 400 points is searched as one of 100.
"""

from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from math import inf

import numpy as np

from shouwang.lib.planning.plane import Bools, Floats, Ints


@dataclass(frozen=True)
class Chain:
    """Edges in a row, from a junction or dead end to the next: their nodes in order, and the cost up to each."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    upto: tuple[float, ...]

    @property
    def cost(self) -> float:
        return self.upto[-1]


@dataclass
class Paths:
    """The search over the edges that can be used. Costs are whatever is to be small: metres, minutes."""

    edges: Ints
    costs: Floats
    usable: Bools
    chains: list[Chain] = field(init=False)

    def __post_init__(self) -> None:
        self._at: dict[int, list[int]] = {}  # the usable edges at a node
        for edge in np.flatnonzero(self.usable).tolist():
            one, other = self.edges[edge].tolist()
            self._at.setdefault(one, []).append(edge)
            if other != one:
                self._at.setdefault(other, []).append(edge)
        self.chains = self._chained()
        # Of each edge: its chain, the cost where it begins (as the chain runs), and whether it runs against the chain.
        self._place: dict[int, tuple[int, float, bool]] = {}
        self._next: dict[int, list[tuple[int, float, int]]] = {}  # junction: the neighbour, the cost, the chain
        for number, chain in enumerate(self.chains):
            for place, edge in enumerate(chain.edges):
                against = self.edges[edge, 0] != chain.nodes[place]
                self._place[edge] = number, chain.upto[place], bool(against)
            first, last = chain.nodes[0], chain.nodes[-1]
            self._next.setdefault(first, []).append((last, chain.cost, number))
            self._next.setdefault(last, []).append((first, chain.cost, number))

    def _chained(self) -> list[Chain]:
        ends = [node for node, at in self._at.items() if len(at) != 2]
        seen: set[int] = set()
        chains = []
        # What remains after the chains between ends are rings: any node of one may be its end.
        for node in [*ends, *self._at]:
            for edge in self._at[node]:
                if edge not in seen:
                    chains.append(self._chain(node, edge))
                    seen.update(chains[-1].edges)
        return chains

    def _chain(self, start: int, edge: int) -> Chain:
        nodes, walked, upto = [start], [edge], [0.0]
        while True:
            one, other = self.edges[edge].tolist()
            nodes.append(other if nodes[-1] == one else one)
            upto.append(upto[-1] + float(self.costs[edge]))
            at = self._at[nodes[-1]]
            if len(at) != 2 or nodes[-1] == start:
                return Chain(tuple(nodes), tuple(walked), tuple(upto))
            edge = at[0] if at[1] == edge else at[1]
            walked.append(edge)

    def spot(self, edge: int, along: float) -> tuple[int, float]:
        """The chain of a place on an edge (0 to 1 along it), and the cost up to there."""
        chain, upto, against = self._place[edge]
        return chain, upto + float(self.costs[edge]) * (1 - along if against else along)

    def between(self, spots: list[tuple[int, float]]) -> Floats:
        """The least cost between each two spots; infinite where no way leads."""
        chain = np.array([one for one, _ in spots], dtype=np.int64)
        upto = np.array([cost for _, cost in spots])
        whole = np.array([self.chains[one].cost for one in chain.tolist()])
        first = [self.chains[one].nodes[0] for one in chain.tolist()]
        last = [self.chains[one].nodes[-1] for one in chain.tolist()]
        found = np.full((len(spots), len(spots)), inf)
        for row, spot in enumerate(spots):
            reached, _ = self._search(spot)
            by_first = np.array([reached.get(node, inf) for node in first]) + upto
            by_last = np.array([reached.get(node, inf) for node in last]) + whole - upto
            found[row] = np.minimum(by_first, by_last)
        same = chain[:, None] == chain[None, :]
        found = np.where(same, np.minimum(found, np.abs(upto[:, None] - upto[None, :])), found)
        least: Floats = np.minimum(found, found.T)  # the two directions differ by rounding
        return least

    def nodes_between(self, start: tuple[int, float], end: tuple[int, float]) -> tuple[list[int], float]:
        """The nodes passed on the least way from spot to spot, and its cost; no nodes and infinity where none leads."""
        reached, before = self._search(start)
        chain, upto = self.chains[end[0]], end[1]
        first, last = chain.nodes[0], chain.nodes[-1]
        ways = [
            (reached.get(first, inf) + upto, first, False),
            (reached.get(last, inf) + chain.cost - upto, last, True),
        ]
        cost, node, backwards = min(ways)
        direct = abs(start[1] - upto) if start[0] == end[0] else inf
        if direct <= cost:
            return (self._part(start[0], start[1], upto), direct) if direct < inf else ([], inf)
        steps = [self._part(end[0], chain.cost, upto) if backwards else self._part(end[0], 0.0, upto)]
        while (number := before[node][1]) is not None:
            came = self.chains[number].nodes
            node = before[node][0]
            steps.append(list(came if came[0] == node else reversed(came)))
        own = self.chains[start[0]]
        # Of a ring both ends are one node: the shorter half is the one that was taken.
        to_first = node == own.nodes[0] and (node != own.nodes[-1] or start[1] <= own.cost - start[1])
        steps.append(self._part(start[0], start[1], 0.0 if to_first else own.cost))
        passed = [node for step in reversed(steps) for node in step]
        return [node for place, node in enumerate(passed) if not place or passed[place - 1] != node], cost

    def _part(self, chain: int, start: float, end: float) -> list[int]:
        one = self.chains[chain]
        low, high = min(start, end), max(start, end)
        inside = [node for node, upto in zip(one.nodes, one.upto, strict=True) if low <= upto <= high]
        return inside if start <= end else inside[::-1]

    def _search(self, spot: tuple[int, float]) -> tuple[dict[int, float], dict[int, tuple[int, int | None]]]:
        """Dijkstra from a spot: the cost to each junction, and from where along which chain it is reached."""
        chain, upto = self.chains[spot[0]], spot[1]
        first, last = chain.nodes[0], chain.nodes[-1]
        reached: dict[int, float] = {}
        before: dict[int, tuple[int, int | None]] = {first: (first, None), last: (last, None)}
        best = {first: upto}
        best[last] = min(best.get(last, inf), chain.cost - upto)
        waiting = [(cost, node) for node, cost in best.items()]
        waiting.sort()
        while waiting:
            cost, node = heappop(waiting)
            if node in reached:
                continue
            reached[node] = cost
            for neighbour, step, number in self._next[node]:
                further = cost + step
                if further < best.get(neighbour, inf):
                    best[neighbour] = further
                    before[neighbour] = node, number
                    heappush(waiting, (further, neighbour))
        return reached, before


def joined(nodes: int, edges: Ints, usable: Bools) -> Ints:
    """For each node the number of its piece."""
    above = list(range(nodes))

    def top(node: int) -> int:
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for one, other in edges[usable].tolist():
        above[top(one)] = top(other)
    return np.array([top(node) for node in range(nodes)], dtype=np.int64)


def length(line: Floats) -> float:
    """Metres along a line on a plane."""
    return float(sum(np.hypot(*(after - before)) for before, after in pairwise(line)))
