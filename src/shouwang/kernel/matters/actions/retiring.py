"""Emptying matters whose time is over: words, persons, files and search go; number, kind, state and dates stay."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.matters.actions import indexing
from shouwang.kernel.matters.models import Attachment, Entry, Matter, Satisfaction
from shouwang.kernel.matters.retention import past_their_time
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Person
from shouwang.lib.traces import FADED

REASON = "kept for its time"
AT_ONCE = 100  # in one transaction, so that nobody waits long for the lock


def retire_due(
    *, by: Actor = SYSTEM, room: Room, now: datetime | None = None, most: int = 1000, is_promised: bool = False
) -> int:
    """Empty the room's matters that are past their time, at most `most`; how many. Safe to run twice.

    `is_promised`: only what somebody brought here, who was told how long it is kept; not past records out of tables.
    """
    moment = now or timezone.now()
    done = 0
    while done < most:
        emptied = _some(by, room, moment, min(AT_ONCE, most - done), is_promised)
        if not emptied:
            break
        done += emptied
    return done


def retire_everywhere(*, now: datetime | None = None) -> int:
    """The nightly run: what was promised to whoever brought it in every room, past records where somebody looked and agreed."""
    return sum(
        retire_due(room=room, now=now, most=100_000, is_promised=room.forgets_since is None)
        for room in Room.objects.order_by("code")
    )


@transaction.atomic
def _some(by: Actor, room: Room, now: datetime, most: int, is_promised: bool) -> int:
    past = past_their_time(room, now)
    past = past.filter(is_record=False) if is_promised else past
    due = list(past.select_for_update(of=("self",))[:most])
    persons = {matter.reporter_id for matter in due if matter.reporter_id}
    for matter in due:
        empty(by=by, matter=matter, now=now)
    # Somebody noted for something else (a member of a watch group) is still there for that.
    brought = Person.objects.filter(pk__in=persons, erased_at=None, matters=None, purpose__startswith="matter.")
    for person in brought:
        people.empty_person(by=by, person=person, reason=REASON)
    if due:
        detail = f"{len(due)}: {due[0].reference} – {due[-1].reference}"
        of = Subject("room", str(room.pk), room.code)
        journal.record(by=by, verb="matters.retired", of=of, room=room.pk, detail=detail, at=now)
    return len(due)


def empty(*, by: Actor, matter: Matter, now: datetime) -> None:
    """Take its words, files and search away, for good; called within a transaction by whoever decides that it is time."""
    for attachment in Attachment.objects.filter(matter=matter).select_related("file"):
        files.discard(by=by, file=attachment.file, reason=REASON)
    indexing.take_out([matter])
    # What stands beside a verb alone is a key or a number (a level, a score), which the story is told by.
    Entry.objects.filter(matter=matter).update(text="", reason="")
    Entry.objects.filter(matter=matter).exclude(field="").update(before="", after="")
    Satisfaction.objects.filter(matter=matter).update(words="")
    matter.title, matter.text, matter.where, matter.public_text = FADED, "", "", ""
    matter.follow_lookup = matter.sent_digest = ""
    matter.reporter = matter.latitude = matter.longitude = matter.accuracy_m = matter.published_at = None
    matter.position_source = ""
    matter.emptied_at = now
    matter.version += 1
    matter.save()
