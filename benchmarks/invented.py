"""Invented villages and their reports, for the early warning: 3 km × 3 km, a year, nothing planted or five reports."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from shouwang.systems.watch.warning import Event

TODAY, SIDE, YEAR = date(2026, 6, 30), 3000, 364  # 52 weeks
Dice = np.random.Generator
Spots = NDArray[np.float64]
Days = NDArray[np.int64]


def hamlets(dice: Dice, count: int = 10) -> Spots:
    """300 houses: hamlets of unequal size some 250 m across, every seventh house on its own."""
    middles = dice.uniform(200, SIDE - 200, (count, 2))
    houses = middles[dice.choice(count, 300, p=dice.dirichlet(np.full(count, 5.0)))] + dice.normal(0, 120, (300, 2))
    alone = dice.random(300) < 0.15
    houses[alone] = dice.uniform(0, SIDE, (alone.sum(), 2))
    return houses.clip(0, SIDE)


def reports(dice: Dice, spots: Spots, days: Days, kind: str = "theft") -> list[Event]:
    """One on each of `days` (days ago), each at one of the spots."""
    at = spots[dice.integers(len(spots), size=len(days))]
    return [
        Event(f"{kind}-{n}", kind, TODAY - timedelta(int(day)), float(x), float(y))
        for n, (day, (x, y)) in enumerate(zip(days, at, strict=True))
    ]


def steady(dice: Dice, a_year: float, share: Callable[[Days], NDArray[np.float64]] | None = None) -> Days:
    """Days ago of about `a_year` reports; `share` weighs the days."""
    days = np.arange(YEAR)
    weights = np.ones(YEAR) if share is None else share(days)
    return dice.choice(days, dice.poisson(a_year), p=weights / weights.sum())


def season(dice: Dice) -> Callable[[Days], NDArray[np.float64]]:
    """Nine times as many at the height as at the low of the year; tonight is anywhere in it."""
    turn = dice.uniform(0, 2 * np.pi)
    return lambda days: 1 + 0.8 * np.sin(days * 2 * np.pi / YEAR + turn)


def market(dice: Dice) -> Callable[[Days], NDArray[np.float64]]:
    """Two days of seven have five times as many; tonight is any day of the week."""
    turn = dice.integers(7)
    return lambda days: np.where((days + turn) % 7 < 2, 5.0, 1.0)


def kinds(dice: Dice, seasons: bool) -> list[Event]:
    """Five kinds, each twice as frequent as the one before, each with hamlets of its own; two a day in all."""
    made = []
    for n in range(5):
        days = steady(dice, 730 * 2**n / 31, season(dice) if seasons else None)
        made += reports(dice, hamlets(dice, 6), days, f"kind-{n}")
    return made


def _uniform(dice: Dice) -> list[Event]:
    return reports(dice, dice.uniform(0, SIDE, (300, 2)), steady(dice, 52))


def _doubled(dice: Dice) -> list[Event]:
    days = np.unique(steady(dice, 180))
    return reports(dice, hamlets(dice), np.concatenate([days, days]))


def _busy(dice: Dice) -> list[Event]:
    return reports(dice, hamlets(dice), np.concatenate([steady(dice, 365), np.zeros(5, dtype=np.int64)]))


QUIET: dict[str, Callable[[Dice], list[Event]]] = {
    "anywhere, 1 a week": _uniform,
    "hamlets, 1 a week": lambda dice: reports(dice, hamlets(dice), steady(dice, 52)),
    "hamlets, 1 a day": lambda dice: reports(dice, hamlets(dice), steady(dice, 365)),
    "market days": lambda dice: reports(dice, hamlets(dice), steady(dice, 365, market(dice))),
    "a season": lambda dice: reports(dice, hamlets(dice), steady(dice, 365, season(dice))),
    "five kinds": lambda dice: kinds(dice, seasons=False),
    "five kinds, each its season": lambda dice: kinds(dice, seasons=True),
    "reports two by two": _doubled,
    "five reports today": _busy,
}
"""Sorts of year without a cluster."""


def twice_told(dice: Dice) -> list[Event]:
    """What the caller must not let happen: every fifth report was made again within two days and not merged."""
    once = reports(dice, hamlets(dice), steady(dice, 300))
    again = [
        Event(f"{event.key}-again", event.kind, event.day + timedelta(int(dice.integers(3))), event.x, event.y)
        for event in once
        if event.day and dice.random() < 0.2
    ]
    return once + again


def planted(dice: Dice, other_kinds: bool) -> tuple[int, list[Event]]:
    """1 a week in a village of 8 to 20 hamlets (how many comes back), and five in seven days at spots within 200 m of
    some house, keys "new-…", the fifth today. The day after today is there too. `other_kinds`: four more kinds, a
    report a day in all."""
    count = int(dice.integers(8, 21))
    houses = hamlets(dice, count)
    events = reports(dice, houses, steady(dice, 52 + 1 / 7) - 1)
    if other_kinds:
        for n in range(4):
            events += reports(dice, hamlets(dice, count), steady(dice, 78) - 1, f"kind-{n}")
    days = dice.integers(0, 7, 5)
    turns, far = dice.uniform(0, 2 * np.pi, 5), 200 * np.sqrt(dice.random(5))
    spots = houses[dice.integers(len(houses))] + np.c_[far * np.cos(turns), far * np.sin(turns)]
    for n, (day, (x, y)) in enumerate(zip(days - days.min(), spots, strict=True)):
        events.append(Event(f"new-{n}", "theft", TODAY - timedelta(int(day)), float(x), float(y)))
    return count, events
