"""When a loudspeaker may speak: quiet hours, the moments that a plan names, and who waits for whom. Plain Python.

Moments are aware; times of day are Beijing time. Spans are half open: what ends when quiet begins is not in it.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from shouwang.lib.clock import BEIJING

Quiet = tuple[time, time]
"""From when to when nothing is played; the end may lie before the beginning: over midnight."""
Taken = tuple[datetime, datetime]

USUAL_QUIET: tuple[Quiet, ...] = ((time(12, 30), time(14)), (time(21), time(7)))
GAP = timedelta(seconds=5)  # so that two sounds are heard as two
MOST_MOVED = timedelta(minutes=15)
LATE, LATE_URGENT = timedelta(minutes=5), timedelta(minutes=30)
SLACK = timedelta(seconds=60)
DAY = timedelta(days=1)


def at_hour(day: date, hour: time) -> datetime:
    """That hour of that day in China."""
    return datetime.combine(day, hour, BEIJING)


def midnight(moment: datetime) -> datetime:
    """When the moment's day began in China."""
    return at_hour(moment.astimezone(BEIJING).date(), time())


def quiet_spans(day: date, quiet: Sequence[Quiet]) -> Iterator[Taken]:
    """The quiet spans that begin on the day or reach into it from the day before."""
    for begun in (day - DAY, day):
        for begins, ends in quiet:
            until = at_hour(begun, ends)
            yield at_hour(begun, begins), until if ends > begins else until + DAY


def is_quiet(at: datetime, length: timedelta, quiet: Sequence[Quiet]) -> bool:
    """Whether any of a sound that begins then would be heard in a quiet hour."""
    ends = at + length
    first, last = at.astimezone(BEIJING).date(), ends.astimezone(BEIJING).date()
    spans = {span for day in (first, last) for span in quiet_spans(day, quiet)}
    return any(since < ends and at < until for since, until in spans)


def after_quiet(at: datetime, length: timedelta, quiet: Sequence[Quiet]) -> datetime:
    """The first moment from then on at which the sound fits between the quiet hours; `at` itself where it never does."""
    moment = at
    for _ in range(2 * len(quiet) + 2):
        day = moment.astimezone(BEIJING).date()
        spans = {*quiet_spans(day, quiet), *quiet_spans(day + DAY, quiet)}
        over = [until for since, until in spans if since < moment + length and moment < until]
        if not over:
            return moment
        moment = max(over)
    return at


def moments(first: date, last: date, weekdays: Collection[int], times: Collection[time]) -> Iterator[datetime]:
    """Every moment that the plan names in these days, both included, in order. Monday is 0."""
    day = first
    while day <= last:
        if day.weekday() in weekdays:
            for hour in sorted(times):
                yield at_hour(day, hour)
        day += DAY


def free_from(at: datetime, length: timedelta, taken: Collection[Taken]) -> datetime:
    """The first moment from then on at which nothing else is played, with a breath between."""
    moment = at
    for since, until in sorted(taken):
        if since - GAP < moment + length and moment < until + GAP:
            moment = until + GAP
    return moment
