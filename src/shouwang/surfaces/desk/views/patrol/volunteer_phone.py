"""A volunteer's telephone and calendar: codes to join by, phones on the list, the secret address of their turns."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_phone_code
from shouwang.surfaces.desk import phone_codes
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.settings_page import Block, Once, page
from shouwang.surfaces.desk.views.patrol.volunteer import fetch, up
from shouwang.systems.patrol.actions import calendars
from shouwang.systems.patrol.actions import volunteers as actions
from shouwang.systems.patrol.queries import volunteers as queries
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Question, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
manages = staff(Permission.VOLUNTEER_MANAGE)


@both
@manages
def phone(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Phones on the list, and what opens: a code to join by, an address of a calendar. Making one shows it this once."""
    one = fetch(request, pk)
    once = None
    match request.POST.get("do", ""):
        case "code":
            secret = actions.give_phone_code(by=request.user, volunteer=one)
            once = phone_codes.once(request, secret, reverse("desk-patrol:volunteer-code-sheet"))
        case "code-back":
            actions.take_back_phone_code(by=request.user, volunteer=one)
            messages.success(request, _("The code lets nobody in any more."))
            return redirect("desk-patrol:volunteer-phone", pk=pk)
        case "calendar":
            once = _calendar_once(request, calendars.make_calendar(by=request.user, volunteer=one))
        case "calendar-back":
            calendars.take_back_calendar(by=request.user, volunteer=one)
            messages.success(request, _("The address works no more."))
            return redirect("desk-patrol:volunteer-phone", pk=pk)
        case _nothing:
            actions.look_at(by=request.user, volunteer=one)
    blocks = [_phones(one), _code(one), _calendar(one)]
    return page(request, _("Telephone and calendar"), *blocks, up=up(one), once=once)


@require_POST
@manages
def code_sheet(request: DeskRequest) -> HttpResponse:
    """The code on paper."""
    return phone_codes.sheet(request, Permission.VOLUNTEER_MANAGE, "desk-patrol:people")


@both
@manages
def phone_off(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A phone was lost or changed hands."""
    device = there(queries.phone_of(request.user, pk))
    one = there(queries.volunteer_by(device.person))
    back = reverse("desk-patrol:volunteer-phone", args=[one.pk])
    if request.method == "POST":
        actions.take_off_phone(by=request.user, device=device)
        messages.success(request, _("Taken off the list. What was written on it stays on it."))
        return redirect(back)
    question = Question(
        title=_("Stop this phone?"),
        text=_("It shows no shifts any more and can't report. A new code lets it in again."),
        verb=_("Stop this phone"),
        back_href=back,
        tone="danger",
        facts=[Fact(pgettext("device", "Phone"), device.label or _("A phone"))],
    )
    return render(request, "ui/confirm.html", {"question": question})


def _phones(one: Any) -> Block:
    rows = [_phone_row(device) for device in one.person.phones]
    return Block(
        _("Phones on the list"),
        rows=rows,
        empty=_("No phone is on the list"),
        advice=_("Make a code below; they scan it with their phone."),
        icon="smartphone",
    )


def _phone_row(device: Any) -> Row:
    off = reverse("desk-patrol:volunteer-phone-off", args=[device.pk])
    facts = [
        _("on the list since %(when)s") % {"when": moments.day(device.enrolled_at)},
        _("seen %(when)s") % {"when": moments.day(device.seen_at)},
    ]
    return Row(device.label or _("A phone"), facts=facts, verb=Verb(_("Stop this phone"), off, tone="danger"))


def _code(one: Any) -> Block:
    to = reverse("desk-patrol:volunteer-phone", args=[one.pk])
    code = open_phone_code(one.person, timezone.now())
    if code is None:
        make = Verb(_("Make a code"), to, post=True, icon="qr-code", fields={"do": "code"})
        advice = _("With it a phone of theirs shows their shifts and takes reports, without a password.")
        return Block(_("Join with your phone"), advice=advice, verbs=[make])
    facts = [Fact(_("A code is open"), _("until %(when)s") % {"when": moments.day(code.expires_at)})]
    verbs = [
        Verb(_("Make another"), to, post=True, icon="qr-code", fields={"do": "code"}),
        Verb(_("Take the code back"), to, post=True, tone="danger", fields={"do": "code-back"}),
    ]
    return Block(_("Join with your phone"), facts=facts, verbs=verbs)


def _calendar(one: Any) -> Block:
    to = reverse("desk-patrol:volunteer-phone", args=[one.pk])
    if not one.calendar_digest:
        make = Verb(_("Make the address"), to, post=True, icon="calendar", fields={"do": "calendar"})
        advice = _("Their shifts in the calendar of their phone: place and time, no names.")
        return Block(_("Calendar of their turns"), advice=advice, verbs=[make])
    made = one.calendar_made_at
    facts = [Fact(_("Address made"), moments.ago(made), note=moments.exact(made))]
    verbs = [
        Verb(_("Make another"), to, post=True, fields={"do": "calendar"}),
        Verb(_("Take it away"), to, post=True, tone="danger", fields={"do": "calendar-back"}),
    ]
    return Block(_("Calendar of their turns"), facts=facts, verbs=verbs)


def _calendar_once(request: DeskRequest, secret: str) -> Once:
    address = phone_codes.for_phones(request, reverse("api:turns", args=[secret]))
    text = _("They give it to the calendar of their phone. Who knows it sees when they go where. Shown only now.")
    caution = phone_codes.caution_of(address)
    return Once(_("The address of their calendar"), text, address, is_scanned=True, caution=caution)
