"""Verbs about files: keep, look, discard, let expire; and an upload in pieces from its begin to its file."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.files import intake, pieces, queries, store
from shouwang.kernel.files.intake import Checked, Source
from shouwang.kernel.files.kinds import ALL, MOST_BYTES, Kind
from shouwang.kernel.files.models import UPLOAD_KEPT, File, Upload
from shouwang.kernel.files.refusal import Reason, Refused
from shouwang.kernel.files.tickets import Ticket
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.people.sealed import digest

LEFTOVER_AGE = timedelta(days=1)


class OffsetMoved(ValueError):
    """The piece does not begin where the upload stands; `offset` is where it stands."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the upload stands at {offset}")
        self.offset = offset


@dataclass(frozen=True)
class Expired:
    """What a run of `expire_due` deleted; `held` are files something still needs."""

    files: int
    uploads: int
    leftovers: int
    held: int


def keep(
    *,
    by: Actor,
    room: Room,
    content: "Source | Checked",
    name: str,
    purpose: str,
    keep_days: int | None,
    allowed: frozenset[Kind] = ALL,
    agreed_position: bool = False,
) -> File:
    """Check, strip and store what was sent; for `keep_days`, or with the record it belongs to (None).

    Inside a transaction give it a `Checked` from `intake.check`: no lock should wait for a photo.
    Raises Refused. `found_position` of the result is set for photos when the sender agreed.
    """
    checked = content
    if not isinstance(checked, Checked):
        checked = intake.check(checked, allowed=allowed, agreed_position=agreed_position)
    claim = store.admit(checked.path, checked.sha256)
    now = timezone.now()
    with transaction.atomic():
        file = File.objects.create(
            room=room,
            sha256=checked.sha256,
            size=checked.size,
            media_type=checked.type.media,
            kind=checked.type.kind.value,
            name=intake.clean_name(name, checked.type.ending),
            uploaded_by=by.label[:80],
            purpose=purpose,
            created_at=now,
            expires_at=_until(now, keep_days),
        )
        journal.record(by=by, verb="file.kept", of=subject(file), room=file.room_id, detail=purpose)
        transaction.on_commit(lambda: store.settle(claim))
    file.found_position = checked.found_position
    return file


@transaction.atomic
def note_look(*, by: Actor, file: File) -> None:
    """Somebody looked at a file with personal content."""
    journal.record(by=by, verb="file.seen", of=subject(file), room=file.room_id)


@transaction.atomic
def discard(*, by: Actor, file: File, reason: str) -> None:
    """Delete the file, the upload with the sender's name for it, and its content when it was the last with it."""
    Upload.objects.filter(file=file).delete()
    _delete(by=by, file=file, verb="file.discarded", reason=reason)


@transaction.atomic
def rename(*, by: Actor, file: File, name: str) -> None:
    """Call it otherwise, because its name said who it is about."""
    file.name = name[:100]
    file.save(update_fields=["name"])
    journal.record(by=by, verb="file.renamed", of=subject(file), room=file.room_id)


def expire_due(*, by: Actor = SYSTEM, now: datetime | None = None) -> Expired:
    """Delete files and uploads whose time is over, and leftovers of work cut off. Safe to run twice."""
    moment = now or timezone.now()
    gone = held = 0
    for file in File.objects.due(moment).order_by("pk"):
        try:
            with transaction.atomic():
                _delete(by=by, file=file, verb="file.expired", reason=file.purpose)
            gone += 1
        except ProtectedError:
            held += 1
    old_uploads = list(Upload.objects.filter(expires_at__lte=moment))
    for upload in old_uploads:
        drop_upload(by=by, upload=upload)
    return Expired(files=gone, uploads=len(old_uploads), leftovers=_sweep(moment), held=held)


def begin_upload(*, by: Actor, ticket: Ticket, length: int, name: str, metadata: str = "") -> tuple[Upload, str]:
    """Open an upload of `length` bytes; returns it and its reference, shown this once. Raises Refused."""
    most = min(ticket.most_bytes, MOST_BYTES)
    if length > most:
        raise intake.too_large(most)
    if length == 0:
        raise Refused(Reason.EMPTY, _("The file is empty. Please choose it again."))
    if not pieces.has_room_for(length):
        raise Refused(Reason.NO_SPACE, _("The room's disk is full. Please tell the room; the text alone can be sent."))
    secret = secrets.token_urlsafe(24)
    now = timezone.now()
    upload = Upload.objects.create(
        room_id=ticket.room,
        secret_digest=digest(secret),
        purpose=ticket.purpose,
        allowed=" ".join(sorted(ticket.allowed)),
        name=name[:200],
        metadata=metadata,
        length=length,
        uploaded_by=by.label[:80],
        created_at=now,
        expires_at=now + UPLOAD_KEPT,
    )
    return upload, f"{upload.pk}.{secret}"


def append_piece(*, upload: Upload, at: int, piece: bytes) -> int:
    """Add a piece that begins at byte `at`; returns where the upload stands now.

    Two senders cannot mix: the second finds the upload moved on and gets OffsetMoved.
    """
    with pieces.opened(upload.pk) as file:
        stands = Upload.objects.values_list("offset", flat=True).get(pk=upload.pk)
        held = min(stands, os.fstat(file.fileno()).st_size)
        if held != at or at + len(piece) > upload.length:
            Upload.objects.filter(pk=upload.pk, file=None).update(offset=held)
            raise OffsetMoved(held)
        pieces.write(file, at, piece)
        upload.offset = at + len(piece)
        Upload.objects.filter(pk=upload.pk).update(offset=upload.offset)
    return upload.offset


def finish_upload(*, by: Actor, upload: Upload) -> File:
    """Make the file of a whole upload, kept one day until it is claimed.

    One that is refused is dropped and raises Refused.
    """
    try:
        allowed = frozenset(Kind(kind) for kind in upload.allowed.split())
        checked = intake.check(pieces.path_of(upload.pk), allowed=allowed, most_bytes=upload.length)
    except Refused:
        drop_upload(by=by, upload=upload)
        raise
    except FileNotFoundError:
        upload.refresh_from_db()
        if upload.file is None:
            raise _gone() from None
        return upload.file
    with transaction.atomic():
        current = Upload.objects.select_for_update(of=("self",)).select_related("room", "file").get(pk=upload.pk)
        if current.file is not None:
            checked.path.unlink()
            return current.file
        file = keep(
            by=by,
            room=current.room,
            content=checked,
            name=current.name,
            purpose=current.purpose,
            keep_days=UPLOAD_KEPT.days,
        )
        Upload.objects.filter(pk=upload.pk).update(file=file)
        transaction.on_commit(lambda: pieces.path_of(upload.pk).unlink(missing_ok=True))
    upload.file = file
    return file


def claim_upload(*, by: Actor, reference: str, room: Room, purpose: str, keep_days: int | None) -> File:
    """The file of a finished upload for the record that now owns it; the same file when asked again.

    Raises Refused when the upload is gone, unfinished, or was made for another room or purpose.
    """
    upload = queries.upload_by(reference)
    if upload is None or upload.room_id != room.pk or upload.purpose != purpose:
        raise _gone()
    if not upload.is_whole:
        raise Refused(Reason.GONE, _("The file has not arrived completely. Please wait until it has, then send."))
    file = upload.file or finish_upload(by=by, upload=upload)
    file.expires_at = _until(file.created_at, keep_days)
    File.objects.filter(pk=file.pk).update(expires_at=file.expires_at)
    return file


@transaction.atomic
def drop_upload(*, by: Actor, upload: Upload) -> None:
    """Forget an upload and its bytes; a file it has become stays. Not journalled: nothing was kept yet."""
    key = upload.pk
    Upload.objects.filter(pk=key).delete()
    transaction.on_commit(lambda: pieces.path_of(key).unlink(missing_ok=True))


def subject(file: File) -> Subject:
    """The file as the journal names it: without the sender's name for it, which may say who or what."""
    return Subject("file", str(file.pk), f"{file.kind} {file.sha256[:12]}")


def _gone() -> Refused:
    return Refused(Reason.GONE, _("The file is not there any more. Please choose it again."))


def _until(start: datetime, days: int | None) -> datetime | None:
    return None if days is None else start + timedelta(days=days)


def _delete(*, by: Actor, file: File, verb: str, reason: str) -> None:
    sha256 = file.sha256
    journal.record(by=by, verb=verb, of=subject(file), room=file.room_id, detail=reason)
    file.delete()
    transaction.on_commit(lambda: _remove_content(sha256))


def _remove_content(sha256: str) -> bool:
    return store.remove(sha256, still_needed=lambda: File.objects.filter(sha256=sha256).exists())


def _sweep(now: datetime) -> int:
    """Settle or drop what a killed process left: claims, contents without a row, unchecked ones, pieces without an upload."""
    before = (now - LEFTOVER_AGE).timestamp()
    swept = 0
    for claim in [path for path in store.claims() if _is_older(path, before, "st_ctime")]:
        store.settle(claim)
        swept += _remove_content(store.hash_in(claim))
    known = {key.hex for key in Upload.objects.values_list("pk", flat=True)}
    needed = set(File.objects.values_list("sha256", flat=True))
    for path in [path for path in store.contents() if path.name not in needed and _is_older(path, before)]:
        swept += _remove_content(path.name)
    for path in [*store.unchecked(), *(path for path in pieces.folder().iterdir() if path.name not in known)]:
        if _is_older(path, before):
            path.unlink(missing_ok=True)
            swept += 1
    return swept


def _is_older(path: Path, before: float, clock: str = "st_mtime") -> bool:
    """Whether it lies there since before; not when somebody removed it meanwhile."""
    try:
        return bool(getattr(path.stat(), clock) < before)
    except FileNotFoundError:
        return False
