"""A drawing of walks put in order: lanes moved to the middle of their walks, loose ends joined, errors dropped."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise
from math import inf
from typing import Final

import numpy as np

from shouwang.lib.planning.paths import Paths
from shouwang.lib.planning.plane import Floats, Ints, apart
from shouwang.lib.planning.sketch import Sketch, Spot
from shouwang.lib.planning.tracks import STRIDE, spaced

STUB: Final = 25.0  # metres: a shorter lane that ends is a step into a yard, or an error
ENDS: Final = 12.0  # metres: an end so near to another lane meets it
STOPPED: Final = 20.0  # metres, where it is only the recording that ends
GAP: Final = 25.0  # metres: so near, where nothing else joins the two
ROUND: Final = 30.0  # metres along the lanes: what is joined by less needs no joining
PULL: Final = 6.0  # metres along a lane, as a standard deviation, over which walks are averaged
TWINS: Final = 15.0  # metres: two lanes between the same junctions that stay so near are one
LONGER: Final = 1.3  # of two such lanes the longer is no more than this much longer
AT: Final = 12.0  # metres a lane may have been moved from where a walk was laid on it
ROWS: Final = 2_000_000  # of distances at a time


@dataclass(frozen=True)
class Mark:
    """A point of a walk: whose, where it was, where on the drawing it was laid."""

    track: int
    place: Floats
    foot: Floats


@dataclass(frozen=True)
class Chain:
    """A lane from junction to junction: its points, its edges, its metres, whether it was given."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    metres: float
    given: bool


def chains(sketch: Sketch) -> list[Chain]:
    """All lanes; a new one also where what was given ends."""
    numbers, starts, ends = sketch.alive()
    if not len(numbers):
        return []
    edges: Ints = np.array([sketch.edges[number] for number in numbers.tolist()], dtype=np.int64)
    metres: Floats = np.hypot(*(ends - starts).T)
    found = []
    for chain in Paths(edges, metres, np.ones(len(edges), dtype=np.bool_)).chains:
        at = 0
        for given, run in groupby(chain.edges, key=lambda edge: sketch.given[int(numbers[edge])]):
            own = list(run)
            nodes = chain.nodes[at : at + len(own) + 1]
            found.append(Chain(nodes, tuple(int(numbers[edge]) for edge in own), float(metres[own].sum()), given))
            at += len(own)
    return found


def settle(sketch: Sketch, marks: Sequence[Mark]) -> None:
    """Move what is new to the middle of the walks that went there; what was given stays."""
    if not marks:
        return
    feet = np.array([mark.foot for mark in marks])
    aside = np.array([mark.place for mark in marks]) - feet
    touching = {node for number, edge in enumerate(sketch.edges) if sketch.given[number] for node in edge}
    free = [node for node in range(len(sketch.points)) if node not in touching]
    for start in range(0, len(free), step := max(1, ROWS // len(marks))):
        part = free[start : start + step]
        away = apart(np.array([sketch.points[node] for node in part]), feet)
        weight = np.where(away <= 2.5 * PULL, np.exp(-((away / PULL) ** 2) / 2), 0)
        moved = weight @ aside / np.maximum(weight.sum(axis=1), 1e-9)[:, None]
        for node, move in zip(part, moved, strict=True):
            sketch.points[node] = sketch.points[node] + move
    sketch.measure()


def join_ends(sketch: Sketch, cut_off: Container[int] = ()) -> bool:
    """Ends that lie near another lane meet it: from further where no way round leads there, and where the end is only
    that of a recording (`cut_off`)."""
    changed = False
    for node in [node for node, at in enumerate(sketch.at) if len(at) == 1]:
        if len(sketch.at[node]) != 1:
            continue
        numbers, _, _ = sketch.alive()
        own = next(number for number in numbers.tolist() if node in sketch.edges[number])
        here = Spot(own, float(sketch.edges[own][1] == node))
        reached = sketch.reached(here, inf)
        for spot in sketch.near(sketch.points[node][None, :], GAP, 30)[0]:
            metres = sketch.between(here, reached, spot)
            if sketch.given[own] and sketch.given[spot.edge]:
                continue
            if metres == inf or (metres > ROUND and spot.off <= (STOPPED if node in cut_off else ENDS)):
                sketch.join(node, sketch.cut(spot))
                changed = True
                break
    return changed


def drop_stubs(sketch: Sketch) -> bool:
    """New lanes that end, and are no longer than an error."""
    changed = False
    for chain in chains(sketch):
        ends = [len(sketch.at[chain.nodes[side]]) for side in (0, -1)]
        if not chain.given and 1 in ends and chain.metres < STUB:
            for edge in chain.edges:
                sketch.remove(edge)
            changed = True
    return changed


def drop_twins(sketch: Sketch) -> bool:
    """Of two lanes between the same junctions, side by side, the longer new one."""
    changed = False
    by_ends: dict[tuple[int, ...], list[Chain]] = {}
    for chain in chains(sketch):
        by_ends.setdefault(tuple(sorted((chain.nodes[0], chain.nodes[-1]))), []).append(chain)
    for group in by_ends.values():
        gone: set[Chain] = set()
        for one, other in combinations(sorted(group, key=lambda chain: (not chain.given, chain.metres)), 2):
            if one in gone or other in gone or other.given or not _beside(sketch, one, other):
                continue
            gone.add(other)
        for chain in gone:
            for edge in chain.edges:
                sketch.remove(edge)
        changed = changed or bool(gone)
    return changed


def fold_rings(sketch: Sketch) -> bool:
    """A lane that comes back to where it began, beside itself: the way there, without the way back."""
    changed = False
    for chain in chains(sketch):
        if chain.given or chain.nodes[0] != chain.nodes[-1] or len(chain.nodes) < 4:
            continue
        away = [float(np.hypot(*(sketch.points[node] - sketch.points[chain.nodes[0]]))) for node in chain.nodes]
        tip = away.index(max(away))
        halves = [(chain.nodes[: tip + 1], chain.edges[:tip]), (chain.nodes[tip:], chain.edges[tip:])]
        there, back = (Chain(nodes, edges, _metres(sketch, nodes), False) for nodes, edges in halves)
        if _beside(sketch, *sorted((there, back), key=lambda half: half.metres)):
            for edge in max((there, back), key=lambda half: half.metres).edges:
                sketch.remove(edge)
            changed = True
    return changed


def support(sketch: Sketch, lanes: Sequence[Chain], marks: Sequence[Mark]) -> list[int]:
    """How many walks went along at least half of each lane; one drew it in any case."""
    of = {edge: number for number, chain in enumerate(lanes) for edge in chain.edges}
    feet = np.array([mark.foot for mark in marks]).reshape(-1, 2)
    counts: Counter[tuple[int, int]] = Counter()
    numbers, _, _ = sketch.alive()
    for start in range(0, len(marks), step := max(1, ROWS // max(len(numbers), 1))):
        for mark, spots in zip(
            marks[start : start + step], sketch.near(feet[start : start + step], AT, 1), strict=True
        ):
            if spots and spots[0].edge in of:
                counts[of[spots[0].edge], mark.track] += 1
    found = [0] * len(lanes)
    for (number, _), count in counts.items():
        found[number] += count * STRIDE >= lanes[number].metres / 2
    return [max(1, count) for count in found]


def _beside(sketch: Sketch, one: Chain, other: Chain) -> bool:
    if other.metres > LONGER * one.metres + STRIDE and other.metres > STUB:
        return False
    lines = [spaced(np.array([sketch.points[node] for node in chain.nodes]), STRIDE / 2) for chain in (one, other)]
    off = apart(lines[0], lines[1])
    return bool(max(off.min(axis=0).max(), off.min(axis=1).max()) <= TWINS)


def _metres(sketch: Sketch, nodes: Sequence[int]) -> float:
    return sum(sketch.at[one][other] for one, other in pairwise(nodes))
