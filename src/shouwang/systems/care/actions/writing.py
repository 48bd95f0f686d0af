"""Who may, and the record in the journal of what was done in a case."""

from django.core.exceptions import PermissionDenied

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.care.models import Case


def must(by: Account, permission: Permission, room: Room) -> Actor:
    """The account as the journal names it. Raises PermissionDenied."""
    if not may(by, permission, room):
        raise PermissionDenied(permission)
    return actor(by)


def subject_of(case: Case) -> Subject:
    """The case in the journal: by its number, no name."""
    return Subject("care", str(case.pk), f"{case.room.code}-C{case.number}")


def write(by: Actor, case: Case, verb: str, detail: str = "") -> None:
    """One record in the journal about the case."""
    journal.record(by=by, verb=verb, of=subject_of(case), room=case.room_id, detail=detail)
