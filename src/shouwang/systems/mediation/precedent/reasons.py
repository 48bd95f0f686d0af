"""Why a closed dispute is shown, in the words of the two."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.lib.grams import pairs, points
from shouwang.lib.text import in_common
from shouwang.systems.mediation.precedent.reading import telling, term_of, things_in

MOST: Final = 3
FEW: Final = 2  # single characters, where the two share nothing longer


@dataclass(frozen=True)
class Reason:
    """A word of the one dispute and the other's word for the same thing: mostly the same."""

    word: str
    other: str

    @property
    def is_same(self) -> bool:
        return self.word == self.other


def reasons(text: str, other: str, weights: Mapping[int, float]) -> tuple[Reason, ...]:
    """The most telling things both speak of, at most three; none that is part of another. Weights: as `find` gave them."""
    mine, its = telling(text), telling(other)
    found = {Reason(piece, piece): _weight(piece, weights) for piece in in_common(mine, its)}
    theirs = things_in(other)
    for thing, word in things_in(text).items():
        if thing in theirs:
            reason = Reason(word, theirs[thing])
            found[reason] = found.get(reason, 0.0) + weights.get(term_of(thing), 0.0)
    told: list[Reason] = []
    for reason in sorted(found, key=lambda one: (-found[one], one.word)):
        if len(told) < MOST and found[reason] > 0 and not any(_overlap(reason, one) for one in told):
            told.append(reason)
    return tuple(told) or _single(mine, its, weights)


def _weight(piece: str, weights: Mapping[int, float]) -> float:
    """A word says as much as its rarest character and all its runs of two."""
    letters = points(piece)
    runs = pairs(letters, np.ones(len(letters), dtype=bool)).tolist()
    return max(weights.get(letter, 0.0) for letter in letters.tolist()) + sum(weights.get(run, 0.0) for run in runs)


def _single(mine: str, its: str, weights: Mapping[int, float]) -> tuple[Reason, ...]:
    shared = sorted(
        {sign for sign in mine if sign in its and weights.get(ord(sign))}, key=lambda sign: -weights[ord(sign)]
    )
    return tuple(Reason(sign, sign) for sign in shared[:FEW])


def _overlap(one: Reason, other: Reason) -> bool:
    return any(mine in theirs or theirs in mine for mine, theirs in ((one.word, other.word), (one.other, other.other)))
