"""Who may, whether somebody was quicker, and the record in the journal of what was done in a case."""

from django.core.exceptions import PermissionDenied

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.systems.care.models import Aid, Case


def must(by: Account, permission: Permission, room: Room) -> Actor:
    """The account as the journal names it. Raises PermissionDenied."""
    if not may(by, permission, room):
        raise PermissionDenied(permission)
    return actor(by)


class ChangedMeanwhile(Exception):
    """Somebody else changed the row after it was shown."""


def change(row: Case | Aid, seen: int | None) -> None:
    """Lock the row as it stands now and count one change more. `seen`: the version the page showed, None without a page.

    Raises ChangedMeanwhile where that is an older one. The caller saves the row.
    """
    table = type(row).objects
    stands = table.select_for_update(of=("self",)).filter(pk=row.pk).values_list("version", flat=True).get()
    if seen is not None and seen != stands:
        raise ChangedMeanwhile(str(row.pk))
    row.refresh_from_db()
    row.version = stands + 1


def subject_of(case: Case) -> Subject:
    """The case in the journal: by its number, no name."""
    return Subject("care", str(case.pk), f"{case.room.code}-C{case.number}")


def write(by: Actor, case: Case, verb: str, detail: str = "") -> None:
    """One record in the journal about the case."""
    journal.record(by=by, verb=verb, of=subject_of(case), room=case.room_id, detail=detail)
