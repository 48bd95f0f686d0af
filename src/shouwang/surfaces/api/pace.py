"""How often one caller may ask. Counted in the memory of one server process, so that reading never writes.

With two processes a caller may get up to twice the rate; what must hold exactly (guessing of codes) is counted
in the database by `people.actions.count_attempt`.
"""

import math
import threading
import time
from dataclasses import dataclass, field

MOST_CALLERS = 10_000


@dataclass
class Pace:
    """At most `most` calls of one caller in `seconds`."""

    most: int
    seconds: int
    _windows: dict[str, tuple[float, int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, caller: str) -> int:
        """Count one call; 0 when it may go on, else the whole seconds until the next one may."""
        now = time.monotonic()
        with self._lock:
            if len(self._windows) >= MOST_CALLERS:
                self._forget(now)
            began, count = self._windows.get(caller, (now, 0))
            if now - began >= self.seconds:
                began, count = now, 0
            self._windows[caller] = (began, count + 1)
        return 0 if count < self.most else max(1, math.ceil(began + self.seconds - now))

    def clear(self) -> None:
        with self._lock:
            self._windows.clear()

    def _forget(self, now: float) -> None:
        self._windows = {name: window for name, window in self._windows.items() if now - window[0] < self.seconds}


BY_KEY = Pace(most=600, seconds=60)
WITHOUT_KEY = Pace(most=120, seconds=60)
ALL = (BY_KEY, WITHOUT_KEY)
