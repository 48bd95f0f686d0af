"""A village as a flat sheet of metres, and what is said of input that can't be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi, radians, sin, sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

AXIS: Final = 6378137.0  # of the WGS-84 ellipsoid, metres
ECCENTRICITY: Final = 0.00669437999014  # squared


class Fault(StrEnum):
    """Why input can't be used; pages have the words."""

    EMPTY = "empty"
    NUMBERS = "numbers"  # not finite, not on earth, or not in pairs
    BIG = "big"  # more bytes than are read
    MANY = "many"  # more points than are computed with
    UNREADABLE = "unreadable"
    ENTITIES = "entities"  # an XML file that declares a DTD or entities: never needed here, and how such files attack
    ELSEWHERE = "elsewhere"  # far from the village
    SHAPE = "shape"  # arrays that do not belong together


class Unusable(ValueError):
    """Input that can't be used: `fault`, and for the log what stood there."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault} {detail}".strip())
        self.fault, self.detail = fault, detail


@dataclass(frozen=True)
class Plane:
    """Metres east and north of a point, true to 0.03 % over five kilometres."""

    lon: float
    lat: float

    @classmethod
    def around(cls, points: Floats) -> "Plane":
        """The plane about the middle of these points (longitude, latitude)."""
        if not len(points):
            return cls(0.0, 0.0)
        lon, lat = (points.min(axis=0) + points.max(axis=0)) / 2
        return cls(float(lon), float(lat))

    @property
    def scale(self) -> Floats:
        """Metres in a degree of longitude and of latitude, by the two radii of curvature."""
        squeeze = 1 - ECCENTRICITY * sin(radians(self.lat)) ** 2
        parallel = AXIS / sqrt(squeeze) * max(cos(radians(self.lat)), 1e-6)
        return np.array([parallel, AXIS * (1 - ECCENTRICITY) / squeeze**1.5]) * pi / 180

    def metres(self, points: Floats) -> Floats:
        """Longitude and latitude as metres on this plane."""
        return (points - (self.lon, self.lat)) * self.scale

    def degrees(self, places: Floats) -> Floats:
        """The inverse."""
        return places / self.scale + (self.lon, self.lat)


def on_earth(points: ArrayLike | Sequence[tuple[float, float]]) -> Floats:
    """Longitudes and latitudes as an (n, 2) array; raises Unusable for what is none."""
    try:
        found = np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Unusable(Fault.NUMBERS, str(error)) from error
    if not found.size:
        return np.empty((0, 2))
    if found.ndim != 2 or found.shape[1] != 2:
        raise Unusable(Fault.NUMBERS, f"shape {found.shape}")
    if not np.isfinite(found).all() or (np.abs(found) > (180, 90)).any():
        raise Unusable(Fault.NUMBERS, "not on earth")
    return found


def apart(one: Floats, other: Floats) -> Floats:
    """Metres between each of the one and each of the other, both on a plane."""
    between = one[:, None, :] - other[None, :, :]
    found: Floats = np.hypot(between[..., 0], between[..., 1])
    return found


def feet(places: Floats, starts: Floats, ends: Floats) -> tuple[Floats, Floats]:
    """For each place (rows) and straight segment (columns): metres to it, and where on it its foot lies, 0 to 1."""
    run = ends - starts
    squared = np.maximum((run**2).sum(axis=1), 1e-12)
    off = places[:, None, :] - starts[None, :, :]
    along: Floats = np.clip((off * run).sum(axis=2) / squared, 0, 1)
    off -= along[..., None] * run
    return np.hypot(off[..., 0], off[..., 1]), along
