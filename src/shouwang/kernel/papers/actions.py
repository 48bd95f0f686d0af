"""Verbs about copies of papers: give one to a party, note that it was opened, take it back, forget it."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.files import intake
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import PUBLIC, SYSTEM, Actor, Subject
from shouwang.kernel.papers.models import Copy
from shouwang.kernel.papers.queries import copies_given, long_closed, past_last_day
from shouwang.kernel.people.sealed import digest

COPY_DAYS = 30
PURPOSE = "paper.copy"


def give_copy(
    *, by: Actor, room: Room, title: str, pdf: bytes, of: Subject, holder: str = "", days: int = COPY_DAYS
) -> tuple[Copy, str]:
    """A copy of the paper as it is now, and its secret, shown this once; what is changed later changes no copy.

    `of` is the record it belongs to, `holder` which party has it ("申请人"). Neither they nor the title name a person.
    Raises files.Refused for what is no PDF.
    """
    sent = SimpleUploadedFile("copy.pdf", pdf, "application/pdf")
    checked = intake.check(sent, allowed=frozenset({Kind.PAPER}))
    secret = secrets.token_urlsafe(16)
    with transaction.atomic():
        file = files.keep(by=by, room=room, content=checked, name=f"{title}.pdf", purpose=PURPOSE, keep_days=days + 1)
        copy = Copy.objects.create(
            room=room,
            digest=digest(secret),
            title=title[:80],
            holder=holder[:40],
            file=file,
            made_at=file.created_at,
            expires_at=_end_of_day(file.created_at + timedelta(days=days)),
            subject_kind=of.kind,
            subject_id=of.id,
            subject_label=of.label[:120],
        )
        _record(by, "copy.given", copy)
    return copy, secret


@transaction.atomic
def note_opened(*, copy: Copy) -> None:
    """Whoever holds the code opened the paper. On which day and how often, not from where."""
    Copy.objects.filter(pk=copy.pk).update(opened=F("opened") + 1, opened_date=timezone.localdate())
    _record(PUBLIC, "copy.opened", copy)


@transaction.atomic
def revoke_copy(*, by: Actor, copy: Copy) -> None:
    """It opens no more, and its PDF is deleted. Once is enough: a second time changes nothing."""
    current = Copy.objects.select_for_update(of=("self",)).select_related("file").get(pk=copy.pk)
    if current.revoked_at is not None:
        return
    if current.file is not None:
        files.discard(by=by, file=current.file, reason=PURPOSE)
    Copy.objects.filter(pk=copy.pk).update(revoked_at=timezone.now(), file=None)
    _record(by, "copy.revoked", current)


@transaction.atomic
def revoke_copies(*, by: Actor, kind: str, key: str, titles: Collection[str] = ()) -> int:
    """Take back all that are open of one record, or those of these titles, because it was erased or was wrong; how many."""
    still = list(copies_given(kind, key).filter(revoked_at=None, **({"title__in": titles} if titles else {})))
    for copy in still:
        revoke_copy(by=by, copy=copy)
    return len(still)


@transaction.atomic
def forget_copies(*, by: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Delete the PDFs of those past their last day, and all of what was closed long ago; returns how many of these.

    A PDF would go a day later by itself (files.expire_due): a worker that was off breaks no promise. Safe to run twice.
    """
    moment = now or timezone.now()
    for copy in past_last_day(moment):
        if copy.file is not None:
            files.discard(by=by, file=copy.file, reason=PURPOSE)
    gone = long_closed(moment).delete()[0]
    if gone:
        journal.record(by=by, verb="rows.forgotten", of=Subject("rows", ""), detail=f"copies {gone}", at=moment)
    return gone


def _end_of_day(moment: datetime) -> datetime:
    """The midnight that ends its day here."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _record(by: Actor, verb: str, copy: Copy) -> None:
    """In the journal of the record it is a copy of."""
    of = Subject(copy.subject_kind, copy.subject_id, copy.subject_label)
    detail = " · ".join(filter(None, (copy.title, copy.holder)))
    journal.record(by=by, verb=verb, of=of, room=copy.room_id, detail=detail)
