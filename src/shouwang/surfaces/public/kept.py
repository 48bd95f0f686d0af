"""Photos and recordings on their way to a matter: taken in at once, claimed when the matter is sent.

Between the two a page carries only the upload's reference, which nobody can guess, so that a mistake in another
field loses no photo, and a photo sent in pieces by the phone and one sent with the form are the same thing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shouwang.kernel.files import actions, queries, tickets
from shouwang.kernel.files.kinds import MOST_BYTES, Kind
from shouwang.kernel.files.models import File, Upload
from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC

PURPOSE = "matter.public"
ALLOWED = {"photos": frozenset({Kind.PHOTO}), "voice": frozenset({Kind.VOICE})}
MOST_KEPT = 7
BLOCK = 1 << 20
Refusals: TypeAlias = dict[str, list[str]]


@dataclass(frozen=True)
class Kept:
    """A file that has arrived: what the page carries, and what to call it."""

    reference: str
    kind: str
    name: str

    @property
    def words(self) -> str:
        return _("Recording") if self.kind == Kind.VOICE else _("Photo: %(name)s") % {"name": self.name}


def ticket(room: Room, field: str) -> str:
    """What lets a phone send the files of this field in pieces."""
    return tickets.issue(PURPOSE, room, MOST_BYTES, ALLOWED[field])


def carried(request: HttpRequest, room: Room) -> list[Kept]:
    """The files that arrived before and that the page still carries; those no longer wanted are left out."""
    unwanted = set(request.POST.getlist("drop"))
    references = [text for text in dict.fromkeys(request.POST.getlist("kept")) if text not in unwanted]
    uploads = [(text, queries.upload_by(text)) for text in references[:MOST_KEPT]]
    return [
        Kept(text, upload.file.kind, upload.file.name)
        for text, upload in uploads
        if upload and upload.file and upload.room_id == room.pk and upload.purpose == PURPOSE
    ]


def take_in(request: HttpRequest, room: Room, space: int) -> tuple[list[Kept], Refusals]:
    """Store the files of this request, at most `space`; returns them, and words for the refused ones of each field."""
    taken: list[Kept] = []
    refused: Refusals = {}
    for field, upload in _sent(request):
        if len(taken) >= space:
            refused.setdefault(field, []).append(_("These are too many files; the last ones were left out."))
            break
        try:
            taken.append(_take(upload, room, ALLOWED[field]))
        except Refused as refusal:
            refused.setdefault(field, []).append(f"{upload.name}: {refusal}" if upload.name else str(refusal))
    return taken, refused


def claim(kept: Iterable[Kept], room: Room) -> Sequence[File]:
    """The files, from now on kept as long as the matter. Raises Refused when one is gone."""
    return [
        actions.claim_upload(by=PUBLIC, reference=one.reference, room=room, purpose=PURPOSE, keep_days=None)
        for one in kept
    ]


def _sent(request: HttpRequest) -> list[tuple[str, "UploadedFile[Any]"]]:
    return [(field, upload) for field in ALLOWED for upload in request.FILES.getlist(field) if upload.size]


def _take(upload: "UploadedFile[Any]", room: Room, allowed: frozenset[Kind]) -> Kept:
    permit = tickets.Ticket(PURPOSE, room.pk, MOST_BYTES, allowed, "")
    begun, reference = actions.begin_upload(by=PUBLIC, ticket=permit, length=upload.size or 0, name=upload.name or "")
    at = 0
    for block in upload.chunks(BLOCK):
        at = actions.append_piece(upload=begun, at=at, piece=block)
    file = actions.finish_upload(by=PUBLIC, upload=_fresh(begun, at))
    return Kept(reference, file.kind, file.name)


def _fresh(upload: Upload, at: int) -> Upload:
    upload.offset = at
    return upload
