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

from shouwang.lib.grams import Numbers, Weights, gram_of, letters_of, points
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
_LINKS: Final = points(LINKS)
_ENDINGS: Final = np.array([gram_of(ending) for ending in ENDINGS if 2 <= len(ending) <= 3], dtype=np.int64)


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
    letters = np.stack(letters_of(grams))
    is_link = np.isin(letters, _LINKS)
    is_grammar = (is_link | (letters == 0)).all(axis=0)
    is_common = is_link.any(axis=0) | np.isin(grams, _ENDINGS)
    stood: Weights = np.where(is_grammar, float(GRAMMAR), np.where(is_common, float(COMMON), 0.0))
    return stood


def _specificity(holding: Weights, total: int) -> Weights:
    weights: Weights = math.log(total + BEFORE + 1) - np.log(holding + 0.5)
    return weights


def _apart(holding: Weights, total: int) -> Weights:
    """How far a gram tells one report from another, once there are more than a handful: what all hold tells none."""
    return 1 - holding / (total + HANDFUL)


def _looked_up(mapping: Mapping[int, int], grams: Numbers) -> Weights:
    return np.array([mapping.get(gram, 0) for gram in grams.tolist()], dtype=np.float64)
