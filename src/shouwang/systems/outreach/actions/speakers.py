"""Verbs of loudspeakers: add, change, a new key, retire, quiet hours; and telling of those that fell silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room, Village
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.kernel.people.sealed import digest
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.actions.waking import programme_changed
from shouwang.systems.outreach.airtime import Quiet
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.models import Item, QuietHours, Speaker
from shouwang.systems.outreach.queries.speakers import silent
from shouwang.systems.outreach.wire import token_of

SILENT = "speaker.silent"
MOST_QUIET = 24 * 60 - 60  # minutes a day: an hour at least is left to say something


@dataclass(frozen=True)
class About:
    """What is known of a loudspeaker. `quiet` are its own quiet hours; None: those of the room."""

    village: Village
    name: str
    where: str = ""
    way: str = Speaker.Way.PLAYER
    behind: str = ""
    note: str = ""
    volume: int = 70
    quiet: tuple[Quiet, ...] | None = None


@transaction.atomic
def add(*, by: Account, room: Room, about: About) -> tuple[Speaker, str]:
    """A new one, and its player's key, which is shown this once ("" for the operator's). Raises PermissionDenied, Missing:
    "name", "village" (of another room), "other_name" (there is one of that name), "quiet"."""
    require(by, Permission.SPEAKER_MANAGE, room)
    speaker = Speaker(room=room, way=about.way, added_at=timezone.now())
    _fill(speaker, about, "add")
    secret = _new_key(speaker)
    speaker.save(force_insert=True)
    _keep_quiet(room, speaker, about.quiet or ())
    note(actor(by), "speaker.added", speaker, speaker.village.name)
    return speaker, secret


@transaction.atomic
def change(*, by: Account, speaker: Speaker, about: About) -> Speaker:
    """Other words for it; the way it is reached stays. Raises as `add`, and NotAllowedNow for a retired one."""
    current = _standing(speaker, by, "change")
    _fill(current, about, "change")
    current.save()
    _keep_quiet(current.room, current, about.quiet or ())
    note(actor(by), "speaker.changed", current)
    programme_changed(speakers=[current], now=timezone.now())
    return current


@transaction.atomic
def new_key(*, by: Account, speaker: Speaker) -> tuple[Speaker, str]:
    """Another key, shown this once; the one before opens nothing any more. Raises PermissionDenied, NotAllowedNow."""
    current = _standing(speaker, by, "new_key")
    if not current.plays_itself:
        raise NotAllowedNow("new_key", current.way)
    secret = _new_key(current)
    current.save()
    note(actor(by), "speaker.key_changed", current)
    return current, secret


@transaction.atomic
def retire(*, by: Account, speaker: Speaker, reason: str) -> Speaker:
    """It plays nothing any more and its key opens nothing; what it played stays. Raises PermissionDenied, NotAllowedNow,
    Missing."""
    current = _standing(speaker, by, "retire")
    if not reason.strip():
        raise Missing("retire", ("reason",))
    now = timezone.now()
    current.is_active, current.retired_at, current.token_digest = False, now, None
    current.save()
    to_come = Item.objects.filter(speaker=current, report=None, expires_at__gt=now, state=Item.State.PLANNED)
    to_come.update(state=Item.State.CALLED_OFF, called_off_at=now)
    note(actor(by), "speaker.retired", current, reason.strip()[:200])
    return current


@transaction.atomic
def set_quiet(*, by: Account, room: Room, quiet: Sequence[Quiet]) -> None:
    """The quiet hours of the room. Raises PermissionDenied, Missing: "quiet" (none, or hardly an hour is left)."""
    require(by, Permission.SPEAKER_MANAGE, room)
    _check_quiet(quiet, "set_quiet")
    _keep_quiet(room, None, quiet)
    detail = " ".join(f"{begins:%H:%M}-{ends:%H:%M}" for begins, ends in quiet)
    journal.record(
        by=actor(by), verb="speaker.quiet_set", of=Subject("room", str(room.pk), room.name), room=room.pk, detail=detail
    )
    programme_changed(speakers=Speaker.objects.filter(room=room, is_active=True), now=timezone.now())


def tell_silent(*, now: datetime) -> int:
    """Tell whoever keeps the loudspeakers of each that fell silent, once until it is back; how many were told of."""
    return sum(_tell(speaker, now) for speaker in silent(now))


@transaction.atomic
def _tell(speaker: Speaker, now: datetime) -> bool:
    # Asked once more: it may have come back, or another run was faster.
    if not silent(now).filter(pk=speaker.pk).update(silent_told_at=now):
        return False
    since = speaker.last_heard_at or now
    for account in audience(speaker.room, Permission.SPEAKER_MANAGE):
        notices.tell(
            key=f"{SILENT}:{speaker.pk}:{since:%Y%m%dT%H%M%S}",
            account=account,
            room=speaker.room,
            template=SILENT,
            words={
                "speaker": speaker.name,
                "village": speaker.village.name,
                "since": f"{timezone.localtime(since):%H:%M}",
            },
            about=subject(speaker),
        )
    note(SYSTEM, SILENT, speaker)
    return True


def subject(speaker: Speaker) -> Subject:
    """The loudspeaker as journal and notices name it."""
    return Subject("speaker", str(speaker.pk), speaker.name)


def note(by: Actor, verb: str, speaker: Speaker, detail: str = "") -> None:
    """One line of the journal about it."""
    journal.record(by=by, verb=verb, of=subject(speaker), room=speaker.room_id, detail=detail)


def _standing(speaker: Speaker, by: Account, verb: str) -> Speaker:
    locked = Speaker.objects.select_for_update(of=("self",)).select_related("room__station", "village")
    current = locked.get(pk=speaker.pk)
    require(by, Permission.SPEAKER_MANAGE, current.room)
    if not current.is_active:
        raise NotAllowedNow(verb, "retired")
    return current


def _new_key(speaker: Speaker) -> str:
    if not speaker.plays_itself:
        return ""
    speaker.key_number += 1
    secret = token_of(speaker)
    speaker.token_digest = digest(secret)
    return secret


def _fill(speaker: Speaker, about: About, verb: str) -> None:
    name = about.name.strip()[:40]
    if not name:
        raise Missing(verb, ("name",))
    if about.village.room_id != speaker.room_id:
        raise Missing(verb, ("village",))
    if Speaker.objects.filter(room=speaker.room, name=name, is_active=True).exclude(pk=speaker.pk).exists():
        raise Missing(verb, ("other_name",))
    if about.quiet is not None:
        _check_quiet(about.quiet, verb)
    speaker.name, speaker.village, speaker.where = name, about.village, about.where.strip()[:80]
    speaker.behind = about.behind if speaker.plays_itself else ""
    speaker.note, speaker.volume = about.note.strip()[:200], about.volume
    speaker.has_own_quiet = about.quiet is not None


def _check_quiet(quiet: Sequence[Quiet], verb: str) -> None:
    if not quiet or sum(_minutes(begins, ends) for begins, ends in quiet) > MOST_QUIET:
        raise Missing(verb, ("quiet",))
    if len({begins for begins, _ in quiet}) < len(quiet) or any(begins == ends for begins, ends in quiet):
        raise Missing(verb, ("quiet",))


def _minutes(begins: time, ends: time) -> int:
    return (ends.hour * 60 + ends.minute - begins.hour * 60 - begins.minute) % (24 * 60)


def _keep_quiet(room: Room, speaker: Speaker | None, quiet: Sequence[Quiet]) -> None:
    QuietHours.objects.filter(room=room, speaker=speaker).delete()
    QuietHours.objects.bulk_create(
        QuietHours(room=room, speaker=speaker, begins=begins, ends=ends) for begins, ends in quiet
    )
