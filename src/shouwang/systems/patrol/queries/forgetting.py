"""What of the patrols is past its time; models/ says how long each is kept."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from shouwang.systems.patrol.models import CheckIn, OneOff, Plan, Shift, TrackPoint
from shouwang.systems.patrol.models.shifts import SHIFTS_KEPT
from shouwang.systems.patrol.models.volunteers import ONE_OFFS_KEPT
from shouwang.systems.patrol.models.walking import TRACKS_KEPT
from shouwang.systems.patrol.queries.tracks import TRACK

TRACK_DAYS, SHIFT_YEARS = TRACKS_KEPT.days, SHIFTS_KEPT.days // 366


def expired(now: datetime) -> dict[str, QuerySet[Any]]:
    """Rows past their time by name."""
    positioned = Q(latitude__isnull=False) | Q(longitude__isnull=False) | Q(accuracy__isnull=False)
    return {
        "tracks": tracks_to_delete(now),
        "positions": CheckIn.objects.filter(positioned, at__lt=now - TRACKS_KEPT),
        "shifts": Shift.objects.filter(ends_at__lt=now - SHIFTS_KEPT),
        "plans": Plan.objects.filter(night__lt=(now - SHIFTS_KEPT - timedelta(days=1)).date()),
        "one-offs": OneOff.objects.filter(ends_at__lt=now - ONE_OFFS_KEPT),
    }


def tracks_to_delete(now: datetime) -> QuerySet[TrackPoint]:
    """Points past their time, and any whose volunteer left, was forgotten or agrees no more."""
    agreeing = Q(turn__volunteer__person__consents__purpose=TRACK, turn__volunteer__person__consents__withdrawn_at=None)
    allowed = TrackPoint.objects.filter(agreeing, turn__volunteer__left_at=None, at__gte=now - TRACKS_KEPT)
    return TrackPoint.objects.exclude(pk__in=allowed.values("pk"))
