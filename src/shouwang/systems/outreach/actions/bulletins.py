"""Verbs of bulletins: write, rewrite, strike what looks personal, add a sound, release, take down; the clock's expire."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import addresses, lifecycle, redacting, relaying
from shouwang.systems.outreach.actions.releasing import end, expire, let_out, locked, note, require, subject
from shouwang.systems.outreach.models import Bulletin, Campaign, Level, Passed
from shouwang.systems.outreach.queries.bulletins import looks_personal

KINDS, LEVELS, CATEGORIES = Bulletin.Kind.choices, Level.choices, Bulletin.Category.choices
NOTICE = Bulletin.Kind.NOTICE
CATEGORY_OF = {
    Campaign.Theme.FRAUD: Bulletin.Category.SECURITY,
    Campaign.Theme.WATER: Bulletin.Category.SAFETY,
    Campaign.Theme.FIRE: Bulletin.Category.FIRE,
    Campaign.Theme.TRAFFIC: Bulletin.Category.TRANSPORT,
    Campaign.Theme.WEATHER: Bulletin.Category.MET,
    Campaign.Theme.THEFT: Bulletin.Category.SECURITY,
    Campaign.Theme.OTHER: Bulletin.Category.OTHER,
}
SPOKEN = ("title", "text", "title_en", "text_en")
RELEASED, TAKEN_DOWN, RELAYED = "bulletin.released", "bulletin.taken_down", "bulletin.relayed"


@dataclass(frozen=True)
class Words:
    """What a bulletin says and until when it hangs; of a warning passed on, whose it is. `updates` is the one that hangs
    and comes down for it."""

    title: str
    text: str
    title_en: str = ""
    text_en: str = ""
    expires_at: datetime | None = None
    kind: str = Bulletin.Kind.NOTICE
    is_urgent: bool = False
    category: str = Bulletin.Category.SAFETY
    issuer: str = ""
    number: str = ""
    level: str = ""
    issued_at: datetime | None = None
    area: str = ""
    updates: Bulletin | None = None

    @property
    def fields(self) -> dict[str, object]:
        """As the table has them."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@transaction.atomic
def write(*, by: Account, room: Room, words: Words) -> Bulletin:
    """A new draft. Raises PermissionDenied, or Missing for an empty title or text, and what `relaying.faults` names."""
    require(by, Permission.BULLETIN_WRITE, room)
    _whole(words, "write")
    now = timezone.now()
    bulletin = Bulletin(room=room, written_by=by, written_at=now, changed_at=now, **words.fields)
    bulletin.save(force_insert=True)
    note(actor(by), "bulletin.written", bulletin)
    return bulletin


@transaction.atomic
def rewrite(*, by: Account, bulletin: Bulletin, words: Words) -> Bulletin:
    """Other words for a draft; a recording of the old ones goes. Who rewrites it counts as its writer, so that a second
    person still releases it."""
    current = locked(bulletin)
    require(by, Permission.BULLETIN_WRITE, current.room)
    _whole(words, "rewrite")
    current.state = lifecycle.take("rewrite", current.state, frozenset())
    said = {field: getattr(current, field) for field in SPOKEN}
    for field, value in words.fields.items():
        setattr(current, field, value)
    current.written_by = by
    current.touch(timezone.now())
    if said != {field: getattr(current, field) for field in SPOKEN}:
        _silence(current, by)
    note(actor(by), "bulletin.rewritten", current)
    return current


@transaction.atomic
def release(*, by: Account, bulletin: Bulletin, reason: str = "", at: datetime | None = None) -> Bulletin:
    """Hang it on the wall in place of the one it updates, and tell groups, webhooks and, if urgent, phones.

    Raises PermissionDenied, as `let_out`, and Missing "redacted" while something that looks personal is neither struck
    nor passed.
    """
    current = locked(bulletin)
    require(by, Permission.BULLETIN_RELEASE, current.room)
    now = at or timezone.now()
    if looks_personal(current):
        raise lifecycle.Missing("release", ("redacted",))
    let_out(current, by=by, reason=reason, now=now)
    note(actor(by), RELEASED, current, current.released_alone_because)
    _replace(current, by, now)
    _spread(current, now)
    return current


@transaction.atomic
def hang(
    *, by: Account, writer: Account, room: Room, words: Words, reason: str = "", personal_because: str = ""
) -> Bulletin:
    """What `writer` wrote elsewhere (the minutes of a meeting) and a second person releases as it is.

    `personal_because`: why what looks personal in it may stay. Raises as `write` and `release`.
    """
    require(by, Permission.BULLETIN_RELEASE, room)
    _whole(words, "write")
    now = timezone.now()
    bulletin = Bulletin(room=room, written_by=writer, written_at=now, changed_at=now, **words.fields)
    bulletin.save(force_insert=True)
    note(actor(writer), "bulletin.written", bulletin)
    if personal_because.strip():
        for said in looks_personal(bulletin):
            let_stand(by=by, bulletin=bulletin, said=said, reason=personal_because)
    return release(by=by, bulletin=bulletin, reason=reason)


@transaction.atomic
def strike(*, by: Account, bulletin: Bulletin, said: str) -> Bulletin:
    """Put ××× where these words stand in a draft; a recording, which may still say them, goes. The writer stays who it
    was: nothing was added."""
    current = _draft(by, bulletin)
    for field in SPOKEN:
        setattr(current, field, redacting.struck(getattr(current, field), said))
    current.touch(timezone.now())
    _silence(current, by)
    note(actor(by), "bulletin.struck", current)
    return current


@transaction.atomic
def let_stand(*, by: Account, bulletin: Bulletin, said: str, reason: str) -> Passed:
    """These words look personal and may stay, with the reason. Raises Missing without one."""
    current = _draft(by, bulletin)
    if not reason.strip():
        raise lifecycle.Missing("let_stand", ("reason",))
    passed, _ = Passed.objects.update_or_create(
        bulletin=current, said=said[:60], defaults={"reason": reason.strip()[:200], "by": by, "at": timezone.now()}
    )
    current.touch(timezone.now())
    note(actor(by), "bulletin.let_stand", current)
    return passed


@transaction.atomic
def add_sound(*, by: Account, bulletin: Bulletin, audio: File | None) -> Bulletin:
    """What is heard beside the words of a draft; None takes it away. Who adds one counts as its writer: it is heard by a
    second person too."""
    current = _draft(by, bulletin)
    _silence(current, by)
    current.audio = audio
    current.written_by = by if audio else current.written_by
    current.touch(timezone.now())
    note(actor(by), "bulletin.sound", current)
    return current


@transaction.atomic
def discard(*, by: Account, bulletin: Bulletin, reason: str) -> Bulletin:
    """A draft is not wanted, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = locked(bulletin)
    require(by, Permission.BULLETIN_WRITE, current.room)
    end(current, "discard", reason, timezone.now())
    note(actor(by), "bulletin.discarded", current)
    return current


@transaction.atomic
def take_down(*, by: Account, bulletin: Bulletin, reason: str, at: datetime | None = None) -> Bulletin:
    """Off the wall, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = locked(bulletin)
    require(by, Permission.BULLETIN_RELEASE, current.room)
    now = at or timezone.now()
    end(current, "take_down", reason, now)
    note(actor(by), TAKEN_DOWN, current)
    _announce(current, TAKEN_DOWN, now)
    return current


def hang_for(campaign: Campaign, text: str, text_en: str, audio: File | None, now: datetime) -> Bulletin:
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
        is_urgent=campaign.is_urgent,
        audio=audio,
        kind=Bulletin.Kind.WARNING if campaign.is_relayed else Bulletin.Kind.NOTICE,
        category=CATEGORY_OF[Campaign.Theme(campaign.theme)],
        issuer=campaign.source,
        number=campaign.number,
        level=campaign.level,
        issued_at=campaign.issued_at,
    )
    bulletin.save(force_insert=True)
    note(SYSTEM, RELEASED, bulletin)
    _announce(bulletin, RELEASED, now)
    return bulletin


def end_with(bulletin: Bulletin, why: str, now: datetime) -> None:
    """Its campaign ended: off the wall with it."""
    end(bulletin, "take_down", why, now)
    note(SYSTEM, TAKEN_DOWN, bulletin)
    _announce(bulletin, TAKEN_DOWN, now)


@transaction.atomic
def expire_due(*, now: datetime) -> int:
    """The clock's step: what is past its time is no longer on the wall. Says how many."""
    return len(expire(Bulletin, now, note))


def _whole(words: Words, verb: str) -> None:
    if empty := tuple(field for field in ("title", "text") if not getattr(words, field).strip()):
        raise lifecycle.Missing(verb, empty)
    source = (words.issuer.strip(), words.number.strip(), words.level, words.issued_at)
    said = {"titles": (words.title, words.title_en), "texts": (words.text, words.text_en)}
    if wrong := relaying.faults(kind=words.kind, source=source, until=words.expires_at, **said):
        raise lifecycle.Missing(verb, wrong)


def _draft(by: Account, bulletin: Bulletin) -> Bulletin:
    """The draft as it is now, for who may write. Raises PermissionDenied, NotAllowedNow."""
    current = locked(bulletin)
    require(by, Permission.BULLETIN_WRITE, current.room)
    lifecycle.take("rewrite", current.state, frozenset())
    return current


def _silence(bulletin: Bulletin, by: Account) -> None:
    """The recording beside the words goes with its file."""
    if file := bulletin.audio:
        bulletin.audio = None
        bulletin.save(update_fields=["audio"])
        files.discard(by=actor(by), file=file, reason="recording of other words")


def _replace(bulletin: Bulletin, by: Account, now: datetime) -> None:
    """What it updates comes down with it, if it still hangs."""
    if bulletin.updates_id is None:
        return
    old = locked(Bulletin(pk=bulletin.updates_id))
    if old.state == lifecycle.RELEASED:
        end(old, "take_down", bulletin.title, now)
        note(actor(by), TAKEN_DOWN, old)
        _announce(old, TAKEN_DOWN, now)


def _spread(bulletin: Bulletin, at: datetime) -> None:
    room = bulletin.room
    page = settings.PUBLIC_URL + addresses.short(bulletin)
    besides = notices.Besides(link=page, picture_link=settings.PUBLIC_URL + addresses.card(bulletin))
    template = RELAYED if bulletin.is_warning else RELEASED

    def words(language: str) -> dict[str, str]:
        name = (room.name_en if language == "en" else "") or room.name
        said = {"room": name, "title": bulletin.title_in(language), "text": bulletin.text_in(language)}
        return said | ({"issuer": bulletin.issuer, "number": bulletin.number} if bulletin.is_warning else {})

    key, about = f"bulletin:{bulletin.pk}", subject(bulletin)
    until = bulletin.expires_at
    is_urgent = bulletin.cannot_wait
    notices.tell_robots(
        key=key, event=RELEASED, room=room, template=template, words=words("zh-hans"), about=about, urgent=is_urgent,
        expires_at=until, besides=besides,
    )  # fmt: skip
    if is_urgent:
        notices.tell_phones(
            key=key, room=room, template=template, words=words, about=about, expires_at=until, besides=besides
        )
    _announce(bulletin, RELEASED, at)


def _announce(bulletin: Bulletin, event: str, at: datetime) -> None:
    payload = {"id": str(bulletin.pk), "title": bulletin.title, "title_en": bulletin.title_en}
    # Derived from the bulletin, so that the same release is the same event.
    notices.queue_event(room=bulletin.room, event=event, event_id=uuid5(bulletin.pk, event), payload=payload, at=at)
