"""A measure: how many of how many in a room and a time. Each part registers its own in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from shouwang.kernel.ground.models import Room

Words = str | Promise
FEWEST = 3  # below that a number may lead to a person


@dataclass(frozen=True)
class Share:
    """So many of so many. Of none nothing can be said: there is no share of nothing."""

    done: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.of:
            raise ValueError(f"{self.done} of {self.of}")

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 is all of them; None of nothing."""
        return 100 * self.done // self.of if self.of else None

    @property
    def outside(self) -> str:
        """As it may leave the room where it is of persons: numbers under FEWEST are not told exactly."""
        if self.of < FEWEST:
            return f"<{FEWEST}"
        left = self.of - self.done
        if self.done < FEWEST and self.done:
            return f"<{FEWEST} / {self.of}"
        return f">{self.of - FEWEST} / {self.of}" if 0 < left < FEWEST else f"{self.done} / {self.of}"


@dataclass(frozen=True)
class Measure:
    """What is counted: its name for whoever chooses it, how it counts in one sentence, what the whole is made of.

    `of`: the things counted, as "7 of 9 …" ends. `count`: from the first moment to the second, which is not in it.
    """

    key: str
    name: Words
    how: Words
    of: Words
    count: Callable[[Room, datetime, datetime], Share]
    is_of_persons: bool = False  # the public reads Share.outside of it


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    """Make it known; the same key for two is a mistake in the program."""
    if measure.key in _measures and _measures[measure.key] != measure:
        raise ValueError(f"measure {measure.key} registered twice")
    _measures[measure.key] = measure


def known() -> tuple[Measure, ...]:
    """Every measure, by its key."""
    return tuple(_measures[key] for key in sorted(_measures))


def get(key: str) -> Measure | None:
    """The measure; None for one that no part brings any more."""
    return _measures.get(key)
