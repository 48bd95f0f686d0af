"""Visits of one person in one day, put in order: exact, for the few that fit into a day.

Everything is counted in whole steps (quarters of an hour at the desk), so that what is planned and what a calendar holds are
the same numbers. Some visits have a fixed beginning, others a window; each trip begins and ends at home. The search goes
through every set of visits with its best ways of having made them, so it misses nothing: where it says that something does
not fit, it does not. For many points and many walkers there is `rounds`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MOST: Final = 12  # stops of a day; each doubles the work


@dataclass(frozen=True)
class Stop:
    """How long one stays, the earliest and the latest step at which one may begin. `weight`: how much it counts to be in."""

    stay: int
    opens: int
    closes: int
    weight: int = 1


@dataclass(frozen=True)
class Trip:
    """Away from home, from a step on until one; `start`: the stop one is at already, else home."""

    leaves: int
    back_by: int
    start: int | None = None


@dataclass(frozen=True)
class Day:
    """`travel[a][b]`: steps from stop a to stop b; home is the last row and column. Trips are in order and apart.

    Raises ValueError for a table that does not fit, or more stops than can be tried out.
    """

    travel: Sequence[Sequence[int]]
    stops: tuple[Stop, ...]
    trips: tuple[Trip, ...]

    def __post_init__(self) -> None:
        if len(self.stops) > MOST:
            raise ValueError(f"at most {MOST} stops, not {len(self.stops)}")
        if len(self.travel) <= len(self.stops):
            raise ValueError("every stop and home need a row of the table")

    @property
    def home(self) -> int:
        return len(self.travel) - 1


@dataclass(frozen=True)
class Placed:
    """One visit of the order: when one must set out for it, when it begins and ends."""

    stop: int
    trip: int
    leaves: int
    begins: int
    ends: int


@dataclass(frozen=True)
class Ordered:
    """The visits in their order, the stops that could not be in, the steps of way in all."""

    visits: tuple[Placed, ...]
    left_out: tuple[int, ...]
    travel: int


@dataclass(frozen=True)
class _Label:
    """One way of having made some visits: when it is over, the way so far, the last visit, what was before."""

    now: int
    travel: int
    placed: Placed | None = None
    before: "_Label | None" = None

    def path(self) -> tuple[Placed, ...]:
        found: list[Placed] = []
        label: _Label | None = self
        while label:
            if label.placed:
                found.append(label.placed)
            label = label.before
        return tuple(reversed(found))


def order(day: Day) -> Ordered:
    """The order that has the most weight in, and of those the shortest way."""
    found: Mapping[int, _Label] = {0: _Label(0, 0)}
    for number, trip in enumerate(day.trips):
        found = _trip(day, number, trip, found)

    def worth(mask: int) -> tuple[int, int]:
        return sum(stop.weight for n, stop in enumerate(day.stops) if mask >> n & 1), -found[mask].travel

    best = max(found, key=worth)
    out = tuple(n for n in range(len(day.stops)) if not best >> n & 1)
    return Ordered(found[best].path(), out, found[best].travel)


def _trip(day: Day, number: int, trip: Trip, before: Mapping[int, _Label]) -> dict[int, _Label]:
    """For every set of visits made by the end of the trip the shortest way; staying at home is one."""
    home = dict(before)
    start = day.home if trip.start is None else trip.start
    layer = {(mask, start): [_Label(trip.leaves, label.travel, None, label)] for mask, label in before.items()}
    while layer:
        following: dict[tuple[int, int], list[_Label]] = {}
        for (mask, at), labels in layer.items():
            for label in labels:
                for stop, label_then in _onward(day, number, trip, mask, at, label):
                    made = mask | 1 << stop
                    if _is_new(following.setdefault((made, stop), []), label_then):
                        following[made, stop].append(label_then)
        for (mask, at), labels in following.items():
            way = day.travel[at][day.home]
            for label in labels:
                if mask not in home or label.travel + way < home[mask].travel:
                    home[mask] = _Label(trip.back_by, label.travel + way, None, label)
        layer = following
    return home


def _onward(day: Day, number: int, trip: Trip, mask: int, at: int, label: _Label) -> Iterator[tuple[int, _Label]]:
    for n, stop in enumerate(day.stops):
        if mask >> n & 1:
            continue
        way = day.travel[at][n]
        begins = max(label.now + way, stop.opens)
        ends = begins + stop.stay
        if begins <= stop.closes and ends + day.travel[n][day.home] <= trip.back_by:
            placed = Placed(n, number, begins - way, begins, ends)
            yield n, _Label(ends, label.travel + way, placed, label)


def _is_new(known: list[_Label], label: _Label) -> bool:
    """Whether none of the known is as early and as short; takes out those that it surpasses."""
    if any(one.now <= label.now and one.travel <= label.travel for one in known):
        return False
    known[:] = [one for one in known if one.now < label.now or one.travel < label.travel]
    return True
