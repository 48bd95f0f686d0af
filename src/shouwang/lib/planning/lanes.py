"""Lanes out of walks: volunteers' tracks are laid on the ways that are known, and what is beside them becomes new lanes.

Walks of one lane become one line in their middle. In which order the tracks come does not matter: they are sorted, the
longest first. What a telephone can't tell apart is not told apart: lanes nearer than about 15 metres become one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from shouwang.lib.planning.gpx import Track
from shouwang.lib.planning.matching import matched
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.noding import Line
from shouwang.lib.planning.plane import Fault, Floats, Plane, Unusable, on_earth
from shouwang.lib.planning.sketch import Sketch, Spot
from shouwang.lib.planning.tidying import Mark, chains, drop_stubs, drop_twins, fold_rings, join_ends, settle, support
from shouwang.lib.planning.tracks import STRIDE, length, simplified, walked

AWAY: Final = 30_000.0  # metres: a track so far from the village is somebody's other walk
MOST_METRES: Final = 300_000.0  # of walking at a time
WINDOW: Final = 20  # points looked at together
LOOSE: Final = 22.0  # metres: a lane that leaves another no further and comes back to it is the other
DOORS: Final = 12.0  # metres: an end so near to a place leads up to it
FINE: Final = 2.0  # metres by which a lane may be drawn straighter than it was walked


@dataclass(frozen=True)
class Lane:
    """A new lane, and how many walks it was seen in."""

    line: Line
    tracks: int


@dataclass(frozen=True)
class Merged:
    """The new lanes; the metres walked in all, and those of them on ways that were known."""

    lanes: tuple[Lane, ...]
    walked: float
    known: float

    @property
    def metres(self) -> float:
        """The new lanes together."""
        plane = Plane.around(np.concatenate([lane.line.points for lane in self.lanes])) if self.lanes else Plane(0, 0)
        return sum(length(plane.metres(lane.line.points)) for lane in self.lanes)


def merged(tracks: Iterable[Track], *, onto: Network | None = None, places: ArrayLike = ()) -> Merged:
    """The lanes that the tracks show beside those of the network. Ends near `places` lead up to them.

    Raises Unusable: nothing walked, or more than can be computed with.
    """
    given = _sorted(tracks)
    spots = on_earth(places)
    ground = onto if onto is not None and len(onto.edges) else None
    plane = ground.plane if ground else Plane.around(np.concatenate([one.points for one in given]))
    walks = [(number, line) for number, track in enumerate(given) for line in walked(track, plane)]
    if not walks:
        raise Unusable(Fault.EMPTY, "nobody walked")
    total = sum(length(line) for _, line in walks)
    if total > MOST_METRES:
        raise Unusable(Fault.MANY, f"{total:.0f} m")
    merging = Merging(_sketch(ground, plane))
    for number, line in walks:
        merging.lay(number, line)
    merging.tidy()
    lanes = tuple(_lanes(merging, plane, plane.metres(spots) if len(spots) else spots))
    return Merged(lanes, total, min(merging.known, total))


def check_near(points: Floats, centre: tuple[float, float], *, away: float = AWAY) -> None:
    """Raise Unusable for points that lie far from the village."""
    middle = np.median(points, axis=0)
    plane = Plane(*centre)
    metres = float(np.hypot(*plane.metres(middle)))
    if metres > away:
        raise Unusable(Fault.ELSEWHERE, f"{metres / 1000:.0f} km")


@dataclass
class Merging:
    """Walks while they are laid on a drawing one after the other. `marks` are the points walked on it, `ends` the points
    of the drawing where a recording began or stopped beside all lanes."""

    sketch: Sketch
    marks: list[Mark] = field(default_factory=list)
    ends: set[int] = field(default_factory=set)
    known: float = 0.0

    def lay(self, track: int, line: Floats) -> None:
        """Lay a walk on the drawing in windows, so that it also finds the lanes it drew itself a moment ago."""
        anchor: Floats | None = None
        for part in _parts(line):
            at = 0
            while at < len(part) - 1:
                window = part[at : at + WINDOW + 1]
                spots = matched(self.sketch, window, self._spot(anchor))
                end = _end(spots, is_last=at + WINDOW >= len(part) - 1)
                anchor = self._take(track, window[: end + 1], spots[: end + 1], anchor)
                at += end
        if anchor is not None:
            self.ends.add(self.sketch.on(anchor))

    def tidy(self) -> None:
        """Walks of one lane made one line, ends joined, what is an error dropped."""
        settle(self.sketch, self.marks)
        for _ in range(3):
            changed = [drop_twins(self.sketch), fold_rings(self.sketch), join_ends(self.sketch, self.ends)]
            changed.append(drop_stubs(self.sketch))
            if not any(changed):
                return

    def _spot(self, anchor: Floats | None) -> Spot | None:
        if anchor is None:
            return None
        found = self.sketch.near(anchor[None, :], 1.0, 1)[0]
        return found[0] if found else None

    def _take(self, track: int, line: Floats, spots: list[Spot | None], anchor: Floats | None) -> Floats:
        """Keep what lies on lanes as marks, draw what does not. Gives where the walk is now."""
        where = [None if spot is None else self.sketch.place(spot) for spot in spots]
        for place, foot, spot in zip(line, where, spots, strict=True):
            if foot is not None and spot is not None:
                self.marks.append(Mark(track, place, foot))
                self.known += STRIDE * self.sketch.given[spot.edge]
        new = list(self._beside(line, spots, where))
        if spots[0] is None and anchor is not None and new:
            new[0] = np.concatenate([anchor[None, :], new[0]])
        for drawn in new:
            first = self.sketch.draw(drawn)
            if anchor is None and spots[0] is None:
                self.ends.add(first)
            anchor = drawn[0]
            self.marks += [Mark(track, place, place) for place in drawn]
        last = where[-1]
        return line[-1] if last is None else last

    def _beside(self, line: Floats, spots: list[Spot | None], where: list[Floats | None]) -> Iterable[Floats]:
        """What was walked beside the lanes, from where it leaves them to where it comes back."""
        number, found = 0, []
        while number < len(line) - 1:
            one, other = spots[number], spots[number + 1]
            if one is not None and other is not None:
                if not self._led(one, other, float(np.hypot(*(line[number + 1] - line[number])))):
                    found.append(_row_of([where[number], where[number + 1]]))
                number += 1
                continue
            end = next((k for k in range(number + 1, len(line)) if spots[k] is not None), len(line) - 1)
            run = [line[number] if where[number] is None else where[number], *line[number + 1 : end]]
            run.append(line[end] if where[end] is None else where[end])
            drawn = _row_of(run)
            if one is None or spots[end] is None or not self._is_loose(drawn, one, spots[end]):
                found.append(drawn)
            number = end
        return found

    def _led(self, one: Spot, other: Spot, straight: float) -> bool:
        """Whether a step from the one to the other is along lanes, more or less."""
        most = 2.5 * straight + 20
        return self.sketch.between(one, self.sketch.reached(one, most), other) <= most

    def _is_loose(self, drawn: Floats, one: Spot, other: Spot | None) -> bool:
        """Whether a line that leaves the lanes and comes back is only the lane, badly seen."""
        metres = length(drawn)
        if other is None:
            return False
        way = self.sketch.between(one, self.sketch.reached(one, 1.5 * metres + 20), other)
        far = max((spots[0].off if spots else np.inf) for spots in self.sketch.near(drawn, LOOSE + 1, 1))
        return way <= 1.5 * metres + 20 and far <= LOOSE


def _sorted(tracks: Iterable[Track]) -> list[Track]:
    """Each track once, the longest first: what comes twice, or in another order, changes nothing."""
    once = {np.round(track.points, 6).tobytes(): track for track in tracks if len(track.points)}
    if not once:
        raise Unusable(Fault.EMPTY, "no tracks")
    return [once[key] for key in sorted(once, key=lambda key: (-len(key), key))]


def _sketch(ground: Network | None, plane: Plane) -> Sketch:
    sketch = Sketch()
    if ground is None:
        return sketch
    for place in plane.metres(ground.points):
        sketch.node(place)
    for one, other in ground.edges.tolist():
        sketch.join(one, other, given=True)
    return sketch


def _parts(line: Floats) -> list[Floats]:
    """A walk cut where it turns back, so that the way back is laid on the way there."""
    cuts = [0]
    for number in range(2, len(line) - 2):
        here, there = line[number] - line[number - 2], line[number + 2] - line[number]
        both = np.hypot(*here) * np.hypot(*there)
        if here @ there < -0.7 * both and number - cuts[-1] > 2:
            cuts.append(number)
    return [line[one : other + 1] for one, other in zip(cuts, [*cuts[1:], len(line) - 1], strict=True)]


def _end(spots: list[Spot | None], *, is_last: bool) -> int:
    """How much of a window is settled: up to the last point on a lane in its second half."""
    if is_last:
        return len(spots) - 1
    half = len(spots) // 2
    return next((k for k in range(len(spots) - 1, half - 1, -1) if spots[k] is not None), half + half // 2)


def _row_of(places: Sequence[Floats | None]) -> Floats:
    return np.array([place for place in places if place is not None])


def _lanes(merging: Merging, plane: Plane, doors: Floats) -> Iterable[Lane]:
    """What was drawn, from junction to junction, drawn with few points."""
    sketch = merging.sketch
    found = [chain for chain in chains(sketch) if not chain.given]
    counts = support(sketch, found, merging.marks)
    for chain, count in zip(found, counts, strict=True):
        line = simplified(np.array([sketch.points[node] for node in chain.nodes]), FINE)
        for node, at in ((chain.nodes[0], 0), (chain.nodes[-1], len(line))):
            away = np.hypot(*(doors - sketch.points[node]).T) if len(doors) else np.array([np.inf])
            if len(sketch.at[node]) == 1 and 0 < away.min() <= DOORS:
                line = np.insert(line, at, doors[int(away.argmin())], axis=0)
        yield Lane(Line(plane.degrees(line)), count)
