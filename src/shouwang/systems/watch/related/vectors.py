"""Many texts' weighted grams as one sparse table, and the sums and postings that search and grouping need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from shouwang.lib.grams import Counts, Numbers, Weights
from shouwang.systems.watch.related.rarity import ordinary

COMMON_SHARE: Final = 0.02
"""A gram that more reports than this hold leads to none: it only counts once another has led there."""
COMMON_AT_LEAST: Final = 60
Columns = NDArray[np.int32]
Values = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Vector:
    """A sparse vector: columns ascending, each once, and their values. Shapes (entries,)."""

    columns: Columns
    values: Values

    @property
    def length(self) -> float:
        return float(np.sqrt((self.values.astype(np.float64) ** 2).sum()))

    def plus(self, other: "Vector") -> "Vector":
        columns, place = np.unique(np.concatenate([self.columns, other.columns]), return_inverse=True)
        values = np.bincount(place, weights=np.concatenate([self.values, other.values]), minlength=len(columns))
        return Vector(columns, values.astype(np.float32))


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of unit length, or less of those that say little.

    `grams` (columns,) ascending, `held` (columns,) in how many rows each is; `starts` (rows + 1,), `columns` and `values`
    (entries,) row by row; `firsts` (columns + 1,), `rows` and `by_column` (entries,) the same column by column.
    """

    least: float
    grams: Numbers
    held: Numbers
    weights: Weights
    starts: Numbers
    columns: Columns
    values: Values
    firsts: Numbers
    rows: Columns
    by_column: Values

    @classmethod
    def of(
        cls,
        texts: Sequence[Counts],
        weigh: Callable[[Weights, Weights, int], Weights],
        often: Callable[[Numbers], Weights],
        least: float,
    ) -> Self:
        """Each row is divided by its length or by `least`, whichever is greater.

        `weigh` gives weights from how many hold a gram, how common it was before, and the number of texts.
        """
        sizes = np.array([len(text.grams) for text in texts], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        everything = np.concatenate([np.empty(0, dtype=np.int64), *(text.grams for text in texts)])
        grams, places, held = np.unique(everything, return_inverse=True, return_counts=True)
        columns = places.astype(np.int32)
        weights = weigh(held.astype(np.float64), ordinary(grams), len(texts))
        times = np.concatenate([np.empty(0, dtype=np.int64), *(text.times for text in texts)])
        values = (often(times) * weights[columns]).astype(np.float32)
        of_row = np.repeat(np.arange(len(texts)), sizes)
        lengths = np.sqrt(np.bincount(of_row, weights=values.astype(np.float64) ** 2, minlength=len(texts)))
        values /= np.maximum(lengths, least or 1e-9).astype(np.float32)[of_row]
        order = np.argsort(columns, kind="stable")
        firsts = np.concatenate([[0], np.cumsum(held)])
        rows = of_row[order].astype(np.int32)
        return cls(least, grams, held, weights, starts, columns, values, firsts, rows, values[order])

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, number: int) -> Vector:
        part = slice(self.starts[number], self.starts[number + 1])
        return Vector(self.columns[part], self.values[part])

    def of_text(
        self, text: Counts, often: Callable[[Numbers], Weights], unseen: Callable[[Numbers], Weights]
    ) -> Vector:
        """A text that is not in the table, of unit length; `unseen` weighs the grams that no row holds."""
        at = np.searchsorted(self.grams, text.grams)
        at[at == len(self.grams)] = 0
        known = self.grams[at] == text.grams if len(self.grams) else np.zeros(len(at), dtype=bool)
        values = often(text.times)
        values[known] *= self.weights[at[known]]
        values[~known] *= unseen(text.grams[~known])
        length = max(self.least, float(np.linalg.norm(values)))
        return Vector(at[known].astype(np.int32), (values[known] / (length or 1)).astype(np.float32))

    def led_to(self, vector: Vector, most_columns: int | None = None) -> tuple[Columns, Weights]:
        """Rows that share a gram with the vector that not too many hold (with `most_columns`: one of its rarest so
        many), and the part of the product that comes from those. Shapes (rows,)."""
        limit = max(COMMON_AT_LEAST, COMMON_SHARE * len(self))
        held = self.held[vector.columns]
        leading = np.flatnonzero((held <= limit) & (vector.values > 0))
        if most_columns is not None:
            leading = leading[np.argsort(held[leading], kind="stable")[:most_columns]]
        if not len(leading):
            return np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float64)
        parts = [slice(self.firsts[column], self.firsts[column + 1]) for column in vector.columns[leading]]
        rows = np.concatenate([self.rows[part] for part in parts])
        product = np.repeat(vector.values[leading], [part.stop - part.start for part in parts])
        product *= np.concatenate([self.by_column[part] for part in parts])
        total = np.bincount(rows, weights=product, minlength=len(self)).astype(np.float64)
        found = np.flatnonzero(total)
        return found.astype(np.int32), total[found]

    def scratch(self) -> Values:
        """Room for `products`, all zero. Shape (columns,)."""
        return np.zeros(len(self.grams), dtype=np.float32)

    def products(self, vector: Vector, rows: Columns, scratch: Values) -> Weights:
        """The vector's product with each of the rows. Shape (rows,)."""
        starts = self.starts[rows]
        sizes = self.starts[rows + 1] - starts
        ends = np.cumsum(sizes)
        entries = np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)
        scratch[vector.columns] = vector.values
        each = scratch[self.columns[entries]] * self.values[entries]
        scratch[vector.columns] = 0
        return np.bincount(np.repeat(np.arange(len(rows)), sizes), weights=each, minlength=len(rows)).astype(np.float64)


def products(vector: Vector, others: Sequence[Vector], scratch: Values) -> Weights:
    """The vector's product with each of the others. `scratch` comes and goes all zero. Shape (others,)."""
    sizes = [len(other.columns) for other in others]
    if not sum(sizes):
        return np.zeros(len(others))
    scratch[vector.columns] = vector.values
    each = scratch[np.concatenate([other.columns for other in others])]
    each *= np.concatenate([other.values for other in others])
    scratch[vector.columns] = 0
    of_each = np.repeat(np.arange(len(others)), sizes)
    return np.bincount(of_each, weights=each, minlength=len(others)).astype(np.float64)
