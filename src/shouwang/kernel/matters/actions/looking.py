"""Looking at who brought a matter: allowed to few, and never without a trace."""

from collections.abc import Mapping

from django.db import transaction

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.actions import story
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_person


@transaction.atomic
def open_reporter(*, by: Account, matter: Matter) -> Mapping[str, str] | None:
    """Name and phone of whoever brought it, or None when nobody is known; the look is journalled. Raises PermissionDenied."""
    who = story.require(by, Permission.REPORTER_SEE, matter)
    if matter.reporter is None:
        return None
    journal.record(
        by=who, verb="reporter.seen", of=Subject("matter", str(matter.pk), matter.reference), room=matter.room_id
    )
    return open_person(matter.reporter)
