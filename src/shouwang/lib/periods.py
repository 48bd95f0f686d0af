"""The week, month, quarter or year that figures are of, on the room's wall calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from shouwang.lib.clock import BEIJING

FIRST_YEAR, LAST_YEAR = 2000, 2199  # what an address may ask for


class Span(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """From its first day to its last, both counted. Weeks begin on Monday."""

    span: Span
    first: date

    @property
    def last(self) -> date:
        return self.after.first - timedelta(days=1)

    @property
    def start(self) -> datetime:
        return datetime.combine(self.first, time(), BEIJING).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """The moment it is over, which no longer belongs to it."""
        return self.after.start

    @property
    def before(self) -> "Period":
        return period_of(self.span, self.first - timedelta(days=1))

    @property
    def after(self) -> "Period":
        if self.span is Span.WEEK:
            return Period(self.span, self.first + timedelta(days=7))
        years, month = divmod(self.first.month - 1 + MONTHS[self.span], 12)
        return Period(self.span, date(self.first.year + years, month + 1, 1))

    @property
    def quarter(self) -> int:
        """Which quarter of its year it begins in, from 1."""
        return (self.first.month - 1) // 3 + 1


def period_of(span: Span, day: date) -> Period:
    """The period of that length in which the day lies."""
    if span is Span.WEEK:
        return Period(span, day - timedelta(days=day.weekday()))
    months = MONTHS[span]
    return Period(span, date(day.year, (day.month - 1) // months * months + 1, 1))
