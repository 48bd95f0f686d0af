"""The secret address of a volunteer's calendar: the desk makes it, shows it once, takes it back."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.kernel.people.sealed import digest
from shouwang.systems.patrol.models import Volunteer


@transaction.atomic
def make_calendar(*, by: Account, volunteer: Volunteer) -> str:
    """A new secret for the address of their calendar; the one before opens nothing any more. Raises PermissionDenied."""
    _require(by, volunteer)
    secret = secrets.token_urlsafe(24)
    _keep(volunteer, digest(secret))
    _note(by, "patrol.calendar_made", volunteer)
    return secret


@transaction.atomic
def take_back_calendar(*, by: Account, volunteer: Volunteer) -> None:
    """Their calendar has no address any more. Raises PermissionDenied."""
    _require(by, volunteer)
    if volunteer.calendar_digest:
        _keep(volunteer, "")
        _note(by, "patrol.calendar_taken_back", volunteer)


def _keep(volunteer: Volunteer, kept: str) -> None:
    volunteer.calendar_digest, volunteer.calendar_made_at = kept, timezone.now() if kept else None
    volunteer.save(update_fields=["calendar_digest", "calendar_made_at"])


def _require(by: Account, volunteer: Volunteer) -> None:
    if volunteer.left_at is not None or not may(by, Permission.VOLUNTEER_MANAGE, volunteer.room):
        raise PermissionDenied(Permission.VOLUNTEER_MANAGE)


def _note(by: Account, verb: str, volunteer: Volunteer) -> None:
    journal.record(by=actor(by), verb=verb, of=Subject("volunteer", str(volunteer.pk)), room=volunteer.room_id)
