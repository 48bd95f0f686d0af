"""What is to be covered and by which sites, without what does not matter, and as a model for HiGHS."""

import time
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.intp]


@dataclass(frozen=True)
class Covering:
    """`covers` says which column covers which row; `first` and `second` are what a row is worth when it is covered once
    and what it adds when it is covered twice (never more). A column is a site held at one level; each level has `room`
    for so many, each site stands once, those of `must` certainly."""

    covers: Flags
    first: Reals
    second: Reals
    sites: Numbers
    levels: Numbers
    room: tuple[int, ...]
    must: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Lean:
    """What is left of the rows and columns; `columns` are the numbers that came in. Reals, for they are multiplied."""

    covers: Reals
    first: Reals
    second: Reals
    columns: Numbers


def leaned(covers: Flags | Reals, first: Reals, second: Reals, room: int) -> Lean:
    """Without rows that nobody can gain, doubled rows, and columns that some best choice does without.

    A column inside another may be swapped for it, unless both are chosen and the smaller one is the backup. With as many
    better ones as there is room, one is always free. Without backup a single better one is enough.
    """
    covers, first, second = merged(covers > 0, first, second)
    count = covers.sum(axis=0)
    dense = covers.astype(np.float32)
    inside = (dense.T @ dense) >= count[:, None]
    order = np.arange(len(count))
    larger = (count[None, :] > count[:, None]) | (
        (count[None, :] == count[:, None]) & (order[None, :] < order[:, None])
    )
    enough = room if second.any() else 1
    columns = np.flatnonzero(((inside & larger).sum(axis=1) < enough) & (count > 0))
    covers, first, second = merged(covers[:, columns], first, second)
    return Lean(covers.astype(np.float64), first, second, columns)


def merged(covers: Flags, first: Reals, second: Reals) -> tuple[Flags, Reals, Reals]:
    kept = (first > 0) & covers.any(axis=1)
    covers, first, second = covers[kept], first[kept], second[kept]
    if not len(first):
        return covers, first, second
    _, at, group = np.unique(np.packbits(covers, axis=1), axis=0, return_index=True, return_inverse=True)
    group = group.ravel()
    first, second = (np.bincount(group, worth, len(at)).astype(np.float64) for worth in (first, second))
    return covers[at], first, second


def worth_of(covers: Flags | Reals, first: Reals, second: Reals, columns: list[int] | tuple[int, ...]) -> float:
    count = covers[:, list(columns)].sum(axis=1)
    return float(first[count >= 1].sum() + second[count >= 2].sum())


def model(lean: Lean, limits: list[tuple[Numbers, int, int]], *, whole: bool, until: float) -> highspy.Highs:
    """Columns, then how much of each row is covered once and twice; a row is covered no more often than columns do."""
    rows, width = lean.covers.shape
    twice = bool(lean.second.any())
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = width + rows * (1 + twice), rows + len(limits)
    model.col_cost_ = np.concatenate([np.zeros(width), lean.first, *([lean.second] if twice else [])])
    model.col_lower_, model.col_upper_ = np.zeros(model.num_col_), np.ones(model.num_col_)
    model.sense_ = highspy.ObjSense.kMaximize
    model.row_lower_ = np.concatenate([np.zeros(rows), [float(least) for _, least, _ in limits]])
    model.row_upper_ = np.concatenate([np.full(rows, highspy.kHighsInf), [float(most) for *_, most in limits]])
    indices, values, starts = [], [], [0]
    for row in range(rows):
        by = np.flatnonzero(lean.covers[row])
        own = [width + row, *([width + rows + row] if twice else [])]
        indices.append(np.concatenate([by, own]))
        values.append(np.concatenate([np.ones(len(by)), -np.ones(len(own))]))
        starts.append(starts[-1] + len(by) + len(own))
    for columns, _, _ in limits:
        indices.append(columns)
        values.append(np.ones(len(columns)))
        starts.append(starts[-1] + len(columns))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(starts)
    model.a_matrix_.index_, model.a_matrix_.value_ = np.concatenate(indices), np.concatenate(values)
    if whole:
        kinds = (highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous)
        model.integrality_ = [kinds[0]] * width + [kinds[1]] * (model.num_col_ - width)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    for option, value in (("threads", 1), ("mip_rel_gap", 0.0), ("time_limit", max(0.01, until - time.monotonic()))):
        solver.setOptionValue(option, value)
    if not whole:
        solver.setOptionValue("presolve", "off")  # each node begins where the one before it ended
    solver.passModel(model)
    return solver
