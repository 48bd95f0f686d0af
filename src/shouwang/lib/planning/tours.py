"""A short way through all places and back to the first: nearest first, then turned and shifted until nothing helps.

Every turn and every shift is reckoned at once as a table, so fifty places take a fraction of a millisecond a step in
plain Python. Ways are the same in both directions and shortest ones (the metric closure).
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shouwang.lib.planning.plane import Floats

Order = NDArray[np.intp]
TINY: Final = 1e-9
LONGEST: Final = 3  # places in a row that are shifted together
AFRESH: Final = 10  # every tenth try begins with any order at all
NEAR: Final = 30  # places within which parts are swapped,
FAR: Final = 0.3  # but for this share of tries
TURNS: Final = 3  # parts turned to vary a tour, at most
SMALL: Final = 8  # places up to which few tries are enough


def length(ways: Floats, order: Sequence[int] | Order) -> float:
    """All the way round; nothing for a single place."""
    at = np.asarray(order, dtype=np.intp)
    return float(ways[at, np.roll(at, -1)].sum()) if len(at) > 1 else 0.0


def tour(ways: Floats, places: Sequence[int], *, tries: int = 200, seed: int = 0) -> tuple[int, ...]:
    """The places in a short order. `tries` is how often what was found is broken apart and mended again."""
    chance = np.random.default_rng(seed)
    if len(places) < 4:
        return tuple(places)
    best = mended(ways, _nearest(ways, np.array(places, dtype=np.intp)))
    least = length(ways, best)
    for turn in range(tries if len(places) > SMALL else 4 * len(places)):
        afresh = turn % AFRESH == 0
        other = mended(ways, chance.permutation(best) if afresh else _broken(_broken(best, chance), chance))
        if (metres := length(ways, other)) <= least + TINY:
            best, least = other, metres
    return named(best)


def varied(ways: Floats, order: Sequence[int], most: float, *, count: int = 12, seed: int = 0) -> list[tuple[int, ...]]:
    """Up to so many other rounds of the same places, none longer than `most`: parts turned, as far as there is room."""
    chance = np.random.default_rng(seed)
    start = np.array(order, dtype=np.intp)
    found: dict[tuple[int, ...], None] = {}
    for _ in range(count * 3 if len(order) > 3 else 0):
        now = start
        for _ in range(int(chance.integers(1, TURNS + 1))):
            saved = np.triu(_turns(ways, now), 1)
            fits = np.argwhere(np.triu(saved >= length(ways, now) - most, 1) & (np.abs(saved) > TINY))
            if not len(fits):
                break
            now = _turned(now, *fits[int(chance.integers(len(fits)))].tolist())
        found[named(now)] = None
    found.pop(named(start), None)
    return list(found)[:count]


def mended(ways: Floats, order: Order) -> Order:
    """The best turn or shift, again and again, until none helps."""
    while True:
        turned, turn = _best_turn(ways, order)
        shifted, shift = _best_shift(ways, order)
        if max(turned, shifted) <= TINY:
            return order
        order = turn if turned >= shifted else shift


def _nearest(ways: Floats, places: Order) -> Order:
    left = places.tolist()
    order = [left.pop(0)]
    while left:
        order.append(left.pop(int(ways[order[-1], left].argmin())))
    return np.array(order, dtype=np.intp)


def _best_turn(ways: Floats, order: Order) -> tuple[float, Order]:
    """A part walked the other way round (2-opt): what it saves, and the order then."""
    saved = np.triu(_turns(ways, order), 1)
    one, other = divmod(int(saved.argmax()), len(order))
    return float(saved[one, other]), _turned(order, one, other)


def _turns(ways: Floats, order: Order) -> Floats:
    """What each turn saves: of the part behind one place of the order up to another."""
    after = np.roll(order, -1)
    steps = ways[order, after]
    saved: Floats = steps[:, None] + steps[None, :] - ways[np.ix_(order, order)] - ways[np.ix_(after, after)]
    return saved


def _turned(order: Order, one: int, other: int) -> Order:
    turned = order.copy()
    turned[one + 1 : other + 1] = turned[one + 1 : other + 1][::-1]
    return turned


def _best_shift(ways: Floats, order: Order) -> tuple[float, Order]:
    """Up to three places in a row put in elsewhere, either way round (or-opt): what it saves, and the order then."""
    count, most, found = len(order), 0.0, order
    table = ways[np.ix_(order, order)]
    steps = table[np.arange(count), np.roll(np.arange(count), -1)]
    for long in range(1, min(LONGEST, count - 2) + 1):
        first = np.arange(count)
        last, before, after = (first + long - 1) % count, (first - 1) % count, (first + long) % count
        out = table[before, first] + table[last, after] - table[before, after]
        gaps, ends = np.arange(count), (np.arange(count) + 1) % count
        straight = table[np.ix_(first, gaps)] + table[np.ix_(last, ends)]
        turned = table[np.ix_(last, gaps)] + table[np.ix_(first, ends)]
        saved = out[:, None] - np.minimum(straight, turned) + steps[None, :]
        inside = (gaps[None, :] - before[:, None]) % count <= long
        saved[inside] = -np.inf
        one, gap = divmod(int(saved.argmax()), count)
        if saved[one, gap] > most + TINY:
            most = float(saved[one, gap])
            part = order[(one + np.arange(long)) % count]
            if turned[one, gap] < straight[one, gap]:
                part = part[::-1]
            rest = order[(one + long + np.arange(count - long)) % count]
            place = (gap - one - long) % count + 1
            found = np.concatenate([rest[:place], part, rest[place:]])
    return most, found


def _broken(order: Order, chance: np.random.Generator) -> Order:
    """Two parts that follow one another swapped (double bridge). Done once, mending puts it back; twice, it seldom can."""
    order = np.roll(order, -int(chance.integers(len(order))))
    reach = len(order) if chance.random() < FAR else min(len(order), NEAR)
    one, two, three = np.sort(chance.choice(np.arange(1, reach), 3, replace=False))
    return np.concatenate([order[:one], order[two:three], order[one:two], order[three:]])


def named(order: Order) -> tuple[int, ...]:
    """The same name for the same round, wherever it begins and whichever way it is walked."""
    turned = np.roll(order, -int(order.argmin()))
    if turned[1] > turned[-1]:
        turned = np.roll(turned[::-1], 1)
    return tuple(turned.tolist())
