"""Sending what is due, in the worker: at decent hours, no robot more often than it bears."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from shouwang.kernel.notices import hours
from shouwang.kernel.notices.actions import claims
from shouwang.kernel.notices.actions.phones import phone_failed, phone_reached
from shouwang.kernel.notices.channels import CHANNELS
from shouwang.kernel.notices.models import Notice, Phone, Robot, Trouble, Turn
from shouwang.kernel.notices.ports import Channel, Letter, NotSentError
from shouwang.kernel.people.models import Account, Duty
from shouwang.kernel.people.sealed import unseal

logger = logging.getLogger(__name__)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
AT_ONCE = 16  # pushes under way together; each takes 10 s at most
PUSH_TRIES = 3  # at once, after one minute, after six: what is urgent helps nobody hours later
TO_PHONES = Q(channel=Notice.By.PUSH)
Outcome = Literal["sent", "again", "dead", "over"]


@dataclass
class Tally:
    """What one round of sending did."""

    sent: int = 0
    again: int = 0
    dead: int = 0
    over: int = 0

    def count(self, outcome: Outcome) -> None:
        self.sent += outcome == "sent"
        self.again += outcome == "again"
        self.dead += outcome == "dead"
        self.over += outcome == "over"


def send_due(*, now: datetime | None = None, limit: int = 50) -> Tally:
    """Send what is due, one after another, at most `limit`; pushes to phones apart, see `push_due`. Any number of workers
    may do it at once. Never call it inside a transaction, the network would hold it open."""
    clock = claims.running(now or timezone.now())
    tally = Tally()
    for _ in range(limit):
        notice = claims.claim(Notice, clock(), besides=TO_PHONES)
        if notice is None:
            break
        tally.count(_attempt(notice, clock))
    return tally


def push_due(*, now: datetime | None = None, limit: int = AT_ONCE) -> Tally:
    """Push what is due to phones, all of the round at once: their services are strangers' and may answer slowly or never.
    No row is touched meanwhile."""
    clock = claims.running(now or timezone.now())
    tally = Tally()
    letters: list[tuple[Notice, Letter]] = []
    for _ in range(limit):
        notice = claims.claim(Notice, clock(), only=TO_PHONES)
        if notice is None:
            break
        if notice.is_over(clock()):
            claims.bury(notice, Trouble.OVER)
            tally.count("over")
            continue
        try:
            letters.append((notice, _letter(notice, clock())))
        except Exception as error:  # noqa: BLE001  # one bad letter must not stop the others
            tally.count(_failed(notice, clock(), error))
    with ThreadPoolExecutor(max(1, len(letters))) as pool:
        errors = list(pool.map(_pushed, (letter for _notice, letter in letters)))
    for (notice, _letter_sent), wrong in zip(letters, errors, strict=True):
        if wrong:
            tally.count(_failed(notice, clock(), wrong))
            continue
        claims.finish(notice, clock())
        if notice.phone_id:
            phone_reached(phone=notice.phone_id)
        tally.count("sent")
    return tally


def _pushed(letter: Letter) -> Exception | None:
    """What went wrong. Asks nothing of the database: it runs in a thread of its own."""
    channel = CHANNELS[Notice.By.PUSH]
    try:
        for part in channel.parts(letter):
            channel.send(letter, part)
    except Exception as error:  # noqa: BLE001  # said to the round, which goes on
        return error
    return None


def _attempt(notice: Notice, clock: Callable[[], datetime]) -> Outcome:
    try:
        # Asked of the moment it may go: what would be over by the end of the quiet hours need not wait for it.
        if notice.expires_at and notice.is_over(_earliest(notice, clock())):
            claims.bury(notice, Trouble.OVER)
            return "over"
        wait = _send(notice, clock)
    except Exception as error:  # noqa: BLE001  # one bad letter must not stop the others
        return _failed(notice, clock(), error)
    if wait:
        claims.postpone(notice, wait)
        return "again"
    claims.finish(notice, clock())
    return "sent"


def _failed(notice: Notice, now: datetime, error: Exception) -> Outcome:
    if not isinstance(error, NotSentError):
        logger.error("notice %s", notice.pk, exc_info=error)
        error = NotSentError(Trouble.FAULT)
    if notice.channel == Notice.By.PUSH and (error.is_final or notice.attempts >= PUSH_TRIES):
        # Nobody at the desk could mend a stranger's phone: it is no dead letter of theirs.
        claims.bury(notice, error.trouble, error.detail)
        if notice.phone_id:
            phone_failed(phone=notice.phone_id, is_gone=error.trouble == Trouble.GONE, now=now)
        return "dead"
    dead = claims.fail(
        notice,
        now,
        trouble=error.trouble,
        detail=error.detail,
        is_final=error.is_final or _is_for_a_person(notice, error),
        after=error.after,
    )
    return "dead" if dead else "again"


def _is_for_a_person(notice: Notice, error: NotSentError) -> bool:
    """It may stand in the group already. What is urgent goes again, twice is better than never; for the rest somebody looks
    first, and sends it again or gives it up."""
    return error.trouble == Trouble.UNSURE and not notice.urgent


def _send(notice: Notice, clock: Callable[[], datetime]) -> datetime | None:
    """Send what is left of it. Returns until when it must wait: quiet hours, or the robot had its share."""
    now = clock()
    earliest = _earliest(notice, now)
    if earliest > now:
        return earliest
    channel = CHANNELS[notice.channel]
    letter = _letter(notice, now)
    for part in channel.parts(letter)[notice.parts_sent :]:
        if notice.robot_id and channel.most_a_minute:
            wait = _take_turn(notice.robot_id, channel, clock())
            if wait:
                return wait
        channel.send(letter, part)
        # Written after every part: a letter in three parts that broke off goes on with the second.
        if not claims.keep_hold(notice, now, parts_sent=F("parts_sent") + 1):
            break
    return None


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


def _letter(notice: Notice, now: datetime) -> Letter:
    address, secret = _address(notice)
    if not address and CHANNELS[notice.channel].is_outside:
        raise NotSentError(Trouble.NO_ADDRESS, is_final=True)
    picture = notice.picture.path if notice.picture else None
    return Letter(
        notice.pk,
        address,
        notice.subject,
        notice.body,
        notice.urgent,
        picture=picture,
        link=notice.link,
        picture_link=notice.picture_link,
        secret=secret,
        lasts=int((notice.expires_at - now).total_seconds()) if notice.expires_at else None,
    )


def _address(notice: Notice) -> tuple[str, str]:
    """Where it goes and what signs it; nothing for a receiver who is no more."""
    if notice.robot_id:
        robot = Robot.objects.get(pk=notice.robot_id)
        sealed = (robot.url_sealed, robot.secret_sealed) if robot.is_active else ("", "")
        return unseal(sealed[0], record=robot.pk), unseal(sealed[1], record=robot.pk)
    if notice.phone_id:
        phone = Phone.objects.get(pk=notice.phone_id)
        return unseal(phone.address_sealed, record=phone.pk), ""
    if notice.account_id and notice.channel != Notice.By.PUSH:
        account = Account.objects.get(pk=notice.account_id)
        return (account.email if account.is_active else ""), ""
    return unseal(notice.address_sealed, record=notice.pk), ""


@transaction.atomic
def _take_turn(robot: UUID, channel: Channel, now: datetime) -> datetime | None:
    """Count one message of the robot; when it had its share of the last minute or second, when its next is free."""
    Robot.objects.select_for_update().get(pk=robot)
    Turn.objects.filter(robot=robot, at__lte=now - MINUTE).delete()
    turns = list(Turn.objects.filter(robot=robot).order_by("at", "id"))
    for most, span in ((channel.most_a_minute, MINUTE), (channel.most_a_second, SECOND)):
        if most and len(turns) >= most and turns[-most].at + span > now:
            return turns[-most].at + span
    Turn.objects.create(robot_id=robot, at=now)
    return None
