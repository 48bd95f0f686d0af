"""A whole import, or a whole year, in groups that are perhaps one matter each.

Agglomerative: every report begins alone, and the two groups whose sums are likest are joined until no two are like
enough (centroid linkage, as in R. Sokal and C. Michener 1958, with the cosine). A group's sum says what its reports have
in common, so the further ones fit it better than they fit any one of them, and the accidents of each fade. Only groups
with neighbours in common are ever compared, so the time grows with the neighbours and not with the square of reports.
"""

import heapq
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.lib.coordinates import Point
from shouwang.lib.grams import Weights
from shouwang.systems.watch.related.index import Report, Tables, metres_between
from shouwang.systems.watch.related.passing import settled
from shouwang.systems.watch.related.scoring import ENOUGH, scores
from shouwang.systems.watch.related.vectors import Vector, products

NEIGHBOURS: Final = 40
"""A report's likest so many are tried."""
TRIED: Final = 0.12
"""Likeness of two reports from where on their groups are compared."""
COMMON_NAME: Final = 0.05
"""A name that more of all reports use is not told as a group's."""


@dataclass(frozen=True)
class Group:
    """Numbers of the reports that are perhaps one matter, ascending, and the names that at least half of them use."""

    members: tuple[int, ...]
    names: tuple[str, ...]


def group(reports: Sequence[Report]) -> list[Group]:
    """Groups of two and more, the greatest first; a report is in one at most. The order of the reports does not matter."""
    order = sorted(range(len(reports)), key=lambda number: _sort_key(reports[number]))
    tables = Tables(reports[number] for number in order)
    merging = _Merging(tables)
    merging.run()
    parts = settled(tables, [cluster.members for cluster in merging.clusters.values()])
    found = [sorted(order[row] for row in part) for part in parts if len(part) > 1]
    mentioned = Counter(name for report in reports for name in report.traits.mentions)
    most = COMMON_NAME * len(reports)
    return [
        Group(tuple(part), _names(mentioned, most, [reports[number] for number in part]))
        for part in sorted(found, key=lambda part: (-len(part), part))
    ]


def _sort_key(report: Report) -> tuple[float, bytes, bytes, Point]:
    traits = report.traits
    return report.day, traits.words.grams.tobytes(), traits.names.grams.tobytes(), report.place or (0.0, 0.0)


def _names(mentioned: Counter[str], most: float, reports: Sequence[Report]) -> tuple[str, ...]:
    """What at least half of these reports name, unless too many others do: 相关部门 ends like a name."""
    used = Counter(name for report in reports for name in report.traits.mentions)
    return tuple(
        name
        for name, times in sorted(used.items(), key=lambda pair: (-pair[1], pair[0]))
        if 2 * times >= len(reports) and mentioned[name] <= max(most, times)
    )


@dataclass(eq=False)
class _Cluster:
    members: list[int]
    names: Vector
    words: Vector
    lengths: tuple[float, float]
    day: float
    place: Point | None
    neighbours: set[int]


class _Merging:
    """Clusters by their number; a joined one takes a new number, so that what the heap says of the old ones is void."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.clusters: dict[int, _Cluster] = {}
        self.heap: list[tuple[float, int, int]] = []
        for row, report in enumerate(tables.reports):
            names, words = tables.names.row(row), tables.words.row(row)
            self.clusters[row] = _Cluster([row], names, words, (1.0, 1.0), report.day, report.place, set())
        for row, report in enumerate(tables.reports):
            self._meet(row, report)

    def _meet(self, row: int, report: Report) -> None:
        names, words = self.tables.names.row(row), self.tables.words.row(row)
        rows = self.tables.led_to(report, names, words)
        rows = rows[rows != row]
        found = self.tables.compared(report, names, words, rows).score
        for at in np.argsort(-found, kind="stable")[:NEIGHBOURS].tolist():
            score, other = float(found[at]), int(rows[at])
            if score < TRIED:
                break
            if other not in self.clusters[row].neighbours:
                self.clusters[row].neighbours.add(other)
                self.clusters[other].neighbours.add(row)
                if score >= ENOUGH:
                    heapq.heappush(self.heap, (-score, min(row, other), max(row, other)))

    def run(self) -> None:
        following = len(self.clusters)
        while self.heap:
            _, a, b = heapq.heappop(self.heap)
            if a in self.clusters and b in self.clusters:
                self._join(a, b, following)
                following += 1

    def _join(self, a: int, b: int, number: int) -> None:
        one, other = self.clusters.pop(a), self.clusters.pop(b)
        names, words = one.names.plus(other.names), one.words.plus(other.words)
        share = len(one.members) / (len(one.members) + len(other.members))
        neighbours = (one.neighbours | other.neighbours) - {a, b}
        joined = self.clusters[number] = _Cluster(
            sorted(one.members + other.members),
            names,
            words,
            (max(1.0, names.length), max(1.0, words.length)),
            one.day * share + other.day * (1 - share),
            _between(one.place, other.place, share),
            neighbours,
        )
        for neighbour in neighbours:
            self.clusters[neighbour].neighbours -= {a, b}
            self.clusters[neighbour].neighbours.add(number)
        beside = sorted(neighbours)
        for neighbour, score in zip(beside, self._scores(joined, beside).tolist(), strict=True):
            if score >= ENOUGH:
                heapq.heappush(self.heap, (-score, neighbour, number))

    def _scores(self, one: _Cluster, beside: list[int]) -> Weights:
        others = [self.clusters[number] for number in beside]
        if not others:
            return np.empty(0)
        lengths = np.array([other.lengths for other in others]) * np.array(one.lengths)
        told = products(one.names, [other.names for other in others], self.tables.scratch[0])
        said = products(one.words, [other.words for other in others], self.tables.scratch[1])
        told, said = told / lengths[:, 0], said / lengths[:, 1]
        told[[not len(one.names.columns) or not len(other.names.columns) for other in others]] = np.nan
        metres = np.array([metres_between(one.place, other.place) for other in others])
        days = np.abs(np.array([other.day for other in others]) - one.day)
        return scores(told, said, metres, days)


def _between(one: Point | None, other: Point | None, share: float) -> Point | None:
    if not one or not other:
        return one or other
    return one[0] * share + other[0] * (1 - share), one[1] * share + other[1] * (1 - share)
