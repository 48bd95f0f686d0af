"""Words in a timeline: notes among colleagues, answers to the reporter, the reporter's own words, files."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import PUBLIC, Actor
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import indexing, story
from shouwang.kernel.matters.models import Attachment, Entry, Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission


@transaction.atomic
def note(*, by: Account | Actor, matter: Matter, text: str) -> Entry:
    """Something colleagues should know; the reporter does not see it."""
    return _say(story.locked(matter), by=by, verb="note", text=text, is_public=False)


@transaction.atomic
def answer(*, by: Account | Actor, matter: Matter, text: str) -> Entry:
    """Words to whoever brought it, and to everybody whose matter was merged into this one."""
    return _say(story.locked(matter), by=by, verb="answer", text=text, is_public=True)


@transaction.atomic
def add_reporter_words(*, matter: Matter, text: str, files: Sequence[File] = (), id: UUID | None = None) -> Entry:  # noqa: A002  # the field's name
    """More from whoever brought it, with the follow-code. Raises NotAllowedNow when the matter is over.

    `id` is made on the phone, so that sending twice adds once. Raises IntegrityError when it is taken.
    """
    current = story.locked(matter)
    if current.state in lifecycle.ENDED and current.state != lifecycle.MERGED:
        raise lifecycle.NotAllowedNow("reporter_words", current.state)
    now = timezone.now()
    Attachment.objects.bulk_create(
        Attachment(matter=current, file=file, is_from_reporter=True, added_at=now) for file in files
    )
    line = story.Line(text=text, is_public=True)
    entry = story.add(current, by=PUBLIC, verb="reporter_words", line=line, id=id)
    indexing.index(current)
    return entry


@transaction.atomic
def attach(*, by: Account | Actor, matter: Matter, files: Sequence[File]) -> Entry:
    """Put photos or papers to the matter."""
    current = story.locked(matter)
    who = story.require(by, Permission.MATTER_WORK, current)
    now = timezone.now()
    Attachment.objects.bulk_create(Attachment(matter=current, file=file, added_at=now) for file in files)
    return story.add(current, by=who, verb="attach", line=story.Line(after=str(len(files))))


def _say(current: Matter, *, by: Account | Actor, verb: str, text: str, is_public: bool) -> Entry:
    who = story.require(by, Permission.MATTER_WORK, current)
    if not text.strip():
        raise lifecycle.Missing(verb, ("words",))
    entry = story.add(current, by=who, verb=verb, line=story.Line(text=text, is_public=is_public))
    indexing.index(current)
    return entry
