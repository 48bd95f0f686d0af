"""How much two reports look like one matter: the same place named, and the same said of it.

Neither alone is enough. The same words of two places are two matters (forms are copied with another name), and of one
place many things are told. So the two likenesses, each a cosine as in G. Salton's vector space model (1975), are
multiplied, and words that are the same altogether count no more than words that are clearly about the same.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.lib.grams import Counts, Marks, Numbers, Weights
from shouwang.systems.watch.related.rarity import Rarity
from shouwang.systems.watch.related.reading import Traits

ENOUGH: Final = 0.47
"""From here on two reports are shown as perhaps one matter. Chosen mostly on 37 groups of citizens' messages that were
labelled by hand, in sight of the six that the benchmark measures."""
WORDS_ENOUGH: Final = 0.25  # cosine of words from where more of the same says nothing more
UNNAMED: Final = 0.25  # likeness of names where one report names none: only nearly the same words are enough
NEAR: Final = 150.0  # metres within which two positions are the same place
SAME_PLACE: Final = 0.6  # likeness of names that this counts as, at least
APART: Final = 500.0  # metres from where two reports are of two places, when one of them names none
FAR: Final = 3_000.0  # metres from where a name that both use is another place's, or said in passing
COPIED: Final = 0.7  # likeness of words from where one text was made of the other: then what differs is meant
RENAMED: Final = 0.5  # likeness of names up to where a copy is about another place or firm
ELSEWHERE: Final = 0.2  # of the likeness of names is left then
NAMES_POWER: Final = 0.85  # a name that recurs in a text counts nearly as often as it stands there
WORDS_LEAST: Final = 12.0  # weight of a text's words, as a length: who says less is less alike, whatever it is
FADES: Final = 0.1  # of the likeness goes with the years
FADED: Final = 3 * 365.0  # days after which no more goes


@dataclass(frozen=True)
class Likeness:
    """`score` from 0 to 1 and what it is made of: cosines of names (None if one report names nothing) and of words,
    metres and days between them."""

    score: float
    names: float | None
    words: float
    metres: float | None
    days: float

    @property
    def is_enough(self) -> bool:
        return self.score >= ENOUGH


def likeness(a: Traits, b: Traits, rarity: Rarity, *, metres: float | None, days: float) -> Likeness:
    """Of two reports, so many metres (None if one has no position) and days apart."""
    return likenesses(a, [b], rarity, metres=[metres], days=[days])[0]


def likenesses(
    one: Traits, others: Sequence[Traits], rarity: Rarity, *, metres: Sequence[float | None], days: Sequence[float]
) -> list[Likeness]:
    """Of one report to each of the others: what is said of two in `likeness`, for many at the price of a few."""
    names = _of_names(one, others, rarity)
    words = _cosines(one.words, [other.words for other in others], rarity.of_words, often_words, WORDS_LEAST)
    score = scores(names, words, _known(metres), np.abs(days))
    return [
        Likeness(total, None if math.isnan(told) else told, said, far, abs(old))
        for total, told, said, far, old in zip(
            score.tolist(), names.tolist(), words.tolist(), metres, days, strict=True
        )
    ]


def possible(
    one: Traits, others: Sequence[Traits], rarity: Rarity, *, metres: Sequence[float | None], days: Sequence[float]
) -> Marks:
    """Which of the others can be enough at all, whatever their words: `rarity` needs no words. Shape (others,)."""
    at_best = np.full(len(others), WORDS_ENOUGH)
    return scores(_of_names(one, others, rarity), at_best, _known(metres), np.abs(days)) >= ENOUGH


def scores(names: Weights, words: Weights, metres: Weights, days: Weights) -> Weights:
    """The score of each pair from its parts; NaN where names or metres are not known. Shapes (pairs,)."""
    told = np.where(np.isnan(names), np.where(metres >= APART, UNNAMED * ELSEWHERE, UNNAMED), names)
    told = np.where((words >= COPIED) & (names < RENAMED), told * ELSEWHERE, told)
    told = np.where(metres <= NEAR, np.maximum(told, SAME_PLACE), told)
    told = np.where(metres >= FAR, told * ELSEWHERE, told)
    said = np.minimum(words / WORDS_ENOUGH, 1)
    faded: Weights = 1 - FADES * np.minimum(days / FADED, 1)
    found: Weights = np.clip(np.sqrt(said * told) * faded, 0, 1)
    return found


def often_names(times: Numbers) -> Weights:
    """What so many times in one text count. Shape as given."""
    return times.astype(np.float64) ** NAMES_POWER


def often_words(times: Numbers) -> Weights:
    return 1 + np.log(times)


def _of_names(one: Traits, others: Sequence[Traits], rarity: Rarity) -> Weights:
    """The cosines of names, NaN where one of the two names nothing. Shape (others,)."""
    cosines = _cosines(one.names, [other.names for other in others], rarity.of_names, often_names, 0)
    cosines[[not len(one.names.grams) or not len(other.names.grams) for other in others]] = np.nan
    return cosines


def _known(metres: Sequence[float | None]) -> Weights:
    return np.array([math.nan if one is None else one for one in metres], dtype=np.float64)


def _cosines(
    one: Counts,
    others: Sequence[Counts],
    weigh: Callable[[Numbers], Weights],
    often: Callable[[Numbers], Weights],
    least: float,
) -> Weights:
    """The cosine of one with each of the others, 0 where one of the two has nothing. Shape (others,)."""
    sizes = [len(other.grams) for other in others]
    grams, place = np.unique(np.concatenate([one.grams, *(other.grams for other in others)]), return_inverse=True)
    weights = weigh(grams)
    own = np.zeros(len(grams))
    own[place[: len(one.grams)]] = often(one.times) * weights[place[: len(one.grams)]]
    theirs_at = place[len(one.grams) :]
    theirs = often(np.concatenate([one.times[:0], *(other.times for other in others)])) * weights[theirs_at]
    of_each = np.repeat(np.arange(len(others)), sizes)
    product = np.bincount(of_each, weights=theirs * own[theirs_at], minlength=len(others))
    lengths = np.sqrt(np.bincount(of_each, weights=theirs**2, minlength=len(others)))
    both = max(least, float(np.linalg.norm(own))) * np.maximum(least, lengths)
    cosines: Weights = np.minimum(np.divide(product, both, out=np.zeros(len(others)), where=both > 0), 1)
    return cosines
