"""Notices: written with the act that causes them, sent by the worker, tended at the desk."""

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.notices import hours, lifecycle, wording
from shouwang.kernel.notices.actions import claims
from shouwang.kernel.notices.channels import CHANNELS
from shouwang.kernel.notices.models import UNREAD, Notice, Robot, State, Trouble, Turn
from shouwang.kernel.notices.ports import Letter, NotSentError
from shouwang.kernel.people.models import Account, Duty
from shouwang.kernel.people.sealed import seal, unseal

logger = logging.getLogger(__name__)
MINUTE = timedelta(minutes=1)
Words = Mapping[str, str | Promise]
Outcome = Literal["sent", "again", "dead"]


@dataclass
class Tally:
    """What one round of sending did."""

    sent: int = 0
    again: int = 0
    dead: int = 0

    def count(self, outcome: Outcome) -> None:
        self.sent += outcome == "sent"
        self.again += outcome == "again"
        self.dead += outcome == "dead"


@transaction.atomic(savepoint=False)
def queue(
    *,
    key: str,
    room: Room,
    channel: str,
    template: str,
    words: Words,
    about: Subject,
    account: Account | None = None,
    robot: Robot | None = None,
    address: str = "",
    language: str = "",
    urgent: bool = False,
    at_any_hour: bool = False,
    not_before: datetime | None = None,
) -> Notice | None:
    """Write a notice in the caller's transaction; None when the key was used before. It has no journal record
    of its own: the act that causes it has one. An in-app notice that need not wait is there at once.

    Raises ValueError when nobody is named, KeyError for an unknown wording or a word left out.
    """
    if account is None and robot is None and not address:
        raise ValueError("a notice needs an account, a robot or an address")
    now = timezone.now()
    spoken = language or (account.language if account else settings.LANGUAGE_CODE)
    subject, body = wording.write(template, words, spoken)
    notice = Notice(
        key=key,
        room=room,
        channel=channel,
        account=account,
        robot=robot,
        template=template,
        subject=subject,
        body=body,
        language=spoken,
        about_kind=about.kind,
        about_id=about.id,
        about_label=about.label,
        urgent=urgent,
        at_any_hour=at_any_hour,
        not_before=not_before or now,
    )
    notice.address_sealed = seal(address, record=notice.pk)
    if channel == Notice.By.APP and (not_before is None or not_before <= now):
        notice.state, notice.sent_at, notice.not_before = State.SENT, now, None
    return _insert_once(notice)


def tell(
    *,
    key: str,
    account: Account,
    room: Room,
    template: str,
    words: Words,
    about: Subject,
    urgent: bool = False,
) -> list[Notice]:
    """Tell somebody who works here: in the program, and by mail where there is mail. New notices only."""
    ways = [Notice.By.APP, Notice.By.EMAIL] if account.email and settings.EMAIL_HOST else [Notice.By.APP]
    made = [
        queue(
            key=f"{key}:{way}:{account.pk}",
            room=room,
            channel=way,
            template=template,
            words=words,
            about=about,
            account=account,
            urgent=urgent,
        )
        for way in ways
    ]
    return [notice for notice in made if notice]


def tell_robots(
    *, key: str, event: str, room: Room, template: str, words: Words, about: Subject, urgent: bool = False
) -> list[Notice]:
    """Tell the room's groups outside that want this event. New notices only."""
    made = [
        queue(
            key=f"{key}:{robot.kind}:{robot.pk}",
            room=room,
            channel=robot.kind,
            template=template,
            words=words,
            about=about,
            robot=robot,
            urgent=urgent,
        )
        for robot in room.robots.filter(is_active=True).order_by("id")
        if robot.wants(event)
    ]
    return [notice for notice in made if notice]


def send_due(*, now: datetime | None = None, limit: int = 50) -> Tally:
    """Send what is due, one after another, at most `limit`. Any number of workers may do it at once. Never
    call it inside a transaction, the network would hold it open."""
    clock = claims.running(now or timezone.now())
    tally = Tally()
    for _ in range(limit):
        notice = claims.claim(Notice, clock())
        if notice is None:
            break
        tally.count(_attempt(notice, clock))
    return tally


@transaction.atomic
def mark_read(*, by: Account, notices: list[UUID] | None = None, about: str = "", at: datetime | None = None) -> int:
    """The account has seen these notices of its own, those about something, or all. One's own mail: no journal."""
    own = _unread().filter(account=by)
    if notices is not None:
        own = own.filter(pk__in=notices)
    if about:
        own = own.filter(about_id=about)
    return own.update(read_at=at or timezone.now())


@transaction.atomic
def settle(*, about: Subject, templates: Collection[str], at: datetime | None = None) -> int:
    """What these said of it is over for everybody: nobody needs to read it any more."""
    moot = _unread().filter(about_kind=about.kind, about_id=about.id, template__in=templates)
    return moot.update(read_at=at or timezone.now())


def _unread() -> QuerySet[Notice]:
    return Notice.objects.filter(UNREAD, channel=Notice.By.APP, state=State.SENT)


@transaction.atomic
def revive(*, by: Actor, notice: Notice, at: datetime | None = None) -> Notice:
    """Try a dead notice again from the start. Raises ValueError when it isn't dead."""
    return _tend(by, notice, "revive", attempts=0, not_before=at or timezone.now())


@transaction.atomic
def bury(*, by: Actor, notice: Notice, reason: str) -> Notice:
    """Give a dead notice up, with the reason. Raises ValueError when it isn't dead or no reason is given."""
    if not reason.strip():
        raise ValueError("a reason is needed")
    return _tend(by, notice, "bury", detail=reason.strip())


def _tend(by: Actor, notice: Notice, verb: str, *, detail: str = "", **changes: object) -> Notice:
    sources, state = lifecycle.MOVES[verb]
    moved = Notice.objects.filter(pk=notice.pk, state__in=sources).update(state=state, **changes)
    if not moved:
        raise ValueError("the notice is not dead")
    journal.record(
        by=by,
        verb=f"notice.{verb}",
        of=Subject("notice", str(notice.pk), notice.about_label),
        room=notice.room_id,
        detail=detail,
    )
    notice.refresh_from_db()
    return notice


def _insert_once(notice: Notice) -> Notice | None:
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:
        if Notice.objects.filter(key=notice.key).exists():
            return None
        raise
    return notice


def _earliest(notice: Notice, moment: datetime) -> datetime:
    """When it may go: at once when urgent, silent, or to somebody on duty; else not in the quiet hours."""
    if notice.urgent or notice.at_any_hour or not CHANNELS[notice.channel].is_outside:
        return moment
    if (
        notice.account_id
        and Duty.objects.filter(
            room=notice.room_id, account=notice.account_id, starts_at__lte=moment, ends_at__gt=moment
        ).exists()
    ):
        return moment
    return hours.after_quiet(moment)


def _attempt(notice: Notice, clock: Callable[[], datetime]) -> Outcome:
    try:
        wait = _send(notice, clock())
    except NotSentError as error:
        dead = claims.fail(
            notice,
            clock(),
            trouble=error.trouble,
            detail=error.detail,
            is_final=error.is_final,
            after=error.after,
        )
        return "dead" if dead else "again"
    except Exception:  # one bad letter must not stop the others
        logger.exception("notice %s", notice.pk)
        return "dead" if claims.fail(notice, clock(), trouble=Trouble.FAULT, detail="") else "again"
    if wait:
        claims.postpone(notice, wait)
        return "again"
    claims.finish(notice, clock())
    return "sent"


def _send(notice: Notice, now: datetime) -> datetime | None:
    """Send what is left of it. Returns until when it must wait: quiet hours, or the robot had its share."""
    earliest = _earliest(notice, now)
    if earliest > now:
        return earliest
    channel = CHANNELS[notice.channel]
    letter = _letter(notice)
    for part in channel.parts(letter)[notice.parts_sent :]:
        if notice.robot_id and channel.most_a_minute:
            wait = _take_turn(notice.robot_id, channel.most_a_minute, now)
            if wait:
                return wait
        channel.send(letter, part)
        # Written after every part: a letter in three parts that broke off goes on with the second.
        if not claims.keep_hold(notice, now, parts_sent=F("parts_sent") + 1):
            break
    return None


def _letter(notice: Notice) -> Letter:
    address = ""
    if notice.robot_id:
        robot = Robot.objects.get(pk=notice.robot_id)
        address = unseal(robot.url_sealed, record=robot.pk) if robot.is_active else ""
    elif notice.account_id:
        account = Account.objects.get(pk=notice.account_id)
        address = account.email if account.is_active else ""
    else:
        address = unseal(notice.address_sealed, record=notice.pk)
    if not address and CHANNELS[notice.channel].is_outside:
        raise NotSentError(Trouble.NO_ADDRESS, is_final=True)
    return Letter(notice.pk, address, notice.subject, notice.body, notice.urgent)


@transaction.atomic
def _take_turn(robot: UUID, most: int, now: datetime) -> datetime | None:
    """Count one message of the robot; when it had its share of the last minute, when its next is free."""
    Robot.objects.select_for_update().get(pk=robot)
    Turn.objects.filter(robot=robot, at__lte=now - MINUTE).delete()
    turns = list(Turn.objects.filter(robot=robot).order_by("at", "id"))
    if len(turns) >= most:
        return turns[-most].at + MINUTE
    Turn.objects.create(robot_id=robot, at=now)
    return None
