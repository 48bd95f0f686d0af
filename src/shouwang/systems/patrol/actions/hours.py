"""From when to when somebody was there, where their phone did not say it: a forgotten end, a sheet on paper.

What is closed by itself counts no longer than there was a sign of them, so that nobody is credited a night for a
button; what is more is written down at the desk, by somebody who answers for it.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.patrol.actions.nights import note_shift, require
from shouwang.systems.patrol.actions.walking import LATE, SLACK
from shouwang.systems.patrol.models import Turn
from shouwang.systems.patrol.queries.signs import last_sign

AROUND: Final = timedelta(hours=1)  # so much before a shift or after it somebody may have been there
AT_ONCE: Final = 200  # turns closed in one go


class Because(TextChoices):
    """How the room knows. Chosen and not typed: the journal keeps it for good."""

    PAPER = "paper", _("it stands on the paper sheet")
    NO_PHONE = "no_phone", _("their phone was not with them or did not work")
    FORGOTTEN = "forgotten", _("they forgot to press the button")


class NotThen(ValueError):
    """Nobody can have been in that shift then: not around it, not over yet, or the end before the beginning."""


@transaction.atomic
def set_hours(*, by: Account, turn: Turn, began_at: datetime, ended_at: datetime, because: str) -> None:
    """Somebody was there from when to when, whatever their phone told. Raises PermissionDenied, NotThen."""
    require(by, turn.shift.room_id)
    current = Turn.objects.select_for_update(of=("self",)).select_related("shift").get(pk=turn.pk)
    shift = current.shift
    last = min(shift.ends_at + AROUND, timezone.now(), shift.cancelled_at or timezone.now())
    if not shift.starts_at - AROUND <= began_at < ended_at <= last:
        raise NotThen
    current.began_at, current.ended_at = began_at, ended_at
    current.save(update_fields=["began_at", "ended_at"])
    current.track.exclude(at__range=(began_at - SLACK, ended_at + SLACK)).delete()
    spent = f"{timezone.localtime(began_at):%H:%M}–{timezone.localtime(ended_at):%H:%M}"
    note_shift(actor(by), "patrol.hours_set", shift, f"{current.volunteer_id or ''} {spent} {Because(because)}".strip())


def close_forgotten(*, now: datetime) -> int:
    """End the turns that nobody said are done, hours after their shift: how many. A later word of the phone still counts."""
    due = Turn.objects.filter(began_at__isnull=False, ended_at=None, shift__ends_at__lte=now - LATE)
    return sum(_close(turn) for turn in due.order_by("pk")[:AT_ONCE])


@transaction.atomic
def _close(turn: Turn) -> bool:
    open_turns = Turn.objects.select_for_update(of=("self",)).select_related("shift")
    current = open_turns.filter(pk=turn.pk, ended_at=None).first()
    if current is None or current.began_at is None:
        return False
    shift = current.shift
    # Called off: they were told so, and were out until then.
    last = min(shift.cancelled_at or last_sign(current), shift.ends_at)
    current.ended_at = max(current.began_at, last)
    current.save(update_fields=["ended_at"])
    current.track.filter(at__gt=current.ended_at + SLACK).delete()
    note_shift(SYSTEM, "patrol.closed", shift, str(current.volunteer_id or ""))
    return True
