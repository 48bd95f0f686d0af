"""Positions: WGS-84 inside, GCJ-02 and BD-09 converted at the edges, and reading what people type.

Degrees, latitude first. The offset formulas of GCJ-02 and BD-09 are not published by their owners;
these are the ones found by fitting that map software has used since 2013, good to about a metre.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt
from typing import Final

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

KRASOVSKY_AXIS: Final = 6378245.0  # metres
KRASOVSKY_ECCENTRICITY: Final = 0.00669342162296594323  # squared
EARTH_RADIUS: Final = 6371008.8  # metres, mean
BAIDU_WAVES: Final = pi * 3000 / 180


@dataclass(frozen=True)
class Position:
    """A position in degrees; `swapped` when it was written longitude first."""

    lat: float
    lon: float
    swapped: bool = False

    @property
    def point(self) -> Point:
        return self.lat, self.lon


def in_china(lat: float, lon: float) -> bool:
    """Whether the point lies in the box around China, where maps are shifted; it holds neighbours too."""
    return 3 <= lat <= 54 and 73 <= lon <= 136


def looks_swapped(lat: float, lon: float) -> bool:
    """Whether the two were most likely exchanged: outside China as given, inside when exchanged."""
    return not in_china(lat, lon) and in_china(lon, lat)


def wgs84_to_gcj02(lat: float, lon: float) -> Point:
    """The point on AMap and Tencent maps; outside China's box nothing is shifted."""
    return _shifted(lat, lon) if in_china(lat, lon) else (lat, lon)


def gcj02_to_wgs84(lat: float, lon: float) -> Point:
    """The inverse, by iteration, to well under a millimetre."""
    point = _inverse(_shifted, lat, lon)
    return point if in_china(*point) else (lat, lon)


def gcj02_to_bd09(lat: float, lon: float) -> Point:
    """The point on Baidu maps."""
    radius = math.hypot(lon, lat) + 0.00002 * sin(lat * BAIDU_WAVES)
    angle = math.atan2(lat, lon) + 0.000003 * cos(lon * BAIDU_WAVES)
    return radius * sin(angle) + 0.006, radius * cos(angle) + 0.0065


def bd09_to_gcj02(lat: float, lon: float) -> Point:
    """The inverse, by iteration, to well under a millimetre."""
    return _inverse(gcj02_to_bd09, lat, lon)


def distance_m(a: Point, b: Point) -> float:
    """Metres between two points along a great circle (haversine on a sphere, good to 0.5 %)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (a, b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, sqrt(half)))


def _shifted(lat: float, lon: float) -> Point:
    x, y = lon - 105, lat - 35
    ripple = 20 * sin(6 * pi * x) + 20 * sin(2 * pi * x)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    north += (ripple + 20 * sin(pi * y) + 40 * sin(pi * y / 3)) * 2 / 3
    north += (160 * sin(pi * y / 12) + 320 * sin(pi * y / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    east += (ripple + 20 * sin(pi * x) + 40 * sin(pi * x / 3)) * 2 / 3
    east += (150 * sin(pi * x / 12) + 300 * sin(pi * x / 30)) * 2 / 3
    # Metres to degrees by the two radii of curvature of the Krasovsky ellipsoid.
    squeeze = 1 - KRASOVSKY_ECCENTRICITY * sin(radians(lat)) ** 2
    meridian = KRASOVSKY_AXIS * (1 - KRASOVSKY_ECCENTRICITY) / squeeze**1.5
    parallel = KRASOVSKY_AXIS / sqrt(squeeze) * cos(radians(lat))
    return lat + math.degrees(north / meridian), lon + math.degrees(east / parallel)


def _inverse(shift: Callable[[float, float], Point], lat: float, lon: float) -> Point:
    # Near any point the shift changes by less than 1 % of a step, so each round gains two digits.
    guess_lat, guess_lon = lat, lon
    for _ in range(10):
        there_lat, there_lon = shift(guess_lat, guess_lon)
        guess_lat, guess_lon = guess_lat + lat - there_lat, guess_lon + lon - there_lon
    return guess_lat, guess_lon


_SIGNS: Final = str.maketrans("’‘´′”“″º˚度分秒、", "'" * 4 + '"' * 3 + "°" * 3 + "'\",")
_LETTERS: Final = {"北纬": "N", "南纬": "S", "东经": "E", "西经": "W"}
_NUMBER: Final = r"(\d+(?:\.\d+)?)"
_SEPARATOR: Final = r"(?:\s*[,;]\s*|\s+|(?<=[NSEW°'\"]))"


def _angle_pattern(name: str) -> str:
    """Letter, sign, degrees, minutes, seconds, letter; the second letter only without the first."""
    parts = rf"([+-]?){_NUMBER}\s*(?:°\s*(?:{_NUMBER}\s*'\s*(?:{_NUMBER}\s*\")?)?)?"
    return rf"(?P<{name}>[NSEW])?\s*{parts}(?({name})|\s*([NSEW])?)"


_PAIR: Final = re.compile(_angle_pattern("first") + _SEPARATOR + _angle_pattern("second"))


def parse_position(text: str) -> Position | None:
    """A position as people write it, or None, also for what is no place on earth.

    "34.8, 112.6", "112.6,34.8" (longitude first is recognised by letters or by China's box),
    "34°48'12\"N 112°36'E", "北纬34度48分 东经112度36分".
    """
    folded = unicodedata.normalize("NFKC", text.translate(_SIGNS)).upper().replace("''", '"')
    for word, letter in _LETTERS.items():
        folded = folded.replace(word, letter)
    match = _PAIR.fullmatch(folded.strip(" ()[]"))
    if not match:
        return None
    parts = [part or "" for part in match.groups()]
    first, second = _degrees(*parts[1:5]), _degrees(*parts[7:11])
    if first is None or second is None:
        return None
    return _in_order(parts[0] + parts[5], first, parts[6] + parts[11], second)


def _degrees(sign: str, degrees: str, minutes: str, seconds: str) -> float | None:
    parts = [float(part or 0) for part in (degrees, minutes, seconds)]
    if max(parts[1:]) >= 60:
        return None
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    return -value if sign == "-" else value


def _in_order(first_letter: str, first: float, second_letter: str, second: float) -> Position | None:
    axes = ["NSEW".find(letter) // 2 if letter else None for letter in (first_letter, second_letter)]
    if axes[0] is None and axes[1] is None:
        swapped = looks_swapped(first, second) or abs(second) <= 90 < abs(first)
    elif axes[0] == axes[1]:
        return None
    else:
        swapped = axes[0] == 1 or axes[1] == 0
    first, second = (
        -v if letter in ("S", "W") else v for letter, v in ((first_letter, first), (second_letter, second))
    )
    lat, lon = (second, first) if swapped else (first, second)
    return Position(lat, lon, swapped) if abs(lat) <= 90 and abs(lon) <= 180 else None
