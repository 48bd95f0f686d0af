"""Verbs of gatherings: plan, change, announce, hold, write and post the minutes, call off; and the month's reminder."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import gathering_lifecycle as lifecycle
from shouwang.systems.outreach.actions import bulletins
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.models import Gathering
from shouwang.systems.outreach.queries.bulletins import others_who_release, who_release
from shouwang.systems.outreach.queries.gatherings import has_meeting

ANNOUNCED, NONE_YET = "gathering.announced", "gathering.none_yet"
REMIND_FROM_DAY = 15
KEPT = timedelta(days=3 * 366)
IN_ADVANCE = timedelta(minutes=30)  # people are counted when they sit, not when the clock strikes


@dataclass(frozen=True)
class Plan:
    """When, where, what about, and with which words people are invited; of a theatre evening its script and players."""

    kind: str
    starts_at: datetime
    where: str
    topic: str
    invitation: str = ""
    minutes_long: int = 90
    where_en: str = ""
    topic_en: str = ""
    invitation_en: str = ""
    script: str = ""
    players: int | None = None


@transaction.atomic
def plan(*, by: Account, room: Room, said: Plan) -> Gathering:
    """A new one. Raises PermissionDenied."""
    require(by, Permission.OUTREACH_WORK, room)
    now = timezone.now()
    one = Gathering(room=room, planned_by=by, planned_at=now, changed_at=now, **asdict(said))
    one.save(force_insert=True)
    _note(actor(by), "gathering.planned", one)
    return one


@transaction.atomic
def change(*, by: Account, gathering: Gathering, said: Plan) -> Gathering:
    """Another time, place or text, while it has not taken place. Raises PermissionDenied, NotAllowedNow."""
    one = _locked(gathering, by)
    if one.state not in lifecycle.CHANGEABLE:
        raise NotAllowedNow("change", one.state)
    for field, value in asdict(said).items():
        setattr(one, field, value)
    return _saved(one, actor(by), "gathering.changed")


@transaction.atomic
def announce(*, by: Account, gathering: Gathering) -> Gathering:
    """Invite: it stands on the room's page, and the groups outside are told, once.

    Raises PermissionDenied, NotAllowedNow, Missing: "invitation", "future".
    """
    one = _locked(gathering, by)
    now = timezone.now()
    filled = {"invitation"} if one.invitation.strip() else set()
    one.state = lifecycle.take(
        "announce", one.state, frozenset(filled | ({"future"} if one.starts_at > now else set()))
    )
    one.announced_at = now
    _saved(one, actor(by), ANNOUNCED)
    when = timezone.localtime(one.starts_at)
    notices.tell_robots(
        key=f"gathering:{one.pk}", event=ANNOUNCED, room=one.room, template=ANNOUNCED, about=_subject(one),
        expires_at=one.starts_at,
        words={
            "room": one.room.name, "topic": one.topic, "text": one.invitation, "where": one.where,
            "when": f"{when:%Y-%m-%d %H:%M}",
        },
    )  # fmt: skip
    return one


@transaction.atomic
def hold(*, by: Account, gathering: Gathering, attendance: int) -> Gathering:
    """It took place, with so many people. Raises PermissionDenied, NotAllowedNow, Missing: "begun"."""
    one = _locked(gathering, by)
    now = timezone.now()
    begun = {"begun"} if one.starts_at <= now + IN_ADVANCE else set[str]()
    one.state = lifecycle.take("hold", one.state, frozenset({"attendance", *begun}))
    one.attendance, one.held_at = attendance, now
    return _saved(one, actor(by), "gathering.held")


@transaction.atomic
def count_again(*, by: Account, gathering: Gathering, attendance: int) -> Gathering:
    """The count was wrong. Raises PermissionDenied, NotAllowedNow."""
    one = _locked(gathering, by)
    if one.state not in (lifecycle.HELD, lifecycle.POSTED):
        raise NotAllowedNow("count", one.state)
    before, one.attendance = one.attendance, attendance
    return _saved(one, actor(by), "gathering.counted", f"{before} > {attendance}")


@transaction.atomic
def write_minutes(*, by: Account, gathering: Gathering, minutes: str, minutes_en: str = "") -> Gathering:
    """What was said, as everybody may read it. Who writes it last counts as its writer. Raises as above."""
    one = _locked(gathering, by)
    if one.state != lifecycle.HELD:
        raise NotAllowedNow("write", one.state)
    one.minutes, one.minutes_en, one.minutes_by = minutes.strip(), minutes_en.strip(), by
    return _saved(one, actor(by), "gathering.minutes_written")


@transaction.atomic
def post_minutes(*, by: Account, gathering: Gathering, reason: str = "", stays: str = "") -> Gathering:
    """A second person lets them out; they hang as a bulletin. The writer may only where nobody else could, with a reason.

    `stays` says why words in them that look personal may be read by everybody.
    Raises PermissionDenied, NotAllowedNow, Missing: "minutes", "other_eyes", "reason", "redacted".
    """
    one = _locked(gathering, by, Permission.BULLETIN_RELEASE)
    is_own = one.minutes_by_id == by.pk
    filled = {"minutes"} if one.minutes else set()
    if not is_own or not others_who_release(one.room, by).exists():
        filled.add("other_eyes")
    one.state = lifecycle.take("post", one.state, frozenset(filled))
    if is_own and not reason.strip():
        raise Missing("post", ("reason",))
    one.posted_at, one.posted_by = timezone.now(), by
    one.posted_alone_because = reason.strip()[:200] if is_own else ""
    writer = one.minutes_by or by  # they were written, so somebody did
    one.bulletin = bulletins.hang(by=by, writer=writer, room=one.room, words=_words(one), reason=reason, stays=stays)
    return _saved(one, actor(by), "gathering.posted", one.posted_alone_because)


@transaction.atomic
def call_off(*, by: Account, gathering: Gathering, reason: str) -> Gathering:
    """It does not take place, with the reason, which people read where it was announced. Raises as above."""
    one = _locked(gathering, by)
    said = reason.strip()[:200]
    one.state = lifecycle.take("call_off", one.state, frozenset({"reason"} if said else ()))
    one.off_at, one.off_because = timezone.now(), said
    notices.recall(about=_subject(one), at=one.off_at)
    return _saved(one, actor(by), "gathering.called_off", said)


def remind_of_month(*, now: datetime) -> int:
    """From the middle of the month: whoever may release is told, once, that it has no meeting yet. How many notices."""
    today, told = timezone.localtime(now), 0
    if today.day < REMIND_FROM_DAY:
        return 0
    for room in Room.objects.select_related("station").order_by("code"):
        if has_meeting(room, now):
            continue
        with transaction.atomic():
            for account in who_release(room):
                made = notices.tell(
                    key=f"{NONE_YET}:{room.pk}:{today:%Y-%m}", account=account, room=room, template=NONE_YET,
                    words={"room": room.name}, about=Subject("room", str(room.pk), room.code),
                )  # fmt: skip
                told += len(made)
    return told


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """The clock's step: gatherings past their three years go with their pictures. How many."""
    old = list(Gathering.objects.filter(starts_at__lt=now - KEPT).select_related("room"))
    for one in old:
        for picture in one.pictures.select_related("file"):
            file = picture.file
            picture.delete()
            files.discard(by=SYSTEM, file=file, reason="gathering past its time")
        _note(SYSTEM, "gathering.forgotten", one)
        one.delete()
    return len(old)


def _words(one: Gathering) -> bulletins.Words:
    """The bulletin: in English too where both title and text are there."""
    title_en = one.topic_en if one.minutes_en else ""
    return bulletins.Words(
        title=one.topic, text=one.minutes, title_en=title_en, text_en=one.minutes_en if title_en else ""
    )


def _locked(gathering: Gathering, by: Account, permission: Permission = Permission.OUTREACH_WORK) -> Gathering:
    found = Gathering.objects.select_for_update(of=("self",)).select_related("room__station", "minutes_by")
    one = found.get(pk=gathering.pk)
    require(by, permission, one.room)
    return one


def _saved(one: Gathering, by: Actor, verb: str, detail: str = "") -> Gathering:
    one.version, one.changed_at = one.version + 1, timezone.now()
    one.save()
    _note(by, verb, one, detail)
    return one


def _subject(one: Gathering) -> Subject:
    return Subject("gathering", str(one.pk), one.topic)


def _note(by: Actor, verb: str, one: Gathering, detail: str = "") -> None:
    journal.record(by=by, verb=verb, of=_subject(one), room=one.room_id, detail=detail)
