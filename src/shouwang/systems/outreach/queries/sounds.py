"""Questions about sounds: which stand, and who may hear one."""

from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.utils import timezone

from shouwang.kernel.files.guards import Look
from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room, Village
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach.models import Campaign, Reading, Sound

PURPOSE = "outreach.sound"


def sounds(campaign: Campaign) -> QuerySet[Sound]:
    """Those that were not dropped: for everywhere first, then by village; the newest first."""
    found = Sound.objects.filter(campaign=campaign, dropped_at=None).select_related(
        "village", "file", "made_by", "approved_by"
    )
    return found.order_by("village__name", "-pk")


def sound(viewer: Account, room: Room, key: UUID) -> Sound | None:
    """One that was not dropped, of a campaign of the room, for those who work on them."""
    mine = rooms(viewer, Permission.OUTREACH_WORK).filter(pk=room.pk)
    found = Sound.objects.filter(pk=key, campaign__room__in=mine, dropped_at=None)
    return found.select_related("campaign__room", "file").first()


def approved(campaign: Campaign) -> QuerySet[Sound]:
    """What may be heard outside."""
    return sounds(campaign).filter(approved_at__isnull=False)


def readings(room: Room) -> dict[str, str]:
    """How names of the place are read aloud, by name, as `speech.pinyin.lexicon` gives them."""
    return dict(Reading.objects.filter(room=room).order_by("name").values_list("name", "said"))


def villages_without(campaign: Campaign) -> tuple[list[Village], bool]:
    """The room's villages without an approved recording of their own, and whether one for all stands in for it."""
    own = set(approved(campaign).values_list("village", flat=True))
    return [
        one for one in Village.objects.filter(room=campaign.room).order_by("name") if one.pk not in own
    ], None in own


def may_look_at_file(viewer: Account | None, session: SessionBase, file: File) -> Look:
    """The guard of the sounds: everybody hears what is approved and out; the rest who works on campaigns there."""
    if file.purpose != PURPOSE:
        return Look.NO
    now = timezone.now()
    for sound in Sound.objects.filter(file=file).select_related("campaign"):
        if sound.approved_at and not sound.dropped_at and sound.campaign.runs(now):
            return Look.YES
    if viewer is None:
        return Look.NO
    mine = rooms(viewer, Permission.OUTREACH_WORK)
    return Look.YES if Sound.objects.filter(file=file, campaign__room__in=mine).exists() else Look.NO
