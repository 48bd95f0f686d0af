"""Early warning: false alarms where there is nothing, and how surely five reports in a week are found.

Each night is one of a village and a year of its own, so the nights are independent. On each the room looks after every
report of the day and at night, and tells by `level`. Peers, on the same data: the rule a room would make by hand,
three reports of one kind within 400 m in 7 days; and the same scan ranked by the Poisson likelihood ratio. In a room
with a report a week the rule by hand does as well; with one a day it cries wolf every other night.
"""

import multiprocessing
import os
import statistics
import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import hypot, sqrt
from typing import NamedTuple

import numpy as np

from benchmarks.invented import QUIET, SIDE, TODAY, hamlets, planted, reports, twice_told
from benchmarks.table import Row, show
from shouwang.systems.watch.warning import Centre, Cluster, Event, level, scan
from shouwang.systems.watch.warning.scores import Score, likelihood_ratio, tail

NIGHTS = int(os.environ.get("NIGHTS", "500"))  # of each sort
RUNS = int(os.environ.get("RUNS", "400"))
TWICE = "twice told"
# The named places and the grids that a room looks around too, nothing to do with where the hamlets are.
LANDMARKS = [
    Centre(f"place {n}", *at) for n, at in enumerate(np.random.default_rng(5).uniform(0, SIDE, (24, 2)).tolist())
]


class Night(NamedTuple):
    """Alarms of one night: by the rule of `level`, of the night's look alone, if every look told at 0.01, by hand."""

    told: bool
    night_only: bool
    unguarded: bool
    by_hand: bool


class Run(NamedTuple):
    """Whether the scan, and the rule by hand, told of three or more of the five today or tomorrow."""

    hamlets: int
    told: bool
    by_hand: bool


def main() -> bool:
    with multiprocessing.get_context("fork").Pool(2) as pool:
        jobs = [(name, seed) for name in [*QUIET, TWICE] for seed in range(NIGHTS)]
        nights: dict[str, list[Night]] = {name: [] for name in [*QUIET, TWICE]}
        for (name, _), night in zip(jobs, pool.starmap(quiet_night, jobs, chunksize=20), strict=True):
            nights[name].append(night)
        found = {
            (score, others): pool.starmap(planted_run, [(seed, others, score) for seed in range(RUNS)], chunksize=10)
            for score, others in ((tail, False), (tail, True), (likelihood_ratio, False), (likelihood_ratio, True))
        }
    return show("warning", [*false_alarms(nights), *detection(found), *speed()])


def false_alarms(nights: dict[str, list[Night]]) -> Iterable[Row]:
    twice = nights.pop(TWICE)
    together = [night for some in nights.values() for night in some]
    share = _share(night.told for night in together)
    yield Row(
        f"nights with a false alarm, of {len(together):,}",
        share,
        "%",
        "≤ 1",
        share <= 1,
        f"95 %: {_interval(share, len(together))}; the night's look alone {_share(n.night_only for n in together):.2f}, "
        f"every look at p ≤ 0.01 {_share(n.unguarded for n in together):.2f}; "
        f"by hand {_share(n.by_hand for n in together):.1f}; reports not merged {_share(n.told for n in twice):.1f}",
    )
    for name, some in nights.items():
        share = _share(night.told for night in some)
        yield Row(
            f"… {name}",
            share,
            "%",
            "1 within the 95 % or above",
            _bounds(share, len(some))[0] <= 1,
            f"95 %: {_interval(share, len(some))}; every look at p ≤ 0.01 {_share(n.unguarded for n in some):.2f}; "
            f"by hand {_share(n.by_hand for n in some):.1f}",
        )


def detection(found: dict[tuple[Score, bool], list[Run]]) -> Iterable[Row]:
    for others, most, where in ((False, 90, "1 a week"), (True, 80, "1 a week of its kind, 1 a day in all")):
        runs = found[tail, others]
        share = _share(run.told for run in runs)
        few, many = ([run.told for run in runs if (run.hamlets < 12) is is_few] for is_few in (True, False))
        yield Row(
            f"five in a week told within a day of the fifth: {where}",
            share,
            "%",
            f"≥ {most}",
            share >= most,
            f"95 %: {_interval(share, len(runs))}; 8–11 hamlets {_share(few):.1f}, 12–20 {_share(many):.1f}; "
            f"by likelihood ratio {_share(run.told for run in found[likelihood_ratio, others]):.1f}; "
            f"by hand {_share(run.by_hand for run in runs):.1f}",
        )


def speed() -> Iterable[Row]:
    """All 999 deals, as on a night with a cluster; most nights stop early."""
    for what, size, most in (("a night, 2,000 events", 2000, 2.0), ("after a report, 300 events", 300, 0.5)):
        dice = np.random.default_rng(7)
        events = [
            event
            for n in range(5)
            for event in reports(dice, hamlets(dice), dice.integers(0, 364, size // 5), f"kind-{n}")
        ]
        full = statistics.median(_seconds(events, 1.0) for _ in range(5))
        early = statistics.median(_seconds(events, 0.01) for _ in range(5))
        yield Row(what, full, "s", f"≤ {most}", full <= most, f"{early:.2f} when it stops early")


def _seconds(events: list[Event], up_to: float) -> float:
    began = time.perf_counter()
    scan(events, today=TODAY, up_to=up_to, places=LANDMARKS)
    return time.perf_counter() - began


def quiet_night(name: str, seed: int) -> Night:
    dice = np.random.default_rng([seed, [*QUIET, TWICE].index(name)])
    events = twice_told(dice) if name == TWICE else QUIET[name](dice)
    looks = list(looked(events, TODAY, seed, tail))
    return Night(
        told=any(p <= most for p, most, _ in looks),
        night_only=looks[-1][0] <= 0.01,
        unguarded=any(p <= 0.01 for p, _, _ in looks),
        by_hand=bool(by_hand(events, TODAY)),
    )


def planted_run(seed: int, others: bool, score: Score) -> Run:
    count, events = planted(np.random.default_rng([seed, 99]), others)
    days = (TODAY, TODAY + timedelta(1))
    told = any(p <= most and _names(clusters) for day in days for p, most, clusters in looked(events, day, seed, score))
    return Run(count, told, any(_new(keys) for day in days for keys in by_hand(events, day)))


def looked(events: Sequence[Event], day: date, seed: int, score: Score) -> Iterable[tuple[float, float, list[Cluster]]]:
    """The p-value, what it is held to and the clusters of each look of a day, the night's last."""
    before = [event for event in events if event.day and event.day < day]
    today = sorted((event for event in events if event.day == day), key=lambda event: event.key)
    night: list[Cluster] = []
    for count in range(len(today) + 1):
        if count or not today:
            night = scan([*before, *today[:count]], today=day, up_to=0.01, seed=seed, score=score, places=LANDMARKS)
            yield _p(night), level(count, at_night=False), night
    yield _p(night), level(len(today), at_night=True), night  # the same reports as after the last


def _p(clusters: list[Cluster]) -> float:
    return clusters[0].p if clusters else 1.0


def _names(clusters: list[Cluster]) -> bool:
    return any(_new(cluster.keys) for cluster in clusters)


def _new(keys: Iterable[str]) -> bool:
    return sum(key.startswith("new-") for key in keys) >= 3


def by_hand(events: Sequence[Event], day: date) -> list[list[str]]:
    """Three of one kind within 400 m of one of them in the last 7 days."""
    lately = [event for event in events if event.day and 0 <= (day - event.day).days < 7]
    near = [
        [
            other.key
            for other in lately
            if other.kind == event.kind and hypot(other.x - event.x, other.y - event.y) <= 400
        ]
        for event in lately
    ]
    return [keys for keys in near if len(keys) >= 3]


def _share(held: Iterable[bool]) -> float:
    return 100 * statistics.fmean(held)


def _bounds(share: float, count: int) -> tuple[float, float]:
    """Wilson's interval, in per cent."""
    z, part = 1.96, share / 100
    middle, half = part + z * z / (2 * count), z * sqrt(part * (1 - part) / count + z * z / (4 * count * count))
    return 100 * max(0.0, middle - half) / (1 + z * z / count), 100 * (middle + half) / (1 + z * z / count)


def _interval(share: float, count: int) -> str:
    low, high = _bounds(share, count)
    return f"{low:.2f}–{high:.2f}"
