"""What draws attention to a spot: systems say it, patrols weigh it, and neither knows the other.

About places and kinds of event only; nothing here may come from who somebody is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from shouwang.kernel.ground.models import Room


@dataclass(frozen=True)
class Attention:
    """Something at a spot, within `radius` metres. `weight` is in the units of the officer's own, 1 to 10."""

    latitude: float
    longitude: float
    radius: float
    weight: float
    words: str
    subject: tuple[str, str] = ("", "")  # what it is and its key, for a page that links to it


Source = Callable[[Room, datetime], Iterable[Attention]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add what a system knows; once each."""
    if source not in _sources:
        _sources.append(source)


def of(room: Room, now: datetime) -> list[Attention]:
    """All that draws attention in a room at this moment."""
    return [one for source in _sources for one in source(room, now)]
