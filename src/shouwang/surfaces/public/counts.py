"""Last month's figures of a room, each with what it is of, and how they were counted."""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import Thanks, room_thanks
from shouwang.lib.periods import Span, period_of

KEPT_SECONDS = 600


@dataclass(frozen=True)
class LastMonth:
    """What came in and what of it people said, from `since` to `until` (not counted in)."""

    since: datetime
    until: datetime
    received: int
    thanks: Thanks
    counted_at: datetime

    @property
    def last_day(self) -> datetime:
        return self.until - timedelta(days=1)

    @property
    def silent(self) -> int:
        return self.thanks.asked - self.thanks.answered


def last_month(room: Room, now: datetime) -> LastMonth:
    """The calendar month before this one, as the wall calendar in China cuts it.

    The figures may be ten minutes old: counting a month of eight thousand matters takes longer than all else
    on the page, and nobody who reads last month's figures waits for the newest.
    """
    month = period_of(Span.MONTH, timezone.localdate(now)).before
    since, until = month.start, month.end
    key = f"last-month-at:{room.pk}:{since:%Y-%m}"
    figures = caches["near"].get(key)
    if figures is None:
        figures = (now, *_count(room, since, until))
        caches["near"].set(key, figures, KEPT_SECONDS)
    counted_at, received, *thanks = figures
    return LastMonth(since, until, received, Thanks(*thanks), counted_at)


def _count(room: Room, since: datetime, until: datetime) -> tuple[int, ...]:
    received = Matter.objects.filter(room=room, received_at__gte=since, received_at__lt=until, is_record=False).count()
    return (received, *astuple(room_thanks(room, since, until)))
