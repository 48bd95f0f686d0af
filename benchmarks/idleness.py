"""Endless rounds: how long the place that waits longest waits, beside cyclic, HPCC and conscientious reactive patrols.

All walk the same published graphs in the same simulation and are measured by the same function. The measure is L/k: the
shortest tour's length, proven, by the number of walkers. The surprising rounds are drawn NIGHTS times (200): what they
lose, and how evenly a place's first arrival falls into twelve slots of its longest wait. WALKERS ("1,2,4,8") shortens a
run. Lengths are those of the files; nothing depends on the unit. Without the graphs it is skipped.
"""

import os
import platform
import time
from collections.abc import Iterable
from statistics import mean

from benchmarks import idleness_data as data
from benchmarks import idleness_peers as peers
from benchmarks.table import Row, show
from shouwang.lib.planning import cycles_drawn
from shouwang.lib.planning.cycles import Beat, Cycles, beat, cycles
from shouwang.lib.planning.idleness import Arrivals, first_evenness, idleness, longest, wait_evenness

WALKERS = [int(one) for one in os.environ.get("WALKERS", "1,2,3,4,5,6,7,8").split(",")]
NIGHTS = int(os.environ.get("NIGHTS", "200"))
SEEDS = int(os.environ.get("SEEDS", "3"))
SHARES = (0.2, 0.5, 0.8)  # HPCC's weight of waits: it stands with the best of them
LAPS = 6.0  # of the shortest tour, the first two before anything is measured; reactive rules need that long to settle
NIGHT = 3.0  # longest waits that a surprising night has after its first arrival, at least


def main() -> bool:
    if not data.names():
        print(f"idleness: skipped, {data.DATA / 'patrol_graphs'} is not here; SHOUWANG_TEST_DATA names another folder")
        return True
    print(f"{platform.machine()}, {os.cpu_count()} cores, one used; {SEEDS} seeds of rules, {NIGHTS} nights drawn")
    rows: list[Row] = []
    for name in data.names():
        rows += of_graph(data.graph(name))
    return show("idleness", rows)


def of_graph(graph: data.Graph) -> Iterable[Row]:
    """A row for the worst of all numbers of walkers, and the table of all above it."""
    length = data.shortest_tour(graph)
    ratios, losses, evens, told, took = [], list[float](), list[float](), list[str](), list[float]()
    print(f"  {graph.name}: {len(graph.edges)} nodes, shortest tour {length:.0f}")
    for walkers in WALKERS:
        least = length / walkers
        began = time.perf_counter()
        best = cycles(graph.ways, walkers)
        took.append(time.perf_counter() - began)
        mine = worst(graph, followed(graph, best, LAPS * length), length, best.held)
        theirs = {
            "cyclic": worst(graph, peers.cyclic(graph, walkers, LAPS * length), length),
            "HPCC": min(of_rule(graph, walkers, length, share) for share in SHARES),
            "reactive": of_rule(graph, walkers, length, None),
        }
        loss, even, after = surprised(graph, best)
        ratios.append(mine / least)
        losses.append(loss)
        evens.append(even)
        others = {who: found / least for who, found in theirs.items()}
        told.append(f"{walkers}: " + " ".join(f"{found:.2f}" for found in others.values()))
        print(
            f"    {walkers} walkers: {mine / least:.3f} of L/k in {len(best.beats)} beats;"
            f" {', '.join(f'{who} {found:.2f}' for who, found in others.items())};"
            f" surprising: {100 * loss:.1f} % more, arrivals {even:.2f}, after one was seen {after:.2f}"
        )
    yield Row(
        f"{graph.name}: longest wait of L/k, {min(WALKERS)} to {max(WALKERS)} walkers",
        max(ratios),
        "",
        "≤ 1.1",
        max(ratios) <= 1.1,
        f"cyclic, HPCC, reactive: {'; '.join(told)}",
    )
    yield Row(f"{graph.name}: surprising, wait more", 100 * max(losses), "%", "≤ 5", max(losses) <= 0.05 + 1e-9)
    yield Row(f"{graph.name}: surprising, evenness", min(evens), "", "≥ 0.8", min(evens) >= 0.8)
    yield Row(f"{graph.name}: time to find them", mean(took), "s", "≤ 5", mean(took) <= 5)


def followed(graph: data.Graph, found: Cycles, until: float) -> Arrivals:
    return peers.followed(graph, on(graph, found).passages(until), until)


def on(graph: data.Graph, found: Cycles) -> Cycles:
    """The beats as they are walked: with every node that is passed."""
    return Cycles(tuple(drawn(graph, one) for one in found.beats))


def drawn(graph: data.Graph, one: Beat) -> Beat:
    return beat(graph.ways, graph.drawn(one.stops), one.walkers)


def worst(graph: data.Graph, arrivals: Arrivals, length: float, held: frozenset[int] = frozenset()) -> float:
    return idleness(arrivals, range(len(graph.edges)), LAPS / 3 * length, LAPS * length, held).worst


def of_rule(graph: data.Graph, walkers: int, length: float, share: float | None) -> float:
    """The mean over seeds: where its walkers begin is chance."""
    until = LAPS * length
    runs = [
        peers.reactive(graph, walkers, until, seed) if share is None else peers.hpcc(graph, walkers, until, seed, share)
        for seed in range(SEEDS)
    ]
    return mean(worst(graph, arrivals, length) for arrivals in runs)


def surprised(graph: data.Graph, best: Cycles) -> tuple[float, float, float]:
    """What the longest wait of any night is above the best's, the least evenness of any place, and the mean evenness
    that is left to somebody who has just seen one pass."""
    found = cycles_drawn.surprising(graph.ways, best)
    walked = cycles_drawn.Surprising(
        on(graph, best), tuple(tuple(drawn(graph, one) for one in each) for each in found.others), found.limit
    )
    since, until = found.limit, (2 + NIGHT) * found.limit
    nights = [peers.followed(graph, walked.passages(until, seed), until) for seed in range(NIGHTS)]
    places = [node for node in range(len(graph.edges)) if node not in best.held]
    waits = longest(nights, places, since, until)
    even, after = first_evenness(nights, waits, since), wait_evenness(nights, waits, since)
    most = max(waits.values(), default=best.worst)
    return most / best.worst - 1, min(even.values(), default=1.0), mean(after.values()) if after else 0.0
