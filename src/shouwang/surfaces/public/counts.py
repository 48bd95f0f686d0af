"""Last month's figures of a room, each with what it is of, and how they were counted."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import Thanks, room_thanks


@dataclass(frozen=True)
class LastMonth:
    """What came in and what of it people said, from `since` to `until` (not counted in)."""

    since: datetime
    until: datetime
    received: int
    thanks: Thanks

    @property
    def last_day(self) -> datetime:
        return self.until - timedelta(days=1)

    @property
    def silent(self) -> int:
        return self.thanks.asked - self.thanks.answered


def last_month(room: Room, now: datetime) -> LastMonth:
    """The calendar month before this one, as the wall calendar in China cuts it; five queries."""
    until = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    since = (until - timedelta(days=1)).replace(day=1)
    received = Matter.objects.filter(room=room, received_at__gte=since, received_at__lt=until, is_record=False).count()
    return LastMonth(since, until, received, room_thanks(room, since, until))
