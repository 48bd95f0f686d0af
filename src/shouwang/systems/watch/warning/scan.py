"""The prospective space-time permutation scan (Kulldorff, Heffernan, Hartman, Assunção, Mostashari: A space-time
permutation scan statistic for disease outbreak detection, PLoS Medicine 2(3), 2005, e59).

It asks whether reports of the last days lie closer together than they would had the days of all reports of their kind
been dealt out anew among them. It needs no census and no rate: a busy place, a busy season, a busy kind are in the data
on both sides. All kinds, circles and periods are ranked by one score, and the highest is compared with the highest of
each deal, so a night has one p-value however much is looked at (Monte Carlo as by Dwass, 1957).

Three things differ from the paper, because a village has few reports:
- cylinders are ranked by the exact hypergeometric tail instead of the Poisson likelihood ratio, which takes a period
  for a small part of all and is poor where five of the week's six reports are the cluster (`scores`);
- days are dealt out within each kind also when all kinds are looked at together, so a kind's own season is no cluster;
- not every cylinder weighs the same: a week most, as that is what a room can act on, and one kind more than all of them
  together. The deals are weighed alike, so p is as exact as without.
How much of it is worth what: `make bench ONLY=warning`.

What it can't see: a rise everywhere at once, and a kind that was never reported before, as nothing says where its
reports would have been. It is weak where a hamlet has a fifth of all reports anyway: that five of the latest six are
from there is not so rare among all the places they could be from. Two reports of one thing that were not merged look
like a cluster.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shouwang.systems.watch.warning.events import Centre, Event
from shouwang.systems.watch.warning.scores import Score, tail
from shouwang.systems.watch.warning.zones import FEWEST, Found, Group, Indices, group

LENGTHS: Final = (1, 2, 3, 5, 7, 10, 14, 21, 28)
"""Days of the periods that are tried, as far as the caller's `max_days`."""
WEEK: Final = 7
"""A period of d days weighs d / 7 or 7 / d of one of a week."""
ONE_KIND: Final = 2.0
"""Nats by which a cylinder of one kind is put before one of all kinds, as there are many more ways to be the latter."""
MOST: Final = 5_000
"""Events in the window; memory grows with their square: 135 MB for 2,000, 850 MB for 5,000."""
DEALS_AT_ONCE: Final = 100
ROUNDING: Final = 1e-4
"""Scores closer than this are equal; the deal wins."""


@dataclass(frozen=True)
class Cluster:
    """More of a kind (all kinds together: None) than expected, within `radius_m` of the centre, in the last `days`.

    `centre` is the key of an event or of a given place. `p` is in (0, 1]; of several clusters of one night all are
    compared with the highest of each deal, so the second's is on the safe side. `keys` are the reports counted.
    """

    kind: str | None
    centre: str
    x: float
    y: float
    radius_m: float
    days: int
    observed: int
    expected: float
    p: float
    keys: tuple[str, ...]

    @property
    def recurrence_nights(self) -> float:
        """Once in so many nights chance alone shows something as striking."""
        return 1 / self.p


def scan(
    events: Iterable[Event],
    *,
    today: date,
    window_days: int = 365,
    max_radius_m: float = 400,
    max_days: int = 14,
    replicas: int = 999,
    seed: int = 0,
    places: Sequence[Centre] = (),
    up_to: float = 0.05,
    score: Score = tail,
) -> list[Cluster]:
    """The clusters that reach into today with p ≤ `up_to`, most striking first, of one kind never overlapping.

    Looked at are the events of the last `window_days`, in circles around each report and each of `places` as wide as
    `max_radius_m` and half of the cases, over the last 1 … `max_days` days. p = (1 + deals at least as striking) /
    (`replicas` + 1); dealing stops as soon as `up_to` is out of reach. The same events, in whatever order, and the same
    seed give the same answer. Which p to act on says `looks.level`. Raises ValueError for more than MOST events.
    """
    if not 1 <= max_days < window_days or not 0 < up_to <= 1 or replicas < 1 or not max_radius_m > 0:
        raise ValueError("max_days < window_days, 0 < up_to ≤ 1, and at least one deal of the days")
    night = _Night.of(events, today, window_days)
    if len(night.events) > MOST:
        raise ValueError(f"{len(night.events):,} events in {window_days} days; shorten the window")
    lengths = _lengths(max_days)
    groups = list(night.groups(places, lengths, max_radius_m, score))
    found = sorted(
        ((one, each) for each in groups for one in each.found()),
        key=lambda pair: (-pair[0].score, pair[0].radius_cm, pair[1].periods[pair[0].period].days),
    )
    if not found:
        return []
    highest = night.deals(groups, found[0][0].score, max_days, replicas, int(up_to * (replicas + 1) + ROUNDING), seed)
    return list(_told(night, found, places, highest, up_to))


def _lengths(max_days: int) -> dict[int, float]:
    """The periods in days and what each adds to the score: the logarithm of its weight, the least one's taken as 0."""
    nats = {days: -abs(log(days / WEEK)) for days in {*(days for days in LENGTHS if days < max_days), max_days}}
    return {days: one - min(nats.values()) for days, one in nats.items()}


@dataclass(frozen=True)
class _Night:
    """The events of the window as arrays, the latest first; `ages` in days, `kinds` as numbers into `names`."""

    events: list[Event]
    positions: NDArray[np.float64]
    ages: NDArray[np.int64]
    kinds: NDArray[np.int64]
    names: list[str]

    @classmethod
    def of(cls, events: Iterable[Event], today: date, window_days: int) -> "_Night":
        aged = [
            ((today - event.day).days, event.kind, event.x, event.y, event.key, event)
            for event in events
            if event.day is not None and event.x is not None and event.y is not None
        ]
        aged = sorted(row for row in aged if 0 <= row[0] < window_days)
        names = sorted({row[1] for row in aged})
        numbers = {name: number for number, name in enumerate(names)}
        return cls(
            events=[row[5] for row in aged],
            positions=np.array([[row[2], row[3]] for row in aged], dtype=float).reshape(-1, 2),
            ages=np.array([row[0] for row in aged], dtype=np.int64),
            kinds=np.array([numbers[row[1]] for row in aged], dtype=np.int64),
            names=names,
        )

    def groups(
        self, places: Sequence[Centre], lengths: dict[int, float], max_radius_m: float, score: Score
    ) -> Iterator[Group]:
        """One for each kind with enough reports lately, and one for all kinds together where there are several."""
        further = np.array([[place.x, place.y] for place in places], dtype=float).reshape(-1, 2)
        several = len(self.names) > 1
        for number in [*range(len(self.names)), *([None] if several else [])]:
            members = np.arange(len(self.kinds)) if number is None else (self.kinds == number).nonzero()[0]
            if np.count_nonzero(self.ages[members] < max(lengths)) < FEWEST:
                continue
            yield group(
                None if number is None else self.names[number],
                members=members,
                ages=self.ages[members],
                kinds=self.kinds[members],
                positions=self.positions[members],
                places=further,
                lengths={days: nats + (0 if number is None else ONE_KIND) for days, nats in lengths.items()},
                max_radius_m=max_radius_m,
                score=score,
            )

    def deals(
        self, groups: Sequence[Group], score: float, max_days: int, replicas: int, most: int, seed: int
    ) -> NDArray[np.float64] | None:
        """The highest score of each deal; None when `most` or more reach `score`, after which p is too great."""
        dealer = np.random.default_rng(seed)
        highest: list[NDArray[np.float64]] = []
        reached = 0
        for start in range(0, replicas, DEALS_AT_ONCE):
            dealt = self._deal(dealer, min(DEALS_AT_ONCE, replicas - start), max_days)
            best = np.max([each.best(dealt[each.kind]) for each in groups], axis=0)
            highest.append(best)
            reached += int(np.count_nonzero(best >= score - ROUNDING))
            if reached >= most:
                return None
        return np.concatenate(highest)

    def _deal(self, dealer: np.random.Generator, deals: int, max_days: int) -> dict[str | None, Indices]:
        """Which cases of each kind (numbered within it; of all kinds: within the night) get the days of the latest
        reports of that kind: shape (deals, reports lately), the latest first."""
        dealt: dict[str | None, Indices] = {}
        everything, ages = [], []
        for number, name in enumerate(self.names):
            members = (self.kinds == number).nonzero()[0]
            lately = self.ages[members][self.ages[members] < max_days]
            if not len(lately):
                continue
            dealt[name] = dealer.random((deals, len(members))).argsort(axis=1)[:, : len(lately)]
            everything.append(members[dealt[name]])
            ages.append(lately)
        order = np.concatenate(ages).argsort(kind="stable")
        dealt[None] = np.hstack(everything)[:, order]
        return dealt


def _told(
    night: _Night,
    found: Sequence[tuple[Found, Group]],
    places: Sequence[Centre],
    highest: NDArray[np.float64] | None,
    up_to: float,
) -> Iterator[Cluster]:
    """Most striking first, leaving out what overlaps one that was told."""
    told: list[Cluster] = []
    for one, each in found:
        reached = 0 if highest is None else int(np.count_nonzero(highest >= one.score - ROUNDING))
        p = 1.0 if highest is None else (1 + reached) / (len(highest) + 1)
        if p > up_to or highest is None:
            return
        cluster = _cluster(night, one, each, places, p)
        if not any(_overlap(cluster, other) for other in told):
            told.append(cluster)
            yield cluster


def _cluster(night: _Night, one: Found, each: Group, places: Sequence[Centre], p: float) -> Cluster:
    cases, expected = each.inside(one)
    at = one.centre - len(each.members)
    key = places[at].key if at >= 0 else night.events[each.members[one.centre]].key
    x, y = (places[at].x, places[at].y) if at >= 0 else night.positions[each.members[one.centre]].tolist()
    return Cluster(
        kind=each.kind,
        centre=key,
        x=x,
        y=y,
        radius_m=one.radius_cm / 100,
        days=each.periods[one.period].days,
        observed=len(cases),
        expected=expected,
        p=p,
        keys=tuple(night.events[case].key for case in each.members[cases]),
    )


def _overlap(one: Cluster, other: Cluster) -> bool:
    alike = one.kind == other.kind or None in (one.kind, other.kind)
    return alike and float(np.hypot(one.x - other.x, one.y - other.y)) <= one.radius_m + other.radius_m
