"""One file for somebody who may see it. Others get the same 404 as for a file that never was."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from uuid import UUID

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from shouwang.kernel.files import actions, queries, ranges
from shouwang.kernel.files.guards import Look
from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import PUBLIC, Actor
from shouwang.kernel.journal.queries import of_object
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor

BLOCK = 64 * 1024
ONE_LOOK = timedelta(hours=1)  # further pieces of a recording within it belong to the look that began it
POLICY = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'"


@require_safe
def look(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    viewer = request.user if isinstance(request.user, Account) else None
    try:
        return shown(request, viewer, file_id)
    except ranges.Unsatisfiable as outside:
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=outside.headers)


def shown(request: HttpRequest, viewer: Account | None, file_id: UUID) -> HttpResponseBase:
    """The file, or the piece asked for, as every surface gives it; a personal look is written to the journal.

    Raises Http404 for what is not there or not the viewer's to see, and ranges.Unsatisfiable.
    """
    found = queries.shown(viewer, request.session, file_id)
    if found is None or not found[0].path.is_file():
        raise Http404
    file, allowed = found
    piece = ranges.wanted(request.headers.get("Range", ""), file.size)
    by = actor(viewer) if viewer else PUBLIC
    if allowed is Look.PERSONAL and request.method == "GET" and not _continues(by, file, piece):
        actions.note_look(by=by, file=file)
    return _dressed(_answer(file, piece), file)


def given(file: File, piece: tuple[int, int] | None) -> HttpResponseBase:
    """The file, or a piece of it, for whoever was let in already, by a secret address of their own."""
    return _dressed(_answer(file, piece), file)


def _continues(by: Actor, file: File, piece: tuple[int, int] | None) -> bool:
    """Whether the piece goes on with a recording whose look is in the journal already."""
    if by is PUBLIC or piece is None or piece[0] == 0:
        return False
    since = timezone.now() - ONE_LOOK
    return of_object("file", str(file.pk)).filter(actor=by.id, verb="file.seen", at__gt=since).exists()


def _answer(file: File, piece: tuple[int, int] | None) -> StreamingHttpResponse:
    start, end = piece or (0, file.size)
    answer = StreamingHttpResponse(_bytes(file.path, start, end), content_type=file.media_type)
    answer["Content-Length"] = str(end - start)
    if piece is not None:
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    return answer


def _bytes(path: Path, start: int, end: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (block := file.read(min(BLOCK, end - start))):
            start += len(block)
            yield block


def _dressed(answer: StreamingHttpResponse, file: File) -> StreamingHttpResponse:
    """Headers that keep a hostile file harmless and a private one out of caches. A paper is always saved."""
    answer["Content-Disposition"] = content_disposition_header(file.kind == File.Kind.PAPER, file.name) or "inline"
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-store"
    answer["Accept-Ranges"] = "bytes"
    return answer
