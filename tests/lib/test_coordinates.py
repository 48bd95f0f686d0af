"""Positions: known points, exact round trips, and reading what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib.coordinates import (
    Position,
    bd09_to_gcj02,
    distance_m,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    in_china,
    looks_swapped,
    parse_position,
    wgs84_to_gcj02,
)

china = st.tuples(st.floats(18, 53.5), st.floats(73.7, 135))
anywhere = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


# Figures of published converters: the coordtransform family (Beijing) and geotool (Jiaxing), whose
# constants differ in the last digits: 2 cm.
@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((39.915, 116.404), (39.91640428150164, 116.41024449916938)),
        ((30.6107779, 121.0917077), (30.608604331756705, 121.09626935575027)),
    ],
)
def test_wgs84_to_gcj02_agrees_with_published_points(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert wgs84_to_gcj02(*wgs84) == pytest.approx(gcj02, abs=2e-7)
    assert gcj02_to_wgs84(*gcj02) == pytest.approx(wgs84, abs=2e-7)


@pytest.mark.parametrize(
    ("gcj02", "bd09"),
    [
        ((39.915, 116.404), (39.92133699351021, 116.41036949371029)),
        ((30.608604331756705, 121.09626935575027), (30.61484572185035, 121.10271732371203)),
    ],
)
def test_gcj02_to_bd09_agrees_with_published_points(gcj02: tuple[float, float], bd09: tuple[float, float]) -> None:
    assert gcj02_to_bd09(*gcj02) == pytest.approx(bd09, abs=1e-9)
    assert bd09_to_gcj02(*bd09) == pytest.approx(gcj02, abs=1e-9)


@given(china)
def test_a_round_trip_in_china_is_true_to_a_millimetre(point: tuple[float, float]) -> None:
    there = wgs84_to_gcj02(*point)
    assert 1 < distance_m(point, there) < 1500
    assert distance_m(gcj02_to_wgs84(*there), point) < 0.001
    assert distance_m(bd09_to_gcj02(*gcj02_to_bd09(*point)), point) < 0.001


@given(anywhere)
def test_outside_china_nothing_is_shifted(point: tuple[float, float]) -> None:
    if not in_china(*point):
        assert wgs84_to_gcj02(*point) == point


def test_a_degree_of_latitude_is_a_hundred_and_eleven_kilometres() -> None:
    assert distance_m((34, 112), (35, 112)) == pytest.approx(111_195, abs=1)
    assert distance_m((34, 112), (34, 112)) == 0
    assert distance_m((0, 0), (0, 180)) == pytest.approx(20_015_114, abs=1)


def test_exchanged_coordinates_are_noticed() -> None:
    assert looks_swapped(112.6, 34.8)
    assert not looks_swapped(34.8, 112.6)
    assert not looks_swapped(51.5, -0.1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("34.8, 112.6", Position(34.8, 112.6)),
        ("34.8，112.6", Position(34.8, 112.6)),
        ("(34.8 112.6)", Position(34.8, 112.6)),
        ("112.6,34.8", Position(34.8, 112.6, swapped=True)),
        ("E112.6 N34.8", Position(34.8, 112.6, swapped=True)),
        ("34.8N, 112.6E", Position(34.8, 112.6)),
        ("34°48'N 112°36'E", Position(34.8, 112.6)),
        ("N 34° 48′ 0″, E 112° 36′ 0″", Position(34.8, 112.6)),
        ("北纬34度48分 东经112度36分", Position(34.8, 112.6)),
        ("东经112°36′，北纬34°48′00″", Position(34.8, 112.6, swapped=True)),
        ("３４．８　１１２．６", Position(34.8, 112.6)),
        ("-33.86, 151.21", Position(-33.86, 151.21)),
        ("151.21, -33.86", Position(-33.86, 151.21, swapped=True)),
        ("33.86S 151.21E", Position(-33.86, 151.21)),
        ("34°30'30\" 112°0'0\"", Position(34 + 30 / 60 + 30 / 3600, 112)),
    ],
)
def test_a_position_is_read_as_people_write_it(text: str, expected: Position) -> None:
    found = parse_position(text)
    assert found is not None
    assert found.point == pytest.approx(expected.point, abs=1e-9)
    assert found.swapped is expected.swapped


@pytest.mark.parametrize(
    "text",
    [
        "",
        "34.8",
        "河湾村北口",
        "34.8, 112.6, 7",
        "95, 200",
        "34.8N 112.6N",
        "N34.8N 112.6E",
        "34°60'N 112°E",
        "34.8.1, 112",
        "nan, inf",
    ],
)
def test_what_is_no_position_is_none(text: str) -> None:
    assert parse_position(text) is None


@given(st.text(alphabet=st.sampled_from("0123456789.,-+ NSEW°'\"度分秒东经北纬;()")) | st.text())
def test_no_input_breaks_the_reader(text: str) -> None:
    found = parse_position(text)
    assert found is None or (abs(found.lat) <= 90 and abs(found.lon) <= 180)


@given(anywhere)
def test_a_written_position_is_read_back(point: tuple[float, float]) -> None:
    lat, lon = (round(value, 6) for value in point)
    text = f"{abs(lat):.6f}{'NS'[lat < 0]} {abs(lon):.6f}{'EW'[lon < 0]}"
    found = parse_position(text)
    assert found is not None
    assert found.point == pytest.approx((lat, lon), abs=1e-9)
