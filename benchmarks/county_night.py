"""A county's night: 30, 100 and 300 invented villages, each from its ways to its roster, in two processes; and one
village end to end with a month's roster, as the desk thinks it through.

A village has about 400 nodes, 45 places, three posts, four teams and twelve volunteers. The villages are invented
before the clock starts. COUNTY ("30,100,300") shortens a run. Memory is the parent's most and, for each process, the
most that any of them had.
"""

import os
import platform
import resource
import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean, median

from benchmarks.county_data import asked
from benchmarks.table import Row, show
from shouwang.lib.planning import compiling
from shouwang.systems.patrol.county import SEARCH, Asked, nights, think
from shouwang.systems.patrol.drawing import Drawn

COUNTY = [int(one) for one in os.environ.get("COUNTY", "30,100,300").split(",")]
PROCESSES = 2
VILLAGES = 30  # end to end
DESK = 0.2  # seconds of search for the rounds, as at the desk
DEEP = 10  # villages whose rounds are searched for a second, to see what the short search leaves


@dataclass(frozen=True)
class Run:
    villages: int
    wall: float
    each: float  # seconds of a village in its process, the median
    steps: dict[str, float]


def main() -> bool:
    kind = "compiled" if compiling.warm() else "plain Python"
    print(f"{platform.machine()}, {os.cpu_count()} cores; {kind}; inventing {max(COUNTY)} villages")
    villages = [asked(seed) for seed in range(max(COUNTY))]
    rows = [*of_county([county(villages[:count]) for count in COUNTY]), *shallow(villages[:DEEP]), *end_to_end()]
    return show("county_night", rows)


def county(villages: list[Asked]) -> Run:
    began, before = time.perf_counter(), processor()
    took = [answer.seconds for answer in nights(villages, processes=PROCESSES)]
    wall = time.perf_counter() - began
    steps = {name: median(one[name] for one in took) for name in took[0]}
    told = ", ".join(f"{name} {1000 * seconds:.0f}" for name, seconds in steps.items())
    told += f"; {1000 * (processor() - before) / len(took):.0f} ms of a processor each, with starting"
    each = median(sum(one.values()) for one in took)
    print(f"  {len(villages)} villages: {wall:.1f} s, {1000 * each:.0f} ms a village in its process ({told})")
    return Run(len(villages), wall, each, steps)


def processor() -> float:
    """Seconds that all processes that have ended took of a core, whatever else the machine did."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def of_county(runs: list[Run]) -> Iterable[Row]:
    last = runs[-1]
    told = ", ".join(f"{run.villages}: {run.wall:.1f} s" for run in runs)
    yield Row(f"{last.villages} villages, {PROCESSES} processes", last.wall, "s", "≤ 30", last.wall <= 30, told)
    flat = max(run.each for run in runs) / min(run.each for run in runs)
    told = ", ".join(f"{run.villages}: {1000 * run.each:.0f} ms" for run in runs)
    yield Row("a village in the largest county against the smallest", flat, "×", "≤ 1.2", flat <= 1.2, told)
    own, theirs = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    memory = own + PROCESSES * theirs
    yield Row("memory of all processes", memory, "MB", "< 1024", memory < 1024, f"parent {own:.0f}, each {theirs:.0f}")


def shallow(villages: list[Asked]) -> Iterable[Row]:
    """What the county's short search leaves in the rounds."""
    below = []
    for one in villages:
        short, long = (think(one, search).walking.solution.best.prize for search in (SEARCH, 1.0))
        below.append(100 * (1 - short / long))
    yield Row(f"rounds of {SEARCH:g} s below those of 1 s", mean(below), "%", "≤ 2", mean(below) <= 2)


def end_to_end() -> Iterable[Row]:
    took, steps, drawn = [], list[dict[str, float]](), list[Drawn]()
    for seed in range(VILLAGES):
        answer = think(asked(seed, nights=28), DESK)
        steps.append(dict(answer.seconds))
        drawn.append(answer.drawn)
        took.append(sum(answer.seconds.values()))
    told = ", ".join(
        f"{name} {1000 * mean(one[name] for one in steps):.0f} ({1000 * max(one[name] for one in steps):.0f}) ms"
        for name in steps[0]
    )
    yield Row(f"{VILLAGES} villages end to end, 28 nights: mean", mean(took), "s", "≤ 0.5", mean(took) <= 0.5, told)
    yield Row(f"{VILLAGES} villages end to end: worst", max(took), "s", "≤ 1", max(took) <= 1)
    given_up = max(100 * one.given_up for one in drawn)
    each = [one.surprise or 0.0 for one in drawn]
    told = f"hard to guess, of 1: mean {mean(each):.2f}, least {min(each):.2f}; given up on the mean {100 * mean(one.given_up for one in drawn):.2f} %"
    yield Row("given up for hours that are hard to guess: worst", given_up, "%", "≤ 2", given_up <= 2, told)
