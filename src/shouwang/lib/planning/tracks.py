"""What a telephone recorded of a walk, made into where somebody walked: without jumps, without the time one stood and talked,
smoothed, with a point every few metres."""

from itertools import pairwise
from typing import Final

import numpy as np

from shouwang.lib.planning.gpx import Track
from shouwang.lib.planning.plane import Bools, Floats, Plane

STRIDE: Final = 8.0  # metres between the points of a cleaned track
UNSURE: Final = 30.0  # metres: a point that says of itself it may be so far off is not used
STEP: Final = 25.0  # metres: so far a point may lie from the last without its time being asked
FASTEST: Final = 7.0  # metres a second: a bicycle; what is faster is a jump
STEP_UNTIMED: Final = 60.0  # metres, where no times are
DRAWN: Final = 15.0  # metres: points without times that lie further apart were drawn by hand, or thinned out
AFAR: Final = 1000.0  # metres between the points of such a line
LOST: Final = 100.0  # metres without a point: the way between is not known
REJECTED: Final = 8  # points in a row that do not fit what came before: they are right, and a new piece begins
STOOD: Final = 45.0  # seconds within STOOD_IN metres: one stood there
STOOD_IN: Final = 10.0
STOOD_POINTS: Final = 40  # points within STOOD_IN metres, where no times are
BLOCK: Final = 4.0  # metres whose points are made one
SHORTEST: Final = 25.0  # metres: a shorter piece is no walk


def walked(track: Track, plane: Plane) -> list[Floats]:
    """The pieces of a walk on the plane, each with a point every STRIDE metres."""
    sure = ~(track.errors > UNSURE)
    places, seconds = plane.metres(track.points)[sure], track.seconds[sure]
    found = []
    for part in _pieces(places, seconds):
        line = _smooth(_blocks(_without_stays(places[part], seconds[part])))
        if length(line) >= SHORTEST:
            found.append(spaced(line, STRIDE))
    return found


def length(line: Floats) -> float:
    """Metres along a line."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum()) if len(line) > 1 else 0.0


def spaced(line: Floats, stride: float) -> Floats:
    """The same line with points so far apart, about; its ends stay."""
    upto = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.linspace(0, upto[-1], max(round(float(upto[-1]) / stride), 1) + 1)
    return np.stack([np.interp(at, upto, line[:, axis]) for axis in (0, 1)], axis=1)


def simplified(line: Floats, tolerance: float) -> Floats:
    """Without the points that lie nearly on the straight between others (Douglas and Peucker)."""
    keep = np.zeros(len(line), dtype=np.bool_)
    keep[[0, -1]] = True
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        run = line[last] - line[first]
        inside = line[first + 1 : last] - line[first]
        share = np.clip(inside @ run / max(float(run @ run), 1e-12), 0, 1)
        off = np.hypot(*(inside - share[:, None] * run).T)
        furthest = int(off.argmax())
        if off[furthest] > tolerance:
            middle = first + 1 + furthest
            keep[middle] = True
            waiting += [(first, middle), (middle, last)]
    return line[keep]


def _pieces(places: Floats, seconds: Floats) -> list[list[int]]:
    """The numbers of the points that belong together, without those that nobody could have walked to."""
    pieces: list[list[int]] = []
    current: list[int] = []
    steps = np.hypot(*np.diff(places, axis=0).T) if len(places) > 1 else np.empty(0)
    if len(steps) and not np.isfinite(seconds).any() and np.median(steps) > DRAWN:
        cuts = [0, *(np.flatnonzero(steps > AFAR) + 1).tolist(), len(places)]
        return [list(range(one, other)) for one, other in pairwise(cuts) if other - one > 1]
    refused: list[int] = []
    for number in range(len(places)):
        if not current or _follows(places, seconds, current[-1], number):
            if current and np.hypot(*(places[number] - places[current[-1]])) > LOST:
                pieces.append(current)
                current = []
            current.append(number)
            refused = []
            continue
        if refused and not _follows(places, seconds, refused[-1], number):
            refused = []
        refused.append(number)
        if len(refused) >= REJECTED:
            pieces.append(current)
            current, refused = refused, []
    return [piece for piece in [*pieces, current] if len(piece) > 1]


def _follows(places: Floats, seconds: Floats, one: int, other: int) -> bool:
    """Whether somebody could have come from the one point to the other."""
    metres = float(np.hypot(*(places[other] - places[one])))
    if metres <= STEP:
        return True
    passed = seconds[other] - seconds[one]
    return bool(metres <= FASTEST * passed) if np.isfinite(passed) else metres <= STEP_UNTIMED


def _without_stays(places: Floats, seconds: Floats) -> Floats:
    """Where one stood, one point instead of a ball of them."""
    found = []
    start = 0
    while start < len(places):
        end, middle = start + 1, places[start]
        while end < len(places) and np.hypot(*(places[end] - middle)) <= STOOD_IN:
            end += 1
            middle = middle + (places[end - 1] - middle) / (end - start)
        passed = seconds[end - 1] - seconds[start]
        stood = passed >= STOOD if np.isfinite(passed) else end - start >= STOOD_POINTS
        if stood and end - start > 2:
            found.append(middle)
            start = end
        else:
            found.append(places[start])
            start += 1
    return np.array(found)


def _blocks(places: Floats) -> Floats:
    """Points that lie close together as their mean: a telephone writes one every second."""
    found, block = [], [places[0]]
    for before, place in pairwise(places):
        if np.hypot(*(place - block[0])) < BLOCK and np.hypot(*(place - before)) < BLOCK:
            block.append(place)
        else:
            found.append(np.mean(block, axis=0))
            block = [place]
    return np.array([*found, np.mean(block, axis=0)])


def _smooth(line: Floats, passes: int = 2) -> Floats:
    """Each point a little towards its neighbours, where these are near: far ones would cut the corner."""
    if len(line) < 3:
        return line
    steps = np.hypot(*np.diff(line, axis=0).T)
    near: Bools = (steps[:-1] < 2 * STRIDE) & (steps[1:] < 2 * STRIDE)
    for _ in range(passes):
        mean = (line[:-2] + 2 * line[1:-1] + line[2:]) / 4
        line = np.concatenate([line[:1], np.where(near[:, None], mean, line[1:-1]), line[-1:]])
    return line
