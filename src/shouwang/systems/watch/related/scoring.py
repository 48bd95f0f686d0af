"""How much two reports look like one matter: the same place named, and the same said of it.

Neither alone is enough. The same words of two places are two matters (forms are copied with another name), and of one
place many things are told. So the two likenesses, each a cosine as in G. Salton's vector space model (1975), are
multiplied, and words that are the same altogether count no more than words that are clearly about the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.systems.watch.related.grams import Counts, Numbers, Weights
from shouwang.systems.watch.related.rarity import Rarity
from shouwang.systems.watch.related.reading import Traits

ENOUGH: Final = 0.47
"""From here on two reports are shown as perhaps one matter. Chosen mostly on 37 groups of citizens' messages that were
labelled by hand, in sight of the six that the benchmark measures."""
WORDS_ENOUGH: Final = 0.25  # cosine of words from where more of the same says nothing more
UNNAMED: Final = 0.25  # likeness of names where one report names none: only nearly the same words are enough
NEAR: Final = 150.0  # metres within which two positions are the same place
SAME_PLACE: Final = 0.6  # likeness of names that this counts as, at least
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
    words = _cosine(a.words, b.words, rarity.of_words, often_words, WORDS_LEAST)
    named = len(a.names.grams) and len(b.names.grams)
    names = _cosine(a.names, b.names, rarity.of_names, often_names, 0) if named else None
    told = np.array([np.nan if names is None else names])
    apart = np.array([np.nan if metres is None else metres])
    score = scores(told, np.array([words]), apart, np.array([abs(days)]))
    return Likeness(float(score[0]), names, words, metres, abs(days))


def scores(names: Weights, words: Weights, metres: Weights, days: Weights) -> Weights:
    """The score of each pair from its parts; NaN where names or metres are not known. Shapes (pairs,)."""
    told = np.where(np.isnan(names), UNNAMED, names)
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


def _cosine(
    a: Counts, b: Counts, weigh: Callable[[Numbers], Weights], often: Callable[[Numbers], Weights], least: float
) -> float:
    of_a, of_b = often(a.times) * weigh(a.grams), often(b.times) * weigh(b.grams)
    _, in_a, in_b = np.intersect1d(a.grams, b.grams, assume_unique=True, return_indices=True)
    lengths = max(least, float(np.linalg.norm(of_a))) * max(least, float(np.linalg.norm(of_b)))
    return min(1.0, float(of_a[in_a] @ of_b[in_b]) / lengths) if lengths else 0.0
