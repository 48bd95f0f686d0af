"""The days a dispute must keep: plain arithmetic on days in China, without Django. Rules by domain a2.

A rule of the law is `is_law`; the others are the room's own and can be changed.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DECIDE_WORKING_DAYS = 3  # the law names none
COURT_DAYS = 30  # People's Mediation Law Art 33: from the day the agreement takes effect
COURT_SOON = (7, 3)
RECEIPT_DAYS = 3
POLICE_SECOND_WORKING_DAYS = 7  # Rules on Administrative Cases Art 183
LONG_OPEN_DAYS = 30  # then it is on somebody's list


@dataclass(frozen=True)
class Deadline:
    """One day to keep. `key` says what for, `of` which row of several; `soon_days`: from when on it presses."""

    key: str
    day: date
    rule: str = ""
    is_law: bool = False
    of: str = ""
    soon_days: int = 3

    def days_left(self, today: date) -> int:
        """Whole days until it; 0 on the day itself, negative once it is past."""
        return (self.day - today).days

    def is_late(self, today: date) -> bool:
        return self.day < today

    def is_soon(self, today: date) -> bool:
        return 0 <= self.days_left(today) <= self.soon_days


def month_after(day: date) -> date:
    """One month later: the same day of the next month, or its last day where there is no such day."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def mediation_end(begun: date, extended_until: date | None) -> Deadline:
    """Generally one month from acceptance; longer only when both sides agree. No law read here says so, so it is a custom."""
    return Deadline("mediate", extended_until or month_after(begun), "a2.8", soon_days=7)


def court_end(effective: date) -> Deadline:
    """The last day on which the parties can ask the court together."""
    return Deadline("court", effective + timedelta(days=COURT_DAYS), "Art 33", is_law=True, soon_days=COURT_SOON[0])


def visit_after(over: date, days: int, number: int) -> Deadline:
    """When to look in again; no law counts the days."""
    return Deadline("visit", over + timedelta(days=days), "a2.13", of=str(number))


def nearest(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The one that comes first."""
    return min(deadlines, key=lambda one: (one.day, not one.is_law, one.key), default=None)
