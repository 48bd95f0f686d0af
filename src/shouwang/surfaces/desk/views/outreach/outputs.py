"""What one takes away of a campaign: script, poster, card, slide, film."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any  # a Campaign below is Any: pages do not know the table
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.views.outreach.writing import of_request
from shouwang.systems.outreach.film import making
from shouwang.systems.outreach.poster import drawing
from shouwang.systems.outreach.poster.words import Look, NotOurWord, PosterWords
from shouwang.systems.outreach.queries.sounds import approved
from shouwang.systems.outreach.speech.levels import Unusable

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
    """A file made of the piece of its way. The film takes half a minute."""
    one = of_request(request, pk)
    if what not in MAKERS:
        raise Http404
    way, ending, media, make = MAKERS[what]
    piece = one.pieces.filter(way=way).first()
    if piece is None:
        raise Http404
    try:
        content = make(one, piece.text)
    except (NotOurWord, NoChineseFont, Unusable, making.Unmade) as refusal:
        messages.error(request, str(refusal) or _("It can't be drawn on this machine: a Chinese font is missing."))
        return redirect("desk-outreach:campaign", pk=pk)
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = (
        content_disposition_header(True, f"{one.title} {NAMES[what]}.{ending}") or "attachment"
    )
    return answer


def _script(one: Any, text: str) -> bytes:
    return f"{text}\n".encode()


def _pdf(one: Any, text: str) -> bytes:
    return drawing.poster(_poster_words(one, text))


def _png(one: Any, text: str) -> bytes:
    return drawing.poster(_poster_words(one, text), kind="png")


def _card(one: Any, text: str) -> bytes:
    return drawing.card(replace(_words(one, one.title), text=one.text))


def _slide(one: Any, text: str) -> bytes:
    return drawing.slide(replace(_words(one, one.title), text=text))


def _film(one: Any, text: str) -> bytes:
    """With an approved recording for all villages its words are the subtitles, else the slides stand as long as one reads."""
    sound = approved(one).filter(village=None).first()
    spoken = one.pieces.filter(way="speaker").first() if sound else None
    words = _words(one, one.title)
    if spoken:
        slides = [making.Slide(say=spoken.text.replace("\n", ""), words=words)]
    else:
        slides = [
            making.Slide(say=said.strip(), words=replace(words, title=said.strip()[:80]))
            for said in text.split("\n\n")
            if said.strip()
        ]
    with TemporaryDirectory(prefix="film-") as folder:
        voice = sound.file.path if sound and spoken else None
        return making.film(words, slides, Path(folder), voice=voice).read_bytes()


def _poster_words(one: Any, text: str) -> PosterWords:
    """First line the title, the others its points."""
    title, *points = [line.strip() for line in text.split("\n") if line.strip()] or [one.title]
    return replace(_words(one, title), points=tuple(points))


def _words(one: Any, title: str) -> PosterWords:
    look = Look.OFFICIAL if one.is_relayed else Look.SCAM if one.theme == "fraud" else Look.NOTICE
    return PosterWords(
        title=title[:80],
        text="",
        room=one.room.name,
        phone=one.room.phone,
        source=one.source,
        number=one.number,
        valid_until=timezone.localdate(one.expires_at) if one.expires_at else None,
        url=settings.PUBLIC_URL + reverse("public:room", args=[one.room.code]),
        look=look,
    )


MAKERS: dict[str, tuple[str, str, str, Maker]] = {
    "script": ("speaker", "txt", "text/plain; charset=utf-8", _script),
    "poster-pdf": ("poster", "pdf", "application/pdf", _pdf),
    "poster-png": ("poster", "png", PNG, _png),
    "card": ("wechat", "png", PNG, _card),
    "slide": ("slide", "png", PNG, _slide),
    "film": ("film", "mp4", "video/mp4", _film),
}
