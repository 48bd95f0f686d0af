"""A party's own copy of a paper, by the QR code it was given: what it is, until when, and the PDF.

Looking at the page is not journalled, opening the paper is; see papers.actions.note_opened.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.files import ranges
from shouwang.kernel.files.models import File
from shouwang.kernel.files.views import look
from shouwang.kernel.ground.models import Room
from shouwang.kernel.papers.actions import note_opened
from shouwang.kernel.papers.models import Copy
from shouwang.kernel.papers.queries import copy_of
from shouwang.kernel.people.joining import Closed
from shouwang.surfaces.public import guards
from shouwang.surfaces.public.frame import CHINESE, frame, in_words, is_read_in_english, nowhere, telephones
from shouwang.surfaces.public.views.door import secret as kept_nowhere
from shouwang.systems.mediation.queries.files import committee_with
from shouwang.ui import moments
from shouwang.ui.parts import Fact

Open = Callable[[HttpRequest, Copy, File, str], HttpResponseBase]


def with_copy(view: Open) -> Callable[[HttpRequest, str], HttpResponse]:
    """Let in whoever holds the code of a copy that is open; else say why not and what to do."""

    @wraps(view)
    def guarded(request: HttpRequest, secret: str) -> HttpResponseBase:
        if not guards.may_try_code(request):
            return _wait(request)
        copy = copy_of(secret)
        if copy is None:
            guards.count_wrong_code(request)
            return _closed(request, Closed.UNKNOWN)
        if why := copy.why_closed(timezone.now()):
            return _closed(request, why, copy.room)
        if copy.file is None or not copy.file.path.is_file():
            return _closed(request, Closed.EXPIRED, copy.room)
        return view(request, copy, copy.file, secret)

    return kept_nowhere(require_safe(guarded))  # type: ignore[arg-type]  # a file is streamed


@with_copy
def see(request: HttpRequest, copy: Copy, file: File, secret: str) -> HttpResponseBase:
    """What it is, who gave it, until when; the button that opens it."""
    facts = [
        Fact(_("Given by"), _giver(copy)),
        Fact(_("Given on"), moments.day(copy.made_at)),
        Fact(_("Opens until"), moments.day(copy.last_moment)),
    ]
    context = {
        "public": frame(copy.room),
        "title": copy.title,
        "title_lang": CHINESE if is_read_in_english() else "",
        "facts": facts,
        "paper": reverse("public:copy-paper", args=[secret]),
    }
    return render(request, "public/copy.html", context)


def _giver(copy: Copy) -> str:
    """Whose paper it is: a dispute's is the committee's, which works in the room and is not the police."""
    committee = committee_with(UUID(copy.subject_id)) if copy.subject_kind == "matter" else None
    if committee is None:
        return in_words(copy.room)
    return (committee.name_en if is_read_in_english() else "") or committee.name


@with_copy
def paper(request: HttpRequest, copy: Copy, file: File, secret: str) -> HttpResponseBase:
    """The PDF. A telephone that fetches it in pieces opened it once."""
    try:
        piece = ranges.wanted(request.headers.get("Range", ""), file.size)
    except ranges.Unsatisfiable as outside:
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=outside.headers)
    if request.method == "GET" and (piece is None or piece[0] == 0):
        if not guards.may_open(copy):
            return _wait(request, copy.room)
        note_opened(copy=copy)
    return look.given(file, piece)


def _closed(request: HttpRequest, why: Closed, room: Room | None = None) -> HttpResponse:
    words = {
        Closed.UNKNOWN: _(
            "No paper opens with this code. Part of the address may be missing: scan the code once more, or call the room."
        ),
        Closed.EXPIRED: _(
            "Its days are over, and the copy was deleted. If you still need the paper, ask the room for a new copy."
        ),
        Closed.REVOKED: _("The room took this copy back, and it was deleted. Ask the room why, or for a new one."),
    }
    status = HTTPStatus.NOT_FOUND if why is Closed.UNKNOWN else HTTPStatus.GONE
    return _told(request, _("This copy can't be opened"), words[why], status, room)


def _wait(request: HttpRequest, room: Room | None = None) -> HttpResponse:
    if room:
        words = _("This copy was opened very often just now. Please try again in an hour, or call the room.")
        pause = guards.SEND_WINDOW
    else:
        words = _(
            "Too many wrong codes came from this network. Please try again in a quarter of an hour, or call the room."
        )
        pause = guards.CODE_WINDOW
    response = _told(request, _("Please wait a little"), words, HTTPStatus.TOO_MANY_REQUESTS, room)
    response["Retry-After"] = str(int(pause.total_seconds()))
    return response


def _told(request: HttpRequest, title: str, words: str, status: HTTPStatus, room: Room | None) -> HttpResponse:
    """Why it does not open, with whom to ring: the room of the copy, else every room there is."""
    numbers = [(in_words(room), room.phone)] if room and room.phone else telephones()
    context = {"public": frame(room) if room else nowhere(), "title": title, "words": words, "telephones": numbers}
    return render(request, "public/copy_closed.html", context, status=status)
