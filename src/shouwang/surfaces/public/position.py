"""Is this position likely? One that is far off is asked about, never refused: the words matter more."""

from dataclasses import dataclass

from shouwang.kernel.ground.models import Room
from shouwang.lib.coordinates import distance_m, in_china, looks_swapped

# A room's villages and its scenic area lie within this.
NEAR_KM = 20
KEEP, SWAP, DROP = "keep", "swap", "drop"


@dataclass(frozen=True)
class Doubt:
    """Why we ask: how far from the room (None when the room has no position), and which answers make sense."""

    kilometres: int | None
    answers: tuple[str, ...]


def is_near(room: Room, latitude: float, longitude: float) -> bool:
    """Near the room; in China when nobody wrote down where the room is."""
    if room.latitude is None or room.longitude is None:
        return in_china(latitude, longitude)
    return distance_m((room.latitude, room.longitude), (latitude, longitude)) <= NEAR_KM * 1000


def doubt(room: Room, latitude: float, longitude: float) -> Doubt | None:
    """What to ask about a position, or None when it is likely."""
    on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    if on_earth and is_near(room, latitude, longitude):
        return None
    answers = []
    is_earth_swapped = abs(longitude) <= 90 and abs(latitude) <= 180
    if is_earth_swapped and (looks_swapped(latitude, longitude) or is_near(room, longitude, latitude)):
        answers.append(SWAP)
    if on_earth:
        answers.append(KEEP)
    kilometres = None
    if on_earth and room.latitude is not None and room.longitude is not None:
        kilometres = round(distance_m((room.latitude, room.longitude), (latitude, longitude)) / 1000)
    return Doubt(kilometres, (*answers, DROP))
