"""Chinese working time: opening hours, holidays and make-up working days (调休).

Every count is in whole minutes; a moment counts from the start of its minute, so sums are exact.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from typing import Final

from chinese_calendar import constants as state_council

# China has had no summer time since 1991, so a fixed offset is exact and keeps days 1,440 long.
BEIJING: Final = timezone(timedelta(hours=8))
MINUTE: Final = timedelta(minutes=1)

Spans = tuple[tuple[time, time], ...]
"""Opening spans of one day in order; an end of 00:00 is the midnight after it."""

OFFICE_DAY: Final[Spans] = ((time(8, 30), time(12)), (time(14, 30), time(18)))
OFFICE_HOURS: Final[Mapping[int, Spans]] = dict.fromkeys(range(5), OFFICE_DAY)
WHOLE_DAYS: Final[Mapping[int, Spans]] = dict.fromkeys(range(7), ((time(0), time(0)),))


def whole_minute(moment: datetime) -> datetime:
    """The start of the moment's minute, in UTC. Raises ValueError without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("the moment needs a time zone")
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def day_of(moment: datetime) -> date:
    """The date on a wall calendar in China at the moment."""
    return whole_minute(moment).astimezone(BEIJING).date()


def _span_minutes(span: tuple[time, time]) -> tuple[int, int]:
    opens, closes = (t.hour * 60 + t.minute for t in span)
    return opens, closes or 24 * 60


@dataclass(frozen=True)
class WorkCalendar:
    """When a room works: opening hours by weekday (Monday is 0), holidays, make-up days.

    A make-up day on a weekday without hours has `makeup`, else the hours of the first weekday
    that has any. A room open every day of the year has no holidays. Raises ValueError for hours
    that overlap, are empty, or for a date that is both holiday and make-up day.
    """

    hours: Mapping[int, Spans]
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    makeup: Spans = ()
    known_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not any(self.hours.values()):
            raise ValueError("a calendar needs at least one open hour a week")
        for spans in (*self.hours.values(), self.makeup):
            edges = [minute for span in spans for minute in _span_minutes(span)]
            if any(a >= b for a, b in pairwise(edges)):
                raise ValueError("opening spans must be in order and must not touch or overlap")
        if both := self.holidays & self.workdays:
            raise ValueError(f"{min(both)} is both a holiday and a make-up working day")

    def knows(self, year: int) -> bool:
        """Whether the State Council's holidays of the year are in; if not, only weekends are."""
        return year in self.known_years

    def spans_on(self, day: date) -> Spans:
        """The opening spans of a day, empty on a closed one."""
        if day in self.holidays:
            return ()
        usual = self.hours.get(day.weekday(), ())
        if usual or day not in self.workdays:
            return usual
        return self.makeup or next(self.hours[d] for d in sorted(self.hours) if self.hours[d])

    def is_working_day(self, day: date) -> bool:
        return bool(self.spans_on(day))

    def working_day(self, day: date, number: int) -> date:
        """The number-th working day after `day`; number 0 is the day itself or the next one.

        Raises ValueError for a negative number.
        """
        if number < 0:
            raise ValueError("the number of working days cannot be negative")
        day, left = (day, number) if number else (day - timedelta(1), 1)
        while left:
            day += timedelta(1)
            left -= self.is_working_day(day)
        return day

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """The end of the days-th working day after the day of `start`, which is not counted."""
        day = self.working_day(day_of(start), days)
        return self._open_on(day)[-1][1]

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """The earliest moment by which `minutes` of open time have passed since `start`.

        Raises ValueError for a negative number.
        """
        if minutes < 0:
            raise ValueError("the number of working minutes cannot be negative")
        moment = whole_minute(start)
        day, left = day_of(moment), timedelta(minutes=minutes)
        while left:
            for opens, closes in self._open_on(day):
                begins = max(opens, moment)
                if begins < closes:
                    moment = min(closes, begins + left)
                    left -= moment - begins
                if not left:
                    break
            day += timedelta(1)
        return moment

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Open minutes from `start` to `end`; negative when `end` is the earlier one."""
        a, b = whole_minute(start), whole_minute(end)
        if b < a:
            return -self.working_minutes_between(b, a)
        first, last = day_of(a), day_of(b)
        total = sum(
            max(timedelta(), min(b, closes) - max(a, opens)) // MINUTE
            for day in {first, last}
            for opens, closes in self._open_on(day)
        )
        between = (first + timedelta(n) for n in range(1, (last - first).days))
        return total + sum(self._minutes_on(day) for day in between)

    def is_open(self, moment: datetime) -> bool:
        """Whether the room is open at the moment; the closing minute is closed."""
        at = whole_minute(moment)
        return any(a <= at < b for a, b in self._open_on(day_of(at)))

    def _open_on(self, day: date) -> list[tuple[datetime, datetime]]:
        midnight = datetime.combine(day, time(), BEIJING).astimezone(UTC)
        return [
            (midnight + opens * MINUTE, midnight + closes * MINUTE)
            for opens, closes in map(_span_minutes, self.spans_on(day))
        ]

    def _minutes_on(self, day: date) -> int:
        return sum(b - a for a, b in map(_span_minutes, self.spans_on(day)))


ROUND_THE_CLOCK: Final = WorkCalendar(hours=WHOLE_DAYS)
"""Calendar time as a working calendar: every minute counts."""


def china_calendar(
    extra_holidays: Iterable[date] = (),
    extra_workdays: Iterable[date] = (),
    hours: Mapping[int, Spans] = OFFICE_HOURS,
    extra_years: Iterable[int] = (),
) -> WorkCalendar:
    """The State Council's holidays and make-up days, corrected by the room's own table.

    What the table says about a date wins. In a year that neither the package nor `extra_years`
    (years the room has entered in full) has, only weekends are closed: see `knows`. Source:
    the package chinesecalendar. Raises ValueError for a date in both tables.
    """
    off, on = frozenset(extra_holidays), frozenset(extra_workdays)
    return WorkCalendar(
        hours=hours,
        holidays=frozenset(state_council.holidays) - on | off,
        workdays=frozenset(state_council.workdays) - off | on,
        known_years=frozenset(_published_years()) | frozenset(extra_years),
    )


def _published_years() -> Iterator[int]:
    # New Year's Day is a holiday each year: the year of a 1 January is published.
    return (day.year for day in state_council.holidays if (day.month, day.day) == (1, 1))
