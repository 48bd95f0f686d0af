"""The key by which a program on a volunteer's phone tells where they walk: made anew, taken back."""

import secrets
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.kernel.people.sealed import digest
from shouwang.lib.ids import ALPHABET
from shouwang.systems.patrol.models import TrackerKey, Volunteer
from shouwang.systems.patrol.models.volunteers import FROM_A_PHONE
from shouwang.systems.patrol.queries.tracks import agreed

LENGTH: Final = 20  # 98 bits: typed once into a phone, and no salt is kept beside its hash


class NotAgreed(Exception):
    """Who did not agree to be located needs no such key."""


@transaction.atomic
def make_key(*, by: Account | Volunteer, volunteer: Volunteer) -> str:
    """A new key, shown this once; an earlier one opens nothing any more. Raises PermissionDenied, NotAgreed."""
    who = _who(by, volunteer)
    held = Volunteer.objects.select_for_update(of=("self",)).select_related("person").get(pk=volunteer.pk)
    if held.left_at is not None or not agreed(held):
        raise NotAgreed
    secret = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    TrackerKey.objects.update_or_create(volunteer=held, defaults={"digest": digest(secret), "made_at": timezone.now()})
    _note(who, "patrol.tracker_made", held)
    return secret


@transaction.atomic
def drop_key(*, by: Account | Volunteer, volunteer: Volunteer) -> None:
    """The program is let in no more. Raises PermissionDenied."""
    who = _who(by, volunteer)
    if TrackerKey.objects.filter(volunteer=volunteer).delete()[0]:
        _note(who, "patrol.tracker_dropped", volunteer)


def _who(by: Account | Volunteer, volunteer: Volunteer) -> Actor:
    if isinstance(by, Account):
        if not may(by, Permission.VOLUNTEER_MANAGE, volunteer.room_id):
            raise PermissionDenied(Permission.VOLUNTEER_MANAGE)
        return actor(by)
    if by.pk != volunteer.pk or by.left_at is not None:
        raise PermissionDenied("only they themselves")
    return Actor(str(by.pk), FROM_A_PHONE)


def _note(by: Actor, verb: str, volunteer: Volunteer) -> None:
    journal.record(by=by, verb=verb, of=Subject("volunteer", str(volunteer.pk)), room=volunteer.room_id)
