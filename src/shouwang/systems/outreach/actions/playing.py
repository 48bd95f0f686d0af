"""What became of what was planned: a player's reports, once for each item; and what the operator said was played."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach.actions.releasing import require, subject
from shouwang.systems.outreach.actions.speakers import note
from shouwang.systems.outreach.lifecycle import NotAllowedNow
from shouwang.systems.outreach.models import Item, Report, Speaker


@dataclass(frozen=True)
class Told:
    """What a player says of one item."""

    item: UUID
    outcome: str
    why: str = ""
    began_at: datetime | None = None
    ended_at: datetime | None = None
    seconds: float = 0


@dataclass(frozen=True)
class Health:
    """How the player is. `clock_offset`: by how many seconds the server is ahead of the player's own clock."""

    version: str = ""
    output: str = ""
    free_bytes: int | None = None
    clock_offset: float | None = None


def hear(*, speaker: Speaker, now: datetime) -> None:
    """The player asked for something: it lives. Noted at most once a half minute, and no line of the journal for it."""
    if speaker.silent_told_at or speaker.last_heard_at is None:
        _note_back(speaker, now)
    elif (now - speaker.last_heard_at).total_seconds() >= 30:
        Speaker.objects.filter(pk=speaker.pk).update(last_heard_at=now)


@transaction.atomic
def take(*, speaker: Speaker, told: Sequence[Told], health: Health | None, now: datetime) -> list[UUID]:
    """Keep what a player reports; which of its items are known now, so that it need not say them again.

    The first report of an item stands: a repeated one changes nothing. An item of another loudspeaker is not taken,
    and one that is gone is, or the player would ask for ever. Without a word of how it is, what was known of that stays.
    """
    if health:
        _note_health(speaker, health)
    hear(speaker=speaker, now=now)
    if not told:
        return []
    by_item = {one.item: one for one in told}
    items = {one.pk: one for one in Item.objects.filter(pk__in=by_item).select_related("report")}
    new = []
    taken = []
    for key, one in by_item.items():
        item = items.get(key)
        if item is not None and item.speaker_id != speaker.pk:
            continue
        taken.append(key)
        if item is not None and not hasattr(item, "report"):
            new.append(Report(
                item=item, outcome=one.outcome, why=one.why, began_at=one.began_at, ended_at=one.ended_at,
                seconds=max(0.0, one.seconds), received_at=now,
            ))  # fmt: skip
    Report.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        counts = {outcome: sum(one.outcome == outcome for one in new) for outcome in Report.Outcome.values}
        detail = ", ".join(f"{outcome} {count}" for outcome, count in counts.items() if count)
        note(_as_actor(speaker), "speaker.reported", speaker, detail)
    return taken


@transaction.atomic
def say(*, by: Account, items: Sequence[Item], played: bool, now: datetime | None = None) -> int:
    """Note what the operator said became of these playings: a person's word. Raises PermissionDenied, NotAllowedNow for a
    playing that is still to come or of a player, which says so itself."""
    moment = now or timezone.now()
    made = 0
    for item in items:
        room = item.airing.campaign.room
        require(by, Permission.OUTREACH_WORK, room)
        if item.speaker.plays_itself or item.at > moment or item.state != Item.State.PLANNED:
            raise NotAllowedNow("say", item.state)
        outcome = Report.Outcome.PLAYED if played else Report.Outcome.SKIPPED
        _, is_new = Report.objects.update_or_create(
            item=item,
            defaults={"outcome": outcome, "why": Report.Why.OPERATOR, "received_at": moment, "said_by": by},
        )
        made += is_new
    if items:
        campaign = items[0].airing.campaign
        detail = f"{'played' if played else 'not played'}: {len(items)}"
        journal.record(by=actor(by), verb="airing.told", of=subject(campaign), room=campaign.room_id, detail=detail)
    return made


def _note_health(speaker: Speaker, health: Health) -> None:
    if speaker.version != health.version[:40] and speaker.version:
        note(_as_actor(speaker), "speaker.version_changed", speaker, health.version[:40])
    Speaker.objects.filter(pk=speaker.pk).update(
        version=health.version[:40],
        output=health.output[:80],
        free_bytes=health.free_bytes,
        clock_offset=health.clock_offset,
    )


@transaction.atomic
def _note_back(speaker: Speaker, now: datetime) -> None:
    verb = "speaker.back" if speaker.silent_told_at else "speaker.first_heard"
    Speaker.objects.filter(pk=speaker.pk).update(last_heard_at=now, silent_told_at=None)
    note(_as_actor(speaker), verb, speaker)


def _as_actor(speaker: Speaker) -> Actor:
    return Actor(id=str(speaker.pk), label=speaker.name)
