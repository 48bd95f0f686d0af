"""Graphs that patrols are published for, their shortest ways, and how long the shortest tour over each is, proven."""

import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

DATA = Path(os.environ.get("SHOUWANG_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data") / "patrol"


@dataclass(frozen=True)
class Graph:
    """`edges[a]` are the neighbours of a and how far they are; `ways` the shortest between any two, `via[a, b]` the first
    step of it."""

    name: str
    edges: list[dict[int, float]]
    ways: np.ndarray
    via: np.ndarray

    def drawn(self, stops: tuple[int, ...]) -> tuple[int, ...]:
        """A round over these stops as it is walked on the graph: every node that is passed."""
        passed: list[int] = []
        for one, other in pairwise([*stops, stops[0]]):
            while one != other:
                passed.append(one)
                one = int(self.via[one, other])
        return tuple(passed) or stops


def names() -> list[str]:
    return sorted(path.stem for path in (DATA / "patrol_graphs").glob("*.graph"))


def graph(name: str) -> Graph:
    """Six lines of the picture, then of each node: its number, place, number of neighbours, and for each neighbour its
    number, where it lies, how far it is."""
    words = (DATA / "patrol_graphs" / f"{name}.graph").read_text(encoding="utf-8").split()
    count, at = int(words[0]), 6
    edges: list[dict[int, float]] = [{} for _ in range(count)]
    for _ in range(count):
        node, neighbours = int(words[at]), int(words[at + 3])
        at += 4
        for _ in range(neighbours):
            edges[node][int(words[at])] = float(words[at + 2])
            at += 3
    return of(name, edges)


def of(name: str, edges: list[dict[int, float]]) -> Graph:
    """Both directions as long as the shorter of them: some files differ by a unit."""
    count = len(edges)
    ways, via = np.full((count, count), np.inf), np.tile(np.arange(count), (count, 1))
    for one in range(count):
        for other, far in list(edges[one].items()):
            edges[one][other] = edges[other][one] = min(far, edges[other].get(one, far))
    for one in range(count):
        ways[one, one] = 0
        for other, far in edges[one].items():
            ways[one, other] = far
    for middle in range(count):
        through = ways[:, [middle]] + ways[[middle], :]
        via = np.where(through < ways, via[:, [middle]], via)
        ways = np.minimum(ways, through)
    return Graph(name, edges, ways, via)


def shortest_tour(graph: Graph) -> float:
    """The proven least length of a closed walk through every node, by CP-SAT.

    Each edge is walked at most twice, each node is left as often as it is come to; what falls apart is told to hang
    together, until it does.
    """
    from ortools.sat.python import cp_model

    model, count = cp_model.CpModel(), len(graph.edges)
    edges = [(a, b, far) for a in range(count) for b, far in graph.edges[a].items() if a < b]
    used = {(a, b): model.new_int_var(0, 2, "") for a, b, _ in edges}
    for node in range(count if count > 1 else 0):
        half = model.new_int_var(1, count, "")
        model.add(sum(walks for edge, walks in used.items() if node in edge) == 2 * half)
    model.minimize(sum(round(far * 1000) * used[a, b] for a, b, far in edges))
    while True:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) != cp_model.OPTIMAL:
            raise ValueError(f"{graph.name} does not hang together")
        parts = _parts(count, [edge for edge, walks in used.items() if solver.value(walks)])
        if len(parts) == 1:
            return solver.objective_value / 1000
        for part in parts:
            model.add(sum(walks for (a, b), walks in used.items() if (a in part) != (b in part)) >= 2)


def _parts(count: int, edges: list[tuple[int, int]]) -> list[set[int]]:
    parts = [{node} for node in range(count)]
    for a, b in edges:
        one, other = (next(part for part in parts if node in part) for node in (a, b))
        if one is not other:
            one |= other
            parts.remove(other)
    return parts
