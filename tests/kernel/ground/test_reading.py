"""Ground from files: what can be drawn, what is refused and in which words, converted to WGS-84."""

import json
from itertools import pairwise
from typing import Any

import pytest

from shouwang.kernel.ground import reading
from shouwang.kernel.ground.reading import Unreadable, read_divisions, read_geojson, read_places
from shouwang.lib.coordinates import distance_m, gcj02_to_bd09, wgs84_to_gcj02

KINDS = ("entry", "school", "other")
HOME = (34.84, 112.52)


def square(east: float = 112.5, north: float = 34.8, size: float = 0.1) -> list[list[float]]:
    return [
        [east, north],
        [east + size, north],
        [east + size, north + size],
        [east, north + size],
        [east, north],
    ]


def area(kind: str, name: str, ring: list[list[float]] | None = None, **more: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring or square()]}
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "name": name, **more}}


def point(kind: str, name: str, longitude: float = HOME[1], latitude: float = HOME[0]) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "name": name}}


def as_file(*features: Any, **more: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def read(*features: Any, **options: Any) -> reading.Plan:
    return read_geojson(as_file(*features), place_kinds=KINDS, **options)


def test_every_kind_of_feature_finds_its_place() -> None:
    lane = {"type": "LineString", "coordinates": [[112.5, 34.8], [112.52, 34.81]]}
    way = {"type": "Feature", "geometry": lane, "properties": {"kind": "road", "name": "河湾大道"}}
    plan = read(area("village", "河湾村"), area("grid", "一网格"), way, point("entry", "东口"))
    assert [one.name for one in plan.villages + plan.grids] == ["河湾村", "一网格"]
    assert [(one.kind, one.name) for one in plan.ways] == [("road", "河湾大道")]
    assert [(one.kind, one.name) for one in plan.places] == [("entry", "东口")]
    assert not plan.faults


def test_rings_are_wound_as_the_standard_has_them() -> None:
    for ring in (square(), square()[::-1]):
        drawn = read(area("village", "河湾村", ring)).villages[0].shape.geometry["coordinates"][0]
        turned = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(drawn))
        assert turned > 0, "outer rings go anticlockwise"


def test_the_parts_of_a_village_in_two_pieces_are_wound_too() -> None:
    pieces = {"type": "MultiPolygon", "coordinates": [[square()[::-1]], [square(113.0)[::-1]]]}
    feature = {"type": "Feature", "geometry": pieces, "properties": {"kind": "village", "name": "河湾村"}}
    for (ring,) in read(feature).villages[0].shape.geometry["coordinates"]:
        assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0


@pytest.mark.parametrize(
    ("feature", "fault"),
    [
        (
            area("village", "结", [[112.5, 34.8], [112.6, 34.9], [112.6, 34.8], [112.5, 34.9], [112.5, 34.8]]),
            "crosses itself",
        ),
        (area("village", "反", [[y, x] for x, y in square()]), "swapped"),
        (area("village", ""), "name"),
        (area("castle", "堡"), "unknown"),
        (point("village", "点"), "kind"),
        (point("entry", "北极", 112.5, 95.0), "outside"),
        ({"type": "Feature", "geometry": None, "properties": {"kind": "entry", "name": "空"}}, "empty"),
        (
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": "112"}, "properties": {"kind": "entry"}},
            "kind",
        ),
        ("no feature", "empty"),
    ],
)
def test_what_cannot_be_drawn_is_left_out_with_its_reason(feature: Any, fault: str) -> None:
    plan = read(point("entry", "东口"), feature)
    assert [(one.number, one.fault) for one in plan.faults] == [(2, fault)]
    assert len(plan.places) == 1


def test_the_same_name_twice_is_not_drawn_over_the_first() -> None:
    plan = read(area("village", "河湾村"), area("village", "河湾村"))
    assert [one.fault for one in plan.faults] == ["twice"]


@pytest.mark.parametrize("datum", ["wgs84", "gcj02", "bd09"])
@pytest.mark.parametrize("longitude", [112.4, 85.0])  # a longitude beyond 90 is no latitude, one below it is
def test_exchanged_numbers_are_called_exchanged_on_every_map(datum: str, longitude: float) -> None:
    plan = read(point("entry", "反了", 34.6, longitude), datum=datum)
    assert [one.fault for one in plan.faults] == ["swapped"]
    table = f"名称,纬度,经度\n反了,{longitude},34.6\n".encode()
    assert [one.fault for one in read_places(table, place_kinds={}, datum=datum).faults] == ["swapped"]


def test_exchanged_numbers_are_turned_round_when_asked() -> None:
    plan = read(point("entry", "东口", HOME[0], HOME[1]), swap=True)
    assert (plan.places[0].latitude, plan.places[0].longitude) == HOME


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_shifted_maps_come_back_to_within_a_metre(datum: str) -> None:
    latitude, longitude = wgs84_to_gcj02(*HOME)
    if datum == "bd09":
        latitude, longitude = gcj02_to_bd09(latitude, longitude)
    spot = read(point("entry", "东口", longitude, latitude), datum=datum).places[0]
    assert distance_m((spot.latitude, spot.longitude), HOME) < 1
    assert distance_m((latitude, longitude), HOME) > 300


def test_a_plan_written_out_and_read_again_is_the_same() -> None:
    plan = read(
        area("village", "河湾村", name_en="Hewan"), area("grid", "一网格", village="河湾村"), point("school", "小学")
    )
    again = read_geojson(json.dumps(reading.collection(plan)).encode(), place_kinds=KINDS)
    assert again == plan


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"not json", "json"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "json"),
        (b'{"type": "Feature"}', "collection"),
        (b"[" * 100_000, "json"),
        (as_file(crs={"type": "name", "properties": {"name": "EPSG:4547"}}), "crs"),
        (b" " * (reading.MOST_BYTES + 1), "big"),
        (as_file(*[{}] * (reading.MOST_FEATURES + 1)), "many"),
    ],
)
def test_a_file_that_is_no_collection_is_refused_whole(data: bytes, fault: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_geojson(data, place_kinds=KINDS)
    assert refusal.value.fault == fault


def test_a_table_of_places_is_read_in_the_encoding_it_comes_in() -> None:
    table = "名称,类型,纬度,经度\n东口,进出口,34.84,112.52\n西口,,,\n怪地方,城堡,34.84,112.52\n\n反了,,112.52,34.84\n"
    plan = read_places(table.encode("gb18030"), place_kinds={"进出口": "entry"})
    assert [(one.name, one.kind, one.latitude) for one in plan.places] == [("东口", "entry", 34.84)]
    assert [(one.number, one.fault) for one in plan.faults] == [(3, "position"), (4, "unknown"), (6, "swapped")]


def test_a_position_in_one_column_is_read_as_people_write_it() -> None:
    plan = read_places("地点,坐标\n东口,北纬34.84 东经112.52\n".encode(), place_kinds={})
    assert (plan.places[0].latitude, plan.places[0].longitude, plan.places[0].kind) == (34.84, 112.52, "other")


def test_a_table_without_the_needed_column_says_which() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_places("甲,乙\n1,2\n".encode(), place_kinds={})
    assert (refusal.value.fault, refusal.value.detail) == ("columns", "名称")


def test_division_codes_come_parents_first() -> None:
    codes, faults = read_divisions("代码,名称\n990101001,甲镇\n99,某省\n9901,某市\n99x,错\n990101,示例县\n".encode())
    assert [code for code, _ in codes] == ["99", "9901", "990101", "990101001"]
    assert [(one.number, one.fault) for one in faults] == [(5, "code")]


def test_the_division_above_is_known_by_the_code_bare_or_filled_with_noughts() -> None:
    assert "990101000000" in list(reading.parent_codes("990101001000"))
    assert list(reading.parent_codes("990101"))[:2] == ["990100", "9901"]
