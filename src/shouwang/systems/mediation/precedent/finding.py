"""Closed disputes most like one, by BM25 over the terms of `reading`.

S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). A type is only a prior: who took
the dispute down may have chosen another for the same quarrel.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.lib.grams import Counts, Numbers, Weights
from shouwang.systems.mediation.precedent.reading import share
from shouwang.systems.mediation.precedent.shelf import BLOCK, LENGTHS, TYPES, Kept, Row, held, unpack

SATURATION: Final = 1.6
BY_LENGTH: Final = 0.6
SAME_TYPE: Final = 1.5  # so many times as like
MOST_POSTINGS: Final = 200_000
"""The rarest terms are read up to so many postings; what nearly every dispute says would only cost time."""
SAYS_LITTLE: Final = 40.0
"""Added to what a dispute has with itself: one of few words would be like many others by chance."""
ENOUGH: Final = 0.073
"""What is less like is not shown. Four in ten that are shown are then the same quarrel again, the rest mostly of its kind."""


@dataclass(frozen=True)
class Found:
    """A closed dispute by its number; `likeness` is what it shares of the text asked with, about 0 to 1."""

    number: int
    likeness: float


@dataclass(frozen=True)
class Answer:
    """The likest first, and what each term of the question weighs, for the reasons."""

    found: tuple[Found, ...]
    weights: Mapping[int, float]


def find(shelf: Kept, terms: Counts, *, kind: int = 0, most: int = 10, enough: float = ENOUGH) -> Answer:
    """The closed disputes that are like one of these terms and, if it is known, this type (`kind`: its number)."""
    lengths = _dense(shelf, LENGTHS)
    total = int(np.count_nonzero(lengths))
    asked = terms.grams.tolist()
    if not total or not asked:
        return Answer((), {})
    holding = shelf.holding(asked)
    common = np.array([holding.get(term, 0) for term in asked], dtype=np.float64)
    weights = np.log1p((total - common + 0.5) / (common + 0.5)) * share(terms.grams)
    by_length = SATURATION * (1 - BY_LENGTH + BY_LENGTH * lengths / (lengths.sum() / total))
    by_term = dict(zip(asked, weights.tolist(), strict=True))
    score = _summed(shelf.read(_rarest(asked, common, weights)), by_term, by_length)
    if kind:
        score[_dense(shelf, TYPES, len(score)) == kind] *= SAME_TYPE
    score /= _of_itself(terms, weights) * (SAME_TYPE if kind else 1)
    best = _likest(score, most, enough)
    return Answer(tuple(Found(at, min(1.0, float(score[at]))) for at in best), by_term)


def _summed(rows: Iterable[Row], weights: Mapping[int, float], by_length: Weights) -> Weights:
    """The sum of what each term gives each dispute, by its number. Shape of `by_length`."""
    rows = list(rows)
    at, times = _laid_out(rows)
    each = np.repeat(np.array([weights[row.term] for row in rows], dtype=np.float64), _sizes(rows))
    total = np.bincount(at, weights=each * times / (times + by_length[at]), minlength=len(by_length))
    return total.astype(np.float64)


def _dense(shelf: Kept, term: int, size: int = 0) -> Weights:
    """The value of each dispute by its number, 0 where there is none. Shape (blocks * BLOCK,)."""
    rows = list(shelf.read([term]))
    values = np.zeros(max([size, *((row.block + 1) * BLOCK for row in rows)]))
    at, value = _laid_out(rows)
    values[at] = value
    return values


def _laid_out(rows: list[Row]) -> tuple[Numbers, Weights]:
    """Numbers and values of all the rows' disputes, one row after another. Shapes (postings,)."""
    pairs = unpack(b"".join(row.packed for row in rows))
    firsts = np.repeat(np.array([row.block * BLOCK for row in rows], dtype=np.int64), _sizes(rows))
    return firsts + pairs[:, 0], pairs[:, 1].astype(np.float64)


def _sizes(rows: list[Row]) -> Numbers:
    return np.array([held(row.packed) for row in rows], dtype=np.int64)


def _rarest(asked: list[int], common: Weights, weights: Weights) -> list[int]:
    """The terms worth reading. Those that none holds are not among them; the rarest one is, however many hold it."""
    order = [at for at in np.argsort(-weights, kind="stable").tolist() if common[at]]
    read = np.cumsum(common[order])
    return [asked[at] for place, at in enumerate(order) if not place or read[place] <= MOST_POSTINGS]


def _of_itself(terms: Counts, weights: Weights) -> float:
    """What a dispute of just these terms and of average length has."""
    times = terms.times.astype(np.float64)
    return SAYS_LITTLE + float((weights * times / (times + SATURATION)).sum())


def _likest(score: Weights, most: int, enough: float) -> list[int]:
    """Of equal ones the newest: it is easier to ask whoever settled it."""
    at = np.flatnonzero((score >= enough) & (score > 0))
    if len(at) > most > 0:
        at = at[score[at] >= np.partition(score[at], -most)[-most]]
    best: list[int] = at[np.lexsort((-at, -score[at]))][:most].tolist()
    return best
