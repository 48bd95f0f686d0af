"""What one takes away of a campaign: script, poster, card and slide, made at once; the film, which the worker made."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any  # a Campaign below is Any: pages do not know the table
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.files import ranges
from shouwang.kernel.files.views.look import given
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.views.outreach.writing import of_request
from shouwang.systems.outreach import drawn, lifecycle
from shouwang.systems.outreach.actions import films as actions
from shouwang.systems.outreach.poster import NotOurWord, drawing
from shouwang.systems.outreach.queries import films as queries

Maker = Callable[[Any, str], bytes]
PNG = "image/png"
NAMES = {  # of a file, behind the campaign's title
    "script": gettext_lazy("script to read out"),
    "poster-pdf": gettext_lazy("poster"),
    "poster-png": gettext_lazy("poster"),
    "card": gettext_lazy("picture card"),
    "slide": gettext_lazy("screen picture"),
    "film": gettext_lazy("film"),
}


@require_safe
@staff(Permission.OUTREACH_WORK)
def take(request: DeskRequest, pk: UUID, what: str) -> HttpResponse:
    """A file made of the piece of its way: of a draft marked as one, of what is over none."""
    one = of_request(request, pk)
    if one.state != lifecycle.DRAFT and not one.stands(timezone.now()):
        messages.error(request, _("It is over: nothing of it is given out any more. Copy it for the next time."))
        return redirect("desk-outreach:campaign", pk=pk)
    if what not in MAKERS:
        raise Http404
    way, ending, media, make = MAKERS[what]
    piece = one.pieces.filter(way=way).first()
    if piece is None:
        raise Http404
    try:
        content = make(one, piece.text)
    except (NotOurWord, NoChineseFont) as refusal:
        messages.error(request, str(refusal) or _("It can't be drawn on this machine: a Chinese font is missing."))
        return redirect("desk-outreach:campaign", pk=pk)
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = (
        content_disposition_header(True, f"{one.title} {NAMES[what]}.{ending}") or "attachment"
    )
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.OUTREACH_WORK)
def film(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """The film of exactly these words, whole or the piece a player asks for; posted, have it made."""
    one = of_request(request, pk)
    if request.method == "POST":
        try:
            actions.ask(by=request.user, campaign=one)
            messages.success(
                request, _("The film is being made. It takes about half a minute; you need not wait here.")
            )
        except lifecycle.NotAllowedNow:
            messages.error(request, _("It is over, or goes out by no film: none is made."))
        return redirect(f"{reverse('desk-outreach:campaign', args=[pk])}#film")
    found = queries.film(one)
    if found is None or found.file is None or not found.file.path.is_file():
        return redirect(f"{reverse('desk-outreach:campaign', args=[pk])}#film")  # it says there where it stands
    try:
        answer = given(found.file, ranges.wanted(request.headers.get("Range", ""), found.file.size))
    except ranges.Unsatisfiable as outside:
        return HttpResponse(status=416, headers=outside.headers)
    answer["Content-Disposition"] = (
        content_disposition_header("save" in request.GET, f"{one.title} {NAMES['film']}.mp4") or "inline"
    )
    return answer


def _script(one: Any, text: str) -> bytes:
    mark = _("Draft, not released") if one.state == lifecycle.DRAFT else ""
    return "".join(f"{line}\n" for line in (mark, text) if line).encode()


def _pdf(one: Any, text: str) -> bytes:
    return drawing.poster(drawn.on_poster(one, text))


def _png(one: Any, text: str) -> bytes:
    return drawing.poster(drawn.on_poster(one, text), kind="png")


def _card(one: Any, text: str) -> bytes:
    """What the post says; its title and who says it stand on every card."""
    body = text.removeprefix(f"【{one.title}】").strip().removesuffix(f"{one.room.name} {one.room.phone}".strip())
    return drawing.card(replace(drawn.words(one, one.title), text=body.strip()))


def _slide(one: Any, text: str) -> bytes:
    return drawing.slide(replace(drawn.words(one, one.title), text=text))


MAKERS: dict[str, tuple[str, str, str, Maker]] = {
    "script": ("speaker", "txt", "text/plain; charset=utf-8", _script),
    "poster-pdf": ("poster", "pdf", "application/pdf", _pdf),
    "poster-png": ("poster", "png", PNG, _png),
    "card": ("wechat", "png", PNG, _card),
    "slide": ("slide", "png", PNG, _slide),
}
