"""Phones of people without an account: enrolled by an invitation, seen, taken off the list."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Device, Person
from shouwang.kernel.people.sealed import derived, digest

KEY_MARK = "swd_"


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
    # The journal names the person by id only: its rows outlive the name.
    of = Subject("person", str(device.person_id))
    journal.record(by=by, verb=verb, of=of, room=device.person.room_id, detail=device.label)
