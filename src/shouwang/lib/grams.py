"""Runs of two and three characters as whole numbers: the code points side by side, 21 bits each.

A number of 63 bits is exact (no two grams share one), the same in every process, and fits a BIGINT column.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

BITS: Final = 21
LATIN: Final = 0x250  # the first sign that is neither a Latin letter nor a digit
Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Counts:
    """How often each gram stands in a text. Shapes (grams,) both; the grams ascend, each once."""

    grams: Numbers
    times: Numbers

    @classmethod
    def of(cls, grams: Numbers) -> Self:
        return cls(*np.unique(grams, return_counts=True))

    @classmethod
    def read(cls, pairs: Iterable[tuple[int, int]]) -> Self:
        """From stored pairs of gram and count."""
        table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
        return cls(table[:, 0], table[:, 1])

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs of gram and count, to be stored."""
        return list(zip(self.grams.tolist(), self.times.tolist(), strict=True))


def points(text: str) -> Numbers:
    """The code points of a text. Shape (letters,)."""
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype="<u4").astype(np.int64)


def pairs(letters: Numbers, kept: Marks) -> Numbers:
    """Every run of two of the letters, both kept; repeated as often as it occurs."""
    return _two(letters)[kept[:-1] & kept[1:]]


def words(letters: Numbers, kept: Marks) -> Numbers:
    """Every run of two, and of three where all are Latin letters or digits, of which two say nothing."""
    latin = letters < LATIN
    both, all_latin = kept[:-1] & kept[1:], latin[:-1] & latin[1:]
    return np.concatenate([_two(letters)[both & ~all_latin], triples(letters, kept & latin)])


def triples(letters: Numbers, kept: Marks) -> Numbers:
    """Every run of three of the letters, all of them kept."""
    runs = letters[:-2] << 2 * BITS | letters[1:-1] << BITS | letters[2:]
    return runs[kept[:-2] & kept[1:-1] & kept[2:]]


def _two(letters: Numbers) -> Numbers:
    runs: Numbers = letters[:-1] << BITS | letters[1:]
    return runs


def gram_of(letters: str) -> int:
    """The gram of two or three characters."""
    number = 0
    for letter in letters:
        number = number << BITS | ord(letter)
    return number


def letters_of(grams: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The three code points of each gram, 0 for the first where it has two. Shapes (grams,)."""
    mask = (1 << BITS) - 1
    return grams >> 2 * BITS & mask, grams >> BITS & mask, grams & mask
