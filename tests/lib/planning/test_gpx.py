"""GPX: what telephones and watches write is read, hostile files are refused, and what is written is read again."""

from datetime import UTC, datetime

import gpxpy
import numpy as np
import pytest

from shouwang.lib.planning import gpx
from shouwang.lib.planning.gpx import Stay, lanes_gpx, read_gpx, round_gpx
from shouwang.lib.planning.plane import Fault, Unusable
from tests.lib.planning.drawing import at, line

WALK = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
 <metadata><name>evening</name><time>2026-05-01T12:00:00Z</time></metadata>
 <wpt lat="34.9" lon="112.6"><name>the gate</name></wpt>
 <trk><name>somebody's walk</name>
  <trkseg><trkpt lat="34.86" lon="112.55"><ele>120</ele><time>2026-05-01T12:00:00Z</time><hdop>2</hdop></trkpt>
   <trkpt lat="34.861" lon="112.55"><time>2026-05-01T12:00:30.5Z</time></trkpt></trkseg>
  <trkseg><trkpt lat="34.87" lon="112.56"/><trkpt lat="34.871" lon="112.56"><time>then</time></trkpt></trkseg>
  <trkseg></trkseg>
 </trk>
 <rte><rtept lat="34.88" lon="112.57"/></rte>
</gpx>"""


def test_each_recording_without_a_break_is_a_track() -> None:
    one, other, route = read_gpx(WALK.encode())
    assert one.points.tolist() == [[112.55, 34.86], [112.55, 34.861]]
    assert one.seconds[1] - one.seconds[0] == pytest.approx(30.5)
    assert one.errors[0] == 10
    assert np.isnan(one.errors[1])
    assert np.isnan(other.seconds).all()
    assert route.points.tolist() == [[112.57, 34.88]]


def test_a_clock_that_runs_backwards_is_not_believed() -> None:
    track = read_gpx(WALK.replace("12:00:30.5Z", "11:59:00Z").encode())[0]
    assert np.isnan(track.seconds).all()


def test_prefixed_elements_are_read_too() -> None:
    text = '<g:gpx xmlns:g="x"><g:trk><g:trkseg><g:trkpt lat="1" lon="2"/></g:trkseg></g:trk></g:gpx>'
    assert read_gpx(text.encode())[0].points.tolist() == [[2, 1]]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.UNREADABLE),
        (b"PK\x03\x04 a zip", Fault.UNREADABLE),
        (b"<osm></osm>", Fault.UNREADABLE),
        (WALK[:300].encode(), Fault.UNREADABLE),
        (b"<gpx></gpx>", Fault.EMPTY),
        (b'<gpx><wpt lat="1" lon="2"/></gpx>', Fault.EMPTY),
        (b'<gpx><trk><trkseg><trkpt lat="99" lon="2"/></trkseg></trk></gpx>', Fault.NUMBERS),
        (b'<gpx><trk><trkseg><trkpt lat="nan" lon="2"/></trkseg></trk></gpx>', Fault.NUMBERS),
        (b'<gpx><trk><trkseg><trkpt lat="1"/></trkseg></trk></gpx>', Fault.NUMBERS),
        (b'<!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><gpx>&b;</gpx>', Fault.ENTITIES),
        (b'<!DOCTYPE gpx SYSTEM "http://outside.invalid/x.dtd"><gpx></gpx>', Fault.ENTITIES),
    ],
)
def test_what_is_no_gpx_or_hostile_is_refused(data: bytes, fault: Fault) -> None:
    with pytest.raises(Unusable) as refused:
        read_gpx(data)
    assert refused.value.fault is fault


def test_files_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gpx, "MOST_POINTS", 3)
    with pytest.raises(Unusable, match="many"):
        read_gpx(WALK.encode())
    monkeypatch.setattr(gpx, "MOST_BYTES", 10)
    with pytest.raises(Unusable, match="big"):
        read_gpx(WALK.encode())


def test_lanes_are_written_and_read_again() -> None:
    lines = [line((0, 0), (50, 20), (90, 0)), line((0, 40), (10, 90), kind="road")]
    text = lanes_gpx(lines, title="河湾村 & <lanes>")
    for track, one in zip(read_gpx(text.encode()), lines, strict=True):
        assert track.points == pytest.approx(one.points, abs=1e-7)
    read = gpxpy.parse(text)
    assert read.version == "1.1"
    assert read.name == "河湾村 & <lanes>"
    assert [track.name for track in read.tracks] == ["lane", "road"]


def test_a_round_is_written_with_its_stops_and_times() -> None:
    when = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
    way = at((0, 0), (100, 0), (100, 80))
    text = round_gpx(way, [Stay((112.55, 34.86), "渡口", when), Stay((112.551, 34.86), "粮库")], title="第1趟")
    read = gpxpy.parse(text)
    assert [(one.name, one.time, one.longitude) for one in read.waypoints] == [
        ("渡口", when, 112.55),
        ("粮库", None, 112.551),
    ]
    assert read_gpx(text.encode())[0].points == pytest.approx(way, abs=1e-7)
