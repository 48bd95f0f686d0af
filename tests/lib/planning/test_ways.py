"""Files of ways: what one may walk comes in, bridges pass over, hostile files are refused."""

import json

import numpy as np
import pytest

from shouwang.lib.planning import ways
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.plane import Fault, Unusable

OSM = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
 <node id="1" lon="112.550" lat="34.860"/><node id="2" lon="112.551" lat="34.860"/>
 <node id="3" lon="112.552" lat="34.860"><tag k="barrier" v="gate"/></node>
 <node id="4" lon="112.553" lat="34.860"/><node id="5" lon="112.551" lat="34.861"/>
 <node id="6" lon="112.551" lat="34.859"/><node id="7" lon="112.554" lat="34.860">
  <tag k="barrier" v="gate"/><tag k="access" v="private"/></node><node id="8" lon="112.555" lat="34.860"/>
 <node id="9" visible="false"/>
 <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="7"/><nd ref="8"/>{tags}</way>
 <way id="11"><nd ref="5"/><nd ref="6"/><tag k="highway" v="footway"/><tag k="bridge" v="yes"/></way>
 <way id="12"><nd ref="1"/><nd ref="99"/><nd ref="9"/><tag k="highway" v="path"/></way>
 <way id="13"><nd ref="1"/><nd ref="5"/><tag k="building" v="yes"/></way>
</osm>"""


def osm(**tags: str) -> bytes:
    said = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in {"highway": "residential", **tags}.items())
    return OSM.format(tags=said).encode()


def test_an_extract_gives_what_one_may_walk() -> None:
    lines = ways.from_osm(osm())
    assert [(len(line.points), line.gated, line.level) for line in lines] == [
        (2, False, 0),
        (3, True, 0),
        (2, False, 1),
    ]
    network = Network.of(lines)
    assert [len(network.pieces()), len(network.pieces(night=True))] == [2, 2]  # the bridge touches nothing here
    assert network.metres[network.gated].sum() == pytest.approx(183, abs=1)


@pytest.mark.parametrize(
    ("tags", "walked"),
    [
        ({"access": "private"}, False),
        ({"access": "private", "foot": "yes"}, True),
        ({"foot": "no"}, False),
        ({"highway": "motorway"}, False),
        ({"area": "yes"}, False),
        ({"highway": "steps"}, True),
    ],
)
def test_private_ways_and_motorways_are_left_out(tags: dict[str, str], walked: bool) -> None:
    assert any(line.level == 0 for line in ways.from_osm(osm(**tags))) is walked


@pytest.mark.parametrize(
    ("tags", "level"),
    [({"bridge": "yes"}, 1), ({"bridge": "no"}, 0), ({"tunnel": "yes", "layer": "-2"}, -2), ({"layer": "1"}, 0)],
)
def test_only_a_bridge_or_a_tunnel_has_a_level(tags: dict[str, str], level: int) -> None:
    assert ways.from_osm(osm(**tags))[0].level == level


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.UNREADABLE),
        (b"<osm><node", Fault.UNREADABLE),
        (b"<gpx></gpx>", Fault.UNREADABLE),
        (b'<!DOCTYPE osm [<!ENTITY a "aaaa">]><osm>&a;</osm>', Fault.ENTITIES),
        (b'<!DOCTYPE osm SYSTEM "http://outside.invalid/x.dtd"><osm></osm>', Fault.ENTITIES),
    ],
)
def test_a_hostile_or_broken_extract_is_refused(data: bytes, fault: Fault) -> None:
    with pytest.raises(Unusable) as refused:
        ways.from_osm(data)
    assert refused.value.fault is fault


def test_files_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "MOST_POINTS", 5)
    with pytest.raises(Unusable, match="many"):
        ways.from_osm(osm())
    monkeypatch.setattr(ways, "MOST_BYTES", 10)
    with pytest.raises(Unusable, match="big"):
        ways.from_osm(osm())
    with pytest.raises(Unusable, match="big"):
        ways.from_geojson(osm())


def feature(shape: str, coordinates: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}


FLAT = [[112.55, 34.86, 120.5], [112.551, 34.86, 121]]


def test_lines_of_a_collection_come_in_and_the_rest_is_left_out() -> None:
    features = [
        feature("LineString", FLAT, kind="road"),
        feature("MultiLineString", [FLAT, FLAT], bridge="yes", gated=True),
        feature("Point", [112.55, 34.86]),
        feature("LineString", FLAT, kind="river"),
        feature("LineString", FLAT, access="private"),
        {"type": "Feature", "properties": None, "geometry": None},
    ]
    lines = ways.from_geojson(json.dumps({"type": "FeatureCollection", "features": features}))
    assert [(line.kind, line.level, line.gated) for line in lines] == [("road", 0, False), *[("lane", 1, True)] * 2]
    assert lines[0].points.shape == (2, 2)
    assert len(ways.from_geojson(json.dumps({"type": "LineString", "coordinates": FLAT}))) == 1


def test_a_name_is_kept_without_what_no_database_takes() -> None:
    text = json.dumps(feature("LineString", FLAT, name="\ud800东\x00 巷"))
    assert [line.name for line in ways.from_geojson(text)] == ["东 巷"]


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '"a"'])
def test_what_is_no_geojson_is_refused(text: str) -> None:
    with pytest.raises(Unusable, match="unreadable"):
        ways.from_geojson(text)


@pytest.mark.parametrize("coordinates", [None, "x", [[1, "a"], [2, 3]], [[112, 99], [112, 98]], [[1], [2]], [1, 2]])
def test_a_line_of_no_numbers_is_refused(coordinates: object) -> None:
    with pytest.raises(Unusable, match="numbers"):
        ways.from_geojson(json.dumps({"type": "LineString", "coordinates": coordinates}))


def test_the_rooms_own_ways_become_a_network() -> None:
    drawn = [{"type": "LineString", "coordinates": [point[:2] for point in FLAT]}]
    network = Network.of(line for geometry in drawn for line in ways.from_geometry(geometry))
    assert np.round(network.metres.sum()) == 91
