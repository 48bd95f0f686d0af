"""Questions about loudspeakers: which there are, whose key this is, when they are quiet, what they play."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.kernel.people.sealed import digest
from shouwang.systems.outreach.airtime import DAY, USUAL_QUIET, Quiet, midnight
from shouwang.systems.outreach.models import Item, QuietHours, Sound, Speaker
from shouwang.systems.outreach.models.speakers import SILENT_AFTER

ITEM = ("airing__campaign", "sound__file", "speaker")


@dataclass(frozen=True)
class Hours:
    """The quiet hours of a room and of those loudspeakers that have their own."""

    room: tuple[Quiet, ...]
    own: Mapping[UUID, tuple[Quiet, ...]]

    def of(self, speaker: Speaker) -> tuple[Quiet, ...]:
        """Those that hold for it."""
        return self.own.get(speaker.pk, ()) if speaker.has_own_quiet else self.room


def speakers(viewer: Account, room: Room) -> QuerySet[Speaker]:
    """Those of the room, for those who plan what they play; the retired ones last."""
    mine = rooms(viewer, Permission.OUTREACH_WORK).filter(pk=room.pk)
    found = Speaker.objects.filter(room__in=mine).select_related("village", "room")
    return found.order_by("-is_active", "village__name", "name", "id")


def active_speakers(room: Room) -> QuerySet[Speaker]:
    """Those that a plan may name."""
    return Speaker.objects.filter(room=room, is_active=True).select_related("village").order_by("village__name", "name")


def speaker_with(secret: str) -> Speaker | None:
    """The loudspeaker whose key this is; None for one that is retired or unknown."""
    found = Speaker.objects.select_related("room", "village").filter(way=Speaker.Way.PLAYER, is_active=True)
    return found.filter(token_digest=digest(secret)).first() if secret else None


def quiet_hours(room: Room) -> Hours:
    """One question for the room and all of its loudspeakers; the usual ones where the room said none."""
    of_room: list[Quiet] = []
    own: dict[UUID, list[Quiet]] = {}
    for one in QuietHours.objects.filter(room=room).order_by("begins"):
        (own.setdefault(one.speaker_id, []) if one.speaker_id else of_room).append((one.begins, one.ends))
    return Hours(tuple(of_room) or USUAL_QUIET, {key: tuple(spans) for key, spans in own.items()})


def sounds_for(campaigns: Sequence[UUID]) -> Mapping[tuple[UUID, UUID | None], Sound]:
    """The approved sounds by campaign and village; under None the one for everywhere."""
    found = Sound.objects.filter(campaign__in=campaigns, approved_at__isnull=False, dropped_at=None)
    return {(one.campaign_id, one.village_id): one for one in found.select_related("file")}


def planned(speaker: Speaker, now: datetime) -> list[Item]:
    """What it plays today and tomorrow and what was called off of it, in order; without what it reported already: a player
    that lost its memory would play it again."""
    return list(_programme(speaker, now).filter(report=None).select_related(*ITEM).order_by("at", "id"))


def _programme(speaker: Speaker, now: datetime) -> QuerySet[Item]:
    """Today, tomorrow, and what of yesterday may still be heard."""
    today = midnight(now)
    found = Item.objects.filter(Q(at__gte=today) | Q(expires_at__gt=now), speaker=speaker)
    return found.filter(at__gte=today - DAY, at__lt=today + 2 * DAY)


def sound_of(speaker: Speaker, sha256: str, now: datetime) -> Sound | None:
    """A sound that stands in its programme; of others nothing is told."""
    named = _programme(speaker, now).filter(state=Item.State.PLANNED, sound__file__sha256=sha256)
    item = named.select_related("sound__file").first()
    return item.sound if item else None


def next_items(room: Room, now: datetime) -> Mapping[UUID, Item]:
    """What each loudspeaker of the room plays next, of what is planned already."""
    since = midnight(now)
    found = Item.objects.filter(
        speaker__room=room, state=Item.State.PLANNED, at__gte=now, at__lt=since + 2 * DAY, report=None
    )
    result: dict[UUID, Item] = {}
    for item in found.select_related(*ITEM).order_by("at", "id"):
        result.setdefault(item.speaker_id, item)
    return result


def on_day(viewer: Account, room: Room, day: datetime) -> list[Item]:
    """What the loudspeakers of the room play on the day that holds the moment, with what is known of it."""
    mine = rooms(viewer, Permission.OUTREACH_WORK).filter(pk=room.pk)
    since = midnight(day)
    found = Item.objects.filter(speaker__room__in=mine, at__gte=since, at__lt=since + DAY)
    related = (*ITEM, "speaker__village", "report__said_by")
    return list(found.select_related(*related).prefetch_related("wakes").order_by("speaker__name", "at", "id"))


def silent(now: datetime) -> QuerySet[Speaker]:
    """Players that fell silent and of whose silence nobody was told yet."""
    found = Speaker.objects.filter(way=Speaker.Way.PLAYER, is_active=True, last_heard_at__lt=now - SILENT_AFTER)
    return found.filter(silent_told_at=None).select_related("room", "village").order_by("id")


# Pages ask by these; they do not know the tables.
WAYS, BEHINDS = Speaker.Way.choices, Speaker.Behind.choices
PLAYER, OPERATOR = Speaker.Way.PLAYER, Speaker.Way.OPERATOR
