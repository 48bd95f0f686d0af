"""A network while it is drawn: lines are added one by one, cut what they cross, and what is drawn can be asked for ways.

Lighter than `Network`: a line added costs a look at the edges near it, not noding everything anew.
"""

from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import hypot, inf
from typing import Final

import numpy as np

from shouwang.lib.planning.plane import Bools, Floats, Ints, feet

TOUCH: Final = 0.5  # metres: what lies this near to a line lies on it


@dataclass(frozen=True)
class Spot:
    """A place on an edge, 0 to 1 along it, and the metres it was away from there."""

    edge: int
    along: float
    off: float = 0.0


@dataclass
class Sketch:
    """Points on a plane and straight edges. `given`: those that were there before and stay as they are."""

    points: list[Floats] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)
    given: list[bool] = field(default_factory=list)
    at: list[dict[int, float]] = field(default_factory=list)  # of each point: its neighbours, the metres to them
    _gone: set[int] = field(default_factory=set)
    _known: tuple[Ints, Floats, Floats] | None = None

    def node(self, place: Floats) -> int:
        """A new point."""
        self.points.append(np.asarray(place, dtype=np.float64))
        self.at.append({})
        return len(self.points) - 1

    def join(self, one: int, other: int, *, given: bool = False) -> None:
        """An edge between two points; one that is there already stays as it is."""
        if one == other or other in self.at[one]:
            return
        self.edges.append((one, other))
        self.given.append(given)
        self.at[one][other] = self.at[other][one] = hypot(*(self.points[one] - self.points[other]))
        self._known = None

    def remove(self, edge: int) -> None:
        """Take an edge away."""
        one, other = self.edges[edge]
        self.at[one].pop(other, None)
        self.at[other].pop(one, None)
        self._gone.add(edge)
        self._known = None

    def measure(self) -> None:
        """After points were moved: the metres of the edges anew."""
        for one, at in enumerate(self.at):
            for other in at:
                at[other] = hypot(*(self.points[one] - self.points[other]))
        self._known = None

    def alive(self) -> tuple[Ints, Floats, Floats]:
        """The edges that are there, and where each begins and ends."""
        if self._known is None:
            numbers = np.array([n for n in range(len(self.edges)) if n not in self._gone], dtype=np.int64)
            places = np.array(self.points).reshape(-1, 2)
            ends = np.array([self.edges[number] for number in numbers.tolist()], dtype=np.int64).reshape(-1, 2)
            self._known = numbers, places[ends[:, 0]], places[ends[:, 1]]
        return self._known

    def near(self, places: Floats, reach: float, most: int) -> list[list[Spot]]:
        """For each place the spots within reach, the nearest first."""
        numbers, starts, ends = self.alive()
        if not len(numbers):
            return [[] for _ in places]
        off, along = feet(places, starts, ends)
        found = []
        for row in range(len(places)):
            within = np.flatnonzero(off[row] <= reach)
            best = within[np.argsort(off[row][within], kind="stable")][:most].tolist()
            found.append([Spot(int(numbers[k]), float(along[row, k]), float(off[row, k])) for k in best])
        return found

    def place(self, spot: Spot) -> Floats:
        """Where a spot lies."""
        one, other = (self.points[node] for node in self.edges[spot.edge])
        found: Floats = one + (other - one) * spot.along
        return found

    def heading(self, spot: Spot) -> Floats:
        """The direction of the edge there, one metre long."""
        one, other = (self.points[node] for node in self.edges[spot.edge])
        run: Floats = (other - one) / max(hypot(*(other - one)), 1e-9)
        return run

    def reached(self, spot: Spot, within: float) -> dict[int, float]:
        """The metres to each point that can be reached within so many."""
        one, other = self.edges[spot.edge]
        whole = self.at[one][other]
        best = {one: spot.along * whole, other: (1 - spot.along) * whole}
        waiting = sorted((metres, node) for node, metres in best.items())
        done: dict[int, float] = {}
        while waiting:
            metres, node = heappop(waiting)
            if node in done or metres > within:
                continue
            done[node] = metres
            for neighbour, step in self.at[node].items():
                if metres + step < best.get(neighbour, inf):
                    best[neighbour] = metres + step
                    heappush(waiting, (metres + step, neighbour))
        return done

    def between(self, start: Spot, reached: dict[int, float], end: Spot) -> float:
        """Metres along the edges from the spot whose `reached` it is; infinite where none lead."""
        one, other = self.edges[end.edge]
        whole = self.at[one][other]
        found = min(reached.get(one, inf) + end.along * whole, reached.get(other, inf) + (1 - end.along) * whole)
        return min(found, abs(start.along - end.along) * whole) if start.edge == end.edge else found

    def cut(self, spot: Spot) -> int:
        """A point of the edge there: one of its ends, when the spot is as good as that, else a new one."""
        one, other = self.edges[spot.edge]
        whole = self.at[one][other]
        if min(spot.along, 1 - spot.along) * whole <= TOUCH:
            return one if spot.along < 0.5 else other
        node = self.node(self.place(spot))
        given = self.given[spot.edge]
        self.remove(spot.edge)
        self.join(one, node, given=given)
        self.join(node, other, given=given)
        return node

    def on(self, place: Floats, reach: float = TOUCH) -> int:
        """The point of the drawing at that place: on what is drawn within reach, else a new one."""
        spots = self.near(np.asarray(place)[None, :], reach, 1)[0]
        return self.cut(spots[0]) if spots else self.node(place)

    def draw(self, line: Floats) -> int:
        """Add a line; its ends are on what is drawn where they touch it, and what it crosses meets it there. Gives its
        first point."""
        first = before = self.on(line[0])
        for number in range(1, len(line)):
            last = number == len(line) - 1
            after = self.on(line[number]) if last else self.node(line[number])
            for node in [*self._crossed(before, after), after]:
                self.join(before, node)
                before = node
        return first

    def _crossed(self, one: int, other: int) -> list[int]:
        """The points where the straight from the one to the other crosses edges, in order."""
        numbers, starts, ends = self.alive()
        if not len(numbers):
            return []
        a, run = self.points[one], self.points[other] - self.points[one]
        spans, off = ends - starts, starts - a
        turn = run[0] * spans[:, 1] - run[1] * spans[:, 0]
        safe = np.where(np.abs(turn) < 1e-9, 1.0, turn)
        along = (off[:, 0] * spans[:, 1] - off[:, 1] * spans[:, 0]) / safe
        beside = (off[:, 0] * run[1] - off[:, 1] * run[0]) / safe
        hits: Bools = (np.abs(turn) >= 1e-9) & (along > 0) & (along < 1) & (beside > 0) & (beside < 1)
        found = [
            self.cut(Spot(int(numbers[at]), float(beside[at])))
            for at in np.flatnonzero(hits)[np.argsort(along[hits])].tolist()
            if not {one, other} & set(self.edges[int(numbers[at])])
        ]
        return [node for node in found if node not in (one, other)]
