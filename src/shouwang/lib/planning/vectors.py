"""A rounds problem in the flat vectors of the search: only what can be visited, and only who can walk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shouwang.lib.planning.problem import LeftOut, Numbers, Reason, Rounds

AGES = 1e9  # minutes: a shift without an end ends here, so that no way at all (FAR) never fits into it
FAR = 1e300


@dataclass(frozen=True)
class Vectors:
    """`points` and `walkers` are the numbers of those taken in; `left_out` says why each other point is not."""

    points: NDArray[np.int_]
    walkers: NDArray[np.int_]
    facts: tuple[Numbers, ...]
    free: bool  # no window anywhere
    mirrored: bool  # every way is as long back, and nothing has a window
    mean: float  # of the prizes
    span: float  # the longest shift
    left_out: tuple[LeftOut, ...] = field(default=())

    @property
    def size(self) -> int:
        return len(self.points) + 2 * len(self.walkers)


@dataclass(frozen=True)
class _Clean:
    """The problem's arrays as plain numbers: what has no end is far, what is no number is nothing."""

    travel: Numbers
    prizes: Numbers
    dwell: Numbers
    opens: Numbers
    closes: Numbers
    start: NDArray[np.int_]
    end: NDArray[np.int_]
    leaves: Numbers
    back: Numbers
    must: NDArray[np.bool_]


def _cleaned(problem: Rounds) -> _Clean:
    must = np.zeros(len(problem.prizes), bool)
    must[list(problem.required)] = True
    return _Clean(
        travel=np.nan_to_num(np.asarray(problem.travel, float), nan=FAR, posinf=FAR, neginf=0.0),
        prizes=np.nan_to_num(np.asarray(problem.prizes, float), nan=0.0),
        dwell=np.nan_to_num(np.asarray(problem.dwell, float), nan=FAR, posinf=FAR, neginf=0.0),
        opens=np.nan_to_num(np.asarray(problem.opens, float), nan=-FAR, neginf=-FAR, posinf=FAR),
        closes=np.nan_to_num(np.asarray(problem.closes, float), nan=FAR, neginf=-FAR, posinf=FAR),
        start=np.array([one.start for one in problem.walkers], int),
        end=np.array([one.end for one in problem.walkers], int),
        leaves=np.clip(np.array([one.leaves for one in problem.walkers], float), -AGES, AGES),
        back=np.clip(np.array([one.back_by for one in problem.walkers], float), -AGES, AGES),
        must=must,
    )


def vectors(problem: Rounds) -> Vectors:
    clean = _cleaned(problem)
    travel, prizes, dwell, must = clean.travel, clean.prizes, clean.dwell, clean.must
    leaves, back = clean.leaves, clean.back
    walks = np.flatnonzero(leaves + travel[clean.start, clean.end] <= back)

    out, home = travel[clean.start][:, :].T[:, walks], travel[:, clean.end[walks]]
    allowed = np.ones((len(prizes), len(walks)), bool) if problem.allowed is None else problem.allowed[:, walks]
    there = (out < AGES) & (home < AGES) & (dwell < FAR)[:, None]
    arrives = leaves[walks] + out
    near = there & (arrives + dwell[:, None] + home <= back[walks])
    begins = np.maximum(arrives, clean.opens[:, None])
    open_ = near & (begins <= clean.closes[:, None]) & (begins + dwell[:, None] + home <= back[walks])
    possible = open_ & allowed
    wanted = (prizes > 0) | must
    points = np.flatnonzero(wanted & possible.any(axis=1))
    tests: list[tuple[Any, Reason]] = [
        (wanted, Reason.NOTHING_TO_GAIN),
        (np.full(len(prizes), len(walks) > 0), Reason.NO_WALKER),
        (allowed.any(axis=1), Reason.NOT_ALLOWED),
        ((allowed & there).any(axis=1), Reason.UNREACHABLE),
        ((allowed & near).any(axis=1), Reason.TOO_FAR),
        (possible.any(axis=1), Reason.CLOSED),
    ]
    left_out = list[LeftOut]()
    for point in range(len(prizes)):
        for holds, reason in tests:
            if not holds[point]:
                left_out.append(LeftOut(point, reason))
                break

    return _laid_out(clean, points, walks, possible[points], tuple(left_out))


def _laid_out(
    clean: _Clean,
    points: NDArray[np.intp],
    walks: NDArray[np.intp],
    fits: NDArray[np.bool_],
    left_out: tuple[LeftOut, ...],
) -> Vectors:
    """The vectors of the points that can be visited and of the walkers that can walk."""
    prizes, leaves, back = clean.prizes[points], clean.leaves[walks], clean.back[walks]
    at = np.concatenate([points, clean.start[walks], clean.end[walks]])
    n, m = len(points), len(walks)
    way = clean.travel[np.ix_(at, at)]
    stay, opening, closing = np.zeros(len(at)), np.full(len(at), -FAR), np.full(len(at), FAR)
    stay[:n], opening[:n], closing[:n] = clean.dwell[points], clean.opens[points], clean.closes[points]
    opening[n : n + m], closing[n + m :] = leaves, back
    free = bool(n == 0 or m == 0 or (opening[:n].max() <= leaves.min() and closing[:n].min() >= back.max()))
    if free:
        opening[:n], closing[:n] = -FAR, FAR
    mean = float(prizes[prizes > 0].mean()) if (prizes > 0).any() else 1.0
    worth = np.maximum(prizes, 0.0) + clean.must[points] * (prizes.clip(0).sum() + mean)
    out_of = way + stay[:, None]
    facts = (
        out_of.T.ravel().copy(),
        out_of.ravel().copy(),
        np.concatenate([worth, np.zeros(2 * m)]),
        opening,
        closing,
        fits.astype(float).ravel(),
        np.argsort(way[:n, :n] + way[:n, :n].T, axis=1, kind="stable").astype(float).ravel(),
    )
    span = float((back - leaves).max()) if m else 0.0
    mirrored = free and bool(np.array_equal(way[:n], way[:, :n].T))
    return Vectors(points, walks, facts, free, mirrored, mean, span, left_out)


@dataclass
class Ways:
    """The plan the search works on, and all it needs beside it, as lists or as arrays."""

    now: Any
    best: Any
    trial: Any
    clock: Any
    room: Any
    line: Any
    values: Any
    dice: Any

    @classmethod
    def empty(cls, n: int, m: int, seed: int) -> "Ways":
        size = n + 2 * m

        def plan() -> tuple[list[int], list[int], list[int]]:
            nxt, prv = [-1] * size, [-1] * size
            for w in range(m):
                nxt[n + w], prv[n + m + w] = n + m + w, n + w
            return nxt, prv, [-1] * n

        zeros = [0.0] * size
        room = ([0.0] * (n * m), [0] * (n * m), [0.0] * (n * m), list(zeros), [0] * size)
        dice = [1 + (seed * 69621 + 1_234_567) % 2147483645]
        clock = (list(zeros), list(zeros), list(zeros), list(zeros))
        return cls(plan(), plan(), plan(), clock, room, [0] * size, [-FAR, -FAR], dice)

    def again(self, n: int, m: int, *, fresh: bool) -> None:
        """Go on from nothing, or from the best."""
        source = Ways.empty(n, m, 0).now if fresh else self.best
        for mine, theirs in zip(self.now, source, strict=True):
            mine[:] = theirs
        self.values[0] = -FAR if fresh else self.values[1]

    def turned(self, vector: Any) -> "Ways":
        """The same with each list made into what the other world reads."""
        return Ways(*(_turned(part, vector) for part in vars(self).values()))


def as_array(numbers: Iterable[Any]) -> Any:
    return np.array(list(numbers))


def as_list(numbers: Any) -> Any:
    return numbers.tolist() if isinstance(numbers, np.ndarray) else list(numbers)


def _turned(part: Any, vector: Any) -> Any:
    return tuple(_turned(one, vector) for one in part) if isinstance(part, tuple) else vector(part)


def turned(facts: Sequence[Any], vector: Any) -> Any:
    return _turned(tuple(facts), vector)
