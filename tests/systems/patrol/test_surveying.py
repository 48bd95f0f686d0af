"""Files of ways are looked at before anything is drawn: what they add, what is refused, by name and with its reason."""

import json

import numpy as np
import pytest

from shouwang.lib.coordinates import wgs84_to_gcj02
from shouwang.lib.planning.gpx import lanes_gpx
from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.plane import Fault
from shouwang.systems.patrol.surveying import Refused, Sent, Survey, Why, metres_of, survey
from tests.lib.planning.drawing import HERE, at, line

HOME = (112.55, 34.86)
STREET = line((0, 0), (400, 0))


def geojson(*features: tuple[dict[str, object], Line], name: str = "map.geojson") -> Sent:
    listed = [
        {"type": "Feature", "properties": told, "geometry": {"type": "LineString", "coordinates": one.points.tolist()}}
        for told, one in features
    ]
    return Sent(name, json.dumps({"type": "FeatureCollection", "features": listed}).encode())


def walk(*points: tuple[float, float], name: str = "walk.gpx") -> Sent:
    return Sent(name, lanes_gpx([line(*points)], title="x").encode())


def looked(*sent: Sent, known: tuple[Line, ...] = (), datum: str = "wgs84") -> Survey:
    return survey(sent, known=known, home=HOME, datum=datum)


def test_what_is_new_is_found_and_what_is_drawn_already_is_named() -> None:
    north = line((200, 0), (200, 150))
    found = looked(geojson(({"name": "大街"}, STREET), ({"name": "北巷"}, north)), known=(line((0, 2), (400, 1)),))
    assert [one.line.name for one in found.found] == ["北巷"]
    assert found.refused == [Refused("map.geojson", Why.KNOWN, 1, ("大街",))]
    assert found.metres == pytest.approx(150, abs=1)


def test_the_same_file_twice_adds_it_once() -> None:
    found = looked(geojson(({}, STREET)), geojson(({}, STREET), name="again.json"))
    assert len(found.found) == 1
    assert found.refused == [Refused("again.json", Why.KNOWN, 1)]


def test_a_bridge_over_a_known_lane_is_not_known() -> None:
    found = looked(geojson(({"bridge": "yes"}, STREET)), known=(STREET,))
    assert [one.line.level for one in found.found] == [1]


def test_what_is_no_way_or_far_away_or_turned_round_is_said_with_its_name() -> None:
    far, turned = line((30_000, 0), (30_100, 0)), Line(np.array([[43.8, 87.6], [43.81, 87.61]]))
    found = looked(
        geojson(
            ({"name": "渠", "kind": "river"}, STREET), ({"name": "私家路", "access": "private"}, STREET),
            ({"name": "外村路"}, far), ({}, turned), ({}, STREET),
        )
    )  # fmt: skip
    assert len(found.found) == 1
    assert {(one.why, one.names) for one in found.refused} == {
        (Why.NO_WAY, ("渠", "私家路")),
        (Why.FAR, ("外村路",)),
        (Why.SWAPPED, ()),
    }


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.gpx", b"no xml", Fault.UNREADABLE),
        ("a.gpx", b"<gpx></gpx>", Fault.EMPTY),
        ("a.gpx", b'<!DOCTYPE gpx [<!ENTITY a "a">]><gpx>&a;</gpx>', Fault.ENTITIES),
        ("a.osm", b'<!DOCTYPE osm [<!ENTITY a "a">]><osm>&a;</osm>', Fault.ENTITIES),
        ("a.osm", b"<osm></osm>", Fault.EMPTY),
        ("a.GeoJSON", b"", Fault.UNREADABLE),
        ("a.json", b'{"type": "FeatureCollection", "features": []}', Fault.EMPTY),
        ("henan.osm.pbf", b"\x00", Why.PACKED),
        ("a.kml", b"<kml/>", Why.SORT),
        ("a", b"", Why.SORT),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_the_others_are_not(name: str, data: bytes, why: str) -> None:
    found = looked(Sent(name, data), geojson(({}, STREET)))
    assert found.refused == [Refused(name, why)]
    assert len(found.found) == 1


def test_a_walk_of_another_continent_is_refused_by_its_file() -> None:
    elsewhere = Line(np.array([[13.40, 52.50], [13.41, 52.50]]))
    found = looked(Sent("berlin.gpx", lanes_gpx([elsewhere], title="x").encode()), walk((0, 0), (300, 0)))
    assert found.refused == [Refused("berlin.gpx", Fault.ELSEWHERE)]
    assert len(found.found) == 1


def test_walks_are_laid_on_the_map_that_came_with_them() -> None:
    found = looked(walk((10, 3), (200, 4), (200, 160)), geojson(({}, STREET)))
    assert [one.walks for one in found.found] == [0, 1]
    assert found.known == pytest.approx(190, abs=25)
    assert found.walked == pytest.approx(346, abs=15)
    assert metres_of(found.found[1].line) == pytest.approx(158, abs=15)


def test_who_did_not_walk_adds_nothing_and_it_is_said() -> None:
    assert looked(walk((0, 0), (5, 0))).refused == [Refused("", Why.NO_WAY)]


@pytest.mark.parametrize("sort", ["gpx", "geojson"])
def test_a_map_of_another_datum_is_moved(sort: str) -> None:
    shifted = [wgs84_to_gcj02(lat, lon) for lon, lat in STREET.points.tolist()]
    other = Line(np.array([(lon, lat) for lat, lon in shifted]))
    assert np.hypot(*HERE.metres(other.points)[0]) > 300
    sent = geojson(({}, other)) if sort == "geojson" else Sent("a.gpx", lanes_gpx([other], title="x").encode())
    (found,) = looked(sent, datum="gcj02").found
    assert HERE.metres(found.line.points)[-1] == pytest.approx((400, 0), abs=0.5)


def test_a_county_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shouwang.systems.patrol.surveying.MOST_POINTS", 3)
    found = looked(geojson(({}, STREET), ({}, line((0, 50), (400, 50)))))
    assert (found.found, found.refused) == ([], [Refused("map.geojson", Fault.MANY)])


def test_a_room_that_nobody_placed_takes_ways_from_everywhere() -> None:
    far = geojson(({}, Line(at((90_000, 0), (90_200, 0)))))
    assert len(survey([far], known=[], home=None).found) == 1
