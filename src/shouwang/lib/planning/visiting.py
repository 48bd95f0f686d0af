"""Two weeks of visits, spread over those who help: nobody more than they said, the same face where it can be, by way.

Whoever has the fewest who could come is placed first. Where all who could come are full that week, one of their other visits
goes to somebody else who helps there, if there is one. What somebody moved by hand stays where it is. Sixty people and twelve
helpers take under a tenth of a second on two busy cores.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

import numpy as np

from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.tours import tour

Key = Hashable
Point = tuple[float, float]  # latitude, longitude
Ways = Callable[[Sequence[Point]], Floats]  # how far it is between each two, in a unit of its own
Face = Literal["same", "only", "again", "free"]
SLACK = 3  # a visit may be up to a third of its rhythm early,
MOST_EARLY = 2  # and at most two days, where the helper has less to do then
METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True)
class Wanted:
    """Somebody to be visited: from which day it is due, every how many days, by whom it can be, who was there last."""

    key: Key
    due: date
    every: int
    helpers: tuple[Key, ...]
    last: Key | None = None
    at: Point | None = None


@dataclass(frozen=True)
class Slot:
    """A visit on a day. `due` is the day it was wanted, `face` why this helper, `turn` its place in their day."""

    wanted: Key
    helper: Key
    day: date
    due: date
    face: Face | None = None
    turn: int = 1


@dataclass(frozen=True)
class Unplaced:
    """A visit that nobody can make: because nobody helps there with visits, or all are full that week."""

    wanted: Key
    due: date
    why: Literal["nobody", "full"]


@dataclass(frozen=True)
class Spread:
    """The plan: every visit that was wanted is a slot or is named as left over."""

    slots: tuple[Slot, ...]
    left: tuple[Unplaced, ...]


@dataclass
class _Book:
    """Who has how much to do, by week and by day."""

    most: dict[Key, int]
    weeks: Counter[tuple[Key, tuple[int, int]]] = field(default_factory=Counter)
    days: Counter[tuple[Key, date]] = field(default_factory=Counter)

    def put(self, helper: Key, day: date, count: int = 1) -> None:
        self.weeks[helper, week(day)] += count
        self.days[helper, day] += count

    def is_free(self, helper: Key, day: date) -> bool:
        return self.weeks[helper, week(day)] < self.most.get(helper, 0)

    def share(self, helper: Key, day: date) -> float:
        return self.weeks[helper, week(day)] / max(self.most.get(helper, 0), 1)


def week(day: date) -> tuple[int, int]:
    """The calendar week, Monday to Sunday."""
    return day.isocalendar()[:2]


def spread(
    wanted: Sequence[Wanted],
    most: dict[Key, int],
    first: date,
    days: int = 14,
    fixed: Sequence[Slot] = (),
    ways: Ways | None = None,
) -> Spread:
    """Plan from `first` on. `most`: visits a week each helper takes on; `fixed`: what stays and counts, made or moved.

    `ways`: how far it is between places; by the straight line without it.
    """
    until = first + timedelta(days=days - 1)
    book = _Book(most)
    standing: dict[Key, list[date]] = defaultdict(list)
    for slot in fixed:
        book.put(slot.helper, slot.day)
        if slot.day >= first:
            standing[slot.wanted].append(slot.day)
    by_key = {one.key: one for one in wanted}
    asked = [(due, one) for one in wanted for due in _dues(one, first, until, standing[one.key])]
    able = {one.key: [each for each in one.helpers if most.get(each, 0)] for one in wanted}
    asked.sort(key=lambda pair: (pair[0], len(able[pair[1].key]), str(pair[1].key)))
    slots: list[Slot] = []
    left: list[Unplaced] = []
    last = {one.key: one.last for one in wanted}
    for due, one in asked:
        if not able[one.key]:
            left.append(Unplaced(one.key, due, "nobody"))
            continue
        taken = {slot.day for slot in slots if slot.wanted == one.key} | set(standing[one.key])
        window = [day for day in _window(one, due, first, until) if day not in taken]
        found = _placed(one, due, window, able[one.key], last[one.key], book) or _swapped(
            one, due, window, able, slots, by_key, book
        )
        if found is None:
            left.append(Unplaced(one.key, due, "full"))
            continue
        book.put(found.helper, found.day)
        slots.append(found)
        last[one.key] = found.helper
    return Spread(tuple(_ordered(slots, by_key, ways or straight)), tuple(left))


def _dues(one: Wanted, first: date, until: date, standing: Sequence[date]) -> list[date]:
    """The days a visit is wanted in the time; what stands there already moves the next one on."""
    found = []
    fixed = sorted(standing)
    due = max(one.due, first)
    while due <= until:
        early = due - timedelta(days=min(MOST_EARLY, one.every // SLACK))
        covering = next((day for day in fixed if early <= day <= due + timedelta(days=one.every - 1)), None)
        if covering is not None:
            fixed.remove(covering)
            due = covering + timedelta(days=one.every)
            continue
        found.append(due)
        due += timedelta(days=one.every)
    return found


def _window(one: Wanted, due: date, first: date, until: date) -> list[date]:
    """The day it is due, then earlier ones, then later ones of the same time: late is better than not at all."""
    early = min(MOST_EARLY, one.every // SLACK)
    days = [due - timedelta(days=back) for back in range(early + 1)]
    days += [due + timedelta(days=on) for on in range(1, one.every)]
    return [day for day in days if first <= day <= until]


def _placed(
    one: Wanted, due: date, window: Sequence[date], able: Sequence[Key], last: Key | None, book: _Book
) -> Slot | None:
    """The first day on which somebody has room; the last face first (`last`: this plan counts too), then who has most room."""
    early = [day for day in window if day <= due]
    for helper in [last] if last in able else []:
        if free := [day for day in early if book.is_free(helper, day)]:
            day = min(free, key=lambda day: (book.days[helper, day], -day.toordinal()))
            return Slot(one.key, helper, day, due, _why(one, helper, able, last))
    for day in window:
        if free_helpers := [helper for helper in able if book.is_free(helper, day)]:
            helper = min(free_helpers, key=lambda each: (book.share(each, day), str(each)))
            return Slot(one.key, helper, day, due, _why(one, helper, able, last))
    return None


def _why(one: Wanted, helper: Key, able: Sequence[Key], before: Key | None) -> Face:
    """Who really was there last is said so; whom this plan sends again was not there yet."""
    if helper == one.last:
        return "same"
    if len(able) == 1:
        return "only"
    return "again" if helper == before else "free"


def _swapped(
    one: Wanted,
    due: date,
    window: Sequence[date],
    able: dict[Key, list[Key]],
    slots: list[Slot],
    by_key: dict[Key, Wanted],
    book: _Book,
) -> Slot | None:
    """Give one visit of somebody who could come to another who helps there, and take its room."""
    for day in window:
        for helper in able[one.key]:
            for n, slot in enumerate(slots):
                if slot.helper != helper or week(slot.day) != week(day):
                    continue
                others = [each for each in able[slot.wanted] if each != helper and book.is_free(each, slot.day)]
                if not others:
                    continue
                other = min(others, key=lambda each: (book.share(each, slot.day), str(each)))
                book.put(helper, slot.day, -1)
                book.put(other, slot.day)
                face: Face = "same" if by_key[slot.wanted].last == other else "free"
                slots[n] = Slot(slot.wanted, other, slot.day, slot.due, face)
                mine: Face = "same" if one.last == helper else "only" if len(able[one.key]) == 1 else "free"
                return Slot(one.key, helper, day, due, mine)
    return None


def _ordered(slots: Sequence[Slot], by_key: dict[Key, Wanted], ways: Ways) -> list[Slot]:
    """Each helper's day in a short order; those without a place come last."""
    days: dict[tuple[date, str], list[Slot]] = defaultdict(list)
    for slot in slots:
        days[slot.day, str(slot.helper)].append(slot)
    found = []
    for _when, day in sorted(days.items()):
        order = in_order([by_key[slot.wanted].at for slot in day], ways)
        found += [
            Slot(slot.wanted, slot.helper, slot.day, slot.due, slot.face, turn)
            for turn, slot in enumerate((day[n] for n in order), 1)
        ]
    return found


def in_order(points: Sequence[Point | None], ways: Ways) -> list[int]:
    """Which comes first, second …, by a short way; those without a place last, as they came."""
    known = [n for n, point in enumerate(points) if point is not None]
    without = [n for n, point in enumerate(points) if point is None]
    if len(known) < 3:
        return known + without
    found = tour(ways([point for point in points if point is not None]), range(len(known)), tries=20)
    return [known[n] for n in found] + without


def straight(points: Sequence[Point]) -> Floats:
    """Metres between each two, as the crow flies."""
    at = np.array(points, dtype=np.float64)
    flat = np.column_stack([at[:, 0], at[:, 1] * np.cos(np.radians(at[:, 0].mean()))]) * METRES_A_DEGREE
    apart: Floats = np.sqrt(((flat[:, None, :] - flat[None, :, :]) ** 2).sum(axis=2))
    return apart
