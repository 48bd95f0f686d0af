"""Verbs of campaigns: written as one text, shortened for each way, released by a second person, begun, ended."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import lifecycle, pieces
from shouwang.systems.outreach.actions import airing, beginning, films
from shouwang.systems.outreach.actions.releasing import end, expire, let_out, locked, note, require
from shouwang.systems.outreach.models import Campaign, Given, Piece, Sound
from shouwang.systems.outreach.queries.campaigns import looks_personal
from shouwang.systems.outreach.relaying import claims_to_warn

STANDS_FOR = timedelta(days=7)  # unless somebody says until when
ALL_WAYS = tuple(Piece.Way.values)


@dataclass(frozen=True)
class Words:
    """What a campaign says, of what, from when to when; of an official warning it relays, whose it is, all four."""

    title: str
    text: str
    title_en: str = ""
    text_en: str = ""
    theme: str = Campaign.Theme.FRAUD
    fraud_type: str = ""
    is_urgent: bool = False
    begins_at: datetime | None = None
    expires_at: datetime | None = None
    source: str = ""
    number: str = ""
    level: str = ""
    issued_at: datetime | None = None

    @property
    def relayed(self) -> tuple[object, ...]:
        """What says whose warning it is: all of it, or nothing."""
        return (self.source.strip(), self.number.strip(), self.level, self.issued_at)


@transaction.atomic
def write(*, by: Account, room: Room, words: Words, ways: Collection[str] = ALL_WAYS) -> Campaign:
    """A new draft with a piece for each way. Raises PermissionDenied, or Missing as `_whole` says."""
    require(by, Permission.OUTREACH_WORK, room)
    _whole(words, "write")
    now = timezone.now()
    campaign = Campaign(room=room, written_by=by, written_at=now, changed_at=now, **asdict(words))
    campaign.save(force_insert=True)
    for way in Piece.Way.values:
        if way in ways:
            Piece.objects.create(campaign=campaign, **_made(campaign, way))
    note(actor(by), "campaign.written", campaign)
    return campaign


@transaction.atomic
def rewrite(*, by: Account, campaign: Campaign, words: Words) -> Campaign:
    """Other words for a draft; pieces changed by hand stay as they are. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = _draft(by, campaign, "rewrite")
    _whole(words, "rewrite")
    for field, value in asdict(words).items():
        setattr(current, field, value)
    _touched(current, by)
    if not words.is_urgent:
        airing.calm(by=by, campaign=current, now=current.changed_at)
    for piece in current.pieces.filter(is_own_words=False):
        made = _made(current, piece.way)
        if piece.way == Piece.Way.SPEAKER and made["text"] != piece.text:
            _hear_again(current)
        piece.text, piece.text_en = made["text"], made["text_en"]
        piece.save(update_fields=["text", "text_en"])
    note(actor(by), "campaign.rewritten", current)
    return current


@transaction.atomic
def change_piece(*, by: Account, campaign: Campaign, way: str, text: str) -> Piece:
    """Write one piece by hand; empty words make it by the rules again. Raises PermissionDenied, NotAllowedNow.

    What was recorded for the loudspeaker is heard and approved anew when its words change.
    """
    current = _draft(by, campaign, "rewrite")
    piece = Piece.objects.filter(campaign=current, way=way).first()
    if piece is None:  # left out meanwhile
        raise lifecycle.NotAllowedNow("change_piece", current.state)
    said = text.replace("\r\n", "\n").strip()
    by_rule = str(_made(current, way)["text"])
    before, piece.text = piece.text, said or by_rule
    piece.is_own_words = piece.text != by_rule
    piece.save(update_fields=["text", "is_own_words"])
    if way == Piece.Way.SPEAKER and piece.text != before:
        _hear_again(current)
    _touched(current, by)
    note(actor(by), "campaign.piece_changed", current, way)
    return piece


@transaction.atomic
def turn(*, by: Account, campaign: Campaign, way: str, on: bool) -> None:
    """Let it go that way, with a piece made by the rules, or not. Raises PermissionDenied, NotAllowedNow."""
    current = _draft(by, campaign, "rewrite")
    if on:
        _piece, is_new = Piece.objects.get_or_create(campaign=current, way=way, defaults=_made(current, way))
        if is_new and way == Piece.Way.SPEAKER:
            _hear_again(current)  # what was approved says the words from before
    else:
        Piece.objects.filter(campaign=current, way=way).delete()
    _touched(current, by)
    note(actor(by), "campaign.way_on" if on else "campaign.way_off", current, way)


@transaction.atomic
def go_without_sound(*, by: Account, campaign: Campaign, without: bool) -> None:
    """Somebody reads it out, or a recording is needed. Raises PermissionDenied, NotAllowedNow."""
    current = _draft(by, campaign, "rewrite")
    current.goes_without_sound = without
    _touched(current, by)
    note(actor(by), "campaign.sound_choice", current, "without" if without else "with")


@transaction.atomic
def release(
    *, by: Account, campaign: Campaign, reason: str = "", personal_because: str = "", at: datetime | None = None
) -> Campaign:
    """Let it out; what begins later begins by the clock. Raises PermissionDenied, NotAllowedNow, Missing: as `let_out`,

    "way" (it goes nowhere), "sound" (no approved one, and nobody chose to go without), "end" (urgent without an end),
    "own_warning" (reads as an official warning without being one), "personal" (words that look personal are neither
    struck nor is it said why they may stay).
    """
    current = locked(campaign)
    require(by, Permission.BULLETIN_RELEASE, current.room)
    now = at or timezone.now()
    if current.state == lifecycle.DRAFT and (missing := _lacks(current)):
        raise lifecycle.Missing("release", missing)
    if looks_personal(current):
        if not personal_because.strip():
            raise lifecycle.Missing("release", ("personal",))
        current.personal_because = personal_because.strip()[:200]
        note(actor(by), "campaign.let_stand", current)
    begins = max(current.begins_at or now, now)
    current.expires_at = current.expires_at or begins + STANDS_FOR
    if current.expires_at <= begins:
        raise lifecycle.Missing("release", ("later_end",))
    let_out(current, by=by, reason=reason, now=now)
    note(actor(by), "campaign.released", current, current.released_alone_because)
    films.wanted(current, now)
    if begins <= now:
        beginning.begin(current, now)
    return current


@transaction.atomic
def discard(*, by: Account, campaign: Campaign, reason: str) -> Campaign:
    """A draft is not wanted, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = locked(campaign)
    require(by, Permission.OUTREACH_WORK, current.room)
    end(current, "discard", reason, timezone.now())
    note(actor(by), "campaign.discarded", current)
    return current


@transaction.atomic
def take_down(*, by: Account, campaign: Campaign, reason: str, at: datetime | None = None) -> Campaign:
    """End it and all that hangs of it, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = locked(campaign)
    require(by, Permission.BULLETIN_RELEASE, current.room)
    now = at or timezone.now()
    end(current, "take_down", reason, now)
    note(actor(by), "campaign.taken_down", current)
    beginning.call_off(current, now, current.taken_down_because)
    return current


@transaction.atomic
def clock_due(*, now: datetime) -> int:
    """The clock's steps: what is past its time ends, what should have begun begins. Says how many."""
    over = expire(Campaign, now, note)
    for one in over:
        beginning.call_off(one, now, one.state)
    waiting = Campaign.objects.filter(state=Campaign.State.RELEASED, begun_at=None, begins_at__lte=now)
    due = list(waiting.select_for_update(of=("self",)).select_related("room__station").order_by("id"))
    for one in due:
        beginning.begin(one, now)
    return len(over) + len(due)


@transaction.atomic
def copy(*, by: Account, campaign: Campaign) -> Campaign:
    """The same words as a new draft, for the next time; times and sounds are not copied. Raises PermissionDenied."""
    require(by, Permission.OUTREACH_WORK, campaign.room)
    now = timezone.now()
    taken = ("title", "text", "title_en", "text_en", "theme", "fraud_type", "goes_without_sound")
    made = Campaign(room=campaign.room, written_by=by, written_at=now, changed_at=now)
    for field in taken:
        setattr(made, field, getattr(campaign, field))
    made.save(force_insert=True)
    for piece in campaign.pieces.order_by("pk"):
        own = {"text": piece.text, "text_en": piece.text_en, "way": piece.way, "is_own_words": True}
        Piece.objects.create(campaign=made, **(own if piece.is_own_words else _made(made, piece.way)))
    note(actor(by), "campaign.copied", made)
    return made


@transaction.atomic
def note_given(*, by: Account, campaign: Campaign, way: str, where: str, at: datetime | None = None) -> Given:
    """Somebody put it there by hand. Raises PermissionDenied, NotAllowedNow (only what is released), Missing."""
    current = locked(campaign)
    require(by, Permission.OUTREACH_WORK, current.room)
    if current.state != lifecycle.RELEASED:
        raise lifecycle.NotAllowedNow("give", current.state)
    if not where.strip():
        raise lifecycle.Missing("give", ("where",))
    given = Given.objects.create(campaign=current, way=way, where=where.strip()[:80], by=by, at=at or timezone.now())
    note(actor(by), "campaign.given", current, way)
    return given


def told(campaign: Campaign) -> pieces.Told:
    """What the rules make its pieces of."""
    room = campaign.room
    return pieces.Told(
        title=campaign.title,
        text=campaign.text,
        speaker=room.name,
        phone=room.phone,
        is_fraud=campaign.theme == Campaign.Theme.FRAUD,
        source=campaign.source,
        number=campaign.number,
    )


def _made(campaign: Campaign, way: str) -> dict[str, str]:
    english = campaign.text_en if way == Piece.Way.BULLETIN else ""
    return {"way": way, "text": pieces.piece(way, told(campaign)), "text_en": english}


def _whole(words: Words, verb: str) -> None:
    """Raise Missing: "title", "text", "source" (of a relayed warning not all four are there), "end", "own_warning"."""
    missing = [field for field in ("title", "text") if not getattr(words, field).strip()]
    if any(words.relayed) and not all(words.relayed):
        missing.append("source")
    if (words.is_urgent or all(words.relayed)) and words.expires_at is None:
        missing.append("end")
    said = f"{words.text}\n{words.text_en}"
    if not any(words.relayed) and claims_to_warn(f"{words.title}\n{words.title_en}", said):
        missing.append("own_warning")
    if missing:
        raise lifecycle.Missing(verb, tuple(missing))


def _lacks(campaign: Campaign) -> tuple[str, ...]:
    """What a release still needs."""
    found = list(campaign.pieces.all())
    lacks = [] if found else ["way"]
    sounds = Sound.objects.filter(campaign=campaign, approved_at__isnull=False, dropped_at=None)
    speaks = any(piece.way == Piece.Way.SPEAKER for piece in found)
    if speaks and not campaign.goes_without_sound and not sounds.exists():
        lacks.append("sound")
    if campaign.is_urgent and campaign.expires_at is None:
        lacks.append("end")
    words = "\n".join(f"{piece.text}\n{piece.text_en}" for piece in found)
    if not campaign.is_relayed and claims_to_warn(campaign.title, words):
        lacks.append("own_warning")
    return tuple(lacks)


def _draft(by: Account, campaign: Campaign, verb: str) -> Campaign:
    current = locked(campaign)
    require(by, Permission.OUTREACH_WORK, current.room)
    current.state = lifecycle.take(verb, current.state, frozenset())
    return current


def _touched(campaign: Campaign, by: Account) -> None:
    """Who changes the words counts as their writer, so that a second person still releases them."""
    campaign.written_by = by
    campaign.touch(timezone.now())


def _hear_again(campaign: Campaign) -> None:
    """The words changed: what was approved is heard again first, what the machine spoke is void."""
    standing = Sound.objects.filter(campaign=campaign, dropped_at=None)
    standing.filter(origin=Sound.Origin.SPOKEN).update(dropped_at=timezone.now())
    standing.filter(origin=Sound.Origin.RECORDED).update(approved_by=None, approved_at=None)
