"""Endless rounds: everybody is come to, nobody waits longer than is said, and nobody can learn when somebody comes."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import idleness_data, idleness_peers
from benchmarks.idleness import on
from shouwang.lib.planning.cycles import Cycles, Passage, cycles, with_stays
from shouwang.lib.planning.cycles_drawn import surprising
from shouwang.lib.planning.idleness import first_evenness, idleness, longest
from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.tours import length, tour, varied
from tests.real import needs_patrol


def strewn(seed: int, places: int) -> Floats:
    at = np.random.default_rng(seed).random((places, 2)) * 40
    ways: Floats = np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1))
    return ways


def arrivals(passages: list[Passage]) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for one in passages:
        found.setdefault(one.place, []).append(one.minute)
    return found


@given(seed=st.integers(0, 10**6), places=st.integers(1, 14), walkers=st.integers(1, 8))
@settings(deadline=None, max_examples=40)
def test_every_place_is_come_to_and_the_longest_wait_is_the_one_that_is_said(
    seed: int, places: int, walkers: int
) -> None:
    ways = strewn(seed, places)
    found = cycles(ways, walkers, tries=10)
    assert sorted(stop for beat in found.beats for stop in beat.stops) == list(range(places))
    assert sum(beat.walkers for beat in found.beats) == walkers
    until = 4 * max((beat.length for beat in found.beats), default=1.0) + 1.0
    walked = idleness(arrivals(found.passages(until)), range(places), until / 2, until, found.held)
    assert walked.worst == pytest.approx(found.worst)
    assert walked.mean <= walked.worst
    assert found.worst <= length(ways, tour(ways, range(places), tries=10)) / walkers + 1e-9


@pytest.mark.parametrize("seed", range(4))
def test_few_places_have_the_shortest_tour_there_is(seed: int) -> None:
    ways = strewn(seed, 7)
    best = min(length(ways, (0, *order)) for order in permutations(range(1, 7)))
    assert length(ways, tour(ways, range(7))) == pytest.approx(best)


def test_a_long_way_between_two_hamlets_is_not_walked_all_night() -> None:
    one, other = strewn(1, 6) / 10, strewn(2, 6) / 10
    ways = np.full((12, 12), 100.0)
    ways[:6, :6], ways[6:, 6:] = one, other
    found = cycles(ways, 4)
    assert sorted(sorted(beat.stops) for beat in found.beats) == [list(range(6)), list(range(6, 12))]
    assert found.worst < length(ways, tour(ways, range(12))) / 4 / 5


def test_with_somebody_for_each_place_none_waits() -> None:
    found = cycles(strewn(3, 5), 6)
    assert (found.worst, found.held) == (0, frozenset(range(5)))


def test_a_stay_makes_the_round_as_much_longer() -> None:
    ways, stays = strewn(4, 9), np.arange(9.0)
    assert length(with_stays(ways, stays), range(9)) == pytest.approx(length(ways, range(9)) + 36)


@pytest.mark.parametrize(
    ("ways", "walkers", "words"),
    [
        (strewn(1, 3), 0, "nobody"),
        (np.full((2, 2), np.inf), 1, "everywhere"),
        (np.array([[0.0, 1.0], [2.0, 0.0]]), 1, "as long back"),
    ],
)
def test_what_nobody_can_walk_is_refused(ways: Floats, walkers: int, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        cycles(ways, walkers)


def test_waits_are_reckoned_from_the_arrivals() -> None:
    found = idleness({1: [2.0, 5.0, 11.0], 2: [4.0]}, [1, 2, 3], since=4.0, until=12.0, held={3})
    assert found.places == {1: 6.0, 2: 8.0, 3: 0.0}
    assert found.worst == 8.0
    # Place 1 has waited 2 to 3, 0 to 6 and 0 to 1 minutes, place 2 at first none and then 0 to 8.
    assert found.mean == pytest.approx(((9 - 4) / 2 + 36 / 2 + 1 / 2 + 64 / 2) / (3 * 8))


@pytest.mark.parametrize("walkers", [1, 3, 8])
def test_drawn_nights_keep_the_limit_and_cannot_be_learnt(walkers: int) -> None:
    ways = strewn(5, 16)
    best = cycles(ways, walkers)
    found = surprising(ways, best)
    since, until = found.limit, 4 * found.limit
    nights = [arrivals(found.passages(until, seed)) for seed in range(120)]
    places = set(range(16)) - best.held
    waits = longest(nights, places, since, until)
    assert max(waits.values()) <= found.limit <= best.worst * 1.05
    assert min(first_evenness(nights, waits, since).values()) >= 0.8
    known = [arrivals(best.passages(until))] * 120
    assert max(first_evenness(known, longest(known, places, since, until), since).values()) == 0


def test_nobody_walks_faster_on_a_drawn_night() -> None:
    ways = strewn(6, 12)
    found = surprising(ways, cycles(ways, 3))
    for seed in range(20):
        night = sorted(found.passages(300, seed), key=lambda one: (one.walker, one.minute))
        for one, other in pairwise(night):
            if one.walker == other.walker:
                assert other.minute - one.minute >= ways[one.place, other.place] - 1e-9
    assert found.passages(300, 1) == found.passages(300, 1) != found.passages(300, 2)


def test_varied_tours_are_other_ones_and_none_too_long() -> None:
    ways = strewn(7, 20)
    best = tour(ways, range(20))
    most = length(ways, best) * 1.05
    others = varied(ways, best, most)
    assert len(others) == len(set(others)) > 3
    assert best not in others
    assert all(sorted(other) == list(range(20)) and length(ways, other) <= most + 1e-9 for other in others)


def test_the_shortest_tour_of_a_graph_is_proven() -> None:
    edges: list[dict[int, float]] = [{1: 2, 3: 9}, {0: 2, 2: 3}, {1: 3}, {0: 9}, {5: 1, 3: 1}, {4: 1}]
    graph = idleness_data.of("small", edges)
    best = min(length(graph.ways, (0, *order)) for order in permutations(range(1, 6)))
    assert idleness_data.shortest_tour(graph) == best
    assert graph.drawn((0, 2, 3)) == (0, 1, 2, 1, 0, 3)


def test_the_simulation_lets_nobody_fly() -> None:
    graph = idleness_data.of("two", [{1: 5.0}, {0: 5.0}])
    with pytest.raises(ValueError, match="nobody walks that fast"):
        idleness_peers.followed(graph, [Passage(0, 0, 0.0), Passage(0, 1, 4.0)], 10)


@needs_patrol
@pytest.mark.parametrize("walkers", [1, 4, 8])
def test_published_graphs_wait_no_longer_than_their_shortest_tour_by_walkers(walkers: int) -> None:
    graph = idleness_data.graph("cumberland")
    found = cycles(graph.ways, walkers)
    least = idleness_data.shortest_tour(graph) / walkers
    until = 4 * least * walkers
    walked = worst_on(graph, found, until)
    assert walked <= found.worst + 1e-6
    assert found.worst <= 1.1 * least


def worst_on(graph: idleness_data.Graph, found: Cycles, until: float) -> float:
    """The longest wait as simulated on the graph, where one also passes what one does not stop at."""
    walked = idleness_peers.followed(graph, on(graph, found).passages(until), until)
    return idleness(walked, range(len(graph.edges)), until / 2, until, found.held).worst
