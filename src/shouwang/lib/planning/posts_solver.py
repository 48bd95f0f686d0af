"""Covering weighted places from few sites, to the proven best: branch and bound over the linear relaxation.

Rows that the same sites cover are one row, and a site that others cover better is no candidate. The dual values of the
relaxation, solved by HiGHS, give a bound that holds for whatever numbers they are (a Lagrangean one: it is summed here,
not believed). A plan found by swapping, nearly always the best, then shuts out each site that could not beat it even in
the best company. What is left takes a few nodes; HiGHS's own branching took ten times as long over the cuts of its first.
"""

import heapq
import itertools
import time
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from shouwang.lib.planning.posts_model import Covering, Lean, Reals, leaned, merged, model, worth_of

UNITS: Final = (1.0, 0.5, 0.2, 0.1)  # weights are nearly always whole numbers of one of these
EVERY: Final = 10  # nodes of the tree, of which one tries to better what its relaxation says by swapping
TINY: Final = 1e-7


@dataclass(frozen=True)
class Settled:
    """The chosen columns, what they are worth, and what no choice can exceed."""

    columns: tuple[int, ...]
    value: float
    bound: float


def settle(problem: Covering, *, seconds: float) -> Settled:
    """The best columns; after `seconds` the best that were found, with the bound that was reached."""
    until = time.monotonic() + seconds
    if len(problem.room) != 1:
        return _levels(problem, until)
    must = np.isin(problem.sites, list(problem.must))
    count = problem.covers[:, must].sum(axis=1)
    others = np.flatnonzero(~must)
    first = np.where(count == 0, problem.first, np.where(count == 1, problem.second, 0.0))
    second = np.where(count == 0, problem.second, 0.0)
    room = problem.room[0] - int(must.sum())
    found = _best(leaned(problem.covers[:, others], first, second, room), room, until)
    columns = _needed(problem, [*np.flatnonzero(must).tolist(), *others[list(found.columns)].tolist()])
    worth = _of(problem, columns)
    return Settled(columns, worth, max(worth, worth - found.value + found.bound))


def _needed(problem: Covering, columns: list[int]) -> tuple[int, ...]:
    """Without the columns that add nothing: nobody has to stand where others already do all of it."""
    for column in reversed(columns):
        others = [other for other in columns if other != column]
        if problem.sites[column] in problem.must:
            continue
        if _of(problem, others) >= _of(problem, columns) - TINY:
            columns = others
    return tuple(columns)


def _of(problem: Covering, columns: list[int] | tuple[int, ...]) -> float:
    return worth_of(problem.covers, problem.first, problem.second, columns)


def _best(lean: Lean, room: int, until: float) -> Settled:
    width = lean.covers.shape[1]
    if room <= 0 or width <= room:
        chosen = list(range(width)) if room > 0 else []
        worth = worth_of(lean.covers, lean.first, lean.second, chosen)
        return Settled(tuple(lean.columns[chosen].tolist()), worth, worth)
    chosen, worth, bound = _branched(lean, room, until)
    return Settled(tuple(lean.columns[chosen].tolist()), worth, max(worth, bound))


def _branched(lean: Lean, room: int, until: float) -> tuple[list[int], float, float]:
    """Branch and bound: the part of the tree that promises most comes first; what is left of it when time is up bounds."""
    relaxed = model(lean, [(np.arange(lean.covers.shape[1]), 0, room)], whole=False, until=until)
    step = _unit(lean)
    worth, chosen = _swapped(lean, _greedy(lean, room))
    none, all_ = np.zeros(lean.covers.shape[1]), np.ones(lean.covers.shape[1])
    open_ = [(-float(lean.first.sum() + lean.second.sum()), 0, none, all_)]
    for number in itertools.count(1):
        margin = step - TINY * max(1.0, worth) if step else TINY * max(1.0, worth)
        if not open_ or -open_[0][0] < worth + margin:
            return chosen, worth, worth
        if time.monotonic() > until:
            break
        _, _, least, most = open_[0]
        found = _relaxed(relaxed, lean, least, most)
        if found is None:
            break
        heapq.heappop(open_)
        prices, parts = found
        bound, least, most = _narrowed(lean, prices, room, least, most, worth + margin)
        if bound < worth + margin:
            continue
        for other in (np.argsort(-parts, kind="stable")[:room].tolist(), np.flatnonzero(least).tolist()):
            better, other = _swapped(lean, other) if number % EVERY == 1 else (_value(lean, other), other)
            if better > worth:
                chosen, worth = other, better
        for place, child in enumerate(_split(lean, prices, parts, least, most)):
            heapq.heappush(open_, (-bound, place - 2 * number, *child))
    return chosen, worth, max([worth, *(-one[0] for one in open_)])


def _split(lean: Lean, prices: Reals, parts: Reals, least: Reals, most: Reals) -> list[tuple[Reals, Reals]]:
    """What to look at next: with the column that divides most, and without; nothing where the relaxation is a choice."""
    broken = np.minimum(parts, 1 - parts)
    loose = np.where(least < most, broken, 0.0)
    if loose.max() >= TINY:
        column = int(np.argmax(np.where(loose >= TINY, (prices @ lean.covers) * loose, -1.0)))
        with_, without = least.copy(), most.copy()
        with_[column], without[column] = 1.0, 0.0
        return [(with_, most), (least, without)]
    if (
        broken.max() >= TINY and (least < most).any()
    ):  # all that is broken was fixed just now: relax once more without it
        return [(least, most)]
    return []


def _narrowed(
    lean: Lean, prices: Reals, room: int, least: Reals, most: Reals, target: float
) -> tuple[float, Reals, Reals]:
    """What no choice between `least` and `most` can exceed, and both narrowed to those that may reach the target.

    Each covering of a row is sold at its price: what rows gain above it, and what the dearest columns earn. That holds
    for any prices, so that the solver's arithmetic need not be believed.
    """
    earned = prices @ lean.covers
    gains = float(np.maximum(lean.first - prices, 0).sum() + np.maximum(lean.second - prices, 0).sum())
    free = np.flatnonzero(least < most)
    left = room - int(least.sum())
    ordered = free[np.argsort(-earned[free], kind="stable")]
    inside, outside = ordered[:left], ordered[left:]
    bound = gains + float(earned[least > 0].sum() + earned[inside].sum())
    if not len(outside) or not len(inside):
        return bound, least, most
    least, most = least.copy(), most.copy()
    most[outside[bound + earned[outside] - earned[inside[-1]] < target]] = 0.0
    least[inside[bound - earned[inside] + earned[outside[0]] < target]] = 1.0
    return bound, least, most


def _relaxed(solver: highspy.Highs, lean: Lean, least: Reals, most: Reals) -> tuple[Reals, Reals] | None:
    """The price of each row and the part of each column in the linear relaxation; None where time was too short."""
    rows, width = lean.covers.shape
    solver.changeColsBounds(width, np.arange(width, dtype=np.int32), least, most)
    solver.run()
    found = solver.getSolution()
    if not found.dual_valid or not found.value_valid:
        return None
    return np.abs(np.array(found.row_dual)[:rows]), np.clip(np.array(found.col_value)[:width], 0.0, 1.0)


def _unit(lean: Lean) -> float:
    """The step that the worth of two choices differs by at least, zero when there is none to be seen."""
    both = np.concatenate([lean.first, lean.second])
    for unit in UNITS:
        if np.allclose(both / unit, np.round(both / unit), rtol=0, atol=TINY):
            return unit
    return 0.0


def _greedy(lean: Lean, room: int) -> list[int]:
    count = np.zeros(len(lean.first))
    chosen: list[int] = []
    for _ in range(room):
        gain = np.where(count == 0, lean.first, np.where(count == 1, lean.second, 0.0)) @ lean.covers
        gain[chosen] = -1.0
        chosen.append(int(gain.argmax()))
        count += lean.covers[:, chosen[-1]]
    return chosen


def _value(lean: Lean, chosen: list[int]) -> float:
    return worth_of(lean.covers, lean.first, lean.second, chosen)


def _swapped(lean: Lean, chosen: list[int]) -> tuple[float, list[int]]:
    """One column for another as long as that helps, the most helpful first."""
    worth, chosen = _value(lean, chosen), list(chosen)
    count = lean.covers[:, chosen].sum(axis=1)
    while True:
        best = worth + TINY * max(1.0, worth)
        swap: tuple[int, int] | None = None
        for place, column in enumerate(chosen):
            less = count - lean.covers[:, column]
            gain = np.where(less == 0, lean.first, np.where(less == 1, lean.second, 0.0)) @ lean.covers
            gain[chosen] = -1.0
            value = float(lean.first[less >= 1].sum() + lean.second[less >= 2].sum() + gain.max())
            if value > best:
                best, swap = value, (place, int(gain.argmax()))
        if swap is None:
            return worth, chosen
        place, column = swap
        count = count - lean.covers[:, chosen[place]] + lean.covers[:, column]
        chosen[place], worth = column, best


def _run(lean: Lean, solver: highspy.Highs) -> tuple[list[int], float]:
    """The columns found (none when there was no time) and the bound reached."""
    all_ = float(lean.first.sum() + lean.second.sum())
    if not lean.covers.shape[1] or not len(lean.first):
        return [], 0.0
    solver.run()
    found, facts = solver.getSolution(), solver.getInfo()
    parts = np.array(found.col_value)[: lean.covers.shape[1]] if found.value_valid else np.zeros(lean.covers.shape[1])
    return np.flatnonzero(parts > 0.5).tolist(), min(all_, float(facts.mip_dual_bound))


def _levels(problem: Covering, until: float) -> Settled:
    """Sites held at several levels, so that a post of the day and one of the whole night share one choice."""
    covers, first, second = merged(problem.covers, problem.first, problem.second)
    lean = Lean(covers.astype(np.float64), first, second, np.arange(covers.shape[1]))
    limits = [(np.flatnonzero(problem.levels == level), 0, room) for level, room in enumerate(problem.room)]
    limits += [(np.flatnonzero(problem.sites == one), int(one in problem.must), 1) for one in np.unique(problem.sites)]
    chosen, bound = _run(lean, model(lean, limits, whole=True, until=until))
    columns = _needed(problem, chosen)
    return Settled(columns, _of(problem, columns), max(_of(problem, columns), bound))
