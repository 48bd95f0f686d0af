"""Rosters: a village's month to the proof, a town's as good as time allows, and published wards (Curtois and Qu) beside
CP-SAT alone and their table.

Each ward has SECONDS (60) by WORKERS (both cores) with the search of pieces around CP-SAT, then the same by CP-SAT alone;
every roster is reckoned again from the ward. WARDS ("1,3,5,7") names which; those above 7 promise nothing but to be
no worse than the peer. Without the published wards only village and town are made.
"""

import os
import platform
import time
from collections.abc import Iterable
from statistics import mean

from benchmarks import roster_data as data
from benchmarks import roster_peers as peers
from benchmarks.table import Row, show
from shouwang.lib.planning.roster import Goal
from shouwang.lib.planning.roster_search import bettered
from shouwang.lib.planning.roster_solver import plan

SECONDS = float(os.environ.get("SECONDS", "60"))
WORKERS = int(os.environ.get("WORKERS", os.cpu_count() or 1))
WARDS = [f"Instance{one}" for one in os.environ.get("WARDS", "1,3,5,7").split(",")]
MONTHS = 26
PROMISED = {"Instance1", "Instance3", "Instance5", "Instance7"}


def main() -> bool:
    print(f"{platform.machine()}, {os.cpu_count()} cores; wards with {WORKERS} workers and {SECONDS:g} s each")
    rows = [*months(), *town()]
    if (data.DATA / "nrp").exists():
        for name in WARDS:
            rows += of_ward(name)
    else:
        print(f"roster: no wards, {data.DATA / 'nrp'} is not here; SHOUWANG_TEST_DATA names another folder")
    return show("roster", rows)


def months() -> Iterable[Row]:
    """Twelve volunteers, 28 nights, one worker."""
    took, proven = [], 0
    for seed in range(MONTHS):
        began = time.perf_counter()
        proven += plan(data.volunteers(seed), seconds=10).is_proven
        took.append(time.perf_counter() - began)
    told = f"median {sorted(took)[MONTHS // 2]:.2f} s, slowest three {', '.join(f'{one:.2f}' for one in sorted(took)[-3:])}"
    yield Row(f"{MONTHS} months of 12 people, 28 nights: proven", proven, "", f"{MONTHS}", proven == MONTHS)
    yield Row(f"{MONTHS} months: mean time to the proof", mean(took), "s", "≤ 1", mean(took) <= 1, told)


def town() -> Iterable[Row]:
    """Sixty volunteers, four shifts a night: the desk's ten seconds beside a minute."""
    case = data.volunteers(1, people=60, shifts=4)
    short, long = (plan(case, seconds=seconds) for seconds in (10, 60))
    seats, hours = (short.value(goal) - long.value(goal) for goal in (Goal.SEATS, Goal.HOURS))
    told = "; ".join(
        f"{roster.seconds:.0f} s: " + ", ".join(f"{one.goal} {one.value} (≥ {one.bound})" for one in roster.counts)
        for roster in (short, long)
    )
    yield Row("60 people, 112 shifts, 10 s: seats left more than in 60 s", seats, "", "0", seats <= 0, told)
    yield Row("the same: hours further apart", hours / 2, "h", "≤ 8", hours <= 16)


def of_ward(name: str) -> Iterable[Row]:
    given, best = data.ward(name), data.best_known().get(name)
    model = peers.posed(given)
    found = bettered(model.cp, model.cells, seconds=SECONDS, workers=WORKERS)
    roster = (
        peers.read(given, model, [found.values[one.index] for one in model.takes.values()]) if found.values else None
    )
    mine = data.cost(given, roster) if roster else None
    other, bound = peers.plain(given, SECONDS, WORKERS, 1)
    theirs = data.cost(given, other) if other else None
    told = f"found {mine} (bound {found.bound:.0f}, {found.tries} pieces, {found.seconds:.0f} s); CP-SAT alone {theirs} (bound {bound:.0f}); table {best}"
    people = f"{name}, {len(given.staff)} people, {given.days} days"
    if best is not None and name in PROMISED:
        above = 100 * (mine / best - 1) if mine is not None else 100.0
        yield Row(f"{people}: above the table's best", above, "%", "≤ 2", above <= 2, told)
    else:
        holds = mine is not None and (theirs is None or mine <= theirs)
        yield Row(f"{people}: cost", mine or 0, "", "≤ CP-SAT alone", holds, told)
