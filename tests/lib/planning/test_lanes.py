"""Walks become lanes: on invented villages one walks over them about as long as over the true ones."""

from collections import deque

import numpy as np
import pytest

from shouwang.lib.planning.gpx import Track
from shouwang.lib.planning.lanes import Merged, check_near, merged
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.plane import Fault, Floats, Unusable
from shouwang.lib.planning.tracks import spaced
from shouwang.lib.planning.villages import Lie, village
from tests.lib.planning.drawing import HERE, at, line
from tests.lib.planning.walking import walks_over
from tests.real import GRAPHS, needs_graphs

SIGMA = 4.0  # metres to each side: 5 to 6 from the lane, as telephones between houses have it


def walk(*points: tuple[float, float], aside: float = 0.0) -> Track:
    """Somebody walks along these metres, without an error but one to the north."""
    places = spaced(np.array(points, dtype=float), 6.0) + np.array([0, aside])
    return Track(HERE.degrees(places), np.arange(len(places)) * 5.0, np.full(len(places), np.nan))


def drawn(found: Merged) -> Network:
    return Network.of(lane.line for lane in found.lanes)


def misses(truth: Network, found: Network, places: Floats) -> Floats:
    """By which share the minutes between places differ, of those more than a minute apart."""
    plain = Network(truth.points, truth.edges, truth.metres)  # a walk does not show which lane is a stair
    one, other = plain.minutes(places), found.minutes(places)
    assert not other.flies.any()
    far = np.triu(one.minutes > 1, 1)
    off: Floats = (other.minutes[far] - one.minutes[far]) / one.minutes[far]
    return off


@pytest.mark.parametrize("lie", Lie)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_walking_minutes_are_near_the_truth(seed: int, lie: Lie) -> None:
    """Each lane walked twice: half of the minutes within 5 %, nine of ten within 15 %, at most a tenth beyond."""
    one = village(seed, lie, nodes=150, places=30)
    found = drawn(merged(walks_over(one.network, np.random.default_rng(seed), times=2, sigma=SIGMA)))
    off = np.abs(misses(one.network, found, one.places))
    assert np.median(off) <= 0.05
    assert np.quantile(off, 0.9) <= 0.15
    assert found.metres.sum() == pytest.approx(one.network.metres.sum(), rel=0.1)


def test_the_order_of_tracks_and_the_same_file_twice_change_nothing() -> None:
    one = village(4, nodes=120, places=10)
    walks = walks_over(one.network, np.random.default_rng(4), times=2, sigma=SIGMA)
    first, again = merged(walks), merged([*walks[::-1], *walks])
    assert [lane.line.points.tolist() for lane in first.lanes] == [lane.line.points.tolist() for lane in again.lanes]
    assert [lane.tracks for lane in first.lanes] == [lane.tracks for lane in again.lanes]


def test_more_walks_of_the_same_lanes_add_next_to_nothing() -> None:
    one = village(5, Lie.RIVER, nodes=150, places=10)
    chance = np.random.default_rng(5)
    first = drawn(merged(walks_over(one.network, chance, times=2, sigma=SIGMA)))
    again = merged(walks_over(one.network, chance, times=1, sigma=SIGMA), onto=first)
    assert again.metres <= 0.03 * first.metres.sum()
    assert again.known >= 0.95 * again.walked


def test_walks_beside_one_another_become_one_lane_in_their_middle() -> None:
    found = merged([walk((0, 0), (300, 0)), walk((300, 0), (2, 0), aside=7), walk((1, 0), (299, 0), aside=2)])
    (lane,) = found.lanes
    assert lane.tracks == 3
    assert HERE.metres(lane.line.points)[:, 1] == pytest.approx(3, abs=1.5)


def test_lanes_a_row_of_houses_apart_stay_two() -> None:
    found = merged([walk((0, 0), (300, 0)), walk((0, 28), (300, 28))])
    assert [lane.tracks for lane in found.lanes] == [1, 1]
    assert found.metres == pytest.approx(600, abs=5)


def test_there_and_back_is_one_lane() -> None:
    found = merged([walk((0, 0), (200, 0), (200, 120), (200.5, 4), (0, 3))])
    assert found.metres == pytest.approx(320, abs=20)


def test_what_is_walked_beside_the_known_ways_is_joined_to_them() -> None:
    known = Network.of([line((0, 0), (300, 0))])
    found = merged([walk((20, 5), (150, 6), (150, 120))], onto=known)
    (lane,) = found.lanes
    assert found.metres == pytest.approx(118, abs=12)
    whole = Network.of([*known.lines(), lane.line])
    assert len(whole.pieces()) == 1
    assert whole.minutes(at((0, 0), (150, 120)), pace=1).minutes[0, 1] == pytest.approx(270, abs=8)


def test_a_lane_that_ends_near_a_place_leads_up_to_it() -> None:
    found = merged([walk((0, 0), (200, 0))], places=at((208, 3), (100, 400)))
    assert HERE.metres(found.lanes[0].line.points)[-1] == pytest.approx((208, 3), abs=0.1)


def test_a_recording_that_begins_beside_a_lane_is_joined_to_it() -> None:
    found = merged([walk((0, 0), (300, 0)), walk((150, 17), (150, 140))])
    assert len(drawn(found).pieces()) == 1


def test_a_step_into_a_yard_is_no_lane() -> None:
    known = Network.of([line((0, 0), (300, 0))])
    assert merged([walk((0, 0), (150, 0), (150, 22), (150, 0), (300, 0))], onto=known).lanes == ()


@pytest.mark.parametrize("tracks", [[], [walk((0, 0), (5, 0))]])
def test_nobody_walked(tracks: list[Track]) -> None:
    with pytest.raises(Unusable) as refused:
        merged(tracks)
    assert refused.value.fault is Fault.EMPTY


def test_walking_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shouwang.lib.planning.lanes.MOST_METRES", 100.0)
    with pytest.raises(Unusable, match="many"):
        merged([walk((0, 0), (200, 0))])


def test_a_track_of_another_continent_is_refused() -> None:
    check_near(at((0, 0), (900, 0)), (112.55, 34.86))
    with pytest.raises(Unusable) as refused:
        check_near(np.array([[13.4, 52.5], [13.41, 52.5]]), (112.55, 34.86))
    assert refused.value.fault is Fault.ELSEWHERE


@needs_graphs
@pytest.mark.parametrize("name", ["cumberland", "DIAG_floor1"])
def test_walks_over_a_real_network_give_it_back(name: str) -> None:
    truth = _graph((GRAPHS / f"{name}.graph").read_text())
    chance = np.random.default_rng(1)
    places = truth.points[chance.choice(len(truth.points), 20, replace=False)]
    found = drawn(merged(walks_over(truth, chance, times=2, sigma=SIGMA)))
    off = np.abs(misses(truth, found, places))
    assert np.median(off) <= 0.05
    assert np.quantile(off, 0.9) <= 0.15


def _graph(text: str) -> Network:
    """A patrolling graph: nodes with place and degree, of each neighbour its number, where and how far. At 1.2 metres
    to a unit its corridors lie as far apart as lanes do."""
    words = deque(text.split())
    count = int(words.popleft())
    for _ in range(5):
        words.popleft()
    places, pairs = {}, set()
    for _ in range(count):
        node, x, y, degree = (int(words.popleft()) for _ in range(4))
        places[node] = (x * 1.2, -y * 1.2)
        for _ in range(degree):
            pairs.add(tuple(sorted((node, int(words.popleft())))))
            words.popleft()
            words.popleft()
    return Network.of(Line(at(places[one], places[other])) for one, other in sorted(pairs))
