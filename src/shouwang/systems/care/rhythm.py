"""When somebody is due: every so many days after they were last seen or heard, or after the case began."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Standing = Literal["overdue", "today", "later"]


@dataclass(frozen=True)
class Due:
    """The day of the next visit and how it stands to today; `days`: how many it is late or ahead."""

    day: date
    standing: Standing
    days: int


def next_due(begun: date, last_seen: date | None, every: int) -> date:
    """The day by which somebody is to be seen again; the first time by `every` days after the case began."""
    return (last_seen or begun) + timedelta(days=every)


def due(begun: date, last_seen: date | None, every: int, today: date) -> Due:
    """How the next visit stands."""
    day = next_due(begun, last_seen, every)
    if day < today:
        return Due(day, "overdue", (today - day).days)
    return Due(day, "today" if day == today else "later", (day - today).days)
