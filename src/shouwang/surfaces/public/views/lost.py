"""Lost and found for villagers and tourists: I lost, I found, what lies here; and who else helps."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Receipt, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import give_consent
from shouwang.lib.words import date_words
from shouwang.surfaces.public.forms import Who
from shouwang.surfaces.public.frame import CHINESE, either, frame, is_read_in_english, shown_room
from shouwang.surfaces.public.kept import claim
from shouwang.surfaces.public.lost_forms import Finder, Thing
from shouwang.surfaces.public.sending import NOTICE
from shouwang.surfaces.public.views.brief import Brief, answer
from shouwang.systems.services.actions.lost import take_in, title
from shouwang.systems.services.kinds import KIND
from shouwang.systems.services.queries.elsewhere import directory
from shouwang.systems.services.queries.lost import Side, shown_outside
from shouwang.ui import moments
from shouwang.ui.parts import Row, Tile


@require_safe
def lost(request: HttpRequest, code: str) -> HttpResponse:
    """Which of the three."""
    room = shown_room(code)
    tell = {side: reverse("public:tell-lost", args=[room.code, side]) for side in Side.values}
    tiles = [
        Tile(_("I lost something"), _("The room looks for it and rings you."), tell[Side.LOST], icon="search", wide=True),
        Tile(
            pgettext("thing", "I found something"), _("Bring it, or say where it lies."), tell[Side.FOUND],
            icon="package-search", wide=True,
        ),
        Tile(
            _("See what was found"), _("What lies in the room."), reverse("public:found-here", args=[room.code]),
            icon="list", wide=True,
        ),
    ]  # fmt: skip
    context = {"public": frame(room), "title": _("Lost and found"), "tiles": tiles}
    return render(request, "public/choice.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, code: str, side: str) -> HttpResponse:
    """What, when, where, what it is like, who; a finder may stay unnamed and send photos."""
    room = shown_room(code)
    if side not in Side.values:
        raise Http404
    is_found = side == Side.FOUND
    posted = request.POST if request.method == "POST" else None

    def send(page: Brief) -> Receipt:
        said, who = page.form.cleaned_data, page.who.cleaned_data
        named = bool(who["name"] or who["phone"])
        brought = Brought(
            kind=KIND.key, topic="lost", text=said["text"], title=title(side, said["what"], said["text"]), where=said["place"],
            channel=Matter.Channel.PUBLIC, reporter=Reporter(who["name"], who["phone"], is_anonymous=not named),
            files=claim(page.kept, room), id=page.key, more=f"{side} {said['what']} {said['day']}",
        )  # fmt: skip
        told = page.form.told()  # type: ignore[attr-defined]  # the form of this page
        receipt = take_in(by=PUBLIC, room=room, brought=brought, side=side, told=told)
        if receipt.is_new and receipt.matter.reporter:
            person = receipt.matter.reporter
            give_consent(by=PUBLIC, person=person, purpose="matter.answer", text_version=NOTICE, channel="public")
        return receipt

    page = Brief(
        room=room,
        title=pgettext("thing", "I found something") if is_found else _("I lost something"),
        lead=_("Bring it to the room, or to the police. An ID card or a bank card: please bring it at once.") if is_found else "",
        form=Thing(posted),
        who=(Finder if is_found else Who)(posted, kind=KIND),
        verb=_("Send it"),
        privacy=_(
            "Name and number are used only for this, seen by the room alone, and deleted with the matter."
        ) + (" " + _("You need not give either.") if is_found else ""),
        takes_photos=True,
        who_hint=_("You may leave both empty.") if is_found else "",
        refusals={"future": _("That day is still to come.")},
    )  # fmt: skip
    return answer(request, page, send)


@require_safe
def found_here(request: HttpRequest, code: str) -> HttpResponse:
    """What lies in the room: kind, day, place. What it is like is for whoever claims it to say."""
    room, today, language = shown_room(code), timezone.localdate(), moments.language()
    rows = [
        Row(
            str(one.get_what_display()), number=one.matter.reference,
            facts=[fact for fact in (date_words(one.day, today, language), one.place) if fact],
        )
        for one in shown_outside(room)
    ]  # fmt: skip
    context = {
        "public": frame(room), "room": room, "rows": rows,
        "tell": reverse("public:tell-lost", args=[room.code, Side.LOST]),
    }  # fmt: skip
    return render(request, "public/found_here.html", context)


@require_safe
def who(request: HttpRequest, code: str) -> HttpResponse:
    """Who helps with what, emergencies first, with big telephones."""
    room = shown_room(code)
    lines = sorted(directory(room), key=lambda one: (not one.is_emergency, one.sort))
    shown = [
        {
            "name": either(one.name, one.name_en), "does": either(one.does, one.does_en), "phone": one.phone,
            "address": one.address, "hours": one.hours, "is_emergency": one.is_emergency,
            "lang": CHINESE if is_read_in_english() and not one.name_en else "",
        }
        for one in lines
    ]  # fmt: skip
    return render(request, "public/who_helps.html", {"public": frame(room), "lines": shown})
