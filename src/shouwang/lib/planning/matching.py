"""Which lane somebody walked, point by point: the likeliest row of spots on what is drawn, or beside all of it.

A hidden Markov model after Newson and Krumm (2009): a point is likely near an edge that runs as one walked, a step from
spot to spot is likely when it is as long along the lanes as it was straight. Beside the lanes is one more state.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.sketch import Sketch, Spot

REACH: Final = 20.0  # metres: a lane further off was not walked
SPREAD: Final = 7.0  # metres a telephone between houses is off, as a standard deviation
DRIFT: Final = 6.0  # metres by which a step along the lanes and a straight one differ
ACROSS: Final = 2.5  # what it costs to stand on a lane that runs across
BESIDE: Final = 2.6  # what a point beside all lanes costs: as much as one 16 metres from a lane
CHANGE: Final = 3.0  # to leave the lanes, or to come back
APART: Final = 7.0  # a step between spots that no way joins, at most
NEAREST: Final = 6  # edges looked at for a point

Off = None


@dataclass(frozen=True)
class Step:
    """From where the state came, and what it costs so far."""

    cost: float
    before: int


def matched(sketch: Sketch, line: Floats, start: Spot | None = None) -> list[Spot | None]:
    """For each point of a line its spot, None beside all lanes. With `start` the first point is there."""
    states: list[list[Spot | None]] = [[*spots, Off] for spots in sketch.near(line, REACH, NEAREST)]
    if start is not None:
        states[0] = [start]
    heading = _headings(line)
    rows = [[Step(_point(sketch, state, heading[0]), -1) for state in states[0]]]
    for number in range(1, len(line)):
        straight = float(np.hypot(*(line[number] - line[number - 1])))
        rows.append(_row(sketch, rows[-1], states[number - 1], states[number], heading[number], straight))
    return _back(states, rows)


def _row(
    sketch: Sketch,
    costs: list[Step],
    before: list[Spot | None],
    after: list[Spot | None],
    heading: Floats,
    straight: float,
) -> list[Step]:
    reach = 2 * straight + DRIFT * APART
    reached = [None if spot is None else sketch.reached(spot, reach) for spot in before]
    row = []
    for spot in after:
        best = Step(np.inf, 0)
        for place, (step, came) in enumerate(zip(costs, before, strict=True)):
            known = reached[place]
            if came is None or spot is None or known is None:
                further = 0.0 if came is spot else CHANGE
            else:
                further = min(abs(sketch.between(came, known, spot) - straight) / DRIFT, APART)
            if step.cost + further < best.cost:
                best = Step(step.cost + further, place)
        row.append(Step(best.cost + _point(sketch, spot, heading), best.before))
    return row


def _point(sketch: Sketch, spot: Spot | None, heading: Floats) -> float:
    if spot is None:
        return BESIDE
    run = sketch.heading(spot)
    turned = float(run[0] * heading[1] - run[1] * heading[0])
    return (spot.off / SPREAD) ** 2 / 2 + ACROSS * turned**2


def _headings(line: Floats) -> Floats:
    """At each point the direction from the one before to the one after, one metre long."""
    wide = np.concatenate([line[:1], line, line[-1:]])
    run = wide[2:] - wide[:-2]
    found: Floats = run / np.maximum(np.hypot(run[:, 0], run[:, 1]), 1e-9)[:, None]
    return found


def _back(states: list[list[Spot | None]], rows: list[list[Step]]) -> list[Spot | None]:
    at = min(range(len(rows[-1])), key=lambda place: rows[-1][place].cost)
    found = []
    for number in range(len(rows) - 1, -1, -1):
        found.append(states[number][at])
        at = rows[number][at].before
    return found[::-1]
