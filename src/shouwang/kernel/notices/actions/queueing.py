"""Notices written with the act that causes them, each once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise

from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.notices import wording
from shouwang.kernel.notices.models import Notice, Phone, Robot, State
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.sealed import seal

Words = Mapping[str, str | Promise]


@dataclass(frozen=True)
class Besides:
    """What goes with the words where a channel can carry it: a photo of the store, a public page, a picture of that page."""

    picture: File | None = None
    link: str = ""
    picture_link: str = ""


WORDS_ALONE = Besides()


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
    phone: Phone | None = None,
    address: str = "",
    language: str = "",
    urgent: bool = False,
    at_any_hour: bool = False,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    besides: Besides = WORDS_ALONE,
) -> Notice | None:
    """Write a notice in the caller's transaction; None when the key was used before. It has no journal record
    of its own: the act that causes it has one. An in-app notice that need not wait is there at once. From `expires_at` on
    it is not sent any more.

    Raises ValueError when nobody is named, KeyError for an unknown wording or a word left out.
    """
    if account is None and robot is None and phone is None and not address:
        raise ValueError("a notice needs an account, a robot, a phone or an address")
    now = timezone.now()
    spoken = language or (account.language if account else settings.LANGUAGE_CODE)
    said = wording.spoken(words, spoken)
    subject, body = wording.write(template, said, spoken)
    notice = Notice(
        key=key,
        room=room,
        channel=channel,
        account=account,
        robot=robot,
        phone=phone,
        template=template,
        subject=subject,
        body=body,
        words=said,
        language=spoken,
        about_kind=about.kind,
        about_id=about.id,
        about_label=about.label,
        urgent=urgent,
        at_any_hour=at_any_hour,
        not_before=not_before or now,
        expires_at=expires_at,
        picture=besides.picture,
        link=besides.link,
        picture_link=besides.picture_link,
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
    """Tell somebody who works here: in the program, by mail where there is mail, and what is urgent on the phones they
    chose for it. New notices only."""
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
    if urgent:
        own = account.phones.filter(room=room, expires_at__gt=timezone.now()).order_by("id")
        made += [_push(key, phone, template, words, about, WORDS_ALONE) for phone in own]
    return [notice for notice in made if notice]


def tell_robots(
    *,
    key: str,
    event: str,
    room: Room,
    template: str,
    words: Words,
    about: Subject,
    urgent: bool = False,
    expires_at: datetime | None = None,
    besides: Besides = WORDS_ALONE,
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
            expires_at=expires_at,
            besides=besides,
        )
        for robot in room.robots.filter(is_active=True).order_by("id")
        if robot.wants(event)
    ]
    return [notice for notice in made if notice]


def tell_phones(
    *,
    key: str,
    room: Room,
    template: str,
    words: Callable[[str], Words],
    about: Subject,
    expires_at: datetime | None = None,
    besides: Besides = WORDS_ALONE,
) -> list[Notice]:
    """Tell every phone whose owner asked the room for what is urgent, in the language they read: `words` gives for a
    language what is put into the wording. New notices only."""
    phones = room.phones.filter(expires_at__gt=timezone.now()).order_by("id")
    made = [_push(key, phone, template, words(phone.language), about, besides, expires_at) for phone in phones]
    return [notice for notice in made if notice]


def _push(
    key: str,
    phone: Phone,
    template: str,
    words: Words,
    about: Subject,
    besides: Besides,
    expires_at: datetime | None = None,
) -> Notice | None:
    return queue(
        key=f"{key}:push:{phone.pk}",
        room=phone.room,
        channel=Notice.By.PUSH,
        template=template,
        words=words,
        about=about,
        phone=phone,
        language=phone.language,
        urgent=True,
        expires_at=expires_at,
        besides=besides,
    )


def _insert_once(notice: Notice) -> Notice | None:
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:
        if Notice.objects.filter(key=notice.key).exists():
            return None
        raise
    return notice
