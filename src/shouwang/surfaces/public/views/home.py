"""The room's page, the list of rooms, and the two pages that say how we count and what we do with data."""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import follow, kinds
from shouwang.kernel.matters.models.matter import KEPT_YEARS
from shouwang.surfaces.public import released
from shouwang.surfaces.public.counts import last_month
from shouwang.surfaces.public.frame import (
    CHINESE,
    bare_frame,
    either,
    frame,
    in_words,
    is_open,
    is_read_in_english,
    privacy_tab,
    rights_tab,
    shown_room,
    without_hole,
)
from shouwang.surfaces.public.sending import NOTICE
from shouwang.systems.outreach.queries.bulletins import on_the_wall
from shouwang.systems.outreach.scam_kind import KIND as SCAM
from shouwang.systems.services.errand_kind import KIND as ERRAND
from shouwang.systems.services.queries.visiting import is_bookable
from shouwang.systems.services.visit_kind import KIND as VISIT
from shouwang.ui.moments import ago, day, exact
from shouwang.ui.parts import Tab, Tile

MOST_BULLETINS = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """With one room its page; with several, which one?"""
    rooms = list(Room.objects.select_related("station").order_by("code"))
    if len(rooms) == 1:
        return _room_page(request, rooms[0])
    tiles = [
        Tile(in_words(one), _address(one), reverse("public:room", args=[one.code]), icon="house", wide=True)
        for one in rooms
    ]
    return render(request, "public/rooms.html", {"public": bare_frame(), "tiles": tiles})


@require_safe
def room(request: HttpRequest, code: str) -> HttpResponse:
    """A room's page; the code on its wall points here."""
    return _room_page(request, shown_room(code))


@require_safe
def counts(request: HttpRequest, code: str) -> HttpResponse:
    """Last month's figures: what each counts, what it leaves out, when it was counted."""
    shown, now = shown_room(code), timezone.now()
    month = last_month(shown, now)
    return render(
        request,
        "public/counts.html",
        {
            "public": frame(shown, now),
            "month": month,
            "since": day(month.since, now),
            "last": day(month.last_day, now),
            "counted_at": exact(month.counted_at),
        },
    )


@require_safe
def privacy(request: HttpRequest, code: str) -> HttpResponse:
    """Who keeps what, why, how long, and what one may ask for (PIPL Art 7, 17)."""
    shown = shown_room(code)
    context = {
        "public": frame(shown),
        "room": shown,
        "station": in_words(shown.station),
        "address": _address(shown),
        "contact": either(shown.privacy_contact, shown.privacy_contact_en) or shown.phone,
        "years": KEPT_YEARS,
        "open_days": follow.OPEN_DAYS,
        "version": NOTICE,
    }
    return render(request, "public/privacy.html", context)


def _room_page(request: HttpRequest, shown: Room) -> HttpResponse:
    now = timezone.now()
    context = {
        "public": replace(frame(shown, now), foot=_foot(shown)),  # the page itself leads to the rest
        "room": shown,
        "name": in_words(shown),
        "address": _address(shown),
        "open": is_open(shown, now),
        "tiles": _tiles(shown),
        "bulletins": _bulletins(shown, now),
        "released": released.newest(shown),
        "is_english": is_read_in_english(),
        "month": last_month(shown, now),
    }
    return render(request, "public/room.html", context)


def _foot(shown: Room) -> tuple[Tab, ...]:
    """What few look for, but must find."""
    return (
        Tab(_("Who else helps"), reverse("public:who", args=[shown.code])),
        privacy_tab(shown),
        rights_tab(shown),
    )


def _bulletins(shown: Room, now: datetime) -> list[tuple[str, str, str, str, str]]:
    """Title, text, date, where it is not the page's its language, and the page of what hangs on the wall, newest first."""
    return [
        (
            either(one.title, one.title_en),
            either(one.text, one.text_en),
            ago(one.released_at) if one.released_at else "",
            CHINESE if is_read_in_english() and not one.text_en else "",
            reverse("public:bulletin", args=[shown.code, one.short]),
        )
        for one in on_the_wall(shown, now)[:MOST_BULLETINS]
    ]


def _tiles(shown: Room) -> list[Tile]:
    """What one may do here: the kinds of matter, what has pages of its own, and the way back to one's matter."""
    found = [_tile(kind, reverse("public:kind", args=[shown.code, kind.key])) for kind in kinds.offered()]
    found.append(_tile(ERRAND, reverse("public:can", args=[shown.code])))
    if is_bookable(shown):
        found.append(_tile(VISIT, reverse("public:visit", args=[shown.code])))
    found.append(_tile(SCAM, reverse("public:scam", args=[shown.code])))
    lost = reverse("public:lost", args=[shown.code])
    found.append(Tile(_("Lost and found"), _("Lost something, or found it? Look here first."), lost, icon="briefcase"))
    # Always there: to ask whether they hold anything would cost this page two more questions to the database.
    quiz = _("A few questions: would you see through it?")
    found.append(Tile(_("Quiz"), quiz, reverse("public:quiz", args=[shown.code]), icon="lightbulb"))
    hint = _("When the next one is, and what was said before.")
    address = reverse("public:meetings", args=[shown.code])
    found.append(Tile(_("Meetings and theatre"), hint, address, icon="users"))
    hint = _("With the follow code on your receipt.")
    return [
        *without_hole(found),
        Tile(_("What became of my matter?"), hint, reverse("public:follow"), icon="search", wide=True),
    ]


def _tile(kind: kinds.Kind, href: str) -> Tile:
    return Tile(str(kind.public_name), str(kind.public_hint), href, icon=kind.icon)


def _address(shown: Room) -> str:
    return either(shown.address, shown.address_en)
