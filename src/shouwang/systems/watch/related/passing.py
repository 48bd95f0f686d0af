"""Reports that only mention in passing what a group is about.

Where most of all reports that use a rare name are one matter, another one that uses it much is most likely about it too,
though it says it in other words. Where a name stands for many matters, it says nothing of the kind.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from shouwang.systems.watch.related.index import Tables
from shouwang.systems.watch.related.vectors import Vector

LEAST: Final = 4  # reports in a group, before it says what a name stands for
GREATER: Final = 4  # times as great as the group that the other is taken from
NAMES: Final = 0.4  # likeness of names that is needed
SHARE: Final = 0.5  # of those who use these names are in the group
WORDS: Final = 0.02  # likeness of words that is needed


def settled(tables: Tables, groups: Sequence[Sequence[int]]) -> list[set[int]]:
    """The groups, with those that mention their names in passing."""
    parts = [set(part) for part in groups]
    owner = {row: number for number, part in enumerate(parts) for row in part}
    moves: list[tuple[float, int, int]] = []
    for number, part in enumerate(parts):
        if len(part) >= LEAST:
            moves += [
                (-how_sure, row, number)
                for row, how_sure in _mentioning(tables, part)
                if len(parts[owner[row]]) * GREATER <= len(part)
            ]
    moved: set[int] = set()
    for _, row, number in sorted(moves):
        if row not in moved:
            moved.add(row)
            parts[owner[row]].discard(row)
            parts[number].add(row)
    return parts


def _mentioning(tables: Tables, part: set[int]) -> list[tuple[int, float]]:
    """Rows outside the group that use its names as nobody else does, and how surely."""
    members = sorted(part)
    names, inside = _sum(tables, members)
    rows, _ = tables.names.led_to(names)
    rows = rows[~np.isin(rows, members)]
    told = tables.names.products(names, rows, tables.scratch[0])
    held = tables.names.held[names.columns]
    theirs = Vector(names.columns, (names.values * inside / held).astype(np.float32))
    share = tables.names.products(theirs, rows, tables.scratch[0]) / np.maximum(told, 1e-9)
    likely = np.flatnonzero((told >= NAMES) & (share >= SHARE))
    words = tables.words.row(members[0])
    for row in members[1:]:
        words = words.plus(tables.words.row(row))
    said = tables.words.products(words, rows[likely], tables.scratch[1]) / (words.length or 1)
    likely = likely[said >= WORDS]
    return [(int(rows[at]), float(told[at] * share[at])) for at in likely.tolist()]


def _sum(tables: Tables, members: Sequence[int]) -> tuple[Vector, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The members' names together, of unit length, and how many of the members hold each gram."""
    rows = [tables.names.row(row) for row in members]
    columns, place, inside = np.unique(
        np.concatenate([row.columns for row in rows]), return_inverse=True, return_counts=True
    )
    values = np.bincount(place, weights=np.concatenate([row.values for row in rows]), minlength=len(columns))
    length = float(np.linalg.norm(values)) or 1
    return Vector(columns, (values / length).astype(np.float32)), inside
