"""Booking a visit: what for, who and where, day and time, who books. Each step has an address, what was typed is on the phone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import IdTaken, Receipt, Reporter
from shouwang.kernel.people.actions import give_consent
from shouwang.lib.ids import uuid7
from shouwang.surfaces.public import guards, visit_said
from shouwang.surfaces.public.frame import frame, in_words, shown_room, without_hole
from shouwang.surfaces.public.telling import key_of
from shouwang.surfaces.public.views.tell import TAKEN, TOO_MANY, WRONG, too_many_words
from shouwang.surfaces.public.visit_forms import Where, Who, time_of
from shouwang.surfaces.public.visit_words import Button, buttons, time_words
from shouwang.systems.services import visit_text
from shouwang.systems.services.actions.visit_booking import Taken, Time, Wish, book
from shouwang.systems.services.queries import visit_days
from shouwang.systems.services.queries.visit_days import Want
from shouwang.systems.services.queries.visiting import is_bookable, purpose_of, purposes
from shouwang.systems.services.visit_kind import ICONS, KIND
from shouwang.ui import moments
from shouwang.ui.parts import Step, Tile

DAYS_SHOWN = 3
NO_TIMES: Mapping[str, object] = {"days": [], "later": "", "soonest": ""}


@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """What for?"""
    room = _bookable(code)
    tiles = [
        Tile(
            in_words(one),
            ngettext("about %(n)s minute", "about %(n)s minutes", one.minutes) % {"n": one.minutes},
            reverse("public:visit-book", args=[room.code, one.pk]),
            icon=ICONS[one.sort],
        )
        for one in purposes(room)
    ]
    context = {"public": frame(room), "tiles": without_hole(tiles), "steps": _steps("what"), "title": KIND.public_name}
    return render(request, "public/visit.html", context)


@dataclass
class Booking:
    """What was said so far."""

    room: Room
    purpose: Any
    where: Where
    who: Who
    time: str = ""
    key: UUID = field(default_factory=uuid7)
    part: str = "where"
    trouble: list[str] = field(default_factory=list)
    near: list[Button] = field(default_factory=list)

    @property
    def chosen(self) -> Time | None:
        return time_of(self.time) if self.time else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def book_visit(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """The other three steps: each is got from an address of its own, and what is sent leads on to the next one's."""
    room = _bookable(code)
    purpose = purpose_of(room, pk)
    if purpose is None or not purpose.is_offered:
        raise Http404
    before = visit_said.read(request, purpose.pk)
    if request.method != "POST":
        return _step(request, room, purpose, before)
    said = request.POST
    is_last = said.get("part") == "who"
    now = Booking(
        room, purpose, Where(said, room=room), Who(said if is_last else None), said.get("time", ""),
        key_of(said.get("key") or before.get("key", "")), "who" if is_last else "where",
    )  # fmt: skip
    return _next(request, now, before)


def _step(request: HttpRequest, room: Room, purpose: Any, before: Mapping[str, str]) -> HttpResponse:
    """One step with what was typed in it before; where those before it are not filled in, the first of these."""
    part = request.GET.get("step", "where")
    now = Booking(
        room, purpose, Where(before, room=room), Who(None, initial=dict(before)), request.GET.get("time", ""),
        key_of(before.get("key", "")), part,
    )  # fmt: skip
    if part not in ("when", "who"):
        now.where, now.part = Where(None, room=room, initial=before), "where"
        return _page(request, now)
    if not now.where.is_valid():
        return HttpResponseRedirect(request.path)
    if part == "who" and now.chosen is None:
        return HttpResponseRedirect(f"{request.path}?step=when")
    return _page(request, now)


def _next(request: HttpRequest, now: Booking, before: Mapping[str, str]) -> HttpResponse:
    """One step on, or back to where something is wrong, with all that was typed."""
    said = {name: request.POST.get(name, before.get(name, "")) for name in (*now.where.fields, *Who.base_fields)}
    said["key"] = str(now.key)
    if not now.where.is_valid():
        now.part = "where"
        return _page(request, now, WRONG)
    if now.part == "where" or "back" in request.POST:
        response: HttpResponse = HttpResponseRedirect(f"{request.path}?step=when", status=303)
    elif now.chosen is None:
        now.part, now.trouble = "when", [_("Please choose a time.")]
        response = _page(request, now, WRONG)
    elif not now.who.is_valid():
        response = _page(request, now, WRONG)
    else:
        return _counted(request, now, said)
    visit_said.keep(response, request, now.purpose.pk, said)
    return response


def _counted(request: HttpRequest, now: Booking, said: dict[str, str]) -> HttpResponse:
    """Book it, unless a lot was sent from there; what was typed stays on the phone until it is booked."""
    with transaction.atomic():
        may_send = guards.may_send(request)
    if may_send:
        response = _send(request, now)
    else:
        now.trouble = [too_many_words()]
        response = _page(request, now, TOO_MANY)
    if isinstance(response, HttpResponseRedirect):
        visit_said.forget(response, request)
    else:
        visit_said.keep(response, request, now.purpose.pk, said | {"key": str(now.key)})
    return response


def _send(request: HttpRequest, now: Booking) -> HttpResponse:
    try:
        receipt = _book(now)
    except Taken:
        now.part = "when"
        now.trouble = [_("Somebody was quicker: that time is gone. These are the nearest that are free.")]
        now.near = nearest(now.room, _want(now), now.chosen)
        now.time = ""
        return _page(request, now, TAKEN)
    except IdTaken:
        now.key = uuid7()
        now.trouble = [_("You have sent something from this page before. To send this as a new matter, press again.")]
        return _page(request, now, TAKEN)
    return HttpResponseRedirect(reverse("public:receipt", args=[receipt.code]), status=303)


@transaction.atomic
def _book(now: Booking) -> Receipt:
    said, who = now.where.cleaned_data, now.who.cleaned_data
    wish = Wish(
        purpose=now.purpose, why=said["why"], reporter=Reporter(name=who["name"], phone=who["phone"]),
        for_whom=said["for_whom"], visited_name=said["visited_name"], address=said["address"], words=said["words"],
        place=now.where.places.get(said["place"]),
    )  # fmt: skip
    receipt = book(by=PUBLIC, room=now.room, wish=wish, time=now.chosen or Time(), id=now.key)
    if receipt.is_new and receipt.matter.reporter:
        version = visit_text.current().version
        give_consent(
            by=PUBLIC,
            person=receipt.matter.reporter,
            purpose=visit_text.PURPOSE,
            text_version=version,
            channel="public",
        )
    return receipt


def _want(now: Booking) -> Want:
    place = now.where.places.get(now.where.cleaned_data.get("place", ""))
    return Want(now.purpose.minutes, (place.longitude, place.latitude) if place else None)


def nearest(room: Room, want: Want, chosen: Time | None, besides: UUID | None = None) -> list[Button]:
    """The free times nearest to one that is gone, as buttons."""
    if chosen is None or chosen.starts_at is None:
        return []
    found = visit_days.near(room, want, chosen.starts_at, timezone.now(), besides=besides)
    return [Button(one.isoformat(), time_words(one)) for one in found]


def _page(request: HttpRequest, now: Booking, status: int = 200) -> HttpResponse:
    context = {
        "public": frame(now.room),
        "room": now.room,
        "booking": now,
        "title": KIND.public_name,
        "here": request.path,
        "purpose": in_words(now.purpose),
        "steps": _steps(now.part),
        "key": str(now.key),
        "carried": _carried(now),
        "consent": visit_text.current().said(moments.language()),
    }
    if now.part == "when":
        found = offered(request, now.room, _want(now), ask="step=when&")
        if found is None:
            now.trouble, status = [too_many_words()], TOO_MANY
        context |= found or NO_TIMES
    if now.part == "who" and now.chosen is not None:
        context["when"] = chosen_words(now.chosen)
    return render(request, "public/visit_book.html", context, status=status)


def offered(request: HttpRequest, room: Room, want: Want, visit: Any = None, ask: str = "") -> dict[str, object] | None:
    """The next free days, and where later ones are; None for who looked too often. `visit`: one that is moved.

    `ask`: what else stands in the address of this step.
    """
    since = _date(request.GET.get("since", ""))
    with transaction.atomic():
        if not guards.may_seek_times(request):
            return None
    days = visit_days.free_days(
        room, want, timezone.now(), since=since, most=DAYS_SHOWN + 1, besides=visit.pk if visit else None
    )
    own = visit.starts_at if visit and visit.is_timed else None
    later = f"?{ask}since={days[DAYS_SHOWN].day.isoformat()}" if len(days) > DAYS_SHOWN else ""
    return {"days": buttons(days[:DAYS_SHOWN], own), "later": later, "soonest": f"?{ask}" if since else ""}


def chosen_words(time: Time) -> str:
    """The pressed time in words."""
    if time.starts_at:
        return time_words(time.starts_at)
    if time.day:
        noon = datetime.combine(time.day, datetime.min.time(), timezone.get_current_timezone())
        half = _("morning") if time.half == "am" else _("afternoon")
        return f"{time_words(noon).rsplit(' ', 1)[0]} {half}"
    return _("We ring you and find a time together.")


def _carried(now: Booking) -> list[tuple[str, str]]:
    """What the other steps said, as hidden inputs: what is booked is what this page was opened with."""
    if now.part != "who":
        return []
    return [*((bound.name, str(bound.value() or "")) for bound in now.where), ("time", now.time)]


def _bookable(code: str) -> Room:
    room = shown_room(code)
    if not is_bookable(room):
        raise Http404
    return room


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _steps(part: str) -> list[Step]:
    words = {
        "what": _("What we come for"),
        "where": _("Who and where"),
        "when": _("Day and time"),
        "who": _("Your name"),
    }
    order = list(words)
    at = order.index(part if part in words else "where")
    return [Step(words[key], "done" if n < at else "now" if n == at else "next") for n, key in enumerate(order)]
