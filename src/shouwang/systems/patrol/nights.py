"""Which night a moment belongs to, and from when to when a shift of it goes. Plain Python; times are the room's."""

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

DAWN: Final = time(5)  # what begins before it still belongs to the night before


def night_of(moment: datetime, zone: tzinfo) -> date:
    """The date a person would give that night: at two in the morning it is still the day before's."""
    local = moment.astimezone(zone)
    return local.date() - timedelta(days=local.time() < DAWN)


def bounds(night: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when on and until when a shift must begin to belong to the night."""
    start = datetime.combine(night, DAWN, zone)
    return start, datetime.combine(night + timedelta(days=1), DAWN, zone)


def span(night: date, starts: time, ends: time, zone: tzinfo) -> tuple[datetime, datetime]:
    """A shift of that night; one that ends before it starts ends on the next day, and so does one that starts before dawn."""
    start = datetime.combine(night + timedelta(days=starts < DAWN), starts, zone)
    end = datetime.combine(start.date(), ends, zone)
    return start, end + timedelta(days=end <= start)


def window(night: date, opens: time, closes: time, zone: tzinfo) -> tuple[datetime, datetime]:
    """When a place with these hours can be visited in the night: of that day or of the next, whichever meets more of the
    time from noon to dawn."""
    noon, dawn = datetime.combine(night, time(12), zone), datetime.combine(night + timedelta(days=1), DAWN, zone)
    days = [night, night + timedelta(days=1)]
    spans = [(datetime.combine(day, opens, zone), datetime.combine(day, closes, zone)) for day in days]
    spans = [(start, end + timedelta(days=end <= start)) for start, end in spans]

    def met(span: tuple[datetime, datetime]) -> timedelta:
        return min(span[1], dawn) - max(span[0], noon)

    return max(spans, key=met)


def is_usual(days: str, night: date) -> bool:
    """Whether it is one of those days of the week; "45" is Friday and Saturday."""
    return str(night.weekday()) in days
