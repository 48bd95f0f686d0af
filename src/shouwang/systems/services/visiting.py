"""An officer's day in quarters of an hour: when they are out on visits, what is taken of it. Plain arithmetic.

A day has 96 quarters by the wall clock of China, which has had no summer time since 1991: none is lost and none is twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from shouwang.lib.clock import BEIJING, Spans, WorkCalendar
from shouwang.lib.planning.visits import Trip

MINUTES: Final = 15
QUARTER: Final = timedelta(minutes=MINUTES)
NOON: Final = 48
DAY_LONG: Final = 96
DETOUR: Final = 1.4  # how much longer than the straight line a lane is, where no way is drawn; assumed
Stretch = tuple[int, int]


def moment(day: date, quarter: int) -> datetime:
    """When the quarter of that day begins; 96 is the midnight after it."""
    return datetime.combine(day, time(), BEIJING) + quarter * QUARTER


def day_of(at: datetime) -> date:
    return at.astimezone(BEIJING).date()


def quarter_of(at: datetime, day: date) -> int:
    """The quarter in which the moment lies, counted from that day's midnight; also before and after the day."""
    return (at - datetime.combine(day, time(), BEIJING)) // QUARTER


def quarter_after(at: datetime, day: date) -> int:
    """The first quarter that begins at the moment or later."""
    return -(-(at - datetime.combine(day, time(), BEIJING)) // QUARTER)


def quarters(minutes: float) -> int:
    """As many whole quarters as the minutes need."""
    return max(0, -int(-(minutes - 1e-6) // MINUTES))


def stretches(spans: Spans) -> list[Stretch]:
    """Opening spans in quarters, inwards: nobody is out before they begin; an end of 00:00 is the midnight after."""
    found = []
    for opens, closes in spans:
        start, end = opens.hour * 60 + opens.minute, (closes.hour * 60 + closes.minute) or DAY_LONG * MINUTES
        found.append((-(-start // MINUTES), end // MINUTES))
    return [one for one in found if one[0] < one[1]]


def usual(calendar: WorkCalendar, hours: Mapping[int, Spans], day: date) -> Spans:
    """The hours of that day: none on a holiday; on a make-up working day those of its weekday, else of the first that has any."""
    if not any(hours.values()):
        return ()
    own = WorkCalendar(hours=hours, holidays=calendar.holidays, workdays=calendar.workdays)
    return own.spans_on(day)


def without(open_for: Iterable[Stretch], taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of the stretches."""
    left = sorted(open_for)
    for start, end in taken:
        left = [
            part
            for opens, closes in left
            for part in ((opens, min(closes, start)), (max(opens, end), closes))
            if part[0] < part[1]
        ]
    return sorted(set(left))


def joined(parts: Iterable[Stretch]) -> list[Stretch]:
    """The same quarters in as few stretches as there can be."""
    found: list[Stretch] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def trips(parts: Sequence[Stretch]) -> tuple[Trip, ...]:
    """One way out and back for each stretch."""
    return tuple(Trip(start, end) for start, end in parts)
