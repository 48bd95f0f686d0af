"""The ways of a room as a network to go on, and where the room itself stands on it."""

import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from shouwang.kernel.ground.models import Place, Room, Way
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.ways import from_geometry


def network_of(room: Room) -> Network:
    """The room's roads and lanes; empty where none are drawn. Made once for the same ways."""
    drawn = room.ways.exclude(geometry=None).exclude(kind=Way.Kind.RIVER).order_by("id")
    return _network(json.dumps(list(drawn.values_list("geometry", "kind", "level", "is_gated"))))


@lru_cache(maxsize=8)
def _network(ways: str) -> Network:
    """Where the lanes of a village meet takes longer to find than a page may, so it is not asked twice."""
    return Network.of(
        [
            line
            for shape, kind, level, gated in json.loads(ways)
            for line in from_geometry(shape, kind=kind, level=level, gated=gated)
        ]
    )


def lines_of(room: Room) -> list[Line]:
    """The room's roads, lanes and steps; a river is no way."""
    found: list[Line] = []
    for way in room.ways.exclude(geometry=None).exclude(kind=Way.Kind.RIVER).order_by("id"):
        shape = way.geometry or {}
        found += from_geometry(shape, kind=way.kind, level=way.level, gated=way.is_gated)
    return found


def home_of(room: Room, places: Sequence[Place]) -> tuple[float, float]:
    """Longitude and latitude where rounds begin: the room, a place of its kind, else the first there is."""
    return _place_of(room, places) or (0.0, 0.0)


def place_of(room: Room) -> tuple[float, float] | None:
    """The same, None in a room of which nobody said where it is."""
    return _place_of(room, list(room.places.order_by("name")))


def _place_of(room: Room, places: Sequence[Place]) -> tuple[float, float] | None:
    if room.longitude is not None and room.latitude is not None:
        return room.longitude, room.latitude
    own = next((place for place in places if place.kind == Place.Kind.ROOM), next(iter(places), None))
    return (own.longitude, own.latitude) if own else None


def along(network: Network, stops: Sequence[tuple[float, float]], *, night: bool = False) -> list[list[float]]:
    """The longitudes and latitudes of the way from stop to stop, for a map."""
    return [point for start, end in pairwise(stops) for point in network.way(start, end, night=night).points.tolist()]
