"""What the scan looks at: when, where and of what kind something was reported. Nothing about who."""

import math
from dataclasses import dataclass
from datetime import date
from typing import Final

from shouwang.lib.coordinates import EARTH_RADIUS, Point, distance_m, in_china

FARTHEST_M: Final = 100_000
"""A report farther than this from its room is a mistyped position; the plane would bend there too."""


@dataclass(frozen=True)
class Event:
    """One report. `x`, `y` are metres east and north on the room's plane (see `metres`), `day` is the day it was seen.

    Reports that were merged into one matter are one event; seeing to that is the caller's duty. An event without a day
    or without a position is left out of every scan. `key` is the caller's name for it and comes back in the cluster.
    """

    key: str
    kind: str
    day: date | None
    x: float | None
    y: float | None

    def __post_init__(self) -> None:
        _finite(self.x, self.y)


@dataclass(frozen=True)
class Centre:
    """A place or the middle of a grid around which the scan looks too; metres on the same plane."""

    key: str
    x: float
    y: float

    def __post_init__(self) -> None:
        _finite(self.x, self.y)


def metres(point: Point, *, origin: Point) -> tuple[float, float]:
    """Metres (east, north) of a WGS-84 point (latitude, longitude in degrees) seen from the room.

    Every distance inside a village is good to 0.5 %. Raises ValueError for a point outside China's box, as one at 0, 0
    in the sea, for one that is no number, and for one more than 100 km from the room.
    """
    for lat, lon in (point, origin):
        if not in_china(lat, lon):  # false for NaN too
            raise ValueError(f"not a position in China: {lat}, {lon}")
    if (away := distance_m(origin, point)) > FARTHEST_M:
        raise ValueError(f"{away / 1000:.0f} km from the room: {point[0]}, {point[1]}")
    north = math.radians(point[0] - origin[0]) * EARTH_RADIUS
    east = math.radians(point[1] - origin[1]) * EARTH_RADIUS * math.cos(math.radians(origin[0]))
    return east, north


def _finite(*figures: float | None) -> None:
    if not all(figure is None or math.isfinite(figure) for figure in figures):
        raise ValueError(f"not a position: {figures}")
