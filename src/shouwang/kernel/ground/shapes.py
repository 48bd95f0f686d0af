"""GeoJSON geometries checked and put in order: valid, right-handed (RFC 7946), in WGS-84 degrees, with their box."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely import force_2d, get_coordinates, unary_union
from shapely.errors import ShapelyError
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.multipolygon import MultiPolygon
from shapely.geometry.polygon import Polygon, orient
from shapely.validation import explain_validity

from shouwang.lib.coordinates import looks_swapped


class BadShape(ValueError):
    """A geometry that can't be drawn; `fault` says why: "empty", "crosses itself", "swapped", "outside", "kind"."""

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(f"{fault} {detail}".strip())
        self.fault, self.detail = fault, detail


@dataclass(frozen=True)
class Drawn:
    """A geometry in order, and its bounding box."""

    geometry: dict[str, Any]
    south: float
    west: float
    north: float
    east: float

    @property
    def columns(self) -> dict[str, Any]:
        """The fields of a Shape row."""
        return {
            "geometry": self.geometry,
            "south": self.south,
            "west": self.west,
            "north": self.north,
            "east": self.east,
        }


def drawn(geometry: Mapping[str, Any], *kinds: str) -> Drawn:
    """The geometry in order, if it is one of the kinds ("Polygon", …). Raises BadShape."""
    try:
        read = force_2d(shape(dict(geometry)))
    except (ShapelyError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadShape("kind", str(error)) from None
    if read.is_empty:
        raise BadShape("empty")
    if kinds and read.geom_type not in kinds:
        raise BadShape("kind", read.geom_type)
    points = get_coordinates(read)
    if any(looks_swapped(latitude, longitude) for longitude, latitude in points):
        raise BadShape("swapped")
    if any(abs(latitude) > 90 or abs(longitude) > 180 for longitude, latitude in points):
        raise BadShape("outside")
    if not read.is_valid:
        raise BadShape("crosses itself", explain_validity(read))
    west, south, east, north = read.bounds
    return Drawn(_plain(_wound(read)), south, west, north, east)


def union(geometries: Sequence[Mapping[str, Any]]) -> Drawn | None:
    """One area of several; None of none."""
    if not geometries:
        return None
    return drawn(_plain(unary_union([shape(dict(one)) for one in geometries])))


def _wound(read: BaseGeometry) -> BaseGeometry:
    """Outer rings anticlockwise, holes clockwise (RFC 7946, 3.1.6)."""
    if isinstance(read, Polygon):
        return orient(read)
    return MultiPolygon([orient(part) for part in read.geoms]) if isinstance(read, MultiPolygon) else read


def holds(geometry: Mapping[str, Any], latitude: float, longitude: float) -> bool:
    """Whether the point lies in the area or on its edge."""
    return bool(shape(dict(geometry)).covers(Point(longitude, latitude)))


def _plain(geometry: BaseGeometry) -> dict[str, Any]:
    found = mapping(geometry)
    return {"type": found["type"], "coordinates": _lists(found["coordinates"])}


def _lists(value: Any) -> Any:
    return [_lists(part) for part in value] if isinstance(value, tuple | list) else round(value, 7)
