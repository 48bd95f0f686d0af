"""GPX in both directions: tracks somebody walked are read, lanes and rounds are written.

Files come from outside: limits on bytes and points, no DTD and no entities. Nothing but where, when and how sure is kept
of a track, not even a name that it has: it could be somebody's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Final
from xml.parsers import expat

import numpy as np
from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment, GPXWaypoint

from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.plane import Fault, Floats, Unusable

MOST_BYTES: Final = 32 * 1024 * 1024
MOST_POINTS: Final = 200_000
CHUNK: Final = 1024 * 1024
UNIT: Final = 5.0  # metres of error for a dilution of precision of 1, as telephones have it
PARTS: Final = {"trkseg": "trkpt", "rte": "rtept"}
TOLD: Final = {"time", "hdop", "accuracy"}


@dataclass(frozen=True)
class Track:
    """One recording without a break: longitude and latitude, and of each point the seconds and the error in metres, not
    a number where the file does not say."""

    points: Floats
    seconds: Floats
    errors: Floats


@dataclass(frozen=True)
class Stay:
    """A stop of a round, to be written."""

    point: tuple[float, float]
    name: str
    at: datetime | None = None


def read_gpx(data: bytes) -> tuple[Track, ...]:
    """The tracks and routes of a file. Raises Unusable: for what is no GPX, and for a file without a point."""
    if len(data) > MOST_BYTES:
        raise Unusable(Fault.BIG, str(len(data)))
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _no_entities
    try:
        for start in range(0, len(data), CHUNK):
            parser.Parse(data[start : start + CHUNK], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unusable(Fault.UNREADABLE, str(error)) from error
    if not reader.is_gpx:
        raise Unusable(Fault.UNREADABLE, "no <gpx>")
    if not reader.tracks:
        raise Unusable(Fault.EMPTY, "no track point")
    return tuple(reader.tracks)


def lanes_gpx(lines: Iterable[Line], *, title: str) -> str:
    """The lanes as GPX 1.1, each a track of its own."""
    found = _file(title)
    found.tracks = [_track(line.points, line.name or line.kind) for line in lines]
    return str(found.to_xml(version="1.1"))


def round_gpx(way: Floats, stays: Iterable[Stay], *, title: str) -> str:
    """A round as GPX 1.1: its way as a track, and its stops in order, with the times to be there."""
    found = _file(title)
    found.waypoints = [
        GPXWaypoint(latitude=stay.point[1], longitude=stay.point[0], name=stay.name, time=stay.at) for stay in stays
    ]
    found.tracks = [_track(way, title)]
    return str(found.to_xml(version="1.1"))


def _file(title: str) -> GPX:
    found = GPX()
    found.creator, found.name = "Shouwang", title
    return found


def _track(points: Floats, name: str) -> GPXTrack:
    track = GPXTrack(name=name)
    rounded = [(round(lon, 7), round(lat, 7)) for lon, lat in points.tolist()]
    track.segments = [GPXTrackSegment([GPXTrackPoint(latitude=lat, longitude=lon) for lon, lat in rounded])]
    return track


def _no_entities(*_: object) -> None:
    raise Unusable(Fault.ENTITIES)


@dataclass
class _Reader:
    """What is kept of a file while it is read."""

    is_gpx: bool = False
    tracks: list[Track] = field(default_factory=list)
    _rows: list[tuple[float, float]] = field(default_factory=list)
    _said: list[dict[str, str]] = field(default_factory=list)
    _point: str = ""  # the element that is a point of this part
    _words: str | None = None
    _count: int = 0

    def start(self, name: str, said: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "gpx":
            self.is_gpx = True
        elif name in PARTS:
            self._rows, self._said, self._point = [], [], PARTS[name]
        elif self._point and name == self._point:
            self._placed(said)
        elif name in TOLD and self._said:
            self._words = ""

    def text(self, words: str) -> None:
        if self._words is not None:
            self._words += words

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if self._words is not None:
            self._said[-1][name], self._words = self._words.strip(), None
        elif name in PARTS:
            if self._rows:
                self.tracks.append(self._track())
            self._rows, self._said, self._point = [], [], ""

    def _placed(self, said: dict[str, str]) -> None:
        try:
            lon, lat = float(said["lon"]), float(said["lat"])
        except (KeyError, ValueError) as error:
            raise Unusable(Fault.NUMBERS, str(error)) from error
        if not (abs(lon) <= 180 and abs(lat) <= 90):
            raise Unusable(Fault.NUMBERS, "not on earth")
        self._rows.append((lon, lat))
        self._said.append({})
        self._count += 1
        if self._count > MOST_POINTS:
            raise Unusable(Fault.MANY, str(self._count))

    def _track(self) -> Track:
        seconds = np.array([_seconds(one.get("time", "")) for one in self._said])
        known = seconds[np.isfinite(seconds)]
        if any(later < before for before, later in pairwise(known.tolist())):
            seconds[:] = np.nan  # a clock that runs backwards says nothing
        errors = np.array([_metres(one) for one in self._said])
        return Track(np.array(self._rows), seconds, errors)


def _seconds(text: str) -> float:
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError):
        return np.nan


def _metres(said: dict[str, str]) -> float:
    for name, unit in (("accuracy", 1.0), ("hdop", UNIT)):
        try:
            return float(said[name]) * unit
        except (KeyError, ValueError):
            continue
    return np.nan
