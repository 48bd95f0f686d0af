"""Verbs of bulletins: write, rewrite, release, take down; and the clock's expire."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions.releasing import end, expire, let_out, locked, note, require, subject
from shouwang.systems.outreach.models import Bulletin, Campaign

RELEASED, TAKEN_DOWN = "bulletin.released", "bulletin.taken_down"


@dataclass(frozen=True)
class Words:
    """What a bulletin says and until when it hangs."""

    title: str
    text: str
    title_en: str = ""
    text_en: str = ""
    expires_at: datetime | None = None


@transaction.atomic
def write(*, by: Account, room: Room, words: Words) -> Bulletin:
    """A new draft. Raises PermissionDenied, or Missing for an empty title or text."""
    require(by, Permission.BULLETIN_WRITE, room)
    _whole(words, "write")
    now = timezone.now()
    bulletin = Bulletin(room=room, written_by=by, written_at=now, changed_at=now, **asdict(words))
    bulletin.save(force_insert=True)
    note(actor(by), "bulletin.written", bulletin)
    return bulletin


@transaction.atomic
def rewrite(*, by: Account, bulletin: Bulletin, words: Words) -> Bulletin:
    """Other words for a draft. Who rewrites it counts as its writer, so that a second person still releases it."""
    current = locked(bulletin)
    require(by, Permission.BULLETIN_WRITE, current.room)
    _whole(words, "rewrite")
    current.state = lifecycle.take("rewrite", current.state, frozenset())
    for field, value in asdict(words).items():
        setattr(current, field, value)
    current.written_by, current.changed_at = by, timezone.now()
    current.save()
    note(actor(by), "bulletin.rewritten", current)
    return current


@transaction.atomic
def release(*, by: Account, bulletin: Bulletin, reason: str = "", at: datetime | None = None) -> Bulletin:
    """Hang it on the wall, and tell the room's groups and webhooks. Raises PermissionDenied, and as `let_out`."""
    current = locked(bulletin)
    require(by, Permission.BULLETIN_RELEASE, current.room)
    now = at or timezone.now()
    let_out(current, by=by, reason=reason, now=now)
    note(actor(by), RELEASED, current, current.released_alone_because)
    _spread(current, now)
    return current


@transaction.atomic
def hang(*, by: Account, writer: Account, room: Room, words: Words, reason: str = "") -> Bulletin:
    """What `writer` wrote elsewhere (the minutes of a meeting) and a second person releases as it is. Raises as `release`."""
    require(by, Permission.BULLETIN_RELEASE, room)
    _whole(words, "write")
    now = timezone.now()
    bulletin = Bulletin(room=room, written_by=writer, written_at=now, changed_at=now, **asdict(words))
    bulletin.save(force_insert=True)
    note(actor(writer), "bulletin.written", bulletin)
    return release(by=by, bulletin=bulletin, reason=reason)


@transaction.atomic
def discard(*, by: Account, bulletin: Bulletin, reason: str) -> Bulletin:
    """A draft is not wanted, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = locked(bulletin)
    require(by, Permission.BULLETIN_WRITE, current.room)
    end(current, "discard", reason, timezone.now())
    note(actor(by), "bulletin.discarded", current, current.taken_down_because)
    return current


@transaction.atomic
def take_down(*, by: Account, bulletin: Bulletin, reason: str, at: datetime | None = None) -> Bulletin:
    """Off the wall, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = locked(bulletin)
    require(by, Permission.BULLETIN_RELEASE, current.room)
    now = at or timezone.now()
    end(current, "take_down", reason, now)
    note(actor(by), TAKEN_DOWN, current, current.taken_down_because)
    _announce(current, TAKEN_DOWN, now)
    return current


def hang_for(campaign: Campaign, text: str, text_en: str, now: datetime) -> Bulletin:
    """The bulletin of a campaign, released with it by the same person; groups hear of the campaign, not of this too."""
    bulletin = Bulletin(
        campaign=campaign,
        room=campaign.room,
        state=lifecycle.RELEASED,
        title=campaign.title,
        title_en=campaign.title_en if text_en else "",
        text=text,
        text_en=text_en if campaign.title_en else "",
        written_by=campaign.written_by,
        written_at=campaign.written_at,
        changed_at=now,
        expires_at=campaign.expires_at,
        released_at=now,
        released_by=campaign.released_by,
        released_alone_because=campaign.released_alone_because,
    )
    bulletin.save(force_insert=True)
    note(SYSTEM, RELEASED, bulletin)
    _announce(bulletin, RELEASED, now)
    return bulletin


def end_with(bulletin: Bulletin, why: str, now: datetime) -> None:
    """Its campaign ended: off the wall with it."""
    end(bulletin, "take_down", why, now)
    note(SYSTEM, TAKEN_DOWN, bulletin, bulletin.taken_down_because)
    _announce(bulletin, TAKEN_DOWN, now)


@transaction.atomic
def expire_due(*, now: datetime) -> int:
    """The clock's step: what is past its time is no longer on the wall. Says how many."""
    return len(expire(Bulletin, now, note))


def _whole(words: Words, verb: str) -> None:
    if empty := tuple(field for field in ("title", "text") if not getattr(words, field).strip()):
        raise lifecycle.Missing(verb, empty)


def _spread(bulletin: Bulletin, at: datetime) -> None:
    room = bulletin.room
    notices.tell_robots(
        key=f"bulletin:{bulletin.pk}",
        event=RELEASED,
        room=room,
        template=RELEASED,
        words={"room": room.name, "title": bulletin.title, "text": bulletin.text},
        about=subject(bulletin),
    )
    _announce(bulletin, RELEASED, at)


def _announce(bulletin: Bulletin, event: str, at: datetime) -> None:
    payload = {"id": str(bulletin.pk), "title": bulletin.title, "title_en": bulletin.title_en}
    # Derived from the bulletin, so that the same release is the same event.
    notices.queue_event(room=bulletin.room, event=event, event_id=uuid5(bulletin.pk, event), payload=payload, at=at)
