"""The ways of a room as a network to walk on, and how long it takes from place to place."""

from collections.abc import Sequence

import numpy as np

from shouwang.kernel.ground.models import Place, Room, Way
from shouwang.lib.planning.network import Network, Walks
from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.ways import from_geometry


def network_of(room: Room) -> Network:
    """The room's roads and lanes; empty where none are drawn."""
    return Network.of(_lines(room))


def walks(network: Network, room: Room, places: Sequence[Place]) -> Walks:
    """Minutes between the places, the room itself last (its position, else the first place's)."""
    points = [(place.longitude, place.latitude) for place in places]
    points.append(home_of(room, places))
    return network.minutes(np.array(points, dtype=np.float64))


def home_of(room: Room, places: Sequence[Place]) -> tuple[float, float]:
    """Longitude and latitude where rounds begin: the room, a place of its kind, else the first there is."""
    if room.longitude is not None and room.latitude is not None:
        return room.longitude, room.latitude
    own = next((place for place in places if place.kind == Place.Kind.ROOM), next(iter(places), None))
    return (own.longitude, own.latitude) if own else (0.0, 0.0)


def _lines(room: Room) -> list[Line]:
    found: list[Line] = []
    for way in room.ways.exclude(geometry=None).exclude(kind=Way.Kind.RIVER).order_by("id"):
        shape = way.geometry or {}
        found += from_geometry(shape, kind=way.kind)
    return found
