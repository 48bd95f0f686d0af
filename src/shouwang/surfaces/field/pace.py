"""How much one phone may bring: a phone that goes wrong, or a lost one, must not bury the desk.

Somebody who was without a network for days comes back with dozens of reports at once, and all of them are taken.
"""

import math
from dataclasses import dataclass
from datetime import timedelta

from shouwang.kernel.people.actions import count_attempt
from shouwang.kernel.people.models import Device
from shouwang.kernel.people.queries import window_left
from shouwang.kernel.people.sealed import lookup


@dataclass(frozen=True)
class Limit:
    """At most so many in so long, counted from the first."""

    name: str
    most: int
    per: timedelta


REPORTS = (Limit("hour", 60, timedelta(hours=1)), Limit("day", 300, timedelta(days=1)))
CRIES = (Limit("sos", 20, timedelta(hours=1)),)


class TooMany(Exception):
    """This one is not taken now; `after` is how many seconds to wait."""

    def __init__(self, after: int) -> None:
        super().__init__(after)
        self.after = after


def count(device: Device, *, is_cry: bool) -> None:
    """Count a new report or cry for help of the phone. Raises TooMany; what the transaction undoes is not counted."""
    for limit in CRIES if is_cry else REPORTS:
        # Under a keyed hash: a row of the counter must not lead from a report without a name to a phone.
        key = f"phone:{lookup(f'{limit.name}:{device.pk}')}"
        if not count_attempt(key=key, most=limit.most, per=limit.per):
            raise TooMany(max(1, math.ceil(window_left(key, limit.per).total_seconds())))
