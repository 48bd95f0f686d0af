"""Verbs of what is played: plan, begin, tend by the clock, call off; and handing over to the operator of the broadcast."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions.releasing import locked, require, subject
from shouwang.systems.outreach.actions.waking import play_now, programme_changed, stop_now
from shouwang.systems.outreach.airtime import DAY, LATE, LATE_URGENT, SLACK, midnight
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.models import Airing, AiringTime, Campaign, Handing, Item, Piece, Sound, Speaker
from shouwang.systems.outreach.models.airing import MOST_MINUTES, MOST_REPEATS
from shouwang.systems.outreach.queries.airing import Foreseen, When, board, foresee, standing, when_of

CALMED = "calmed"  # why plans end of themselves: in words at the desk
USUAL_URGENT = When(is_urgent=True, repeats=3, minutes=10)


@transaction.atomic
def plan(*, by: Account, campaign: Campaign, when: When, now: datetime | None = None) -> Airing:
    """Keep when a campaign is played; what falls into today and tomorrow is planned at once if it is out already.

    Raises PermissionDenied (also for breaking quiet hours without the right to release), NotAllowedNow for a campaign
    that is over, Missing: "way" (it does not go by loudspeaker), "recording" (it goes without one), "days", "times",
    "weekdays", "later_end", "places", "repeats", "urgent".
    """
    current = locked(campaign)
    require(by, Permission.OUTREACH_WORK, current.room)
    moment = now or timezone.now()
    if current.state not in (lifecycle.DRAFT, lifecycle.RELEASED):
        raise NotAllowedNow("plan", current.state)
    _whole(current, when, moment)
    because = when.over_quiet_because.strip()[:200]
    if because:
        require(by, Permission.BULLETIN_RELEASE, current.room)
    airing = Airing.objects.create(
        campaign=current,
        is_urgent=when.is_urgent,
        first_day=None if when.is_urgent else when.first,
        last_day=None if when.is_urgent else when.last,
        weekdays="" if when.is_urgent else "".join(str(day) for day in sorted(when.weekdays)),
        repeats=when.repeats,
        minutes=when.minutes,
        over_quiet_because=because,
        over_quiet_by=by if because else None,
        planned_by=by,
        planned_at=moment,
    )
    airing.villages.set(current.room.villages.filter(pk__in=when.villages))
    airing.speakers.set(Speaker.objects.filter(pk__in=when.speakers))
    if not when.is_urgent:
        AiringTime.objects.bulk_create(AiringTime(airing=airing, at=at) for at in sorted(set(when.times)))
    journal.record(by=actor(by), verb="airing.planned", of=subject(current), room=current.room_id, detail=because)
    if current.stands(moment):
        _begin(current, moment)
    return airing


@transaction.atomic
def begin(*, by: Account, campaign: Campaign, now: datetime, over_quiet_because: str = "") -> list[Item]:
    """Called when a campaign is released: an urgent one at once on the loudspeakers of its villages (everywhere, three
    times, where nobody planned it otherwise), an ordinary one as planned. Says what that made.

    Over quiet hours only with a reason by who may release. Raises PermissionDenied.
    """
    current = locked(campaign)
    because = over_quiet_because.strip()[:200]
    if because:
        require(by, Permission.BULLETIN_RELEASE, current.room)
    urgent = Airing.objects.filter(campaign=current, is_urgent=True, called_off_at=None)
    if current.is_urgent and not urgent.exists():
        Airing.objects.create(
            campaign=current,
            is_urgent=True,
            repeats=USUAL_URGENT.repeats,
            minutes=USUAL_URGENT.minutes,
            planned_by=by,
            planned_at=now,
        )
    if because:
        urgent.filter(over_quiet_because="").update(over_quiet_because=because, over_quiet_by=by)
        journal.record(
            by=actor(by), verb="airing.over_quiet", of=subject(current), room=current.room_id, detail=because
        )
    return _begin(current, now)


def tend(*, now: datetime) -> int:
    """The clock's step: today and tomorrow are planned, what is over is called off. Safe to run twice; how many items it
    made."""
    over = Campaign.objects.exclude(state=lifecycle.RELEASED) | Campaign.objects.filter(expires_at__lte=now)
    still = Item.objects.filter(state=Item.State.PLANNED, report=None, expires_at__gt=now)
    for campaign in Campaign.objects.filter(
        pk__in=still.filter(airing__campaign__in=over).values("airing__campaign")
    ).select_related("room"):
        call_off(campaign=campaign, now=now, why=campaign.state)
    rooms = Airing.objects.filter(called_off_at=None, campaign__state=lifecycle.RELEASED).values("campaign__room")
    made = 0
    for room in Room.objects.filter(pk__in=rooms).order_by("id"):
        made += len(_make(room, now))
    return made


@transaction.atomic
def calm(*, by: Account, campaign: Campaign, now: datetime) -> None:
    """It is not urgent any more: its urgent plans are over, also those that would break quiet hours."""
    urgent = Airing.objects.filter(campaign=campaign, is_urgent=True, called_off_at=None)
    if urgent.update(called_off_at=now, called_off_because=CALMED):
        journal.record(by=actor(by), verb="airing.called_off", of=subject(campaign), room=campaign.room_id)


@transaction.atomic
def call_off(*, campaign: Campaign, now: datetime, why: str, by: Actor = SYSTEM) -> int:
    """Nothing of the campaign is played any more, and what plays is stopped; how many playings that called off."""
    items = Item.objects.filter(airing__campaign=campaign)
    count = _stop(items, now)
    Airing.objects.filter(campaign=campaign, called_off_at=None).update(
        called_off_at=now, called_off_because=(why.strip() or "…")[:200]
    )
    journal.record(by=by, verb="airing.called_off", of=subject(campaign), room=campaign.room_id)
    return count


@transaction.atomic
def end(*, by: Account, airing: Airing, why: str, now: datetime | None = None) -> int:
    """One plan of a campaign is over before its time, with the reason. Raises PermissionDenied, NotAllowedNow, Missing."""
    current = Airing.objects.select_for_update(of=("self",)).select_related("campaign__room").get(pk=airing.pk)
    require(by, Permission.OUTREACH_WORK, current.campaign.room)
    if current.called_off_at:
        raise NotAllowedNow("end", "called_off")
    if not why.strip():
        raise Missing("end", ("reason",))
    moment = now or timezone.now()
    current.called_off_at, current.called_off_because = moment, why.strip()[:200]
    current.save(update_fields=["called_off_at", "called_off_because"])
    journal.record(
        by=actor(by),
        verb="airing.ended",
        of=subject(current.campaign),
        room=current.campaign.room_id,
    )
    return _stop(Item.objects.filter(airing=current), moment)


@transaction.atomic
def hand_over(*, by: Account, airing: Airing, speaker: Speaker, to: str, now: datetime | None = None) -> Handing:
    """The file and the slip were given to the operator; `to` is the office. Raises PermissionDenied, NotAllowedNow (not
    released, or not the operator's), Missing."""
    campaign = airing.campaign
    require(by, Permission.OUTREACH_WORK, campaign.room)
    moment = now or timezone.now()
    if not campaign.stands(moment) or speaker.plays_itself or speaker.room_id != campaign.room_id:
        raise NotAllowedNow("hand_over", campaign.state)
    if not to.strip():
        raise Missing("hand_over", ("to",))
    handing = Handing.objects.create(airing=airing, speaker=speaker, to=to.strip()[:80], handed_at=moment, handed_by=by)
    journal.record(
        by=actor(by), verb="airing.handed_over", of=subject(campaign), room=campaign.room_id, detail=handing.to
    )
    return handing


def _begin(campaign: Campaign, now: datetime) -> list[Item]:
    if campaign.runs(now):
        begun = now.replace(microsecond=0)
        waits = Airing.objects.filter(campaign=campaign, is_urgent=True, begun_at=None, called_off_at=None)
        waits.update(begun_at=begun)
    return [one for one in _make(campaign.room, now) if one.airing.campaign_id == campaign.pk]


@transaction.atomic
def _make(room: Room, now: datetime) -> list[Item]:
    """The items of today and tomorrow that are not planned yet."""
    list(Airing.objects.select_for_update(of=("self",)).filter(campaign__room=room, called_off_at=None).order_by("id"))
    airings = {one.pk: one for one in standing(room, now)}
    # An urgent one that nobody has begun has no moment yet.
    plans = [(one.pk, one.campaign, when_of(one)) for one in airings.values() if one.begun_at or not one.is_urgent]
    since, until = now, midnight(now) + 2 * DAY
    on = board(room, {campaign.pk for _, campaign, _ in plans}, since, until)
    found = foresee(plans, on, since, until)
    made = [_item(one, one.sound, airings[one.plan]) for one in found if one.is_played and one.sound and one.plan]
    Item.objects.bulk_create(made, ignore_conflicts=True)
    play_now(items=[one for one in made if one.is_urgent and one.at - now < timedelta(minutes=1)], now=now)
    others = {one.speaker_id: one.speaker for one in made if not one.is_urgent}
    programme_changed(speakers=others.values(), now=now)
    return made


def _item(one: Foreseen, sound: Sound, airing: Airing) -> Item:
    late = LATE_URGENT if airing.is_urgent else LATE
    ends = one.at + late + timedelta(seconds=ceil(sound.seconds)) + SLACK
    expires = min(ends, one.campaign.expires_at or ends)
    return Item(
        airing=airing,
        speaker=one.speaker,
        sound=sound,
        slot=one.slot,
        at=one.at,
        late=int(late.total_seconds()),
        expires_at=expires,
        is_urgent=airing.is_urgent,
        is_over_quiet=airing.is_urgent and bool(airing.over_quiet_because),
    )


def _stop(items: "Iterable[Item]", now: datetime) -> int:
    found: Sequence[Item] = list(
        items.filter(state=Item.State.PLANNED, report=None, expires_at__gt=now).select_related("speaker")  # type: ignore[attr-defined]
    )
    Item.objects.filter(pk__in=[one.pk for one in found]).update(state=Item.State.CALLED_OFF, called_off_at=now)
    near = [one for one in found if one.at <= now + timedelta(minutes=2)]
    stop_now(items=near, now=now)
    programme_changed(speakers={one.speaker_id: one.speaker for one in found if one not in near}.values(), now=now)
    return len(found)


def _whole(campaign: Campaign, when: When, now: datetime) -> None:
    room = campaign.room
    villages = set(room.villages.filter(pk__in=when.villages).values_list("pk", flat=True))
    speakers = set(Speaker.objects.filter(room=room, is_active=True, pk__in=when.speakers).values_list("pk", flat=True))
    missing = [] if campaign.pieces.filter(way=Piece.Way.SPEAKER).exists() else ["way"]
    if campaign.goes_without_sound:
        missing.append("recording")
    if villages != set(when.villages) or speakers != set(when.speakers):
        missing.append("places")
    if when.is_urgent:
        if not campaign.is_urgent:
            missing.append("urgent")
        if not (1 <= when.repeats <= MOST_REPEATS and 1 <= when.minutes <= MOST_MINUTES):
            missing.append("repeats")
    else:
        if not (when.first and when.last and when.first <= when.last):
            missing.append("days")
        elif when.last < timezone.localdate(now):
            missing.append("later_end")
        missing += [name for name in ("times", "weekdays") if not getattr(when, name)]
    if missing:
        raise Missing("plan", tuple(missing))
