"""Rounds that never end: some people walk all night, and no place is to wait long (the least worst idleness).

One short tour with everybody spread evenly on it leaves each place alone for its length by the number of walkers. Where
a long way lies between two groups of places that is wasteful: then parts of the tour become beats of their own, with as
many walkers as each needs. The better of both is taken. Ways are the same in both directions; a stay at a place is
added to the ways, half to each that meets there (`with_stays`).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.tours import tour

CUTS: Final = 12  # longest ways of the tour, at each of which it is tried to begin cutting
SURE: Final = 1e-9


@dataclass(frozen=True)
class Beat:
    """A closed way, and how many walk on it one after another. `minutes` says when each stop is reached; a way drawn on
    a network may pass a place twice."""

    stops: tuple[int, ...]
    minutes: tuple[float, ...]
    length: float
    walkers: int

    @property
    def wait(self) -> float:
        """How long its places wait at most, with walkers spread evenly."""
        return self.length / self.walkers


@dataclass(frozen=True)
class Passage:
    """Somebody is at a place. Walkers are counted over all beats."""

    walker: int
    place: int
    minute: float


@dataclass(frozen=True)
class Cycles:
    """The beats; `worst` is how long the place that waits longest waits."""

    beats: tuple[Beat, ...]

    @property
    def worst(self) -> float:
        return max((beat.wait for beat in self.beats), default=0.0)

    @property
    def held(self) -> frozenset[int]:
        """Places that have somebody to themselves."""
        return frozenset(beat.stops[0] for beat in self.beats if beat.length <= 0)

    def passages(self, until: float) -> list[Passage]:
        """Who is where when, from minute 0 on, everybody evenly spread from the beginning."""
        found, number = list[Passage](), 0
        for beat in self.beats:
            for walker in range(beat.walkers):
                found += walked(beat, number + walker, walker * beat.wait, until)
            number += beat.walkers
        return found


def walked(beat: Beat, walker: int, ahead: float, until: float) -> Iterator[Passage]:
    """One walker's passages, who at minute 0 is so many minutes along the beat. Whoever has one place stays there."""
    if beat.length <= 0:
        yield from (Passage(walker, place, 0.0) for place in beat.stops)
        return
    for lap in range(math.ceil((until + ahead) / beat.length) + 1):
        for place, minute in zip(beat.stops, beat.minutes, strict=True):
            if 0 <= (at := lap * beat.length + minute - ahead) < until:
                yield Passage(walker, place, at)


def with_stays(ways: Floats, stays: Floats) -> Floats:
    """Ways that hold half the stay at either end, so that a tour over them takes as long as walking and staying."""
    found: Floats = ways + (stays[:, None] + stays[None, :]) / 2
    np.fill_diagonal(found, 0.0)
    return found


def beat(ways: Floats, stops: Sequence[int], walkers: int) -> Beat:
    """These stops in this order, walked round and round."""
    steps = [float(ways[one, other]) for one, other in zip(stops, [*stops[1:], stops[0]], strict=True)]
    return Beat(tuple(stops), tuple(accumulate([0.0, *steps[:-1]])), sum(steps) if len(stops) > 1 else 0.0, walkers)


def cycles(ways: Floats, walkers: int, *, tries: int = 200, seed: int = 0) -> Cycles:
    """The beats by which no place waits long. Raises ValueError without a walker, or where a place cannot be reached."""
    if walkers < 1:
        raise ValueError("nobody walks")
    if not np.isfinite(ways).all() or not np.allclose(ways, ways.T):
        raise ValueError("ways lead everywhere and are as long back")
    count = len(ways)
    if not count:
        return Cycles(())
    whole = tour(ways, range(count), tries=tries, seed=seed)
    together = Cycles((beat(ways, whole, walkers),))
    if walkers == 1 or count < 2:
        return together
    parts = _balanced(ways, _improved(ways, _cut(ways, whole, walkers), seed), seed)
    return min(together, Cycles(tuple(parts)), key=lambda one: round(one.worst, 9))


def _cut(ways: Floats, whole: Sequence[int], walkers: int) -> list[Beat]:
    """The tour in pieces, each closed, with walkers for each: by the least wait that suffices, wherever cutting begins."""
    order = np.array(whole, dtype=np.intp)
    steps = ways[order, np.roll(order, -1)]
    best, least = [beat(ways, whole, walkers)], math.inf
    for start in np.argsort(-steps, kind="stable")[:CUTS]:
        turned = np.roll(order, -int(start) - 1)
        costs = _costs(ways, turned)
        waits = np.unique(np.concatenate([costs[np.isfinite(costs)] / share for share in range(1, walkers + 1)]))
        low, high = 0, int(np.searchsorted(waits, min(least, costs[0, -1] / walkers)))
        while low < high:
            middle = (low + high) // 2
            if _pieces(costs, float(waits[middle]), walkers):
                high = middle
            else:
                low = middle + 1
        if low < len(waits) and waits[low] < least - SURE and (found := _pieces(costs, float(waits[low]), walkers)):
            least = float(waits[low])
            best = [beat(ways, turned[first:last].tolist(), some) for first, last, some in found]
    return best


def _costs(ways: Floats, order: NDArray[np.intp]) -> Floats:
    """Of each piece from one place of the order to another: its length as a closed way; inf backwards."""
    count = len(order)
    along = np.concatenate([[0.0], np.cumsum(ways[order[:-1], order[1:]])])
    costs = along[None, :] - along[:, None] + ways[np.ix_(order, order)].T
    costs[np.tril_indices(count, -1)] = math.inf
    found: Floats = np.maximum(costs, 0.0)
    return found


def _pieces(costs: Floats, wait: float, walkers: int) -> list[tuple[int, int, int]]:
    """The pieces (first, behind the last, walkers) by which nobody waits longer; none where there are too few walkers."""
    count = len(costs)
    with np.errstate(divide="ignore", invalid="ignore"):
        need = np.maximum(np.ceil(costs / wait - SURE), 1.0) if wait > 0 else np.where(costs > 0, math.inf, 1.0)
    few, came = np.full(count + 1, math.inf), np.zeros(count + 1, dtype=np.intp)
    few[0] = 0.0
    for last in range(1, count + 1):
        sums = few[:last] + need[:last, last - 1]
        came[last] = int(sums.argmin())
        few[last] = sums[came[last]]
    if few[count] > walkers:
        return []
    found, last, spare = list[tuple[int, int, int]](), count, walkers - int(few[count])
    while last:
        first = int(came[last])
        found.append((first, last, int(need[first, last - 1])))
        last = first
    worst = max(range(len(found)), key=lambda one: costs[found[one][0], found[one][1] - 1] / found[one][2])
    first, last, some = found[worst]
    found[worst] = first, last, some + spare
    return found[::-1]


def _improved(ways: Floats, parts: list[Beat], seed: int) -> list[Beat]:
    """Each part in its own best order."""
    return [beat(ways, tour(ways, sorted(part.stops), tries=30, seed=seed), part.walkers) for part in parts]


def _balanced(ways: Floats, parts: list[Beat], seed: int) -> list[Beat]:
    """Places go from the part that waits longest to another, and walkers to it, as long as the longest wait shrinks."""
    while len(parts) > 1:
        worst = max(range(len(parts)), key=lambda one: parts[one].wait)
        step = _handed(ways, parts, worst) or _lent(parts, worst)
        if step is None:
            return parts
        changed = [number for number, part in enumerate(step) if part != parts[number]]
        again = _improved(ways, [step[number] for number in changed], seed)
        for number, part in zip(changed, again, strict=True):
            if part.length < step[number].length:
                step[number] = part
        parts = step
    return parts


def _handed(ways: Floats, parts: list[Beat], worst: int) -> list[Beat] | None:
    """One place of the worst part put into another, where the longest of both waits is then least."""
    giving, best, least = parts[worst], None, parts[worst].wait - SURE
    if len(giving.stops) < 2:
        return None
    for place in giving.stops:
        rest = beat(ways, [stop for stop in giving.stops if stop != place], giving.walkers)
        for number, taking in enumerate(parts):
            if number == worst:
                continue
            stops = np.array(taking.stops, dtype=np.intp)
            after = np.roll(stops, -1)
            more = ways[stops, place] + ways[place, after] - ways[stops, after]
            gap = int(more.argmin())
            wait = max(rest.wait, (taking.length + float(more[gap])) / taking.walkers)
            if wait < least:
                taken = beat(ways, [*taking.stops[: gap + 1], place, *taking.stops[gap + 1 :]], taking.walkers)
                least = wait
                best = [taken if at == number else rest if at == worst else part for at, part in enumerate(parts)]
    return best


def _lent(parts: list[Beat], worst: int) -> list[Beat] | None:
    """One walker from the part that would then still wait less than the worst does now."""
    found, least = None, parts[worst].wait - SURE
    for number, part in enumerate(parts):
        if number != worst and part.walkers > 1 and part.length / (part.walkers - 1) < least:
            found, least = number, part.length / (part.walkers - 1)
    if found is None:
        return None
    more = {found: -1, worst: 1}
    return [
        Beat(part.stops, part.minutes, part.length, part.walkers + more.get(number, 0))
        for number, part in enumerate(parts)
    ]
