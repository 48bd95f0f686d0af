"""The cylinders of one night: circles around reports and places, times the last days, and what each should hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shouwang.systems.watch.warning.scores import Score, Table

FEWEST: Final = 3
"""Reports a cluster has at least."""

Indices = NDArray[np.intp]
Sizes = NDArray[np.uint16]
Distances = NDArray[np.int32]


@dataclass(frozen=True)
class Period:
    """The last `days` days, in which `count` (m) of a group's N cases lie.

    `sizes` (centres, cases): how many cases the circle around the centre holds that just reaches the case; N + 1 where
    such a circle is too wide or holds more than half of the cases. `scores` (m + 1, N + 2): see `scores.Score`.
    `weights` (cases): what each case adds to the number expected in a zone.
    """

    days: int
    count: int
    sizes: Sizes
    scores: Table
    weights: NDArray[np.float64]


@dataclass(frozen=True)
class Group:
    """The cases of one kind, or of all kinds (`kind` None), the latest first.

    `members` are the cases' places in the night's list. `distances` (centres, cases) are in whole centimetres, so that
    rounding never parts what is equally far; the centres are the cases themselves and after them the given places.
    """

    kind: str | None
    members: Indices
    distances: Distances
    periods: Sequence[Period]

    def best(self, recent: Indices) -> NDArray[np.float64]:
        """The highest score of each night, shape (nights,), for `recent` (nights, cases of the longest period): which
        of the group's cases fell on the last days, the latest first."""
        best = np.zeros(len(recent))
        places = np.arange(len(self.members), len(self.distances))
        for period in self.periods:
            cases = recent[:, : period.count]
            around = np.hstack([cases, np.broadcast_to(places, (len(cases), len(places)))])
            sizes = period.sizes[around[:, :, None], cases[:, None, :]]
            sizes.sort(axis=-1)
            scores = period.scores.take(_cells(sizes[:, :, FEWEST - 1 :], period))
            np.maximum(best, scores.max(axis=(1, 2)), out=best)
        return best

    def found(self) -> list["Found"]:
        """Every cylinder of the real night with a score above 0."""
        found = []
        for at, period in enumerate(self.periods):
            around = np.r_[0 : period.count, len(self.members) : len(self.distances)]
            distances = self.distances[around, : period.count]
            order = distances.argsort(axis=1, kind="stable")
            sizes = np.take_along_axis(period.sizes[around, : period.count], order, axis=1)
            scores = period.scores.take(_cells(sizes[:, FEWEST - 1 :], period))
            radii = np.take_along_axis(distances, order, axis=1)[:, FEWEST - 1 :]
            rows, columns = scores.nonzero()
            found += [
                Found(float(scores[row, column]), int(radii[row, column]), at, int(around[row]))
                for row, column in zip(rows, columns, strict=True)
            ]
        return found

    def inside(self, found: "Found") -> tuple[Indices, float]:
        """The group's cases in the cylinder, and how many were expected there."""
        period, zone = self.periods[found.period], self.distances[found.centre] <= found.radius_cm
        return zone[: period.count].nonzero()[0], float(period.weights[zone].sum())


@dataclass(frozen=True)
class Found:
    """A cylinder of the real night: which of the group's periods, around which of its centres."""

    score: float
    radius_cm: int
    period: int
    centre: int


def group(
    kind: str | None,
    *,
    members: Indices,
    ages: NDArray[np.int64],
    kinds: NDArray[np.int64],
    positions: NDArray[np.float64],
    places: NDArray[np.float64],
    lengths: Mapping[int, float],
    max_radius_m: float,
    score: Score,
) -> Group:
    """Lay out a group. `ages` (days before today, ascending), `kinds` (numbers) and `positions` (metres, (N, 2)) are
    those of its members, `places` (G, 2) further centres; `lengths`: days of a period → what it adds to scores, in nats."""
    distances = _apart(np.concatenate([positions, places]), positions)
    cases, reach = len(members), int(max_radius_m * 100)
    nearest, holds = _nearest(distances, reach)
    too_wide = (np.take_along_axis(distances, nearest, axis=1) > reach) | (holds > cases // 2)
    periods: list[Period] = []
    for count, days, advantage in _different(ages, lengths):
        weights = _weights(kinds, count)
        zone = holds
        if kind is None:
            expected = np.take_along_axis(weights[nearest].cumsum(axis=1), holds - 1, axis=1)
            zone = np.maximum(np.rint(expected * cases / count), 1).astype(np.int64)
        sizes = np.full(distances.shape, cases + 1, dtype=np.uint16)
        np.put_along_axis(sizes, nearest, np.where(too_wide, cases + 1, zone).astype(np.uint16), axis=1)
        scores = np.pad(score(cases, count), ((0, 0), (0, 1)))
        scores[scores > 0] += advantage
        periods.append(Period(days, count, sizes, scores, weights))
    return Group(kind, members, distances, periods)


def _different(ages: NDArray[np.int64], lengths: Mapping[int, float]) -> Iterator[tuple[int, int, float]]:
    """Periods with enough cases: how many, days, advantage. Of those with the same cases one is left: the shortest,
    with the best advantage."""
    alike: dict[int, list[int]] = {}
    for days in sorted(lengths):
        alike.setdefault(int(np.searchsorted(ages, days)), []).append(days)
    for count, several in alike.items():
        if count >= FEWEST:
            yield count, several[0], max(lengths[days] for days in several)


def _apart(centres: NDArray[np.float64], positions: NDArray[np.float64]) -> Distances:
    """Centimetres from each centre to each position; what is farther than 20,000 km is as far as that."""
    east = centres[:, None, 0] - positions[None, :, 0]
    north = centres[:, None, 1] - positions[None, :, 1]
    whole: Distances = np.rint(np.minimum(np.hypot(east, north) * 100, 2e9)).astype(np.int32)
    return whole


def _nearest(distances: Distances, reach: int) -> tuple[Indices, NDArray[np.int64]]:
    """The cases within reach of each centre, the nearest first, as many columns as the fullest circle has, and how many
    cases the circle holds that just reaches each: all that are equally far count."""
    most = int((distances <= reach).sum(axis=1).max())
    nearest = distances.argpartition(most - 1, axis=1)[:, :most]
    far = np.take_along_axis(distances, nearest, axis=1)
    order = far.argsort(axis=1)
    nearest, far = np.take_along_axis(nearest, order, axis=1), np.take_along_axis(far, order, axis=1)
    last = np.ones(far.shape, dtype=bool)
    last[:, :-1] = far[:, 1:] != far[:, :-1]
    ends = np.where(last, np.arange(1, most + 1), most)
    return nearest, np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]


def _weights(kinds: NDArray[np.int64], count: int) -> NDArray[np.float64]:
    """Each case's share of its kind's cases in the period: summed over a zone, the number expected there under
    permutation within kinds, Σ over kinds of (in zone · in period / all)."""
    everything = np.bincount(kinds)
    lately = np.bincount(kinds[:count], minlength=len(everything))
    return np.asarray((lately / np.maximum(everything, 1))[kinds])


def _cells(sizes: Sizes, period: Period) -> Indices:
    """Where in the flattened table the score of the third, fourth, … nearest case is; its count is its rank."""
    ranks = np.arange(FEWEST, FEWEST + sizes.shape[-1], dtype=np.intp)
    cells: Indices = ranks * period.scores.shape[1] + sizes
    return cells
