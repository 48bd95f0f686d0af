"""Phones and computers whose owner asked for urgent notices: taken up, told no more, forgotten after a year."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import PUBLIC, SYSTEM, Actor, Subject
from shouwang.kernel.notices import outside
from shouwang.kernel.notices.channels.push.sealing import decoded, sealed
from shouwang.kernel.notices.models import KEEP_PHONES, Phone
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.kernel.people.sealed import lookup, seal

MOST_PHONES = 5000  # of one room: more is a flood, not a village
FAILS_FOR = timedelta(days=21)  # then it is dropped: a browser that is no more is not always said to be gone
# Who pushes to browsers. An address elsewhere is no browser's, and could hold each round up for as long as it likes.
SERVICES = (
    "fcm.googleapis.com",  # Chrome, Samsung, Opera, Edge on phones
    "jmt17.google.com",  # Chrome, some versions
    "push.services.mozilla.com",
    "notify.windows.com",
    "push.apple.com",
)


@dataclass(frozen=True)
class Browser:
    """What a browser hands out when its owner agrees (RFC 8030, 8291): where to push, its key and secret in base64url."""

    endpoint: str
    p256dh: str
    auth: str


@transaction.atomic
def take_phone(*, room: Room, browser: Browser, language: str, account: Account | None = None) -> Phone:
    """Its owner agreed: it is told of what is urgent, for a year. Raises ValueError for what no browser sends and for a
    room that is full, outside.ForbiddenAddressError."""
    outside.check(browser.endpoint)
    _check_service(browser.endpoint)
    sealed(b"", public=decoded(browser.p256dh), auth=decoded(browser.auth))
    found = lookup(browser.endpoint)
    phone = Phone.objects.select_for_update().filter(room=room, endpoint_lookup=found).first()
    if phone is None:
        if room.phones.count() >= MOST_PHONES:
            raise ValueError("too many phones")
        phone = Phone(room=room, endpoint_lookup=found)
    now = timezone.now()
    phone.account, phone.language, phone.agreed_at, phone.expires_at = account, language, now, now + KEEP_PHONES
    phone.address_sealed = seal(json.dumps(asdict(browser)), record=phone.pk)
    phone.save()
    _note(actor(account) if account else PUBLIC, "phone.taken", phone)
    return phone


@transaction.atomic
def leave_phone(*, room: Room, endpoint: str) -> bool:
    """Its owner wants no more; whether it was there."""
    phone = room.phones.filter(endpoint_lookup=lookup(endpoint)).first()
    if phone is None:
        return False
    _note(PUBLIC, "phone.left", phone)
    phone.delete()
    return True


def phone_reached(*, phone: UUID) -> None:
    """Its service took a notice."""
    Phone.objects.filter(pk=phone, failing_since__isnull=False).update(failing_since=None)


@transaction.atomic
def phone_failed(*, phone: UUID, is_gone: bool, now: datetime) -> None:
    """A notice did not arrive there. Dropped at once when its service says that the browser is no more (`is_gone`), else
    after weeks of that."""
    for one in Phone.objects.select_for_update().filter(pk=phone):
        if is_gone or (one.failing_since and one.failing_since <= now - FAILS_FOR):
            _note(SYSTEM, "phone.dropped", one)
            one.delete()
        elif one.failing_since is None:
            one.failing_since = now
            one.save(update_fields=["failing_since"])


def forget_phones(*, now: datetime) -> int:
    """Delete those whose year is over; how many."""
    return Phone.objects.filter(expires_at__lte=now).delete()[1].get("notices.Phone", 0)


def _check_service(endpoint: str) -> None:
    if settings.WEBHOOKS_TO_PRIVATE_ADDRESSES:  # somebody tries this out on one machine
        return
    host = urlsplit(endpoint).hostname or ""
    if not any(host == one or host.endswith(f".{one}") for one in SERVICES):
        raise outside.ForbiddenAddressError(f"{host} is no push service")


def _note(by: Actor, verb: str, phone: Phone) -> None:
    journal.record(by=by, verb=verb, of=Subject("phone", str(phone.pk)), room=phone.room_id)
