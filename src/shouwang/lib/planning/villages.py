"""Invented villages with streets that bend, lanes that end, and places where people are: for tests, benchmarks and
trying out. The same seed gives the same village; nothing is taken from a real one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import Final

import numpy as np

from shouwang.lib.planning.network import Network
from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.plane import Bools, Floats, Plane, apart, feet

STEP: Final = 14.0  # metres a lane grows at a time
ROOM: Final = 24.0  # metres between lanes: a row of houses
BRANCHES: Final = 38.0  # metres between two lanes that leave the same street
STRIDE: Final = 20.0  # metres of street to a node, about
SHIFT: Final = 240.0  # minutes of an evening's shift; windows count from its begin

# Of a place: its share, its mean weight, and when it matters within the shift.
KINDS: Final[dict[str, tuple[float, float, tuple[float, float]]]] = {
    "home": (0.42, 1.0, (0, SHIFT)),  # old people alone, houses that stand empty
    "shop": (0.14, 2.2, (0, 180)),
    "square": (0.08, 3.0, (30, 210)),
    "school": (0.05, 3.0, (0, 90)),
    "clinic": (0.05, 1.6, (0, SHIFT)),
    "pump": (0.08, 1.2, (60, SHIFT)),
    "storehouse": (0.12, 1.8, (90, SHIFT)),
    "bus stop": (0.06, 1.4, (0, 150)),
}
ENTRY: Final = ("entry", 2.5, (0.0, SHIFT))


class Lie(StrEnum):
    """How a village lies in its land."""

    STRING = "string"  # hamlets strung along a road
    TERRACE = "terrace"  # lanes along the slope of a valley, steps between them
    RIVER = "river"  # two banks and one bridge


@dataclass(frozen=True)
class Village:
    """One village: its ways, its places with weight, kind and window (minutes of the shift), and where one could stand."""

    seed: int
    lie: Lie
    network: Network
    places: Floats
    weights: Floats
    kinds: tuple[str, ...]
    windows: Floats
    posts: Floats
    river: Floats | None = None


def village(
    seed: int,
    lie: Lie = Lie.STRING,
    *,
    nodes: int = 400,
    places: int = 45,
    posts: int = 12,
    centre: tuple[float, float] = (112.55, 34.86),
) -> Village:
    """A village of about that many nodes."""
    chance = np.random.default_rng([seed, list(Lie).index(lie)])
    land = _land(chance, lie, nodes * STRIDE)
    land.grow(nodes * STRIDE)
    plane = Plane(*centre)
    network = _network(land, plane, nodes)
    at, kinds = _places(chance, land, places)
    weights = np.array([ENTRY[1] if kind == ENTRY[0] else KINDS[kind][1] for kind in kinds])
    windows = [ENTRY[2] if kind == ENTRY[0] else KINDS[kind][2] for kind in kinds]
    return Village(
        seed,
        lie,
        network,
        plane.degrees(at),
        np.round(weights * chance.lognormal(0, 0.5, len(at)), 2) + 0.05,
        kinds,
        np.array(windows, dtype=np.float64).reshape(-1, 2),
        plane.degrees(_posts(land, network, plane, posts)),
        None if land.river is None else plane.degrees(land.river),
    )


@dataclass
class _Street:
    points: Floats
    kind: str = "lane"
    level: int = 0


@dataclass
class _Land:
    """Streets on a plane while they grow, round the middles of the hamlets."""

    chance: np.random.Generator
    middles: Floats
    spread: float
    streets: list[_Street] = field(default_factory=list)
    river: Floats | None = None
    starts: list[Floats] = field(default_factory=list)  # where lanes leave others

    def grow(self, metres: float) -> None:
        """Let lanes leave what is there, where houses are, until there are so many metres."""
        total = sum(_length(street.points) for street in self.streets)
        for _ in range(6000):
            if total >= metres:
                return
            street = self.streets[int(self.chance.integers(len(self.streets)))]
            if street.level == 0 and (lane := self._lane(street)) is not None:
                self.streets.append(_Street(lane))
                self.starts.append(lane[0])
                total += _length(lane)

    def dense(self, place: Floats) -> float:
        """How thickly houses stand there, 0 to 1."""
        return float(np.exp(-(((self.middles - place) ** 2).sum(axis=1) / (2 * self.spread**2)).min()))

    def _lane(self, street: _Street) -> Floats | None:
        number = int(self.chance.integers(len(street.points) - 1))
        one, other = street.points[number : number + 2]
        start = one + (other - one) * self.chance.random()
        if self.chance.random() > self.dense(start):
            return None
        if self.starts and min(np.hypot(*(start - before)) for before in self.starts) < BRANCHES:
            return None
        turn = pi / 2 * self.chance.choice([-1, 1]) + self.chance.normal(0, 0.2)
        heading = float(np.arctan2(*(other - one)[::-1])) + turn
        lane = self._walked(start, heading, float(self.chance.uniform(60, 260)))
        return lane if _length(lane) >= 2.5 * STEP else None

    def _walked(self, start: Floats, heading: float, metres: float) -> Floats:
        """A lane bends as it goes; near another it either opens into it or ends before the wall."""
        points = [start]
        bend = 0.0
        while len(points) * STEP < metres:
            bend = 0.6 * bend + float(self.chance.normal(0, 0.09))
            heading += bend
            place = points[-1] + STEP * np.array([cos(heading), sin(heading)])
            if self._wet(points[-1], place):
                break
            meets, foot = self._nearest(place)
            if meets < ROOM and len(points) >= 2:
                if self.chance.random() < 0.6 and not self._wet(points[-1], foot):
                    points.append(foot)
                elif meets < ROOM * 0.8:
                    points.pop()
                break
            points.append(place)
        return np.array(points)

    def _nearest(self, place: Floats) -> tuple[float, Floats]:
        starts = np.concatenate([street.points[:-1] for street in self.streets if street.level == 0])
        ends = np.concatenate([street.points[1:] for street in self.streets if street.level == 0])
        off, along = feet(place[None, :], starts, ends)
        best = int(off[0].argmin())
        foot: Floats = starts[best] + (ends[best] - starts[best]) * along[0, best]
        return float(off[0, best]), foot

    def _wet(self, one: Floats, other: Floats) -> bool:
        """Whether a step goes into the river."""
        if self.river is None:
            return False
        across = feet(np.array([one, (one + other) / 2, other]), self.river[:-1], self.river[1:])[0].min()
        return bool(across < 16)


def _land(chance: np.random.Generator, lie: Lie, metres: float) -> _Land:
    reach = metres * (0.2 if lie is Lie.STRING else 0.11)
    road = _bent(chance, reach * 2)
    if lie is Lie.STRING:
        hamlets = int(chance.integers(3, 6))
        at = np.linspace(0.12, 0.88, hamlets) + chance.normal(0, 0.02, hamlets)
        middles = road[(at * (len(road) - 1)).astype(int)]
        return _Land(chance, middles, reach / hamlets * 0.42, [_Street(road, "road")])
    if lie is Lie.TERRACE:
        return _terraces(chance, road, reach)
    return _banks(chance, road, reach)


def _terraces(chance: np.random.Generator, road: Floats, reach: float) -> _Land:
    levels = int(chance.integers(3, 6))
    streets = [_Street(road, "road")]
    height = 0.0
    for _ in range(levels - 1):
        height += float(chance.uniform(55, 85))
        start, end = sorted(chance.choice(len(road), 2, replace=False).tolist())
        start, end = min(start, len(road) // 3), max(end, 2 * len(road) // 3)
        wave = 7 * np.sin(np.linspace(0, float(chance.uniform(4, 9)), end - start))
        streets.append(_Street(road[start:end] + np.stack([np.zeros(end - start), height + wave], axis=1)))
    land = _Land(chance, road[len(road) // 2][None, :] + [0, height / 2], reach * 0.5, streets)
    for lower, upper in pairwise(list(streets)):
        low, high = max(lower.points[0, 0], upper.points[0, 0]), min(lower.points[-1, 0], upper.points[-1, 0])
        for share in np.linspace(0.1, 0.9, 4) + chance.normal(0, 0.03, 4):
            x = low + (high - low) * share
            ends = [np.array([x, np.interp(x, one.points[:, 0], one.points[:, 1])]) for one in (lower, upper)]
            middle = (ends[0] + ends[1]) / 2 + chance.normal(0, 4, 2)
            streets.append(_Street(np.array([ends[0], middle, ends[1]]), "steps"))
            land.starts += ends
    return land


def _banks(chance: np.random.Generator, road: Floats, reach: float) -> _Land:
    wide = float(chance.uniform(35, 50))
    over = np.array([0, wide])
    river, other = road + over, (road + 2 * over)[len(road) // 5 : -len(road) // 6]
    at = int(len(road) * chance.uniform(0.35, 0.65))
    bridge = np.array([road[at], road[at] + np.array([0, 2 * wide])])
    middles = np.array([road[at] + [-reach * 0.3, -60], road[at] + [reach * 0.25, 2 * wide + 60]])
    streets = [_Street(road, "road"), _Street(other), _Street(bridge, "road", 1)]
    return _Land(chance, middles, reach * 0.4, streets, river, [bridge[0], bridge[1]])


def _bent(chance: np.random.Generator, metres: float) -> Floats:
    """A road from west to east that bends, but never turns back."""
    count = max(int(metres / STEP), 8)
    bends = np.convolve(chance.normal(0, 1, count + 24), np.hanning(25), "valid")
    heading = 0.45 * bends / max(float(np.abs(bends).max()), 1e-9)
    steps = STEP * np.stack([np.cos(heading), np.sin(heading)], axis=1)
    road: Floats = np.concatenate([np.zeros((1, 2)), np.cumsum(steps, axis=0)])
    road -= road.mean(axis=0)
    return road


def _network(land: _Land, plane: Plane, nodes: int) -> Network:
    """The streets drawn with as many points as make that many nodes."""
    stride = STRIDE
    for _ in range(4):
        lines = [
            Line(plane.degrees(_drawn(one.points, stride)), one.kind, one.level)
            for one in land.streets
            if len(one.points)
        ]
        network = Network.of(lines, snap=6)  # streets drawn with fewer points lie a little beside their lanes' ends
        if abs(len(network.points) - nodes) <= 0.04 * nodes:
            break
        stride *= len(network.points) / nodes
    return network


def _drawn(points: Floats, stride: float) -> Floats:
    """The same line with points about so far apart, ends kept."""
    upto = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.linspace(0, upto[-1], max(round(float(upto[-1]) / stride), 1) + 1)
    return np.stack([np.interp(at, upto, points[:, axis]) for axis in (0, 1)], axis=1)


def _places(chance: np.random.Generator, land: _Land, count: int) -> tuple[Floats, tuple[str, ...]]:
    """Beside the lanes, where houses stand; the first two are the ways into the village."""
    road = land.streets[0].points
    found = [road[0], road[-1]][:count]
    streets = [one.points for one in land.streets if one.level == 0]
    share = np.array([_length(one) for one in streets])
    while len(found) < count:
        street = streets[int(chance.choice(len(streets), p=share / share.sum()))]
        number = int(chance.integers(len(street) - 1))
        run = street[number + 1] - street[number]
        aside = np.array([-run[1], run[0]]) / max(hypot(*run), 1e-9) * chance.choice([-1, 1]) * chance.uniform(4, 18)
        place = street[number] + run * chance.random() + aside
        if chance.random() < land.dense(place) and apart(place[None, :], np.array(found)).min() > 12:
            found.append(place)
    names, shares = list(KINDS), np.array([share for share, _, _ in KINDS.values()])
    kinds = [ENTRY[0], ENTRY[0], *chance.choice(names, max(count - 2, 0), p=shares / shares.sum()).tolist()][:count]
    return np.array(found).reshape(-1, 2), tuple(kinds)


def _posts(land: _Land, network: Network, plane: Plane, count: int) -> Floats:
    """Junctions where houses stand, as far from one another as can be."""
    ends: Sequence[int] = np.bincount(network.edges.ravel(), minlength=len(network.points)).tolist()
    nodes = plane.metres(network.points)
    inside: Bools = np.array([degree > 2 and land.dense(node) > 0.1 for degree, node in zip(ends, nodes, strict=True)])
    left = nodes[inside] if inside.any() else nodes
    chosen = [left[int(apart(left, left).sum(axis=1).argmin())]]
    while len(chosen) < min(count, len(left)):
        chosen.append(left[int(apart(left, np.array(chosen)).min(axis=1).argmax())])
    return np.array(chosen[:count]).reshape(-1, 2)


def _length(points: Floats) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum()) if len(points) > 1 else 0.0
