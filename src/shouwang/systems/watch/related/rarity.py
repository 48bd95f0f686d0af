"""How much a gram says: the fewer reports hold it, the more.

The inverse document frequency of K. Spärck Jones, "A statistical interpretation of term specificity" (1972), as if
`BEFORE` ordinary reports had been there from the beginning: with only a handful of reports every gram they share would
otherwise be common, and a word of grammar as good as a name.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.systems.watch.related.grams import Numbers, Weights, spelled
from shouwang.systems.watch.related.names import ENDINGS, LINKS

BEFORE: Final = 300
GRAMMAR: Final = 300
"""In how many of those a gram stood that is all words of grammar."""
COMMON: Final = 30
"""And one that holds such a word, or is a mere ending (小区, 公司)."""
HANDFUL: Final = 10
NAMES_LESS: Final = 2.0
"""Taken off a name's weight: what one report in seven names says nothing."""
WORDS_MOST: Final = 5.0
"""A word's weight at most: below one report in 150 a rarer word (a slip, a person) says no more."""
_LINKS: Final = frozenset(LINKS)
_ENDINGS: Final = frozenset(ENDINGS)


@dataclass(frozen=True)
class Rarity:
    """How many reports there are and how many hold each gram; a gram that is missing is held by none. The mappings need
    only the grams of the reports that are compared, so they may be read from a table for just those."""

    total: int
    names: Mapping[int, int]
    words: Mapping[int, int]

    def of_names(self, grams: Numbers) -> Weights:
        """Weight per gram of a name. Shape (grams,), none below 0."""
        return names_weight(_looked_up(self.names, grams), ordinary(grams), self.total)

    def of_words(self, grams: Numbers) -> Weights:
        """Weight per gram of another word. Shape (grams,), none below 0."""
        return words_weight(_looked_up(self.words, grams), ordinary(grams), self.total)


def names_weight(holding: Weights, common: Weights, total: int) -> Weights:
    """From how many reports hold a gram, how many of those before did, and how many there are."""
    return np.maximum(_specificity(holding + common, total) - NAMES_LESS, 0) * _apart(holding, total)


def words_weight(holding: Weights, common: Weights, total: int) -> Weights:
    return np.clip(_specificity(holding + common, total), 0, WORDS_MOST) * _apart(holding, total)


def ordinary(grams: Numbers) -> Weights:
    """In how many of the reports before each gram stood. Shape (grams,)."""
    return np.array([_stood_in(spelled(gram)) for gram in grams.tolist()], dtype=np.float64)


def _stood_in(gram: str) -> int:
    if _LINKS.issuperset(gram):
        return GRAMMAR
    return COMMON if gram in _ENDINGS or not _LINKS.isdisjoint(gram) else 0


def _specificity(holding: Weights, total: int) -> Weights:
    weights: Weights = math.log(total + BEFORE + 1) - np.log(holding + 0.5)
    return weights


def _apart(holding: Weights, total: int) -> Weights:
    """How far a gram tells one report from another, once there are more than a handful: what all hold tells none."""
    return 1 - holding / (total + HANDFUL)


def _looked_up(mapping: Mapping[int, int], grams: Numbers) -> Weights:
    return np.array([mapping.get(gram, 0) for gram in grams.tolist()], dtype=np.float64)
