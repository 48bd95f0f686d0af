"""Verbs of sounds: recorded or spoken, brought to one loudness, heard and approved by a person, dropped."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.files import intake
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.ground.models import Room, Village
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions.releasing import locked, note, require
from shouwang.systems.outreach.models import Campaign, Reading, Sound
from shouwang.systems.outreach.queries.sounds import PURPOSE, readings
from shouwang.systems.outreach.speech.engines import speak
from shouwang.systems.outreach.speech.levels import levelled
from shouwang.systems.outreach.speech.pinyin import lexicon

VOICE = frozenset({Kind.VOICE})
MOST_READINGS = 500


@dataclass(frozen=True)
class Ready:
    """A levelled recording, checked and waiting to be kept."""

    content: intake.Checked
    seconds: Decimal
    loudness: Decimal


def made_ready(source: UploadedFile[Any] | Path) -> Ready:
    """Check and level a recording; takes seconds, so before any transaction. Raises files.Refused and levels.Unusable."""
    raw = intake.check(source, allowed=VOICE)
    try:
        return _levelled(raw.path)
    finally:
        raw.path.unlink(missing_ok=True)


def read_aloud(text: str, room: Room) -> Ready:
    """The words in the voice of the room's machine, names as the room reads them. Raises engines.Unavailable and
    levels.Unusable."""
    with TemporaryDirectory(prefix="voice-") as folder:
        spoken = Path(folder) / "spoken"
        spoken.write_bytes(speak(text, readings(room)))
        return _levelled(spoken)


@transaction.atomic
def set_readings(*, by: Account, room: Room, lines: str) -> None:
    """How names of the place are read aloud from now on, one a line. Raises PermissionDenied, pinyin.WrongReading, and
    Missing "shorter" for a line or a list that is too long."""
    require(by, Permission.SPEAKER_MANAGE, room)
    found = lexicon(lines)
    if len(found) > MOST_READINGS or any(len(name) > 40 or len(said) > 200 for name, said in found.items()):
        raise lifecycle.Missing("set_readings", ("shorter",))
    Reading.objects.filter(room=room).delete()
    Reading.objects.bulk_create(Reading(room=room, name=name, said=said) for name, said in found.items())
    about = Subject("room", str(room.pk), room.name)
    journal.record(by=actor(by), verb="speaker.readings_set", of=about, room=room.pk, detail=str(len(found)))


def _levelled(source: Path) -> Ready:
    with TemporaryDirectory(prefix="voice-") as folder:
        done = levelled(source, Path(folder))
        return Ready(intake.check(done.mp3, allowed=VOICE), _two(done.seconds), _two(done.lufs))


@transaction.atomic
def add(
    *, by: Account, campaign: Campaign, ready: Ready, origin: str, village: Village | None = None, dialect: str = ""
) -> Sound:
    """Keep it with its campaign; heard outside only once it is approved. Raises PermissionDenied, NotAllowedNow."""
    current = _draft(by, campaign, Permission.OUTREACH_WORK)
    name = f"{current.title[:40]}.mp3"
    file = files.keep(
        by=actor(by), room=current.room, content=ready.content, name=name, purpose=PURPOSE, keep_days=None
    )
    sound = Sound.objects.create(
        campaign=current,
        village=village,
        dialect=dialect.strip()[:40],
        origin=origin,
        file=file,
        seconds=ready.seconds,
        loudness=ready.loudness,
        made_by=by,
        made_at=timezone.now(),
    )
    current.touch(sound.made_at)
    note(actor(by), "campaign.sound_added", current, origin)
    return sound


@transaction.atomic
def approve(*, by: Account, sound: Sound) -> Sound:
    """Somebody listened and lets it be heard; the one before for the same place is dropped.

    Apart from the release, and also by who spoke it. Raises PermissionDenied, NotAllowedNow.
    """
    current = _draft(by, sound.campaign, Permission.BULLETIN_RELEASE)
    one = _standing(sound)
    now = timezone.now()
    same = Sound.objects.filter(campaign=current, village=one.village_id, dropped_at=None, approved_at__isnull=False)
    same.exclude(pk=one.pk).update(dropped_at=now)
    one.approved_by, one.approved_at = by, now
    one.save(update_fields=["approved_by", "approved_at"])
    current.touch(now)
    note(actor(by), "campaign.sound_approved", current)
    return one


@transaction.atomic
def drop(*, by: Account, sound: Sound) -> None:
    """It is not wanted; with its file, unless it was approved once. Raises PermissionDenied, NotAllowedNow."""
    current = _draft(by, sound.campaign, Permission.OUTREACH_WORK)
    one = _standing(sound)
    current.touch(timezone.now())
    note(actor(by), "campaign.sound_dropped", current)
    if one.approved_at:
        one.dropped_at = timezone.now()
        one.save(update_fields=["dropped_at"])
        return
    file = one.file
    one.delete()
    files.discard(by=actor(by), file=file, reason="sound not wanted")


def _draft(by: Account, campaign: Campaign, permission: Permission) -> Campaign:
    current = locked(campaign)
    require(by, permission, current.room)
    lifecycle.take("rewrite", current.state, frozenset())
    return current


def _standing(sound: Sound) -> Sound:
    """Raises NotAllowedNow for one that was dropped meanwhile."""
    one = Sound.objects.select_for_update(of=("self",)).select_related("file").filter(pk=sound.pk, dropped_at=None)
    if (found := one.first()) is None:
        raise lifecycle.NotAllowedNow("approve", "dropped")
    return found


def _two(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))
