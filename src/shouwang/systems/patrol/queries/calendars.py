"""What stands in a volunteer's calendar."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from shouwang.kernel.people.busy import Span
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.sealed import digest
from shouwang.systems.patrol.models import Turn, Volunteer

OVER_SHOWN = timedelta(days=30)  # long enough for a calendar that is opened once a month


def volunteer_of_calendar(secret: str) -> Volunteer | None:
    """Whose calendar a secret address opens, while they walk and nobody took it back."""
    known = Volunteer.objects.filter(calendar_digest=digest(secret), left_at=None, person__erased_at=None)
    return known.select_related("room", "account").first()


def calendar_turns(volunteer: Volunteer, now: datetime) -> QuerySet[Turn]:
    """Their turns in shifts that phones show, also those called off: a calendar has to take them away."""
    shown = Turn.objects.filter(volunteer=volunteer, shift__sent_at__isnull=False, shift__ends_at__gt=now - OVER_SHOWN)
    return shown.select_related("shift__place").order_by("shift__starts_at", "pk")


def is_off(turn: Turn) -> bool:
    """Whether they do not go: the shift was called off, or they can't come."""
    return turn.shift.cancelled_at is not None or turn.state == Turn.State.GONE


def taken(account: Account, since: datetime, until: datetime) -> list[Span]:
    """When somebody who works here walks a patrol, for other parts: see kernel.people.busy."""
    turns = Turn.objects.filter(
        volunteer__account=account, shift__sent_at__isnull=False, shift__cancelled_at=None, shift__starts_at__lt=until,
        shift__ends_at__gt=since,
    ).exclude(state=Turn.State.GONE)  # fmt: skip
    return [Span(one.shift.starts_at, one.shift.ends_at) for one in turns.select_related("shift")]
