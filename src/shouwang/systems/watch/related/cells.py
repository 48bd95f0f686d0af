"""Squares of the map, by which reports close by are found."""

import math
from collections.abc import Iterator
from typing import Final

from shouwang.lib.coordinates import Point

CELL: Final = 0.002
"""Degrees: a report's own cell and the eight around it hold all within `scoring.NEAR`, up to 47 degrees north or south."""
Cell = tuple[int, int]
_BITS: Final = 21


def cell(place: Point) -> Cell:
    """The square a place lies in."""
    return math.floor(place[0] / CELL), math.floor(place[1] / CELL)


def around(place: Point) -> Iterator[Cell]:
    """The square a place lies in and the eight beside it."""
    row, column = cell(place)
    yield from ((row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1))


def number(of: Cell) -> int:
    """A square as one whole number that fits a BIGINT column."""
    row, column = of
    half = 1 << _BITS - 1
    return row + half << _BITS | column + half
