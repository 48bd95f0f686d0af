"""What a rounds problem is, and what a plan for it says: plain data, without a word on how one is found."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Walker:
    """Who walks: from one point to another, both by number, between two moments in minutes."""

    start: int
    end: int
    leaves: float
    back_by: float


@dataclass(frozen=True)
class Rounds:
    """Places to look at, what each is worth, and who walks. Minutes throughout.

    `travel[a, b]` is the shortest way from a to b (need not be as long back; inf where there is none). `opens` and
    `closes` are the earliest and latest beginning of the stay; who comes early waits. A point is visited at most once: a
    place that wants several visits is several points. `required` points go before any prize. `allowed[p, w]` says
    whether a walker may do a point (first aid, a key); None lets all.
    """

    travel: Numbers
    prizes: Numbers
    dwell: Numbers
    opens: Numbers
    closes: Numbers
    walkers: tuple[Walker, ...]
    required: frozenset[int] = frozenset()
    allowed: NDArray[np.bool_] | None = None

    def __post_init__(self) -> None:
        points = len(self.prizes)
        if self.travel.shape != (points, points):
            raise ValueError(f"{points} points need a table of {points} × {points}, not {self.travel.shape}")
        if {len(self.dwell), len(self.opens), len(self.closes)} - {points}:
            raise ValueError("every point needs a stay and a window")
        if self.allowed is not None and self.allowed.shape != (points, len(self.walkers)):
            raise ValueError("`allowed` has a row for each point and a column for each walker")
        ends = {one.start for one in self.walkers} | {one.end for one in self.walkers}
        if not (ends | self.required) <= set(range(points)):
            raise ValueError("walkers start, end and must pass at points of the table")


@dataclass(frozen=True)
class Visit:
    point: int
    arrives: float
    begins: float
    leaves: float


class Reason(StrEnum):
    """Why a point is in nobody's round."""

    NOTHING_TO_GAIN = "nothing_to_gain"  # its prize is zero and it need not be in
    NO_WALKER = "no_walker"  # nobody walks, or every shift is too short for its own way home
    NOT_ALLOWED = "not_allowed"  # nobody who walks may do it
    UNREACHABLE = "unreachable"  # there is no way there and back
    TOO_FAR = "too_far"  # there and back takes longer than any shift
    CLOSED = "closed"  # its window cannot be met, even by somebody who goes nowhere else
    CROWDED_OUT = "crowded_out"  # could be visited, but others bring more


@dataclass(frozen=True)
class LeftOut:
    point: int
    reason: Reason


@dataclass(frozen=True)
class Plan:
    """Who visits what and when. `back` is when each walker is at the end of the way."""

    routes: tuple[tuple[Visit, ...], ...]
    prize: float
    back: tuple[float, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def order(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(visit.point for visit in route) for route in self.routes)


@dataclass(frozen=True)
class Solution:
    """The best plan found, others nearly as good (the best first), and what no plan can surpass."""

    best: Plan
    plans: tuple[Plan, ...]
    bound: float
    iterations: int
    seconds: float

    @property
    def gap(self) -> float:
        """The share of the best plan's prize by which a better one could surpass it, at most."""
        return max(0.0, self.bound / self.best.prize - 1.0) if self.best.prize > 0 else 0.0
