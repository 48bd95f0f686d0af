"""Lines as people draw them, made into nodes and straight edges: crossings become nodes, near ends are joined."""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray
from shapely import STRtree, linestrings

from shouwang.lib.planning.plane import Bools, Floats, Ints

SNAP: Final = 3.0  # metres: an end this near to another line was meant to touch it
TOUCH: Final = 0.5  # metres: what lies this near was drawn on it


@dataclass(frozen=True)
class Line:
    """A way one can walk, as drawn: longitude and latitude of its points. `level` is 1 on a bridge and -1 in a tunnel:
    what crosses it there does not meet it. `gated`: closed at night."""

    points: Floats
    kind: str = "lane"
    level: int = 0
    gated: bool = False
    name: str = ""


@dataclass
class Noded:
    """Nodes on a plane, and the straight edges between them, each with the line it comes from."""

    points: Floats
    edges: Ints
    line: Ints


@dataclass
class Noding:
    """Lines on a plane while they are cut at one another. Vertices that are one node have one `top`."""

    lines: list[Floats]
    levels: list[int]
    snap: float
    vertices: list[Floats] = field(default_factory=list)
    above: list[int] = field(default_factory=list)

    def done(self) -> Noded:
        segments = self._segments()
        self._cuts: dict[int, list[tuple[float, int]]] = {}
        if len(segments):
            self._meet(segments)
            self._close(segments)
        edges, line = self._edges(segments)
        roots = sorted({self._top(vertex) for vertex in edges.ravel().tolist()})
        number = {root: place for place, root in enumerate(roots)}
        edges = np.array([[number[self._top(v)] for v in edge] for edge in edges.tolist()], dtype=np.int64)
        return _cleaned(self._means(number), edges.reshape(-1, 2), line)

    def _segments(self) -> Ints:
        """Rows of: first vertex, second vertex, line, whether the first and the second are ends of the line."""
        rows = []
        for number, line in enumerate(self.lines):
            base = len(self.vertices)
            self.vertices += list(line)
            last = len(line) - 1
            rows += [(base + i, base + i + 1, number, i == 0, i + 1 == last) for i in range(last)]
        self.above = list(range(len(self.vertices)))
        return np.array(rows, dtype=np.int64).reshape(-1, 5)

    def _meet(self, segments: Ints) -> None:
        places = np.array(self.vertices)
        pairs = np.stack([places[segments[:, 0]], places[segments[:, 1]]], axis=1)
        drawn = cast(NDArray[np.object_], linestrings(pairs))
        one, other = STRtree(drawn).query(drawn, predicate="dwithin", distance=self.snap)
        for i, j in zip(one.tolist(), other.tolist(), strict=True):
            if i != j:
                self._touch(segments, i, j)
            if i < j and self.levels[segments[i, 2]] == self.levels[segments[j, 2]]:
                self._cross(segments, i, j)

    def _touch(self, segments: Ints, i: int, j: int) -> None:
        """Join the vertices of the one to the other where they lie on it, and its ends also where they nearly do."""
        own, others = self.levels[segments[i, 2]], self.levels[segments[j, 2]]
        level = own == others
        start, end = (self.vertices[vertex] for vertex in segments[j, :2])
        run = end - start
        whole = float(np.hypot(*run))
        for side in (0, 1):
            vertex, is_end = int(segments[i, side]), bool(segments[i, 3 + side])
            if vertex in segments[j, :2]:
                continue  # the next of the same line: only a line that turns back lies on it
            place = self.vertices[vertex]
            along = float(np.clip((place - start) @ run / max(whole**2, 1e-12), 0, 1))
            off = float(np.hypot(*(place - start - along * run)))
            corner = self._corner(segments, j, along * whole, whole, off)
            if corner is not None and is_end and (level or bool(segments[j, 3 + corner[1]]) or off <= TOUCH):
                self._join(vertex, corner[0])
            elif (level and off <= TOUCH) or (is_end and off <= self.snap and (level or not others)):
                # A bridge comes down on the lane where it ends; a lane that ends under a bridge does not go up to it.
                self._join(vertex, corner[0] if corner else self._cut(j, along, vertex))

    def _corner(self, segments: Ints, j: int, at: float, whole: float, off: float) -> tuple[int, int] | None:
        """The end of the segment that lies as near as its inside, and which of the two it is."""
        side = 0 if at <= whole / 2 else 1
        near = at if side == 0 else whole - at
        return (int(segments[j, side]), side) if np.hypot(near, off) <= self.snap else None

    def _cross(self, segments: Ints, i: int, j: int) -> None:
        a, b = (self.vertices[vertex] for vertex in segments[i, :2])
        c, d = (self.vertices[vertex] for vertex in segments[j, :2])
        run, other = b - a, d - c
        turn = float(run[0] * other[1] - run[1] * other[0])
        if abs(turn) < 1e-9:
            return
        off = c - a
        along = float(off[0] * other[1] - off[1] * other[0]) / turn
        beside = float(off[0] * run[1] - off[1] * run[0]) / turn
        if not (0 < along < 1 and 0 < beside < 1):
            return
        found = [self._near(segments, i, along), self._near(segments, j, beside)]
        if found[0] is None and found[1] is None:
            found[0] = self._cut(i, along, None, place=a + along * run)
        first, second = found
        if first is None:
            first = self._cut(i, along, second)
        if second is None:
            second = self._cut(j, beside, first)
        self._join(first, second)

    def _near(self, segments: Ints, i: int, along: float) -> int | None:
        """The end of a segment that a crossing lies on."""
        start, end = (self.vertices[vertex] for vertex in segments[i, :2])
        whole = float(np.hypot(*(end - start)))
        if along * whole <= TOUCH:
            return int(segments[i, 0])
        return int(segments[i, 1]) if (1 - along) * whole <= TOUCH else None

    def _cut(self, segment: int, along: float, vertex: int | None, *, place: Floats | None = None) -> int:
        """Cut a segment at a vertex, or at a new one."""
        if vertex is None:
            vertex = len(self.vertices)
            self.vertices.append(np.zeros(2) if place is None else place)
            self.above.append(vertex)
        self._cuts.setdefault(segment, []).append((along, vertex))
        return vertex

    def _close(self, segments: Ints) -> None:
        """Cuts at one place are one node: where four lines drawn twice cross, each cuts the other on its own."""
        for number, cuts in self._cuts.items():
            first, last = segments[number, :2].tolist()
            whole = float(np.hypot(*(self.vertices[last] - self.vertices[first])))
            for (one, vertex), (other, following) in pairwise(sorted([(0.0, first), *cuts, (1.0, last)])):
                if (other - one) * whole <= TOUCH:
                    self._join(vertex, following)

    def _edges(self, segments: Ints) -> tuple[Ints, Ints]:
        edges, lines = [], []
        for number, (first, last, line, _, _) in enumerate(segments.tolist()):
            stops = [first, *(vertex for _, vertex in sorted(self._cuts.get(number, []))), last]
            for one, other in pairwise(stops):
                if self._top(one) != self._top(other):
                    edges.append((one, other))
                    lines.append(line)
        return np.array(edges, dtype=np.int64).reshape(-1, 2), np.array(lines, dtype=np.int64)

    def _means(self, number: dict[int, int]) -> Floats:
        """Each node lies in the middle of the vertices that are it."""
        total, count = np.zeros((len(number), 2)), np.zeros(len(number))
        for vertex, place in enumerate(self.vertices):
            node = number.get(self._top(vertex))
            if node is not None:
                total[node] += place
                count[node] += 1
        found: Floats = total / count[:, None] if len(number) else total
        return found

    def _top(self, vertex: int) -> int:
        while self.above[vertex] != vertex:
            self.above[vertex] = vertex = self.above[self.above[vertex]]
        return vertex

    def _join(self, one: int, other: int) -> None:
        self.above[self._top(one)] = self._top(other)


def noded(lines: list[Floats], levels: list[int], *, snap: float = SNAP) -> Noded:
    """Cut lines on a plane at one another. Points that repeat are dropped, as are lines without length."""
    kept = [(number, line[_moves(line)]) for number, line in enumerate(lines)]
    kept = [(number, line) for number, line in kept if len(line) > 1]
    found = Noding([line for _, line in kept], [levels[number] for number, _ in kept], snap).done()
    origin = np.array([number for number, _ in kept], dtype=np.int64)
    return Noded(found.points, found.edges, origin[found.line])


def _moves(line: Floats) -> Bools:
    """Where a line moves on; the rest is the same point again."""
    steps = np.hypot(*np.diff(line, axis=0).T) if len(line) > 1 else np.empty(0)
    return np.concatenate([np.ones(min(len(line), 1), dtype=bool), steps > 1e-6])


def _cleaned(points: Floats, edges: Ints, line: Ints) -> Noded:
    """Without edges drawn twice: two straight ones between the same nodes are one."""
    if not len(edges):
        return Noded(points, edges, line)
    _, first = np.unique(np.sort(edges, axis=1), axis=0, return_index=True)
    first.sort()
    return Noded(points, edges[first], line[first])
