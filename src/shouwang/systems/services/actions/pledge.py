"""Writing what the room promises."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.figures import measures
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.services.models import Pledge
from shouwang.systems.services.pledge import SHIPPED, Heart


class Changed(Exception):
    """Somebody wrote it anew since the page was made."""


@dataclass(frozen=True)
class Draft:
    """A sentence as somebody wrote it. `is_same`: the promise is what it was, only said in other words."""

    words: str
    words_en: str
    measure: str
    is_shown: bool
    is_same: bool = False


@transaction.atomic
def promise(*, by: Account, room: Room, heart: Heart, draft: Draft, seen: datetime | None) -> Pledge:
    """Write one sentence. Another promise, or one held to another measure, is counted anew from today: what was kept
    before was not that. `seen`: when the page's was written.

    Raises PermissionDenied, Changed, ValueError for a measure nobody knows.
    """
    if not may(by, Permission.SERVICE_MANAGE, room):
        raise PermissionDenied(Permission.SERVICE_MANAGE)
    if draft.measure and measures.get(draft.measure) is None:
        raise ValueError(draft.measure)
    now = timezone.now()
    Room.objects.select_for_update().get(pk=room.pk)  # two first sentences at once wait for each other
    row = Pledge.objects.filter(room=room, heart=heart).first()
    if (row.changed_at if row else None) != seen:
        raise Changed(heart)
    before = (row.measure, row.words) if row else (SHIPPED[heart].measure, SHIPPED[heart].words)
    row = row or Pledge(room=room, heart=heart)
    if before[0] != draft.measure or (before[1] != draft.words and not draft.is_same):
        row.since = timezone.localdate(now)
    row.words, row.words_en, row.measure, row.is_shown = draft.words, draft.words_en, draft.measure, draft.is_shown
    row.changed_at = now
    row.save()
    of = Subject("pledge", str(row.pk), Heart(heart).value)
    journal.record(by=actor(by), verb="pledge.written", of=of, room=room.pk, detail=f"{heart}: {draft.words}"[:300])
    return row
