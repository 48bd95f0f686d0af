"""How long it takes from place to place at night, and where a round begins."""

from collections.abc import Sequence

import numpy as np

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.ground.network import home_of
from shouwang.lib.planning.network import Network, Walks
from shouwang.systems.patrol.models import Shift


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


def begins_at(shift: Shift, home: tuple[float, float]) -> tuple[float, float]:
    """Where a round begins and ends: at its place, without one at home."""
    return (shift.place.longitude, shift.place.latitude) if shift.place else home
