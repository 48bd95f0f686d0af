"""Phones of people without an account: enrolled by an invitation or a code of their own, seen, taken off the list."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.joining import Closed
from shouwang.kernel.people.models import Device, Person, PhoneCode
from shouwang.kernel.people.sealed import derived, digest

KEY_MARK = "swd_"
CODE_LASTS = timedelta(days=7)


@transaction.atomic
def enrol(*, by: Actor, person: Person, label: str, key: str = "") -> tuple[Device, str]:
    """A phone of this person's, and its key: a new one, shown this once, or that of `key_of`."""
    secret = key or KEY_MARK + secrets.token_urlsafe(32)
    now = timezone.now()
    device = Device.objects.create(
        person=person, digest=digest(secret), label=label[:60], enrolled_at=now, seen_at=_day(now)
    )
    _note(by, "device.enrolled", device)
    return device, secret


class NotOpen(Exception):
    """The code lets nobody in; `why` says why."""

    def __init__(self, why: Closed) -> None:
        super().__init__(str(why))
        self.why = why


@transaction.atomic
def make_phone_code(*, by: Actor, person: Person, lasts: timedelta = CODE_LASTS) -> tuple[PhoneCode, str]:
    """A code for one phone of this person, and its secret, shown this once. Codes of theirs that are open close."""
    now = timezone.now()
    person.phone_codes.filter(used_at=None, revoked_at=None).update(revoked_at=now)
    secret = secrets.token_urlsafe(16)
    code = PhoneCode.objects.create(person=person, digest=digest(secret), made_at=now, expires_at=now + lasts)
    _record(by, "device.code_made", person)
    return code, secret


@transaction.atomic
def revoke_phone_code(*, by: Actor, code: PhoneCode) -> None:
    """No phone gets onto the list by it any more; one that did stays."""
    if PhoneCode.objects.filter(pk=code.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _record(by, "device.code_revoked", code.person)


@transaction.atomic
def use_phone_code(*, by: Actor, secret: str, label: str, nonce: str = "") -> tuple[Device, str]:
    """Put the phone in somebody's hand on the list as theirs: the phone, and its key, shown this once.

    With a `nonce` of the phone's own, asking again gives the same: an answer may be lost on the way. Raises NotOpen.
    """
    locked = PhoneCode.objects.select_for_update(of=("self",)).select_related("person__room")
    code = locked.filter(digest=digest(secret), person__erased_at=None).first()
    if code is None:
        raise NotOpen(Closed.UNKNOWN)
    key = key_of(secret, nonce) if nonce else ""
    if key and (device := code.person.devices.filter(digest=digest(key), revoked_at=None).first()):
        return device, key
    if why := code.why_closed(timezone.now()):
        raise NotOpen(why)
    code.used_at = timezone.now()
    code.save(update_fields=["used_at"])
    return enrol(by=by, person=code.person, label=label, key=key)


def key_of(invited: str, nonce: str) -> str:
    """The key of a phone that asked with an invitation's secret and a number of its own: the same whenever it asks again."""
    return KEY_MARK + derived("device", invited, nonce)


@transaction.atomic
def revoke_device(*, by: Actor, device: Device) -> None:
    """The phone opens nothing any more. Once is enough: a second time changes nothing."""
    current = Device.objects.select_for_update().get(pk=device.pk)
    if current.revoked_at is None:
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
        _note(by, "device.revoked", current)


def note_seen(*, device: Device) -> None:
    """On which day the phone last asked for something. No hour: the minute of a report without a name would be told by it."""
    today = _day(timezone.now())
    if device.seen_at < today:
        Device.objects.filter(pk=device.pk).update(seen_at=today)


def _day(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)


def _note(by: Actor, verb: str, device: Device) -> None:
    _record(by, verb, device.person, device.label)


def _record(by: Actor, verb: str, person: Person, detail: str = "") -> None:
    # The journal names the person by id only: its rows outlive the name.
    journal.record(by=by, verb=verb, of=Subject("person", str(person.pk)), room=person.room_id, detail=detail)
