"""Endless rounds that nobody can learn: drawn anew each night, and no place waits much longer than by the best.

Drawn are which of several tours about as short, which way round, where each walker begins, how far they are behind one
another, and how slowly all walk for a while. The last three share what may be lost: a wait is a distance between two
walkers by a pace, and either may be the square root of the whole loss more. Nobody ever walks faster than the ways say.

What this hides is the minute at which somebody comes, from those who watched the nights before. Whoever stands at a
place and has just seen somebody pass knows more: waits that are never longer than 1.05 of their own mean are all about
as long. That is a property of the promise, not of this plan.
"""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from shouwang.lib.planning.cycles import Beat, Cycles, Passage, beat, walked
from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.tours import varied

LOSS: Final = 0.05
OTHERS: Final = 12  # tours to draw from, of each beat
SLOWED: Final = 0.3  # of a wait: for so long all keep one pace


@dataclass(frozen=True)
class Surprising:
    """The best beats, what each may be walked as instead, and the wait that no place will exceed."""

    cycles: Cycles
    others: tuple[tuple[Beat, ...], ...]
    limit: float

    def passages(self, until: float, seed: int) -> list[Passage]:
        """One night's; the same seed draws the same."""
        chance = np.random.default_rng(seed)
        found, number = list[Passage](), 0
        for each in self.others:
            found += _night(each[int(chance.integers(len(each)))], number, self.limit, until, chance)
            number += each[0].walkers
        return found


def surprising(ways: Floats, best: Cycles, *, loss: float = LOSS, seed: int = 0) -> Surprising:
    """What to draw from, so that the longest wait is at most the share `loss` above the best's."""
    limit = best.worst * (1 + loss)
    others = []
    for number, part in enumerate(best.beats):
        # Half of what may be lost to the tour, the other half to paces and distances. Beats that are not the worst may
        # go round further, but nobody wants them to walk much more for it.
        most = min(limit * part.walkers, part.length * (1 + loss)) / math.sqrt(1 + loss)
        orders = varied(ways, part.stops, most, count=OTHERS, seed=seed + number) if most > part.length else []
        others.append((part, *(beat(ways, order, part.walkers) for order in orders)))
    return Surprising(best, tuple(others), limit)


def _night(part: Beat, number: int, limit: float, until: float, chance: np.random.Generator) -> list[Passage]:
    if part.length <= 0:
        return [one for walker in range(part.walkers) for one in walked(part, number + walker, 0.0, until)]
    if chance.random() < 0.5:
        part = _turned(part)
    slack = max(1.0, limit / part.wait)
    apart = math.sqrt(slack) if part.walkers > 1 else 1.0
    slow = slack / apart
    lacking = chance.dirichlet(np.ones(part.walkers)) * part.walkers * (apart - 1)
    behind = np.cumsum(part.wait * (apart - lacking)) + chance.uniform(0, part.length)
    clock = _clock(part.wait * SLOWED, slow, until, chance)
    found = list[Passage]()
    for walker, ahead in enumerate((-behind % part.length).tolist()):
        found += [
            Passage(one.walker, one.place, minute)
            for one in walked(part, number + walker, ahead, until)
            if (minute := float(np.interp(one.minute, *clock))) < until
        ]
    return found


def _clock(wide: float, slow: float, until: float, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """The minute at which everybody is as far as by the quickest pace at another: pieces of one pace each."""
    pieces = math.ceil(until / wide) + 1
    quick: Floats = np.arange(pieces + 1, dtype=np.float64) * wide
    return quick, np.concatenate([[0.0], np.cumsum(wide * chance.uniform(1.0, slow, pieces))])


def _turned(part: Beat) -> Beat:
    """The other way round, from the same stop."""
    steps = [other - one for one, other in pairwise([*part.minutes, part.length])][::-1]
    minutes = np.concatenate([[0.0], np.cumsum(steps[:-1])]).tolist()
    return Beat((part.stops[0], *part.stops[:0:-1]), tuple(minutes), part.length, part.walkers)
