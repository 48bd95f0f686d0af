"""Files of ways looked at before anything is drawn: what they would add, and what is refused and why. Plain Python.

Maps come first, then walks, which are laid on what the maps brought. Nothing of a walk is handed on but its lanes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shouwang.lib.coordinates import bd09_to_gcj02, gcj02_to_wgs84, in_china, looks_swapped
from shouwang.lib.planning.gpx import Track, read_gpx
from shouwang.lib.planning.lanes import check_near, merged
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.plane import Fault, Plane, Unusable, feet
from shouwang.lib.planning.tracks import length, spaced
from shouwang.lib.planning.ways import from_geojson, from_osm

NEAR: Final = 10_000.0  # metres: ways further from the room are not its ways
SAME: Final = 6.0  # metres: a way that lies so near to known ones is known
SHARE: Final = 0.95  # of its length
ROWS: Final = 2_000_000  # of distances at a time
MOST_POINTS: Final = 50_000  # of new ways: a county's are not a village's
ENDINGS: Final = {".gpx": "gpx", ".osm": "osm", ".xml": "osm", ".geojson": "geojson", ".json": "geojson"}

Floats = NDArray[np.float64]


class Why(StrEnum):
    """Why ways are left out, beyond what is wrong with whole files (`Fault`)."""

    KNOWN = "known"  # they are drawn already
    FAR = "far"
    NO_WAY = "no_way"  # no line, or a way where nobody may walk
    SORT = "sort"  # a file of another sort
    PACKED = "packed"  # an extract in binary form
    SWAPPED = "swapped"  # latitude first


@dataclass(frozen=True)
class Sent:
    """A file as it was sent."""

    name: str
    data: bytes

    @property
    def sort(self) -> str:
        """What it says it is by its ending."""
        return ENDINGS.get("." + self.name.lower().rpartition(".")[2], "")


@dataclass(frozen=True)
class Refused:
    """What is left out: of which file, its names as far as it has any, how many, and why."""

    file: str
    why: str
    count: int = 1
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """A way that would be added, and in how many walks it was seen."""

    line: Line
    walks: int = 0


@dataclass
class Survey:
    """What files would add."""

    found: list[Found] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    walked: float = 0.0  # metres of walks
    known: float = 0.0  # of these, on ways that were known
    sorts: set[str] = field(default_factory=set)

    @property
    def metres(self) -> float:
        """What would be added, together."""
        return sum(metres_of(one.line) for one in self.found)


def survey(
    sent: Sequence[Sent],
    *,
    known: Sequence[Line],
    home: tuple[float, float] | None,
    places: Sequence[tuple[float, float]] = (),
    datum: str = "wgs84",
) -> Survey:
    """What the files would add to the known ways. `home` is the room's longitude and latitude, None where nobody said;
    `datum` what maps and walks were measured in, extracts are in WGS-84 always."""
    found = Survey()
    tracks: list[Track] = []
    for one in sent:
        try:
            if one.sort == "gpx":
                tracks += _tracks(one, datum, home)
            else:
                _lines(found, one, known, datum, home)
            found.sorts |= {one.sort} - {""}
        except Unusable as bad:
            found.refused.append(Refused(one.name, bad.fault))
    if tracks:
        _walked(found, tracks, known, places)
    if sum(len(one.line.points) for one in found.found) > MOST_POINTS:
        found.found = []
        found.refused.append(Refused(_names(sent), Fault.MANY))
    return found


def metres_of(line: Line) -> float:
    """How long a line is."""
    return length(Plane.around(line.points).metres(line.points))


def _tracks(one: Sent, datum: str, home: tuple[float, float] | None) -> Iterator[Track]:
    tracks = read_gpx(one.data)
    for track in tracks:
        points = _wgs84(track.points, datum)
        if home is not None:
            check_near(points, home)
        yield Track(points, track.seconds, track.errors)


def _walked(
    found: Survey, tracks: Sequence[Track], known: Sequence[Line], places: Sequence[tuple[float, float]]
) -> None:
    ground = Network.of([*known, *(one.line for one in found.found)])
    try:
        lanes = merged(tracks, onto=ground, places=places)
    except Unusable as bad:
        found.refused.append(Refused("", Why.NO_WAY if bad.fault is Fault.EMPTY else bad.fault))
        return
    found.walked, found.known = lanes.walked, lanes.known
    found.found += [Found(lane.line, lane.tracks) for lane in lanes.lanes]


def _lines(found: Survey, one: Sent, known: Sequence[Line], datum: str, home: tuple[float, float] | None) -> None:
    if one.sort not in ("osm", "geojson"):
        packed = one.name.lower().endswith(".pbf")
        found.refused.append(Refused(one.name, Why.PACKED if packed else Why.SORT))
        return
    left_out: list[str] = []
    if one.sort == "osm":
        lines = from_osm(one.data, left_out)
    else:
        lines = tuple(_moved(line, datum) for line in from_geojson(one.data, left_out))
    if not lines and not left_out:
        raise Unusable(Fault.EMPTY)
    ground = Network.of([*known, *(each.line for each in found.found)])
    why: dict[Why, list[str]] = {Why.NO_WAY: left_out, Why.KNOWN: [], Why.FAR: [], Why.SWAPPED: []}
    for line in lines:
        reason = _reason(line, ground, home)
        if reason is None:
            found.found.append(Found(line))
        else:
            why[reason].append(line.name)
    for each, names in why.items():
        if names:
            once = tuple(name for name in Counter(names) if name)
            found.refused.append(Refused(one.name, each, len(names), once[:20]))


def _reason(line: Line, ground: Network, home: tuple[float, float] | None) -> Why | None:
    longitude, latitude = np.median(line.points, axis=0).tolist()
    if looks_swapped(latitude, longitude):
        return Why.SWAPPED
    if home is not None and np.hypot(*Plane(*home).metres(np.array([longitude, latitude]))) > NEAR:
        return Why.FAR
    return Why.KNOWN if _is_known(line, ground) else None


def _is_known(line: Line, ground: Network) -> bool:
    """Whether nearly all of it lies on ways of its level that are there already."""
    own = np.flatnonzero(ground.levels == line.level)
    if not len(own):
        return False
    points = spaced(ground.plane.metres(line.points), SAME)
    starts, ends = (ground.xy[ground.edges[own, side]] for side in (0, 1))
    near = 0
    for start in range(0, len(points), step := max(1, ROWS // len(own))):
        off, _ = feet(points[start : start + step], starts, ends)
        near += int((off.min(axis=1) <= SAME).sum())
    return near >= SHARE * len(points)


def _moved(line: Line, datum: str) -> Line:
    return Line(_wgs84(line.points, datum), line.kind, line.level, line.gated, line.name)


def _wgs84(points: Floats, datum: str) -> Floats:
    """The points of a map or a telephone in WGS-84; outside China's box nothing is shifted."""
    if datum == "wgs84":
        return points
    found = []
    for longitude, latitude in points.tolist():
        place = (latitude, longitude)
        if in_china(*place):
            place = gcj02_to_wgs84(*(bd09_to_gcj02(*place) if datum == "bd09" else place))
        found.append((place[1], place[0]))
    return np.array(found)


def _names(sent: Sequence[Sent]) -> str:
    return ", ".join(one.name for one in sent)
