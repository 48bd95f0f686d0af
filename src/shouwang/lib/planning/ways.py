"""Ways from files: GeoJSON lines, and extracts of OpenStreetMap in XML.

Files come from outside: limits on bytes and points, no DTD and no entities, and what is no way for walking is left out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any, Final
from xml.parsers import expat

import numpy as np

from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.plane import Fault, Floats, Unusable, on_earth
from shouwang.lib.text import plain

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_POINTS: Final = 1_000_000  # of an extract: most are corners of houses
CHUNK: Final = 1024 * 1024

NO_WALK: Final = {"motorway", "motorway_link", "construction", "proposed", "raceway", "bus_guideway", "elevator"}
ROADS: Final = {"trunk", "primary", "secondary", "tertiary", "trunk_link", "primary_link", "secondary_link"}
CLOSED: Final = {"private", "no"}
WALKABLE: Final = {"yes", "designated", "permissive"}
GATES: Final = {"gate", "lift_gate", "swing_gate", "sliding_gate", "hampshire_gate"}
NO: Final = {None, "", "no", "0", "false", False}
OFF_THE_GROUND: Final = {"bridge": 1, "tunnel": -1}
NOT_WALKED: Final = {"river", "stream", "canal", "area"}


def from_geojson(data: bytes | str, left_out: list[str] | None = None) -> tuple[Line, ...]:
    """The lines of a FeatureCollection, a Feature or a bare geometry; what is no line is left out, and named in `left_out`.

    Properties: `kind` or `highway`; `bridge`, `tunnel`, `layer`; `gated`; `access`. Raises Unusable.
    """
    if len(data) > MOST_BYTES:
        raise Unusable(Fault.BIG, str(len(data)))
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unusable(Fault.UNREADABLE, str(error)) from error
    if not isinstance(found, dict):
        raise Unusable(Fault.UNREADABLE, "no object")
    features = found["features"] if isinstance(found.get("features"), list) else [found]
    lines: list[Line] = []
    for feature in features:
        found = _feature(feature) if isinstance(feature, dict) else []
        lines += found
        if left_out is not None and not found:
            left_out.append(_name(feature.get("properties") if isinstance(feature, dict) else None))
    return tuple(lines)


def from_geometry(
    geometry: Mapping[str, Any], *, kind: str = "lane", level: int = 0, gated: bool = False, name: str = ""
) -> list[Line]:
    """The lines of one geometry: a LineString or a MultiLineString, nothing of others."""
    coordinates = geometry.get("coordinates")
    parts = {"LineString": [coordinates], "MultiLineString": coordinates}.get(str(geometry.get("type")))
    if parts is None:
        return []
    if not isinstance(parts, list) or not all(isinstance(part, list) for part in parts):
        raise Unusable(Fault.NUMBERS, "coordinates")
    return [Line(points, kind, level, gated, name) for part in parts if len(points := on_earth(_flat(part))) > 1]


def from_osm(data: bytes, left_out: list[str] | None = None) -> tuple[Line, ...]:
    """The ways of an OpenStreetMap extract that one may walk; roads where one may not are named in `left_out`.

    Raises Unusable.
    """
    if len(data) > MOST_BYTES:
        raise Unusable(Fault.BIG, str(len(data)))
    reader = _Extract()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = _no_entities
    parser.EntityDeclHandler = _no_entities
    try:
        for start in range(0, len(data), CHUNK):
            parser.Parse(data[start : start + CHUNK], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unusable(Fault.UNREADABLE, str(error)) from error
    if not reader.is_extract:
        raise Unusable(Fault.UNREADABLE, "no <osm>")
    if left_out is not None:
        left_out += reader.shut
    return tuple(reader.lines())


def walkable(tags: Mapping[str, str]) -> bool:
    """Whether one may walk there: `foot` decides before `access`, which decides before what kind of way it is."""
    if tags.get("area") == "yes" or "highway" not in tags or tags["highway"] in NO_WALK:
        return False
    said = tags.get("foot", tags.get("access"))
    return said not in CLOSED


def _feature(feature: Mapping[str, Any]) -> list[Line]:
    geometry = feature.get("geometry") if feature.get("type") == "Feature" else feature
    said = feature.get("properties")
    told: Mapping[str, Any] = said if isinstance(said, dict) else {}
    kind = str(told.get("kind") or told.get("highway") or "lane")
    shut = told.get("foot", told.get("access")) in ("private", "no")
    if not isinstance(geometry, dict) or kind in NO_WALK or kind in NOT_WALKED or shut:
        return []
    gated = told.get("gated") in (True, 1, "yes")
    return from_geometry(geometry, kind=_kind(kind), level=_level(told), gated=gated, name=_name(told))


def _name(told: Any) -> str:
    found = (told.get("name") or told.get("title")) if isinstance(told, dict) else ""
    return " ".join(plain(found).split())[:80].strip() if isinstance(found, str) else ""


def _flat(part: Sequence[Any]) -> list[Any]:
    """Without heights."""
    return [point[:2] if isinstance(point, list) else point for point in part]


def _kind(highway: str) -> str:
    return "road" if highway in ROADS else highway if highway in ("road", "steps") else "lane"


def _level(tags: Mapping[str, Any]) -> int:
    """The layer that was given, or one up for a bridge and one down for a tunnel."""
    plain = next((level for name, level in OFF_THE_GROUND.items() if tags.get(name) not in NO), 0)
    try:
        return int(tags.get("layer") or plain) if plain else 0
    except (TypeError, ValueError):
        return plain


def _no_entities(*_: object) -> None:
    raise Unusable(Fault.ENTITIES)


@dataclass
class _Extract:
    """What is kept of an extract while it is read."""

    is_extract: bool = False
    at: dict[str, tuple[float, float]] = field(default_factory=dict)
    ways: list[tuple[list[str], dict[str, str]]] = field(default_factory=list)
    shut: list[str] = field(default_factory=list)  # names of roads where one may not walk
    gates: dict[str, str] = field(default_factory=dict)  # node: "night" or "always"
    _node: str = ""
    _refs: list[str] = field(default_factory=list)
    _tags: dict[str, str] = field(default_factory=dict)
    _count: int = 0

    def start(self, name: str, said: dict[str, str]) -> None:
        if name == "osm":
            self.is_extract = True
        elif name in ("node", "way"):
            self._node, self._refs, self._tags = said.get("id", ""), [], {}
            if name == "node":
                self._placed(said)
        elif name == "nd":
            self._refs.append(said.get("ref", ""))
        elif name == "tag":
            self._tags[said.get("k", "")] = said.get("v", "")

    def end(self, name: str) -> None:
        if name == "node" and self._tags.get("barrier") in GATES:
            closed = self._tags.get("foot", self._tags.get("access")) in CLOSED
            self.gates[self._node] = "always" if closed else "night"
        elif name == "way" and walkable(self._tags):
            self._count += len(self._refs)
            self.ways.append((self._refs, self._tags))
            self._limit()
        elif name == "way" and "highway" in self._tags:
            self.shut.append(_name(self._tags))

    def lines(self) -> Iterator[Line]:
        """A way is parted where a gate stands, and where its nodes are outside the extract."""
        for refs, tags in self.ways:
            steps = [(one, other, self._state(one, other)) for one, other in pairwise(refs)]
            for state, run in groupby(steps, key=lambda step: step[2]):
                part = list(run)
                if state == "always":
                    continue
                points = self._points([part[0][0], *(other for _, other, _ in part)])
                yield Line(points, _kind(tags["highway"]), _level(tags), state == "night", _name(tags))

    def _state(self, one: str, other: str) -> str:
        if one not in self.at or other not in self.at:
            return "always"
        states = {self.gates.get(one, ""), self.gates.get(other, "")}
        return "always" if "always" in states else "night" if "night" in states else ""

    def _points(self, refs: list[str]) -> Floats:
        return np.array([self.at[ref] for ref in refs])

    def _placed(self, said: dict[str, str]) -> None:
        try:
            self.at[self._node] = float(said["lon"]), float(said["lat"])
        except (KeyError, ValueError):
            return  # a deleted node has no place; a way that names it is parted there
        self._count += 1
        self._limit()

    def _limit(self) -> None:
        if self._count > MOST_POINTS:
            raise Unusable(Fault.MANY, str(self._count))
