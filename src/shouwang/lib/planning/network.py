"""The ways of a village as one walks them: how many minutes lie between places, and along which lanes.

Undirected; points are longitude and latitude in WGS-84. Where no way leads, the straight line and a third more is
taken and said to be that: a page can then write "as the crow flies".
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from shouwang.lib.planning.noding import SNAP, Line, noded
from shouwang.lib.planning.paths import Chain, Paths, joined
from shouwang.lib.planning.plane import Bools, Fault, Floats, Ints, Plane, Unusable, apart, feet, on_earth

PACE: Final = 70.0  # metres a minute: 4.2 km/h, a walk on which one looks about
DETOUR: Final = 1.3  # how much longer than the straight line ways in a village are
FAR: Final = 80.0  # metres: a place further from every lane has no lane
SAME_YARD: Final = 15.0  # metres: between such neighbours nobody goes round by the lane
EFFORT: Final = {"steps": 2.0}  # a metre of these takes as long as two
MOST_POINTS: Final = 200_000


@dataclass(frozen=True)
class Piece:
    """A part of the network that no way joins to the others."""

    nodes: Ints
    metres: float


@dataclass(frozen=True)
class Spots:
    """Places on a network: the edge each is reached from (-1 for one too far off), where on it (0 to 1), the metres
    from there to the place."""

    edge: Ints
    along: Floats
    off: Floats

    @property
    def far(self) -> tuple[int, ...]:
        """The places that lie too far from every lane."""
        return tuple(np.flatnonzero(self.edge < 0).tolist())


@dataclass(frozen=True)
class Walks:
    """Minutes between each two places, and which of them are as the crow flies."""

    minutes: Floats
    flies: Bools


@dataclass(frozen=True)
class Way:
    """One way for drawing: its points, its minutes, whether it is as the crow flies."""

    points: Floats
    minutes: float
    flies: bool


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes, straight edges between them, and of each edge its metres, its kind, whether a gate closes it at
    night, and its level (1 on a bridge). Raises Unusable for arrays that do not belong together."""

    points: Floats
    edges: Ints
    metres: Floats
    kinds: tuple[str, ...] = ()
    gated: Bools = field(default_factory=lambda: np.empty(0, dtype=np.bool_))
    levels: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    def __post_init__(self) -> None:
        points, count = on_earth(self.points), len(self.edges)
        edges = np.asarray(self.edges, dtype=np.int64).reshape(-1, 2)
        metres = np.asarray(self.metres, dtype=np.float64)
        gated = np.asarray(self.gated if len(self.gated) else np.zeros(count), dtype=np.bool_)
        levels = np.asarray(self.levels if len(self.levels) else np.zeros(count), dtype=np.int64)
        kinds = self.kinds or ("lane",) * count
        if {len(edges), len(metres), len(kinds), len(gated), len(levels)} != {count}:
            raise Unusable(Fault.SHAPE, f"{count} edges, {len(metres)} lengths, {len(kinds)} kinds")
        if count and (edges.min() < 0 or edges.max() >= len(points)):
            raise Unusable(Fault.SHAPE, "an edge without its node")
        if not np.isfinite(metres).all() or (metres < 0).any():
            raise Unusable(Fault.NUMBERS, "lengths")
        if len(points) > MOST_POINTS:
            raise Unusable(Fault.MANY, str(len(points)))
        values = (points, edges, metres, kinds, gated, levels)
        for name, value in zip(("points", "edges", "metres", "kinds", "gated", "levels"), values, strict=True):
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, lines: Iterable[Line], *, snap: float = SNAP) -> "Network":
        """Noded and cleaned; ends that lie within `snap` metres of another line are joined to it."""
        drawn = [(line, on_earth(line.points)) for line in lines]
        drawn = [(line, points) for line, points in drawn if len(points)]
        total = sum(len(points) for _, points in drawn)
        if total > MOST_POINTS:
            raise Unusable(Fault.MANY, str(total))
        if not drawn:
            return cls(np.empty((0, 2)), np.empty((0, 2), dtype=np.int64), np.empty(0))
        plane = Plane.around(np.concatenate([points for _, points in drawn]))
        found = noded([plane.metres(points) for _, points in drawn], [line.level for line, _ in drawn], snap=snap)
        run = found.points[found.edges[:, 1]] - found.points[found.edges[:, 0]]
        source = [drawn[number][0] for number in found.line.tolist()]
        return cls(
            plane.degrees(found.points),
            found.edges,
            np.hypot(run[:, 0], run[:, 1]),
            tuple(line.kind for line in source),
            np.array([line.gated for line in source], dtype=np.bool_),
            np.array([line.level for line in source], dtype=np.int64),
        )

    @cached_property
    def plane(self) -> Plane:
        """Where its metres are measured."""
        return Plane.around(self.points)

    @cached_property
    def xy(self) -> Floats:
        """Its nodes on the plane."""
        return self.plane.metres(self.points)

    def pieces(self, *, night: bool = False) -> tuple[Piece, ...]:
        """What hangs together, the longest first; two pieces mean that a bridge or a lane is missing."""
        tops = joined(len(self.points), self.edges, self._open(night, ()))
        metres = np.zeros(len(self.points))
        usable = self._open(night, ())
        np.add.at(metres, tops[self.edges[usable, 0]], self.metres[usable])
        found = [Piece(np.flatnonzero(tops == top), float(metres[top])) for top in np.unique(tops)]
        return tuple(sorted((one for one in found if one.metres > 0), key=lambda one: -one.metres))

    def lines(self) -> tuple[Line, ...]:
        """The lanes from junction to junction, to be kept or drawn; a new one also where their nature changes."""
        return tuple(line for chain in self._paths(False, ()).chains for line in self._lines(chain))

    def attach(self, points: ArrayLike, *, far: float = FAR, night: bool = False, shut: Collection[int] = ()) -> Spots:
        """Each place on the edge nearest to it, of those that are open."""
        places = self.plane.metres(on_earth(points))
        edge, along = np.full(len(places), -1), np.zeros(len(places))
        off = np.full(len(places), np.inf)
        usable = np.flatnonzero(self._open(night, shut))
        if not len(usable):
            return Spots(edge, along, off)
        starts, ends = (self.xy[self.edges[usable, side]] for side in (0, 1))
        # A few places at a time, so that a county's network does not fill the memory.
        for start in range(0, len(places), step := max(1, 2_000_000 // len(usable))):
            part = slice(start, start + step)
            metres, at = feet(places[part], starts, ends)
            best = metres.argmin(axis=1)
            rows = np.arange(len(best))
            off[part], along[part] = metres[rows, best], at[rows, best]
            edge[part] = np.where(off[part] <= far, usable[best], -1)
        return Spots(edge, along, off)

    def minutes(
        self,
        points: ArrayLike,
        *,
        pace: float = PACE,
        night: bool = False,
        shut: Collection[int] = (),
        far: float = FAR,
    ) -> Walks:
        """Minutes of walking between each two places, without the `shut` edges; at night without the gated."""
        places = on_earth(points)
        plane = self.plane if len(self.points) else Plane.around(places)
        straight = apart(plane.metres(places), plane.metres(places))
        spots = self.attach(places, far=far, night=night, shut=shut)
        held = np.flatnonzero(spots.edge >= 0)
        walked = np.full(straight.shape, np.inf)
        if len(held):
            paths = self._paths(night, shut)
            at = [paths.spot(int(spots.edge[one]), float(spots.along[one])) for one in held]
            walked[np.ix_(held, held)] = paths.between(at) + spots.off[held, None] + spots.off[None, held]
        flies = np.isinf(walked)
        by_air = straight * DETOUR
        metres = np.where(flies | (straight <= SAME_YARD), np.minimum(walked, by_air), walked)
        np.fill_diagonal(metres, 0)
        np.fill_diagonal(flies, False)
        return Walks(metres / pace, flies)

    def way(
        self,
        start: ArrayLike,
        end: ArrayLike,
        *,
        pace: float = PACE,
        night: bool = False,
        shut: Collection[int] = (),
        far: float = FAR,
    ) -> Way:
        """The least way from the one point to the other."""
        both = on_earth(np.array([start, end]))
        spots = self.attach(both, far=far, night=night, shut=shut)
        nodes: list[int] = []
        cost = np.inf
        if not spots.far:
            paths = self._paths(night, shut)
            at = [paths.spot(int(spots.edge[one]), float(spots.along[one])) for one in (0, 1)]
            nodes, cost = paths.nodes_between(at[0], at[1])
        if np.isinf(cost):
            plane = self.plane if len(self.points) else Plane.around(both)
            metres = apart(plane.metres(both), plane.metres(both))[0, 1] * DETOUR
            return Way(both, float(metres / pace), True)
        feet_at = self.points[self.edges[spots.edge, 0]] * (1 - spots.along[:, None])
        feet_at += self.points[self.edges[spots.edge, 1]] * spots.along[:, None]
        points = np.concatenate([both[:1], feet_at[:1], self.points[nodes].reshape(-1, 2), feet_at[1:], both[1:]])
        moves = np.concatenate([[True], (np.diff(points, axis=0) != 0).any(axis=1)])
        return Way(points[moves], float((cost + spots.off.sum()) / pace), False)

    def _open(self, night: bool, shut: Collection[int]) -> Bools:
        usable: Bools = self.edges[:, 0] != self.edges[:, 1]
        if night:
            usable &= ~self.gated
        usable[list(shut)] = False
        return usable

    def _paths(self, night: bool, shut: Collection[int]) -> Paths:
        key = (night, frozenset(shut))
        if key not in self._known:
            self._known.clear()  # one is enough: a page asks all its questions of the same hour
            effort = np.array([EFFORT.get(kind, 1.0) for kind in self.kinds])
            self._known[key] = Paths(self.edges, self.metres * effort, self._open(night, shut))
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[bool, frozenset[int]], Paths]:
        return {}

    def _lines(self, chain: Chain) -> Iterator[Line]:
        def nature(edge: int) -> tuple[str, int, bool]:
            return self.kinds[edge], int(self.levels[edge]), bool(self.gated[edge])

        at = 0
        for (kind, level, gated), run in groupby(chain.edges, key=nature):
            count = len(list(run))
            yield Line(self.points[list(chain.nodes[at : at + count + 1])], kind, level, gated)
            at += count
