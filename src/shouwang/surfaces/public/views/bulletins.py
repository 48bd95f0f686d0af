"""What the room tells everybody: all of it with the archive, each on its own page, its picture and its sound."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any  # a Bulletin below is Any: pages do not know the table

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.files import ranges
from shouwang.kernel.files.views.look import given
from shouwang.kernel.ground.models import Room
from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.surfaces.public.dialling import dialled
from shouwang.surfaces.public.frame import CHINESE, either, frame, in_words, is_read_in_english, shown_room
from shouwang.systems.outreach import addresses
from shouwang.systems.outreach.kept_cards import kept_card
from shouwang.systems.outreach.poster import Look, NotOurWord, PosterWords
from shouwang.systems.outreach.queries import bulletins as queries
from shouwang.ui.moments import ago, exact
from shouwang.ui.parts import Row

MOST_OVER = 200
SHORTLY = "private, max-age=300"  # what is taken down is soon gone from telephones too


@dataclass(frozen=True)
class Shown:
    """One bulletin as its page has it; `lang` where it is not the page's."""

    title: str
    text: str
    lang: str
    kind: str
    when: str
    until: str
    is_over: bool
    source: str
    level: str


@require_safe
def bulletins(request: HttpRequest, code: str) -> HttpResponse:
    """What hangs, and what hung in the last 90 days."""
    room, now = shown_room(code), timezone.now()
    hanging = [_row(one, now) for one in queries.on_the_wall(room, now)]
    over = [_row(one, now) for one in queries.shown(room, now)[:MOST_OVER]]
    context = {"public": frame(room, now), "room": room, "hanging": hanging, "over": over}
    return render(request, "public/bulletins.html", context | {"feed": reverse("api:bulletins", args=[room.code])})


@require_safe
def bulletin(request: HttpRequest, code: str, short: str) -> HttpResponse:
    """One of them, to read, hear, print. What is over says so; 410, so that search engines forget it."""
    room, now = shown_room(code), timezone.now()
    one = _found(room, short)
    public = replace(frame(room, now), foot=())
    if not _is_readable(one, now):
        return render(request, "public/bulletin_gone.html", {"public": public, "room": room}, status=410)
    shown = _shown(one, now)
    context = {
        "public": public,
        "room": room,
        "one": shown,
        "text": dialled(shown.text),
        "sound": addresses.sound(one) if one.audio_id else "",
        "sound_href": settings.PUBLIC_URL + addresses.sound(one),
        "sound_bytes": one.audio.size if one.audio_id else 0,
        "card": settings.PUBLIC_URL + addresses.card(one),
        "address": settings.PUBLIC_URL + addresses.page(one),
        "brief": " ".join(shown.text.split())[:120],
        "list_href": reverse("public:bulletins", args=[room.code]),
    }
    return render(request, "public/bulletin.html", context, status=410 if shown.is_over else 200)


@require_safe
def short(request: HttpRequest, short: str) -> HttpResponse:
    """The address that is pasted or read from a picture; leads to the page."""
    one = queries.by_short(short)
    if one is None:
        raise Http404
    return redirect(addresses.page(one))


@require_safe
def card(request: HttpRequest, code: str, short: str) -> HttpResponse:
    """Its picture, as chats show it."""
    one = _found(shown_room(code), short)
    if not _is_readable(one, timezone.now()):
        raise Http404
    try:
        content = kept_card(_on_card(one))
    except (NoChineseFont, NotOurWord):
        raise Http404 from None
    return HttpResponse(content, content_type="image/png", headers={"Cache-Control": SHORTLY})


@require_safe
def sound(request: HttpRequest, code: str, short: str) -> HttpResponseBase:
    """Its sound, whole or the piece a player asks for."""
    one = _found(shown_room(code), short)
    if not (one.audio_id and one.stands(timezone.now()) and one.audio.path.is_file()):
        raise Http404
    try:
        answer = given(one.audio, ranges.wanted(request.headers.get("Range", ""), one.audio.size))
    except ranges.Unsatisfiable as outside:
        return HttpResponse(status=416, headers=outside.headers)
    answer["Cache-Control"] = SHORTLY
    return answer


def _found(room: Room, short: str) -> Any:
    one = queries.public(room, short)
    if one is None:
        raise Http404
    return one


def _is_readable(one: Any, now: datetime) -> bool:
    """It hangs, or its time ended within the archive's 90 days; what was taken down is not shown any more."""
    if one.stands(now):
        return True
    return one.state != "taken_down" and one.released_at is not None and one.released_at > now - queries.ARCHIVE


def _shown(one: Any, now: datetime) -> Shown:
    source = _("Issued by %(issuer)s on %(when)s, number %(number)s. Passed on by %(room)s, word for word.")
    said = {"issuer": one.issuer, "number": one.number, "room": in_words(one.room)}
    return Shown(
        title=either(one.title, one.title_en),
        text=either(one.text, one.text_en),
        lang=CHINESE if is_read_in_english() and not one.text_en else "",
        kind=str(one.get_kind_display()),
        when=exact(one.released_at),
        until=exact(one.expires_at) if one.expires_at else "",
        is_over=not one.stands(now),
        source=source % (said | {"when": exact(one.issued_at)}) if one.is_warning else "",
        level=" · ".join(filter(None, (str(one.get_level_display()), one.area))) if one.is_warning else "",
    )


def _on_card(one: Any) -> PosterWords:
    is_fraud = one.campaign is not None and one.campaign.theme == "fraud"
    return PosterWords(
        title=one.title,
        text=one.text,
        room=one.room.name,
        phone=one.room.phone,
        source=one.issuer,
        number=one.number,
        level=one.level,
        valid_until=timezone.localdate(one.expires_at) if one.expires_at else None,
        url=settings.PUBLIC_URL + addresses.short(one),
        look=Look.OFFICIAL if one.is_warning else Look.SCAM if is_fraud else Look.NOTICE,
    )


def _row(one: Any, now: datetime) -> Row:
    return Row(
        either(one.title, one.title_en),
        reverse("public:bulletin", args=[one.room.code, one.short]),
        when=ago(one.released_at),
        exact=exact(one.released_at),
        tone="red" if one.is_warning or one.is_urgent else "blue",
        facts=[str(one.get_kind_display())],
    )
