"""Ground from files: GeoJSON (RFC 7946) by each feature's `kind`, places and division codes from tables. Plain Python.

Nothing is guessed silently: what can't be drawn is a Fault with its number, name and reason, and the rest is kept.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from shouwang.kernel.ground.shapes import BadShape, Drawn, drawn
from shouwang.lib.cells import decode_csv
from shouwang.lib.coordinates import bd09_to_gcj02, gcj02_to_wgs84, in_china, looks_swapped, parse_position

MOST_BYTES: Final = 4 * 1024 * 1024
MOST_FEATURES: Final = 5000
MOST_POINTS: Final = 100_000
POLYGONS: Final = ("Polygon", "MultiPolygon")
LINES: Final = ("LineString", "MultiLineString")
WAYS: Final = ("road", "lane", "steps", "river")
KNOWN_CRS: Final = ("CRS84", "4326")

# What people call the columns of a table of places.
COLUMNS: Final = {
    "name": ("名称", "地点", "名字", "name", "title"),
    "name_en": ("英文名", "英文名称", "name_en", "title_en"),
    "kind": ("类型", "类别", "kind", "type"),
    "latitude": ("纬度", "lat", "latitude", "y"),
    "longitude": ("经度", "lon", "lng", "longitude", "x"),
    "position": ("位置", "坐标", "经纬度", "position"),
}
CODE_COLUMNS: Final = {"code": ("代码", "区划代码", "行政区划代码", "code"), "name": ("名称", "name")}
CODE_LEVELS: Final = (2, 4, 6, 9, 12, 15)  # province, city, county, town, village, police grid (GB/T 2260 and below)

Convert = Callable[[float, float], tuple[float, float]]


class Unreadable(ValueError):
    """The whole file can't be read; `fault` says why: "big", "json", "collection", "crs", "many", "text", "columns"."""

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(f"{fault} {detail}".strip())
        self.fault, self.detail = fault, detail


@dataclass(frozen=True)
class Fault:
    """One feature or line that is left out: its number in the file, its name, why (a fault of BadShape, or "name",
    "unknown", "twice", "no village", "position", "code"), and what stood there."""

    number: int
    name: str
    fault: str
    detail: str = ""


@dataclass(frozen=True)
class Area:
    """A village, or a grid with the name of its village ("" where there is only one)."""

    name: str
    name_en: str
    shape: Drawn
    village: str = ""


@dataclass(frozen=True)
class Line:
    """A way: its kind ("road", "lane", "river"), its names, its shape."""

    kind: str
    name: str
    name_en: str
    shape: Drawn


@dataclass(frozen=True)
class Spot:
    """A named place: its kind as the file says it, WGS-84 degrees."""

    kind: str
    name: str
    name_en: str
    latitude: float
    longitude: float


@dataclass
class Plan:
    """What a file would draw, and what is left out."""

    villages: list[Area] = field(default_factory=list)
    grids: list[Area] = field(default_factory=list)
    ways: list[Line] = field(default_factory=list)
    places: list[Spot] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.villages or self.grids or self.ways or self.places)


def read_geojson(data: bytes, *, datum: str = "wgs84", place_kinds: Sequence[str] = (), swap: bool = False) -> Plan:
    """A FeatureCollection as a plan. `datum` is what it was measured in; `swap` when it has latitude first.

    Raises Unreadable.
    """
    features = _features(data)
    convert = _converter(datum, swap)
    plan = Plan()
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        said = properties if isinstance(properties, dict) else {}
        name = _text(said, "name", "title")
        try:
            _add(plan, feature, said, name, convert, place_kinds)
        except BadShape as bad:
            plan.faults.append(Fault(number, name, bad.fault, bad.detail[:120]))
    return plan


def collection(plan: Plan) -> dict[str, Any]:
    """The plan as a FeatureCollection in WGS-84, as `read_geojson` reads it again."""
    features = [_feature("village", one, one.shape.geometry) for one in plan.villages]
    features += [_feature("grid", one, one.shape.geometry, village=one.village) for one in plan.grids]
    features += [_feature(one.kind, one, one.shape.geometry) for one in plan.ways]
    for spot in plan.places:
        point = {"type": "Point", "coordinates": [spot.longitude, spot.latitude]}
        features.append(_feature("place", spot, point, place=spot.kind))
    return {"type": "FeatureCollection", "features": features}


def _feature(kind: str, one: Area | Line | Spot, geometry: Mapping[str, Any], **more: str) -> dict[str, Any]:
    properties = {"kind": kind, "name": one.name, "name_en": one.name_en, **more}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def read_places(data: bytes, *, datum: str = "wgs84", place_kinds: Mapping[str, str], swap: bool = False) -> Plan:
    """A CSV of named places as a plan; `place_kinds` gives the kind for every word it may be called by.

    Raises Unreadable.
    """
    convert = _converter(datum, swap)
    plan = Plan()
    for number, row in _table(data, COLUMNS, ("name",)):
        name = row["name"]
        spot = _position(row)
        try:
            if not name:
                raise BadShape("name")
            if spot is None:
                raise BadShape("position")
            latitude, longitude = _point(spot, convert)
            kind = place_kinds.get(row["kind"].lower(), "")
            if row["kind"] and not kind:
                raise BadShape("unknown", row["kind"])
            _place(plan, Spot(kind or "other", name, row["name_en"], latitude, longitude))
        except BadShape as bad:
            plan.faults.append(Fault(number, name, bad.fault, bad.detail[:120]))
    return plan


def read_divisions(data: bytes) -> tuple[list[tuple[str, str]], list[Fault]]:
    """Division codes with their names, shortest first, and the lines left out. Raises Unreadable."""
    found: dict[str, str] = {}
    faults = []
    for number, row in _table(data, CODE_COLUMNS, ("code", "name"), most=200_000):
        code, name = row["code"], row["name"]
        if not (code.isascii() and code.isdecimal() and len(code) in CODE_LEVELS) or not name:
            faults.append(Fault(number, name, "code", code[:20]))
        elif code in found and found[code] != name:
            faults.append(Fault(number, name, "twice", code))
        else:
            found[code] = name
    return sorted(found.items(), key=lambda one: (_significant(one[0]), one[0])), faults


def parent_codes(code: str) -> Iterator[str]:
    """Codes under which the division above may be known, the nearest first, bare or filled with noughts."""
    for level in reversed(CODE_LEVELS):
        if level < _significant(code):
            yield code[:level].ljust(len(code), "0")
            yield code[:level]


def _significant(code: str) -> int:
    bare = code.rstrip("0")
    return next((level for level in CODE_LEVELS if level >= len(bare)), len(code))


def _features(data: bytes) -> list[Any]:
    if len(data) > MOST_BYTES:
        raise Unreadable("big", f"{MOST_BYTES >> 20} MB")
    try:
        read = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable("json", str(error)[:120]) from None
    if (
        not isinstance(read, dict)
        or read.get("type") != "FeatureCollection"
        or not isinstance(read.get("features"), list)
    ):
        raise Unreadable("collection")
    if (crs := read.get("crs")) and not any(known in json.dumps(crs) for known in KNOWN_CRS):
        raise Unreadable("crs", json.dumps(crs, ensure_ascii=False)[:120])
    if len(read["features"]) > MOST_FEATURES:
        raise Unreadable("many", str(MOST_FEATURES))
    return list(read["features"])


def _no_number(text: str) -> float:
    raise ValueError(text)


def _add(
    plan: Plan, feature: Any, said: dict[str, Any], name: str, convert: Convert, place_kinds: Sequence[str]
) -> None:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(geometry, dict):
        raise BadShape("empty")
    kind, name_en = _text(said, "kind"), _text(said, "name_en", "title_en")
    moved = {**geometry, "coordinates": _moved(geometry.get("coordinates"), convert)}
    if kind in {"village", "grid"}:
        areas = plan.villages if kind == "village" else plan.grids
        if not name:
            raise BadShape("name")
        village = _text(said, "village") if kind == "grid" else ""
        if any((area.name, area.village) == (name, village) for area in areas):
            raise BadShape("twice")
        areas.append(Area(name, name_en, drawn(moved, *POLYGONS), village))
    elif kind in {"way", "water", *WAYS}:
        way = _text(said, "way") or {"way": "lane", "water": "river"}.get(kind, kind)
        if way not in WAYS:
            raise BadShape("unknown", way)
        plan.ways.append(Line(way, name, name_en, drawn(moved, *LINES, *POLYGONS)))
    elif kind == "place" or kind in place_kinds:
        sort = kind if kind != "place" else _text(said, "place") or "other"
        if sort not in place_kinds:
            raise BadShape("unknown", sort)
        if not name:
            raise BadShape("name")
        point = drawn(moved, "Point")
        _place(plan, Spot(sort, name, name_en, point.south, point.west))
    else:
        raise BadShape("unknown", kind)


def _place(plan: Plan, spot: Spot) -> None:
    if any(known.name == spot.name for known in plan.places):
        raise BadShape("twice")
    plan.places.append(spot)


def _text(said: Mapping[str, Any], *names: str) -> str:
    value = next((said[name] for name in names if said.get(name)), "")
    return str(value).strip()[:80] if isinstance(value, str | int) else ""


def _moved(part: Any, convert: Convert) -> Any:
    if not isinstance(part, list):
        raise BadShape("kind")
    if len(part) >= 2 and all(isinstance(one, int | float) and not isinstance(one, bool) for one in part):
        latitude, longitude = convert(float(part[1]), float(part[0]))
        return [longitude, latitude]
    return [_moved(one, convert) for one in part]


def _converter(datum: str, swap: bool) -> Convert:
    """From (latitude, longitude) as the file has them to WGS-84. Points that are nowhere are left for `drawn` to refuse."""

    def convert(latitude: float, longitude: float) -> tuple[float, float]:
        if swap:
            latitude, longitude = longitude, latitude
        if datum == "wgs84" or not in_china(latitude, longitude):
            return latitude, longitude
        if datum == "bd09":
            latitude, longitude = bd09_to_gcj02(latitude, longitude)
        return gcj02_to_wgs84(latitude, longitude)

    return convert


def _table(
    data: bytes, columns: Mapping[str, Sequence[str]], needed: Sequence[str], most: int = MOST_FEATURES
) -> Iterator[tuple[int, dict[str, str]]]:
    if len(data) > MOST_BYTES * 4:
        raise Unreadable("big", f"{MOST_BYTES * 4 >> 20} MB")
    try:
        text, _encoding = decode_csv(data)
    except ValueError as error:
        raise Unreadable("text", str(error)) from None
    lines = list(csv.reader(io.StringIO(text)))
    heads = [head.strip().lower() for head in lines[0]] if lines else []
    where = {
        name: next((heads.index(word) for word in words if word in heads), None) for name, words in columns.items()
    }
    if any(where[name] is None for name in needed):
        raise Unreadable("columns", ", ".join(columns[name][0] for name in needed))
    if len(lines) > most:
        raise Unreadable("many", str(most))
    for number, line in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in line):
            yield number, {name: _cell(line, at) for name, at in where.items()}


def _cell(line: Sequence[str], at: int | None) -> str:
    return line[at].strip() if at is not None and at < len(line) else ""


def _position(row: Mapping[str, str]) -> tuple[float, float] | None:
    if row["position"]:
        said = parse_position(row["position"])
        return said.point if said else None
    try:
        return float(row["latitude"]), float(row["longitude"])
    except ValueError:
        return None


def _point(spot: tuple[float, float], convert: Convert) -> tuple[float, float]:
    latitude, longitude = convert(*spot)
    if looks_swapped(latitude, longitude):
        raise BadShape("swapped")
    if not in_china(latitude, longitude):
        raise BadShape("outside")
    return round(latitude, 7), round(longitude, 7)
