"""The moment, as the room's server sees it: a Raspberry Pi forgets the time when it loses power, and people set clocks."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# An answer's Date has whole seconds; less than this is not worth a correction.
TOLERATED = timedelta(seconds=2)


def _system() -> datetime:
    return datetime.now(UTC)


def _elapsed() -> float:
    """Seconds that go on while the machine sleeps, and that nobody can set."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Clock:
    """The machine's clock until the server's says something else; after that, no jump of the machine's is believed."""

    def __init__(self, system: Callable[[], datetime] = _system, elapsed: Callable[[], float] = _elapsed) -> None:
        self._system, self._elapsed = system, elapsed
        self._anchor: tuple[datetime, float] | None = None
        self._heard = False
        self._last = (system(), elapsed())
        self.offset: float | None = None

    def now(self) -> datetime:
        """The moment, in UTC."""
        system, elapsed = self._system(), self._elapsed()
        if self._anchor is None and self._heard:
            expected = self._last[0] + timedelta(seconds=elapsed - self._last[1])
            if abs(system - expected) > TOLERATED:
                self._anchor = (expected, elapsed)
        self._last = (system, elapsed)
        if self._anchor is None:
            return system
        return self._anchor[0] + timedelta(seconds=elapsed - self._anchor[1])

    def heard(self, server: datetime) -> None:
        """The server said what time it is. `offset` is by how many seconds it is ahead of the machine's own clock."""
        system, elapsed = self._system(), self._elapsed()
        self.offset = round((server - system).total_seconds(), 1)
        if abs(server - self.now()) > TOLERATED:
            self._anchor = (server, elapsed)
        if abs(server - system) <= TOLERATED:
            self._anchor = None
        self._heard = True
        self._last = (system, elapsed)
