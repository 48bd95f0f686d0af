"""How long a room keeps its police cases, and which are past that time."""

from datetime import datetime

from django.db.models import QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models.matter import years_before
from shouwang.systems.mediation.models import PoliceCase, PoliceKeeping

ASSUMED_YEARS = PoliceKeeping.ASSUMED_YEARS


def years_of(room: Room) -> int:
    """Years after the end; 0 is for ever."""
    said = PoliceKeeping.objects.filter(room=room).first()
    return said.years if said else ASSUMED_YEARS


def past_their_time(room: Room, now: datetime) -> QuerySet[PoliceCase]:
    """The room's cases that are due to be emptied, the oldest first."""
    years = years_of(room)
    ended = PoliceCase.objects.filter(matter__room=room, matter__emptied_at=None).select_related("matter")
    if not years:
        return ended.none()
    return ended.filter(matter__ended_at__lt=years_before(now, years)).order_by("matter__ended_at", "pk")
