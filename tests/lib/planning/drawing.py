"""Lines in metres about one point, for tests."""

import numpy as np

from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.plane import Floats, Plane

HERE = Plane(112.55, 34.86)


def line(*points: tuple[float, float], kind: str = "lane", level: int = 0, gated: bool = False) -> Line:
    return Line(at(*points), kind, level, gated)


def at(*points: tuple[float, float]) -> Floats:
    return HERE.degrees(np.array(points, dtype=float).reshape(-1, 2))
