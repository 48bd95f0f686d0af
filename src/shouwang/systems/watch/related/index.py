"""Many reports in memory, and those that a new one may belong to."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from shouwang.lib.coordinates import Point, distance_m
from shouwang.lib.grams import Numbers, Weights
from shouwang.systems.watch.related.cells import Cell, around, cell
from shouwang.systems.watch.related.rarity import names_weight, ordinary, words_weight
from shouwang.systems.watch.related.reading import Traits
from shouwang.systems.watch.related.scoring import WORDS_LEAST, Likeness, often_names, often_words, scores
from shouwang.systems.watch.related.vectors import Columns, Table, Values, Vector

CANDIDATES: Final = 400
"""So many that share most are compared in full."""
BY_WORDS: Final = 8
"""A report is also led to others by so many of its rarest words, for one that names nothing or names it otherwise."""


@dataclass(frozen=True, eq=False)
class Report:
    """What is compared; `day` counts days since any one beginning, `place` is in degrees."""

    traits: Traits
    day: float
    place: Point | None = None


@dataclass(eq=False)
class Index:
    """Add many, then ask: the tables are made anew at the first question after an addition."""

    reports: list[Report] = field(default_factory=list)
    _tables: "Tables | None" = None

    def add(self, *reports: Report) -> None:
        self.reports += reports
        self._tables = None

    def like(self, report: Report, limit: int = 10) -> list[tuple[int, Likeness]]:
        """Reports by their number in the order they were added, the likest first, whether it is enough or not."""
        tables = self.tables()
        names, words = tables.vectors(report)
        rows = tables.led_to(report, names, words)
        found = tables.compared(report, names, words, rows)
        order = np.lexsort((rows, -found.score))[:limit]
        return [(int(rows[at]), found.at(at)) for at in order.tolist() if found.score[at] > 0]

    def tables(self) -> "Tables":
        if self._tables is None:
            self._tables = Tables(self.reports)
        return self._tables


@dataclass(frozen=True, eq=False)
class Compared:
    """The likeness of one report to several. Shapes (reports,); NaN where names or metres are not known."""

    score: Weights
    names: Weights
    words: Weights
    metres: Weights
    days: Weights

    def at(self, number: int) -> Likeness:
        names, metres = float(self.names[number]), float(self.metres[number])
        return Likeness(
            float(self.score[number]),
            None if math.isnan(names) else names,
            float(self.words[number]),
            None if math.isnan(metres) else metres,
            float(self.days[number]),
        )


class Tables:
    """The reports' grams as two tables, their days, and which stand in which cell of the map."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = list(reports)
        self.names = Table.of([report.traits.names for report in self.reports], names_weight, often_names, 0)
        self.words = Table.of([report.traits.words for report in self.reports], words_weight, often_words, WORDS_LEAST)
        self.days = np.array([report.day for report in self.reports], dtype=np.float64)
        self.is_named = np.diff(self.names.starts) > 0
        self.scratch: tuple[Values, Values] = (self.names.scratch(), self.words.scratch())
        self.cells: dict[Cell, list[int]] = defaultdict(list)
        for number, report in enumerate(self.reports):
            if report.place:
                self.cells[cell(report.place)].append(number)

    def vectors(self, report: Report) -> tuple[Vector, Vector]:
        """A new report's names and words."""
        total = len(self.reports)

        def unseen_names(grams: Numbers) -> Weights:
            return names_weight(np.zeros(len(grams)), ordinary(grams), total)

        def unseen_words(grams: Numbers) -> Weights:
            return words_weight(np.zeros(len(grams)), ordinary(grams), total)

        names = self.names.of_text(report.traits.names, often_names, unseen_names)
        return names, self.words.of_text(report.traits.words, often_words, unseen_words)

    def led_to(self, report: Report, names: Vector, words: Vector) -> Columns:
        """The rows worth comparing: they share names, rare words, or the place."""
        by_name, shared_names = self.names.led_to(names)
        by_word, shared_words = self.words.led_to(words, BY_WORDS)
        squares = around(report.place) if report.place else ()
        near = [row for square in squares for row in self.cells.get(square, ())][-CANDIDATES:]
        return np.unique(
            np.concatenate([_most(by_name, shared_names), _most(by_word, shared_words), np.array(near, dtype=np.int32)])
        )

    def compared(self, report: Report, names: Vector, words: Vector, rows: Columns) -> Compared:
        told = self.names.products(names, rows, self.scratch[0])
        if not len(report.traits.names.grams):
            told[:] = np.nan
        told[~self.is_named[rows]] = np.nan
        said = self.words.products(words, rows, self.scratch[1])
        metres = np.full(len(rows), np.nan)
        if report.place:
            metres[:] = [metres_between(report.place, self.reports[row].place) for row in rows.tolist()]
        days = np.abs(self.days[rows] - report.day)
        said, told = np.clip(said, 0, 1), np.clip(told, 0, 1)
        return Compared(scores(told, said, metres, days), told, said, metres, days)


def metres_between(a: Point | None, b: Point | None) -> float:
    """NaN if one of the two is not known."""
    return distance_m(a, b) if a and b else math.nan


def _most(rows: Columns, shared: Weights) -> Columns:
    """Those that share most, in no order; of equal ones the first."""
    if len(rows) <= CANDIDATES:
        return rows
    return rows[np.argsort(-shared, kind="stable")[:CANDIDATES]]
