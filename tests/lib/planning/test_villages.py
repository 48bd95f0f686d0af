"""An invented village is the same for the same seed, hangs together, and is laid out as villages are."""

import numpy as np
import pytest

from shouwang.lib.planning.villages import Lie, village


@pytest.mark.parametrize("lie", Lie)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_village_hangs_together_and_has_its_size(lie: Lie, seed: int) -> None:
    one = village(seed, lie)
    assert 360 <= len(one.network.points) <= 440
    assert len(one.network.pieces()) == 1
    assert len(one.places) == len(one.weights) == len(one.kinds) == len(one.windows) == 45
    assert len(one.posts) == 12
    assert one.network.attach(one.places).far == ()
    assert not one.network.minutes(one.places).flies.any()
    degrees = np.bincount(one.network.edges.ravel())
    assert (degrees == 1).sum() >= 10  # lanes that end
    assert (degrees > 2).sum() >= 25


def test_the_same_seed_gives_the_same_village() -> None:
    one, again, other = village(7), village(7), village(8)
    assert np.array_equal(one.network.points, again.network.points)
    assert np.array_equal(one.places, again.places)
    assert np.array_equal(one.weights, again.weights)
    assert not np.array_equal(one.places, other.places)


def test_one_bridge_joins_the_two_banks() -> None:
    network = village(3, Lie.RIVER).network
    bridge = np.flatnonzero(network.levels == 1)
    assert len(bridge)
    whole = network.minutes(network.points[:: len(network.points) // 20])
    without = network.minutes(network.points[:: len(network.points) // 20], shut=bridge.tolist())
    assert not whole.flies.any()
    assert without.flies.any()


def test_few_places_weigh_much() -> None:
    weights = np.sort(village(4).weights)[::-1]
    assert weights[:11].sum() > 0.4 * weights.sum()
    assert (weights > 0).all()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_village_may_have_hardly_any_places(count: int) -> None:
    assert len(village(1, nodes=60, places=count, posts=2).places) == count
