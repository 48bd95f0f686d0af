"""Verbs of bulletins: write, rewrite, release, take down; and the clock's expire."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.models import Bulletin
from shouwang.systems.outreach.queries import others_who_release

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
    _require(by, Permission.BULLETIN_WRITE, room)
    _whole(words, "write")
    now = timezone.now()
    bulletin = Bulletin(room=room, written_by=by, written_at=now, changed_at=now, **asdict(words))
    bulletin.save(force_insert=True)
    _note(actor(by), "bulletin.written", bulletin)
    return bulletin


@transaction.atomic
def rewrite(*, by: Account, bulletin: Bulletin, words: Words) -> Bulletin:
    """Other words for a draft. Who rewrites it counts as its writer, so that a second person still releases it."""
    current = _locked(bulletin)
    _require(by, Permission.BULLETIN_WRITE, current.room)
    _whole(words, "rewrite")
    current.state = lifecycle.take("rewrite", current.state, frozenset())
    for field, value in asdict(words).items():
        setattr(current, field, value)
    current.written_by, current.changed_at = by, timezone.now()
    current.save()
    _note(actor(by), "bulletin.rewritten", current)
    return current


@transaction.atomic
def release(*, by: Account, bulletin: Bulletin, reason: str = "", at: datetime | None = None) -> Bulletin:
    """Hang it on the wall, and tell the room's groups and webhooks. Its writer may not, unless nobody else may release
    in the room: then with a reason.

    Raises PermissionDenied, NotAllowedNow, Missing: "other_eyes" (a second person is needed), "reason" (the writer is
    alone and gave none), "later_end" (its time would be over already).
    """
    current = _locked(bulletin)
    _require(by, Permission.BULLETIN_RELEASE, current.room)
    now = at or timezone.now()
    is_own = current.written_by_id == by.pk
    filled = frozenset() if is_own and others_who_release(current.room, by).exists() else frozenset({"other_eyes"})
    current.state = lifecycle.take("release", current.state, filled)
    if is_own and not reason.strip():
        raise lifecycle.Missing("release", ("reason",))
    if current.expires_at and current.expires_at <= now:
        raise lifecycle.Missing("release", ("later_end",))
    current.released_at, current.released_by, current.changed_at = now, by, now
    current.released_alone_because = reason.strip()[:200] if is_own else ""
    current.save()
    _note(actor(by), RELEASED, current, current.released_alone_because)
    _spread(current, now)
    return current


@transaction.atomic
def discard(*, by: Account, bulletin: Bulletin, reason: str) -> Bulletin:
    """A draft is not wanted, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = _locked(bulletin)
    _require(by, Permission.BULLETIN_WRITE, current.room)
    _end(current, "discard", reason, timezone.now())
    _note(actor(by), "bulletin.discarded", current, current.taken_down_because)
    return current


@transaction.atomic
def take_down(*, by: Account, bulletin: Bulletin, reason: str, at: datetime | None = None) -> Bulletin:
    """Off the wall, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = _locked(bulletin)
    _require(by, Permission.BULLETIN_RELEASE, current.room)
    now = at or timezone.now()
    _end(current, "take_down", reason, now)
    _note(actor(by), TAKEN_DOWN, current, current.taken_down_because)
    _announce(current, TAKEN_DOWN, now)
    return current


@transaction.atomic
def expire_due(*, now: datetime) -> int:
    """The clock's step: what is past its time is no longer on the wall. Says how many."""
    past = Bulletin.objects.filter(state=lifecycle.RELEASED, expires_at__lte=now)
    done = list(past.select_for_update(of=("self",)).order_by("id"))
    for bulletin in done:
        bulletin.state = lifecycle.take("expire", bulletin.state, frozenset())
        bulletin.changed_at = now
        bulletin.save()
        _note(SYSTEM, "bulletin.expired", bulletin)
    return len(done)


def _locked(bulletin: Bulletin) -> Bulletin:
    return Bulletin.objects.select_for_update(of=("self",)).select_related("room__station").get(pk=bulletin.pk)


def _end(bulletin: Bulletin, verb: str, reason: str, now: datetime) -> None:
    said = reason.strip()[:200]
    bulletin.state = lifecycle.take(verb, bulletin.state, frozenset({"reason"} if said else ()))
    bulletin.taken_down_at = bulletin.changed_at = now
    bulletin.taken_down_because = said
    bulletin.save()


def _require(by: Account, permission: Permission, room: Room) -> None:
    if not may(by, permission, room):
        raise PermissionDenied(permission)


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
        about=_subject(bulletin),
    )
    _announce(bulletin, RELEASED, at)


def _announce(bulletin: Bulletin, event: str, at: datetime) -> None:
    payload = {"id": str(bulletin.pk), "title": bulletin.title, "title_en": bulletin.title_en}
    # Derived from the bulletin, so that the same release is the same event.
    notices.queue_event(room=bulletin.room, event=event, event_id=uuid5(bulletin.pk, event), payload=payload, at=at)


def _subject(bulletin: Bulletin) -> Subject:
    return Subject("bulletin", str(bulletin.pk), bulletin.title)


def _note(by: Actor, verb: str, bulletin: Bulletin, detail: str = "") -> None:
    journal.record(by=by, verb=verb, of=_subject(bulletin), room=bulletin.room_id, detail=detail)
