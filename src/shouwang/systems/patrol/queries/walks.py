"""The ways of a room as a network to walk on, and how long it takes from place to place."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from shouwang.kernel.ground.models import Place, Room, Way
from shouwang.lib.planning.network import Network, Walks
from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.ways import from_geometry
from shouwang.systems.patrol.models import Shift


def network_of(room: Room) -> Network:
    """The room's roads and lanes; empty where none are drawn."""
    return Network.of(lines_of(room))


def walks(network: Network, room: Room, places: Sequence[Place]) -> Walks:
    """Minutes between the places, the room itself last (its position, else the first place's), at night: a place that only
    a gate leads to is not reached, however near it lies."""
    points = np.array(
        [*((place.longitude, place.latitude) for place in places), home_of(room, places)], dtype=np.float64
    )
    by_day = network.minutes(points)
    if not network.gated.any():
        return by_day
    by_night = network.minutes(points, night=True)
    shut = by_night.flies & ~by_day.flies
    return Walks(np.where(shut, np.inf, by_night.minutes), by_night.flies)


def home_of(room: Room, places: Sequence[Place]) -> tuple[float, float]:
    """Longitude and latitude where rounds begin: the room, a place of its kind, else the first there is."""
    return _place_of(room, places) or (0.0, 0.0)


def begins_at(shift: Shift, home: tuple[float, float]) -> tuple[float, float]:
    """Where a round begins and ends: at its place, without one at home."""
    return (shift.place.longitude, shift.place.latitude) if shift.place else home


def place_of(room: Room) -> tuple[float, float] | None:
    """The same, None in a room of which nobody said where it is."""
    return _place_of(room, list(room.places.order_by("name")))


def _place_of(room: Room, places: Sequence[Place]) -> tuple[float, float] | None:
    if room.longitude is not None and room.latitude is not None:
        return room.longitude, room.latitude
    own = next((place for place in places if place.kind == Place.Kind.ROOM), next(iter(places), None))
    return (own.longitude, own.latitude) if own else None


def along(network: Network, stops: Sequence[tuple[float, float]]) -> list[list[float]]:
    """The longitudes and latitudes of the way from stop to stop, for a map."""
    return [point for start, end in pairwise(stops) for point in network.way(start, end, night=True).points.tolist()]


def lines_of(room: Room) -> list[Line]:
    """The room's roads, lanes and steps; a river is no way."""
    found: list[Line] = []
    for way in room.ways.exclude(geometry=None).exclude(kind=Way.Kind.RIVER).order_by("id"):
        shape = way.geometry or {}
        found += from_geometry(shape, kind=way.kind, level=way.level, gated=way.is_gated)
    return found
