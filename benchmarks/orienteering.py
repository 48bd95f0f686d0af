"""Rounds: how far below the best values known, beside PyVRP, VROOM and OR-Tools with the same seconds on one core.

Every plan, of ours and of the peers, is checked in double precision; one that cannot be walked counts nothing. SECONDS
("1,3"; "1,3,10" for all), SEEDS and WINDOW_SECONDS shorten a run, ONLY_SET=7 looks at one set. What was found is kept in
build/bench/orienteering.progress.jsonl: a run that was cut goes on where it was, FRESH=1 begins anew. With windows no best
values are kept here, so the search stands beside PyVRP alone. Without Chao's tables it is skipped.
"""

import math
import os
import platform
import time
from collections.abc import Callable, Iterable
from functools import cache
from statistics import mean

import numpy as np

from benchmarks import orienteering_data as data
from benchmarks import orienteering_peers as peers
from benchmarks.progress import Progress
from benchmarks.table import Row, show
from shouwang.lib.planning import compiling
from shouwang.lib.planning.checking import faults
from shouwang.lib.planning.problem import Rounds, Walker
from shouwang.lib.planning.replanning import replan
from shouwang.lib.planning.rounds import solve

SECONDS = [float(one) for one in os.environ.get("SECONDS", "1,3").split(",")]
SEEDS = int(os.environ.get("SEEDS", "3"))
WINDOW_SECONDS = float(os.environ.get("WINDOW_SECONDS", "5"))
WINDOWED = ("c101", "c106", "rc102", "rc107", "c203", "pr02", "pr06", "pr10")
PROMISED = {1.0: 0.10, 3.0: 0.015, 10.0: 0.015}  # per cent below the best known, on the mean
WORST, WORST_FROM = 1.5, 3.0  # per cent, seconds
REPORTS = 60
Solver = Callable[[Rounds, float, int], float]


def main() -> bool:
    if not (data.DATA / "top" / "bks.csv").exists():
        print(f"orienteering: skipped, {data.DATA / 'top'} is not here; SHOUWANG_TEST_DATA names another folder")
        return True
    quick = compiling.warm()
    kind = "compiled" if quick else "plain Python"
    print(f"{platform.machine()}, {os.cpu_count()} cores, one used; {kind}; {SEEDS} seeds; seconds {SECONDS}")
    rows = [*of_sets(), *beside_peers(), *windows(), *reports()]
    if taken := progress().taken:
        print(f"  {taken} figures are of an earlier run that was cut (FRESH=1 makes them again)")
    progress().finish()
    return show("orienteering", rows)


@cache
def progress() -> Progress:
    return Progress("orienteering", given="compiled" if compiling.warm() else "plain")


def own(problem: Rounds, seconds: float, seed: int) -> float:
    found = solve(problem, seconds=seconds, seed=seed).best
    return 0.0 if faults(problem, found) else found.prize


def kept(who: str, solver: Solver, name: str, seconds: float, seed: int, walkers: int = 0) -> float:
    """What a solver brings in an instance (with windows where walkers are named), found once."""

    def make() -> float:
        return solver(data.with_windows(name, walkers) if walkers else data.chao(name), seconds, seed)

    return progress().of(f"{who} {name} {walkers} {seconds:g} {seed}", make)


def of_sets() -> Iterable[Row]:
    """All instances where anything can be had, set by set."""
    known = data.known()
    wanted = os.environ.get("ONLY_SET", "")
    names = [name for name in known if name.startswith(f"p{wanted}")]
    for seconds in SECONDS:
        below: dict[str, list[float]] = {}
        for name in names:
            below[name] = [gap(known[name], kept("own", own, name, seconds, seed)) for seed in range(SEEDS)]
        every = [one for gaps in below.values() for one in gaps]
        sets = sorted({name[:2] for name in names})
        each = ", ".join(
            f"{one}: {mean(g for name, gaps in below.items() if name[:2] == one for g in gaps):.3f}" for one in sets
        )
        hit = sum(one <= 1e-9 for one in every)
        target = PROMISED.get(seconds, 0.10)
        told = f"{each}; {hit} of {len(every)} at the best known; worst {max(every):.2f}"
        yield Row(
            f"{len(names)} instances, {seconds:g} s: mean below the best",
            mean(every),
            "%",
            f"≤ {target}",
            mean(every) <= target,
            told,
        )
        if seconds >= WORST_FROM:
            yield Row(
                f"{len(names)} instances, {seconds:g} s: worst", max(every), "%", f"≤ {WORST}", max(every) <= WORST
            )


def beside_peers() -> Iterable[Row]:
    """The 24 hardest, each solver with the same seconds."""
    known, seconds = data.known(), SECONDS[0]
    solvers: dict[str, Solver] = {"PyVRP": peers.by_pyvrp, "VROOM": peers.by_vroom, "OR-Tools": peers.by_ortools}
    mine = [gap(known[name], kept("own", own, name, seconds, 0)) for name in data.hardest()]
    theirs = {
        who: mean(gap(known[name], kept(who, solver, name, seconds, 0)) for name in data.hardest())
        for who, solver in solvers.items()
    }
    told = ", ".join(f"{who}: {below:.2f}" for who, below in theirs.items())
    best = min(theirs.values())
    yield Row(
        f"24 hardest, {seconds:g} s: mean below the best", mean(mine), "%", f"< {best:.2f}", mean(mine) < best, told
    )


def windows() -> Iterable[Row]:
    """Solomon's and Cordeau's, one to four walkers: how much more is collected than PyVRP collects."""
    more = []
    for walkers in (1, 2, 3, 4):
        each = []
        for name in WINDOWED:
            theirs = kept("PyVRP", peers.by_pyvrp, name, WINDOW_SECONDS, 0, walkers)
            mine = mean(kept("own", own, name, WINDOW_SECONDS, seed, walkers) for seed in range(SEEDS))
            each.append(100.0 * (mine - theirs) / theirs)
        more += each
        print(
            f"  windows, {walkers} walkers: {', '.join(f'{n} {x:+.2f}' for n, x in zip(WINDOWED, each, strict=True))}"
        )
    yield Row(
        f"windows, {len(more)} cases, {WINDOW_SECONDS:g} s: mean above PyVRP", mean(more), "%", "≥ 0", mean(more) >= 0
    )


def reports() -> Iterable[Row]:
    """Forty-five places, four walkers, and a report half an hour after they left; every third time one drops out as well."""
    took, below = [], []
    for seed in range(REPORTS):
        chance = np.random.default_rng(seed)
        at = chance.random((46, 2)) * np.array([26, 17])
        travel = np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1)) * 1.25
        prizes = np.round(chance.gamma(2, 3, 46) + 1)
        prizes[[0, 45]] = 0
        stay, never = np.where(np.arange(46) > 0, 12.0, 0.0), np.full(46, math.inf)
        before = Rounds(travel, prizes, stay, -never, never, (Walker(0, 0, 0.0, 120.0),) * 4)
        plan = solve(before, seconds=0.15, seed=seed).best
        prizes, closes = prizes.copy(), never.copy()
        prizes[45], closes[45] = 30, 80
        after = Rounds(travel, prizes, stay, -never, closes, before.walkers)
        gone = (1,) if seed % 3 == 0 else ()
        began = time.perf_counter()
        change = replan(after, plan, now=30.0, gone=gone, seed=seed)
        took.append((time.perf_counter() - began) * 1_000)
        whole = replan(after, plan, now=30.0, gone=gone, seed=seed, seconds=1.0)
        below.append(max(0.0, gap(whole.plan.prize, change.plan.prize)))
    late = float(np.percentile(took, 95))
    yield Row(f"{REPORTS} reports: changed plan, p95", late, "ms", "≤ 50", late <= 50)
    yield Row(f"{REPORTS} reports: below a whole second's search", mean(below), "%", "≤ 2", mean(below) <= 2)


def gap(best: float, found: float) -> float:
    return 100.0 * (best - found) / best
