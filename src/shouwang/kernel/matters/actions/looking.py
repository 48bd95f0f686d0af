"""Looks that are written down: who brought a matter, its follow-code, and a look from another level."""

from django.db import transaction

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.actions import story
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_person
from shouwang.lib.identity import mask_id


@transaction.atomic
def see_reporter(*, by: Account, matter: Matter, whole_identity: bool = False) -> dict[str, str]:
    """Who brought it, readable: name, phone, identity, address; empty when nobody is known. Raises PermissionDenied.

    The middle of the ID number is hidden, but for a look of its own.
    """
    who = story.require(by, Permission.REPORTER_SEE, matter)
    verb = "identity.looked" if whole_identity else "reporter.looked"
    journal.record(by=who, verb=verb, of=_subject(matter), room=matter.room_id)
    if matter.reporter is None:
        return {}
    said = open_person(matter.reporter)
    return said if whole_identity else said | {"identity": mask_id(said["identity"])}


@transaction.atomic
def see_code(*, by: Account, matter: Matter) -> str:
    """The follow-code, to give it to whoever brought the matter; empty once it opens nothing. Raises PermissionDenied."""
    who = story.require(by, Permission.MATTER_REGISTER, matter)
    journal.record(by=who, verb="code.looked", of=_subject(matter), room=matter.room_id)
    return follow.code_of(matter) if matter.follow_lookup else ""


@transaction.atomic
def look_from_above(*, by: Account, matter: Matter) -> None:
    """Somebody of the station or county opened a matter of the room."""
    who = story.require(by, Permission.MATTER_SEE, matter)
    journal.record(by=who, verb="matter.looked", of=_subject(matter), room=matter.room_id)


def _subject(matter: Matter) -> Subject:
    return Subject("matter", str(matter.pk), matter.reference)
