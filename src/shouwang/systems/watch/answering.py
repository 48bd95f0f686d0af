"""How fast a call was answered, against the room's goals: 1 minute for oneself, 3 for each other, 5 for the police.

The rule of the smallest units (domain c): one minute until somebody has acknowledged, three until somebody is on the
scene, five until the police are. Plain Python: moments in, seconds out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

ACKNOWLEDGED: Final = timedelta(minutes=1)
ON_SCENE: Final = timedelta(minutes=3)
POLICE: Final = timedelta(minutes=5)


@dataclass(frozen=True)
class Times:
    """From the call to the first who did it; None while nobody has."""

    acknowledged: timedelta | None
    on_scene: timedelta | None
    police: timedelta | None
    done: timedelta | None

    @property
    def kept(self) -> tuple[bool | None, bool | None, bool | None]:
        """Whether each goal was kept; None while it is not known."""
        goals = ((self.acknowledged, ACKNOWLEDGED), (self.on_scene, ON_SCENE), (self.police, POLICE))
        one, three, five = (None if took is None else took <= goal for took, goal in goals)
        return one, three, five


def times(
    called_at: datetime,
    *,
    acknowledged: Iterable[datetime | None],
    on_scene: Iterable[datetime | None],
    done: Iterable[datetime | None],
    police_at: datetime | None,
) -> Times:
    """The first of each, from the call."""
    return Times(
        _first(called_at, acknowledged),
        _first(called_at, on_scene),
        _first(called_at, [police_at]),
        _first(called_at, done),
    )


def overdue(called_at: datetime, found: Times, now: datetime) -> list[str]:
    """Which goals are past and still not met: "acknowledged", "on_scene", "police"."""
    waited = now - called_at
    goals = (
        ("acknowledged", found.acknowledged, ACKNOWLEDGED),
        ("on_scene", found.on_scene, ON_SCENE),
        ("police", found.police, POLICE),
    )
    return [name for name, took, goal in goals if took is None and waited > goal]


def _first(called_at: datetime, moments: Iterable[datetime | None]) -> timedelta | None:
    known = [moment for moment in moments if moment is not None]
    return max(min(known) - called_at, timedelta()) if known else None
