"""A recorded walk is cleaned: jumps, standing still and points that are not sure of themselves go."""

import numpy as np
import pytest

from shouwang.lib.planning.gpx import Track
from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.tracks import STRIDE, length, simplified, walked
from tests.lib.planning.drawing import HERE

STRAIGHT = np.stack([np.arange(0, 300, 1.2), np.zeros(250)], axis=1)  # one point a second


def track(places: Floats, *, timed: bool = True, errors: Floats | None = None) -> Track:
    seconds = np.arange(len(places), dtype=float) if timed else np.full(len(places), np.nan)
    return Track(HERE.degrees(places), seconds, np.full(len(places), np.nan) if errors is None else errors)


@pytest.mark.parametrize("timed", [True, False])
def test_a_walk_is_as_long_as_it_was(timed: bool) -> None:
    (line,) = walked(track(STRAIGHT, timed=timed), HERE)
    assert length(line) == pytest.approx(299, abs=4)
    assert np.hypot(*np.diff(line, axis=0).T) == pytest.approx(STRIDE, abs=0.3)


@pytest.mark.parametrize("timed", [True, False])
def test_a_jump_is_left_out(timed: bool) -> None:
    places = STRAIGHT.copy()
    places[100:103] += (0, 400)
    places[180] += (70, -30)
    (line,) = walked(track(places, timed=timed), HERE)
    assert np.abs(line[:, 1]).max() < 1
    assert length(line) == pytest.approx(299, abs=4)


def test_standing_and_talking_is_one_point() -> None:
    chance = np.random.default_rng(1)
    stood = STRAIGHT[100] + chance.normal(0, 3, (600, 2))
    (line,) = walked(track(np.concatenate([STRAIGHT[:100], stood, STRAIGHT[100:]])), HERE)
    assert length(line) == pytest.approx(299, abs=12)


def test_points_that_are_not_sure_are_left_out() -> None:
    places, errors = STRAIGHT.copy(), np.full(250, 5.0)
    places[50:90:2] += (0, 20)
    errors[50:90:2] = 60
    (line,) = walked(track(places, errors=errors), HERE)
    assert np.abs(line[:, 1]).max() < 0.1


def test_where_the_signal_was_lost_the_way_is_not_made_up() -> None:
    places = np.concatenate([STRAIGHT[:80], STRAIGHT[200:]])
    seconds = np.concatenate([np.arange(80.0), np.arange(200.0, 250)])
    one = Track(HERE.degrees(places), seconds, np.full(130, np.nan))
    assert [round(length(line)) for line in walked(one, HERE)] == [pytest.approx(94, abs=4), pytest.approx(59, abs=4)]


def test_a_ride_elsewhere_in_between_parts_the_walk() -> None:
    places = STRAIGHT.copy()
    places[120:] += (9000, 0)
    assert len(walked(track(places), HERE)) == 2


@pytest.mark.parametrize("places", [np.zeros((1, 2)), np.zeros((900, 2)), STRAIGHT[:10], np.empty((0, 2))])
def test_who_did_not_walk_gives_no_lane(places: Floats) -> None:
    assert walked(track(places), HERE) == []


def test_a_line_drawn_by_hand_is_taken_as_it_is() -> None:
    corners = np.array([[0, 0], [400, 0], [400, 250], [5000, 250], [5000, 600]], dtype=float)
    assert [length(line) for line in walked(track(corners, timed=False), HERE)] == pytest.approx([650, 350], abs=3)


def test_a_line_is_drawn_with_few_points() -> None:
    bend = np.concatenate([STRAIGHT, STRAIGHT[-1] + np.stack([np.zeros(50), np.arange(1, 51)], axis=1)])
    bend[::2] += (0.3, 0.3)
    assert len(simplified(bend, 2)) == 3
