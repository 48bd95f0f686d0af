"""Posts: the time to the proven best, beside HiGHS and CP-SAT given the same covering, one core each.

Published places of 324 to 708, as many posts as their tables have. TURNS (3) runs each of ours and of HiGHS; the median
counts. CP-SAT runs once, PEER_SECONDS (30) at most: some it never proves. Without the places it is skipped.
"""

import os
import platform
from collections.abc import Iterable
from statistics import median

from benchmarks import posts_data as data
from benchmarks import posts_peers as peers
from benchmarks.table import Row, show
from shouwang.lib.planning.posts import Wish, plan

TURNS = int(os.environ.get("TURNS", "3"))
PEER_SECONDS = float(os.environ.get("PEER_SECONDS", "30"))
LIMIT = 3.0


def main() -> bool:
    if not (data.DATA / "mclp" / "optima.csv").exists():
        print(f"posts: skipped, {data.DATA / 'mclp'} is not here; SHOUWANG_TEST_DATA names another folder")
        return True
    print(f"{platform.machine()}, {os.cpu_count()} cores, one used; {TURNS} turns")
    rows: list[Row] = []
    for town in data.towns():
        rows += of_town(town)
    return show("posts", rows)


def of_town(town: data.Town) -> Iterable[Row]:
    wish = Wish([town.posts], backup=0.0)
    mine = [plan(town.ground, wish, seconds=60) for _ in range(TURNS)]
    theirs = [peers.by_highs(town.ground, town.posts, 60) for _ in range(TURNS)]
    other = peers.by_cp_sat(town.ground, town.posts, PEER_SECONDS)
    took, its = median(one.seconds for one in mine), median(one.seconds for one in theirs)
    right = all(one.is_proven and abs(one.value - town.optimum) < 1e-6 for one in mine)
    said = f"{other.seconds:.2f} s" if other.is_proven else f"not proven in {PEER_SECONDS:g} s ({other.value:.0f})"
    what = f"{town.name}, {town.posts} posts"
    yield Row(f"{what}: proven best", mine[0].value, "", f"{town.optimum:.0f}", right)
    yield Row(f"{what}: time", took, "s", f"≤ {LIMIT:g}", took <= LIMIT, f"CP-SAT {said}")
    yield Row(f"{what}: of HiGHS's time", took / its, "×", "≤ 1", took <= its, f"HiGHS {its:.2f} s")
