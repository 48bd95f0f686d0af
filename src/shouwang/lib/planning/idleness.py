"""How long places stay without anybody, and whether one can know when somebody comes. From arrivals alone, planned or
walked: this knows nothing of how they came about, so it measures every plan and every rule alike."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from shouwang.lib.planning.surprise import evenness, slots_of

SLOTS: Final = 12  # into which a place's longest wait is cut: of two hours, ten minutes each
Arrivals = Mapping[int, Sequence[float]]


@dataclass(frozen=True)
class Idleness:
    """`worst` is the longest time that any place waited, `mean` how long a place has been waiting on the average, over
    places and time; `places` the longest of each."""

    worst: float
    mean: float
    places: dict[int, float]


def idleness(
    arrivals: Arrivals, places: Iterable[int], since: float, until: float, held: Collection[int] = ()
) -> Idleness:
    """Between two moments. Waits that began before count from their beginning, those that last on until the end; a place
    that nobody came to before waits from minute 0. Somebody stands at those `held`: they never wait."""
    worst, areas = dict[int, float](), list[float]()
    for place in places:
        if place in held:
            worst[place] = 0.0
            areas.append(0.0)
            continue
        times = sorted(time for time in arrivals.get(place, ()) if time < until)
        waits = [(one, other) for one, other in pairwise([0.0, *times, until]) if other > since]
        worst[place] = max((other - one for one, other in waits), default=0.0)
        areas.append(sum(((other - one) ** 2 - max(since - one, 0.0) ** 2) / 2 for one, other in waits))
    span = until - since
    mean = sum(areas) / (len(areas) * span) if areas and span > 0 else 0.0
    return Idleness(max(worst.values(), default=0.0), mean, worst)


def longest(nights: Sequence[Arrivals], places: Collection[int], since: float, until: float) -> dict[int, float]:
    """Of each place the longest wait of any of these nights."""
    each = [idleness(night, places, since, until).places for night in nights]
    return {place: max(one[place] for one in each) for place in places}


def first_evenness(nights: Sequence[Arrivals], waits: Mapping[int, float], since: float) -> dict[int, float]:
    """Of each place: how evenly its first arrival after a moment falls into the slots of its longest wait, over many
    nights. 1: whoever watched all nights before knows nothing; 0: comes at the same minute each night."""
    found = {}
    for place, wait in waits.items():
        firsts = [min((time for time in night.get(place, ()) if time >= since), default=None) for night in nights]
        found[place] = _evenness([time - since for time in firsts if time is not None], wait)
    return found


def wait_evenness(nights: Sequence[Arrivals], waits: Mapping[int, float], since: float) -> dict[int, float]:
    """Of each place: the same of the time from one arrival to the next, for whoever stands there and has just seen one.

    Waits of at most 1.05 times their own mean lie close together, so this is small for every plan that wastes no way.
    """
    found = {}
    for place, wait in waits.items():
        times = [sorted(time for time in night.get(place, ()) if time >= since) for night in nights]
        found[place] = _evenness([other - one for night in times for one, other in pairwise(night)], wait)
    return found


def _evenness(times: Sequence[float], wait: float) -> float:
    if not times or wait <= 0:
        return 0.0
    slots, count = slots_of(times, 0.0, wait, wait / SLOTS)
    return evenness(np.bincount(slots, minlength=count).astype(np.float64))
