"""A network is what one can walk: crossings are nodes, near ends meet, and what no way reaches is said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.planning.network import DETOUR, FAR, Network
from shouwang.lib.planning.plane import Fault, Plane, Unusable
from shouwang.lib.planning.villages import Lie, village
from tests.lib.planning.drawing import at, line

CROSS = [line((0, 0), (100, 0)), line((50, -50), (50, 50))]


def metres(network: Network, *places: tuple[float, float], **how: object) -> np.ndarray:
    return network.minutes(at(*places), pace=1, **how).minutes  # type: ignore[arg-type]


def test_lines_that_cross_meet_there() -> None:
    network = Network.of(CROSS)
    assert len(network.points) == 5
    assert metres(network, (0, 0), (50, 50))[0, 1] == pytest.approx(100, abs=0.1)


def test_a_bridge_goes_over_what_it_crosses_and_comes_down_at_its_ends() -> None:
    network = Network.of([line((0, 0), (100, 0)), line((50, -50), (50, 50), level=1), line((50, 50), (0, 1))])
    assert len(network.pieces()) == 1
    assert metres(network, (100, 0), (50, -50))[0, 1] == pytest.approx(200 + np.hypot(50, 49), abs=1)
    assert network.lines()[-1].level in (0, 1)
    again = Network.of(network.lines())
    assert metres(again, (100, 0), (50, -50))[0, 1] == pytest.approx(200 + np.hypot(50, 49), abs=1)


def test_a_lane_that_ends_under_a_bridge_does_not_lead_up_to_it() -> None:
    network = Network.of([line((0, 0), (100, 0), level=1), line((50, 0.4), (50, 50))])
    assert len(network.pieces()) == 2


@pytest.mark.parametrize(("gap", "pieces"), [(2.5, 1), (4.0, 2)])
def test_ends_are_joined_when_they_are_near(gap: float, pieces: int) -> None:
    assert len(Network.of([line((0, 0), (100, 0)), line((100 + gap, 0), (200, 0))]).pieces()) == pieces
    assert len(Network.of([line((0, 0), (100, 0)), line((50, gap), (50, 80))]).pieces()) == pieces


def test_a_lane_drawn_twice_counts_once() -> None:
    network = Network.of([*CROSS, *CROSS, line((20, 0), (60, 0))])
    assert network.metres.sum() == pytest.approx(200, abs=0.1)


def test_a_line_that_crosses_itself_has_a_node_there() -> None:
    network = Network.of([line((0, 0), (100, 0), (100, 50), (50, 50), (50, -50))])
    assert metres(network, (0, 0), (50, -50))[0, 1] == pytest.approx(100, abs=0.1)


def test_a_network_in_two_pieces_says_so_and_flies_between_them() -> None:
    network = Network.of([line((0, 0), (100, 0)), line((0, 200), (60, 200))])
    assert [round(piece.metres) for piece in network.pieces()] == [100, 60]
    walks = network.minutes(at((0, 0), (0, 200), (60, 200)), pace=1)
    assert walks.flies.tolist() == [[False, True, True], [True, False, False], [True, False, False]]
    assert walks.minutes[0, 1] == pytest.approx(200 * DETOUR, abs=0.2)
    way = network.way(*at((0, 0), (0, 200)), pace=1)
    assert (way.flies, len(way.points)) == (True, 2)


def test_a_place_far_from_every_lane_is_named() -> None:
    network = Network.of(CROSS)
    spots = network.attach(at((10, 10), (10, FAR + 40)))
    assert spots.far == (1,)
    assert spots.off[0] == pytest.approx(10, abs=0.1)
    walks = network.minutes(at((10, 10), (10, FAR + 40)), pace=1)
    assert walks.flies[0, 1]
    assert np.isfinite(walks.minutes).all()


def test_a_gate_that_is_closed_at_night_is_walked_round() -> None:
    network = Network.of([line((0, 0), (100, 0), gated=True), line((0, 0), (0, 50), (100, 50), (100, 0))])
    assert metres(network, (0, 0), (100, 0))[0, 1] == pytest.approx(100, abs=0.1)
    assert metres(network, (0, 0), (100, 0), night=True)[0, 1] == pytest.approx(200, abs=0.1)
    round_about = network.way(*at((0, 0), (100, 0)), night=True)
    assert len(round_about.points) == 4


def test_an_edge_that_is_shut_is_not_walked() -> None:
    network = Network.of([line((0, 0), (100, 0)), line((0, 0), (0, 50), (100, 50), (100, 0))])
    shut = int(np.flatnonzero(network.metres > 99)[0])
    assert metres(network, (0, 0), (100, 0), shut=[shut])[0, 1] > 150


def test_steps_take_twice_as_long() -> None:
    assert metres(Network.of([line((0, 0), (0, 50), kind="steps")]), (0, 0), (0, 50))[0, 1] == pytest.approx(
        100, abs=0.1
    )


def test_neighbours_in_one_yard_do_not_walk_round_by_the_lane() -> None:
    network = Network.of([line((0, 0), (100, 0))])
    assert metres(network, (50, 60), (50, 60))[0, 1] == 0
    assert metres(network, (50, 60), (60, 60))[0, 1] == pytest.approx(10 * DETOUR, abs=0.1)


def test_without_any_way_everybody_flies() -> None:
    walks = Network.of([]).minutes(at((0, 0), (100, 0)), pace=70)
    assert walks.flies[0, 1]
    assert walks.minutes[0, 1] == pytest.approx(100 * DETOUR / 70, abs=0.01)
    assert Network.of([]).pieces() == ()


def test_one_place_and_none() -> None:
    assert Network.of(CROSS).minutes(at((0, 0))).minutes.tolist() == [[0]]
    assert Network.of(CROSS).minutes([]).minutes.shape == (0, 0)


def test_a_lane_without_length_is_no_lane() -> None:
    assert len(Network.of([line((0, 0), (0, 0)), line((5, 5))]).edges) == 0
    network = Network(at((0, 0), (0, 0), (50, 0)), np.array([[0, 1], [1, 2]]), np.array([0.0, 50.0]))
    assert metres(network, (0, 0), (50, 0))[0, 1] == pytest.approx(50, abs=0.1)


@pytest.mark.parametrize("points", [[[float("nan"), 34]], [[112, 340]], [[112, 34, 5]], [["a", "b"]], [1, 2]])
def test_what_is_no_position_is_refused(points: object) -> None:
    with pytest.raises(Unusable) as refused:
        Network.of(CROSS).attach(points)  # type: ignore[arg-type]
    assert refused.value.fault is Fault.NUMBERS


def test_arrays_that_do_not_belong_together_are_refused() -> None:
    with pytest.raises(Unusable, match="shape"):
        Network(at((0, 0)), np.array([[0, 1]]), np.array([1.0]))
    with pytest.raises(Unusable, match="shape"):
        Network(at((0, 0), (1, 1)), np.array([[0, 1]]), np.array([1.0, 2.0]))
    with pytest.raises(Unusable, match="numbers"):
        Network(at((0, 0), (1, 1)), np.array([[0, 1]]), np.array([float("nan")]))


def test_a_way_is_as_long_as_its_minutes_say() -> None:
    network = Network.of([line((0, 0), (40, 10), (100, 0)), line((40, 10), (40, 80)), line((0, 60), (90, 60))])
    way = network.way(*at((2, 3), (88, 63)), pace=1)
    assert not way.flies
    drawn = network.plane.metres(way.points)
    assert np.hypot(*np.diff(drawn, axis=0).T).sum() == pytest.approx(way.minutes, abs=0.01)


def test_a_ring_is_walked_the_shorter_way() -> None:
    ring = Network.of([line((0, 0), (100, 0), (100, 100), (0, 100), (0, 0))])
    assert metres(ring, (20, 0), (0, 20))[0, 1] == pytest.approx(40, abs=0.1)
    assert len(ring.way(*at((20, 0), (0, 20))).points) == 3
    assert metres(ring, (10, 0), (90, 100))[0, 1] == pytest.approx(200, abs=0.2)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=5), min_size=1, max_size=6
    )
)
def test_walks_are_a_distance_however_lanes_lie(drawn: list[list[tuple[int, int]]]) -> None:
    network = Network.of([line(*[(x * 20.0, y * 20.0) for x, y in points]) for points in drawn])
    places = at((0, 0), (120, 0), (240, 240), (60, 130), (20, 200))
    walks = network.minutes(places, pace=1, far=1000)
    assert np.allclose(walks.minutes, walks.minutes.T)
    plane = network.plane if len(network.points) else Plane.around(places)
    straight = plane.metres(places)
    assert (walks.minutes >= np.hypot(*(straight[:, None] - straight[None]).transpose(2, 0, 1)) - 0.1).all()
    for i, j in ((0, 1), (2, 3), (3, 4)):
        assert network.way(places[i], places[j], pace=1, far=1000).minutes >= walks.minutes[i, j] - 0.1
    # Drawn again, lanes nearer than the snap may fall together, but nothing grows and nothing comes apart.
    again = Network.of(network.lines())
    assert again.metres.sum() <= network.metres.sum() + 1
    assert len(again.pieces()) <= len(network.pieces())


@pytest.mark.parametrize("lie", Lie)
def test_lanes_that_are_kept_and_drawn_again_are_the_same(lie: Lie) -> None:
    one = village(5, lie)
    again = Network.of(one.network.lines())
    assert again.metres.sum() == pytest.approx(one.network.metres.sum(), rel=0.001)
    assert np.allclose(one.network.minutes(one.places).minutes, again.minutes(one.places).minutes, atol=0.2)


def test_a_plane_is_true_to_the_metre() -> None:
    plane = Plane(112.55, 34.86)
    away = np.array([[1500.0, -2200.0]])
    assert np.allclose(plane.metres(plane.degrees(away)), away)
    # A degree of latitude at 35° is 110.94 km, of longitude 91.29 km.
    assert Plane(112, 35).scale == pytest.approx([91288, 110941], abs=12)
