"""Unpredictability: of many plans nearly as good, which to walk, so that nobody can learn when somebody comes.

Each plan says in which slot each place is visited. Plans are drawn with the chances that make the slots of the places as
even as can be (the greatest weighted entropy), together with the slots of the nights before.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEPS: Final = 300
NOT: Final = -1  # the slot of a place that a plan does not visit


@dataclass(frozen=True)
class Spread:
    """How the plans are to be drawn. `surprise` is the entropy of a visit's slot, of what is possible (0 to 1), over the
    places by weight; `guess` the chance that whoever names the likeliest slot is right; `places` the entropy of each."""

    chances: Floats
    surprise: float
    guess: float
    places: Floats

    def drawn(self, seed: int) -> int:
        """One of the plans, by its number; the same seed draws the same."""
        return int(np.random.default_rng(seed).choice(len(self.chances), p=self.chances))


def spread(
    slots: NDArray[np.int64], weights: Floats, count: int, *, before: Floats | None = None, memory: float = 0.5
) -> Spread:
    """The chances of the plans. `slots[plan, place]` is the slot of a visit, of `count`, or NOT.

    `before[place, slot]` counts the visits of nights past; together they weigh `memory` of a place's whole. Raises
    ValueError without a plan.
    """
    plans, places = slots.shape
    if not plans:
        raise ValueError("no plan to draw from")
    shares = np.zeros((places, count + 1))
    if before is not None and places:
        total = before.sum(axis=1, keepdims=True)
        shares[:, :count] = np.divide(before, total, out=np.zeros_like(before), where=total > 0)
    known = shares.sum(axis=1)
    told = np.where(known > 0, memory, 0.0)[:, None]
    # One row a plan and place: in which slot it comes. NOT is a slot of its own, the last.
    at = np.where(slots == NOT, count, slots)
    whole = weights.sum() or 1.0
    chances = np.full(plans, 1 / plans)
    rows = np.arange(places)
    step = 1.0
    best, most = chances, -math.inf
    for turn in range(STEPS if plans > 1 and places else 0):
        mixed = told * shares + (1 - told) * _marginal(at, chances, places, count)
        with np.errstate(divide="ignore", invalid="ignore"):
            logs = np.where(mixed > 0, np.log(mixed), 0.0)
        worth = float((weights * -(mixed * logs).sum(axis=1)).sum())
        if worth > most:
            best, most = chances, worth
        pull = -(weights * (1 - told[:, 0]) * (logs[rows, at] + 1)).sum(axis=1) / whole
        chances = chances * np.exp(step / math.sqrt(turn + 1) * (pull - pull.max()))
        chances /= chances.sum()
    each, likeliest = _evenness(_marginal(at, best, places, count)[:, :count], slots, count)
    return Spread(best, float((weights * each).sum() / whole), float((weights * likeliest).sum() / whole), each)


def evenness(counts: Floats) -> float:
    """The entropy of visits counted by slot, of the greatest it could be with so many slots; 1 where there is one slot."""
    slots = len(counts)
    total = float(counts.sum())
    if slots < 2 or total <= 0:
        return 1.0
    part = counts[counts > 0] / total
    return float(-(part * np.log(part)).sum() / math.log(slots))


def slots_of(minutes: Sequence[float], first: float, last: float, wide: float) -> tuple[list[int], int]:
    """The slot of each moment between `first` and `last`, and how many slots `wide` there are."""
    count = max(1, math.ceil((last - first) / wide - 1e-9))
    return [min(max(int((minute - first) // wide), 0), count - 1) for minute in minutes], count


def _marginal(at: NDArray[np.int64], chances: Floats, places: int, count: int) -> Floats:
    """Of each place the chance of each slot. Counted in one go: this is most of the time that drawing takes."""
    cells = (at + np.arange(places) * (count + 1)).ravel()
    found: Floats = np.bincount(cells, np.repeat(chances, places), places * (count + 1)).astype(np.float64)
    return found.reshape(places, count + 1)


def _evenness(shares: Floats, slots: NDArray[np.int64], count: int) -> tuple[Floats, Floats]:
    """Of each place the entropy among the slots in which any plan visits it, and its likeliest slot's chance."""
    places = len(shares)
    each, likeliest = np.ones(places), np.ones(places)
    for place in range(places):
        total = shares[place].sum()
        if total <= 0:
            continue
        part = shares[place] / total
        each[place] = evenness(part) if count > 1 else 0.0
        likeliest[place] = part.max()
    return each, likeliest
