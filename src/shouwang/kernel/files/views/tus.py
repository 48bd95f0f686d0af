"""Uploads that survive a lost network: tus 1.0.0 with creation, termination, expiration and checksum.

No cookie gives a right here, so no CSRF token is needed: a signed ticket opens an upload, its secret address
continues it.
"""

import binascii
import hashlib
from base64 import b64decode
from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from shouwang.kernel.files import actions, queries, tickets
from shouwang.kernel.files.actions import OffsetMoved
from shouwang.kernel.files.kinds import MOST_BYTES
from shouwang.kernel.files.models import Upload
from shouwang.kernel.files.refusal import Reason, Refused
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC, Actor
from shouwang.kernel.people.actions import count_attempt
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.kernel.people.sealed import lookup
from shouwang.ui import caller

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration,checksum"
CHECKSUMS = ("sha1", "sha256")
PIECE = 1 << 20
MOST_METADATA = 4000
CHECKSUM_MISMATCH = 460  # the tus checksum extension's own status
STATUS = {
    Reason.EMPTY: HTTPStatus.BAD_REQUEST,
    Reason.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Reason.WRONG_TYPE: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    Reason.DAMAGED: HTTPStatus.UNPROCESSABLE_ENTITY,
    Reason.GONE: HTTPStatus.GONE,
    Reason.NO_SPACE: HTTPStatus.INSUFFICIENT_STORAGE,
}


@csrf_exempt
def begin(request: HttpRequest) -> HttpResponse:
    """OPTIONS: what this server can do. POST with a ticket: open an upload."""
    method = _method(request)
    if method == "OPTIONS":
        return _abilities()
    if wrong := _wrong_request(request, method, "POST"):
        return wrong
    ticket = tickets.read(request.headers.get("Upload-Ticket", ""))
    if ticket is None or not Room.objects.filter(pk=ticket.room).exists():
        return _say(
            HTTPStatus.FORBIDDEN,
            _("The page is too old. Please open it again and choose the file once more."),
        )
    if not _in_bounds(request, ticket):
        answer = _say(HTTPStatus.TOO_MANY_REQUESTS, _("Too many files at once. Please wait ten minutes."))
        answer["Retry-After"] = "600"
        return answer
    length, metadata = request.headers.get("Upload-Length", ""), request.headers.get("Upload-Metadata", "")
    name = _file_name(metadata)
    if not (length.isascii() and length.isdigit() and len(length) < 16) or name is None:
        return _say(HTTPStatus.BAD_REQUEST, "Upload-Length must be a number, Upload-Metadata keys with base64 values")
    try:
        upload, reference = actions.begin_upload(
            by=_by(request), ticket=ticket, length=int(length), name=name, metadata=metadata
        )
    except Refused as refused:
        return _say(STATUS[refused.reason], str(refused))
    answer = _about(upload, HTTPStatus.CREATED)
    answer["Location"] = reverse("files:upload", args=[reference])
    return answer


@csrf_exempt
def go_on(request: HttpRequest, reference: str) -> HttpResponse:
    """HEAD: where the upload stands. PATCH: the next bytes. DELETE: forget it."""
    method = _method(request)
    if method == "OPTIONS":
        return _abilities()
    if wrong := _wrong_request(request, method, "HEAD", "PATCH", "DELETE"):
        return wrong
    upload = queries.upload_by(reference)
    if upload is None:
        return _say(HTTPStatus.NOT_FOUND, _("The file is not there any more. Please choose it again."))
    if method == "DELETE":
        actions.drop_upload(by=_by(request), upload=upload)
        return _dressed(HttpResponse(status=HTTPStatus.NO_CONTENT))
    if method == "HEAD":
        answer = _about(upload, HTTPStatus.OK)
        answer["Upload-Length"] = str(upload.length)
        if upload.metadata:
            answer["Upload-Metadata"] = upload.metadata
        return answer
    return _patch(request, upload)


def _patch(request: HttpRequest, upload: Upload) -> HttpResponse:
    if request.headers.get("Content-Type") != "application/offset+octet-stream":
        return _say(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/offset+octet-stream")
    at, coming = request.headers.get("Upload-Offset", ""), request.META.get("CONTENT_LENGTH") or ""
    if not (at.isascii() and at.isdigit() and coming.isdigit()):
        return _say(HTTPStatus.BAD_REQUEST, "Upload-Offset and Content-Length must be numbers")
    if int(at) != upload.offset:
        return _moved(upload.offset)
    if int(at) + int(coming) > upload.length:
        return _say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "more bytes than Upload-Length")
    try:
        wrong = _take_checked(request, upload) if "Upload-Checksum" in request.headers else _take(request, upload)
        if upload.is_whole and upload.file_id is None:
            actions.finish_upload(by=_by(request), upload=upload)
    except OffsetMoved as moved:
        return _moved(moved.offset)
    except Upload.DoesNotExist:
        return _say(HTTPStatus.GONE, _("The file is not there any more. Please choose it again."))
    except Refused as refused:
        return _say(STATUS[refused.reason], str(refused))
    return wrong or _about(upload, HTTPStatus.NO_CONTENT)


def _take(request: HttpRequest, upload: Upload) -> HttpResponse | None:
    """Write piece by piece, so that a lost connection or a killed server loses a megabyte at most."""
    while piece := _read(request, PIECE):
        actions.append_piece(upload=upload, at=upload.offset, piece=piece)
    return None


def _take_checked(request: HttpRequest, upload: Upload) -> HttpResponse | None:
    """Write the whole body only when its checksum holds."""
    algorithm, _space, expected = request.headers["Upload-Checksum"].partition(" ")
    if algorithm not in CHECKSUMS:
        return _say(HTTPStatus.BAD_REQUEST, f"Upload-Checksum must be one of {', '.join(CHECKSUMS)}")
    body = b"".join(iter(lambda: _read(request, PIECE), b""))
    try:
        holds = hashlib.new(algorithm, body).digest() == b64decode(expected, validate=True)
    except binascii.Error:
        return _say(HTTPStatus.BAD_REQUEST, "Upload-Checksum must be base64")
    if not holds:
        return _say(CHECKSUM_MISMATCH, "Checksum Mismatch")
    actions.append_piece(upload=upload, at=upload.offset, piece=body)
    return None


def _read(request: HttpRequest, most: int) -> bytes:
    """The next bytes; none at the end and none when the sender's connection broke."""
    try:
        return request.read(most)
    except UnreadablePostError:
        return b""


def _method(request: HttpRequest) -> str:
    """The method, or the one a sender behind a narrow proxy names instead."""
    return request.headers.get("X-HTTP-Method-Override") or request.method or ""


def _wrong_request(request: HttpRequest, method: str, *allowed: str) -> HttpResponse | None:
    if method not in allowed:
        answer = _say(HTTPStatus.METHOD_NOT_ALLOWED, "method not allowed")
        answer["Allow"] = ", ".join(("OPTIONS", *allowed))
        return answer
    if request.headers.get("Tus-Resumable") != VERSION:
        answer = _say(HTTPStatus.PRECONDITION_FAILED, f"this server speaks tus {VERSION}")
        answer["Tus-Version"] = VERSION
        return answer
    return None


def _in_bounds(request: HttpRequest, ticket: tickets.Ticket) -> bool:
    """30 uploads a ticket; 300 in ten minutes an address, many phones of a village share one, counted under a keyed hash."""
    return count_attempt(key=f"tus:{ticket.number}", most=30, per=timedelta(days=1)) and count_attempt(
        key=f"tus:{lookup(caller.address(request))}", most=300, per=timedelta(minutes=10)
    )


def _file_name(metadata: str) -> str | None:
    """The `filename` of Upload-Metadata, "" without one; None when the header is not of its form."""
    if len(metadata) > MOST_METADATA:
        return None
    pairs = {}
    for pair in metadata.split(",") if metadata else []:
        key, _space, value = pair.strip().partition(" ")
        try:
            pairs[key] = b64decode(value, validate=True).decode("utf-8", "replace")
        except binascii.Error:
            return None
    return pairs.get("filename", "")


def _by(request: HttpRequest) -> Actor:
    return actor(request.user) if isinstance(request.user, Account) else PUBLIC


def _abilities() -> HttpResponse:
    answer = HttpResponse(status=HTTPStatus.NO_CONTENT)
    answer["Tus-Version"] = VERSION
    answer["Tus-Extension"] = EXTENSIONS
    answer["Tus-Max-Size"] = str(MOST_BYTES)
    answer["Tus-Checksum-Algorithm"] = ",".join(CHECKSUMS)
    return _dressed(answer)


def _moved(offset: int) -> HttpResponse:
    answer = _say(HTTPStatus.CONFLICT, "the upload stands elsewhere")
    answer["Upload-Offset"] = str(offset)
    return answer


def _about(upload: Upload, status: int) -> HttpResponse:
    answer = HttpResponse(status=status)
    answer["Upload-Offset"] = str(upload.offset)
    answer["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return _dressed(answer)


def _say(status: int, words: str) -> HttpResponse:
    return _dressed(HttpResponse(words, status=status, content_type="text/plain; charset=utf-8"))


def _dressed(answer: HttpResponse) -> HttpResponse:
    answer["Tus-Resumable"] = VERSION
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer._has_been_logged = True  # type: ignore[attr-defined]  # Django would log the address with its secret
    return answer
