"""A volunteer leaves; and before or after, what they served on paper."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.volunteers import Period
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.patrol import volunteer_words as words
from shouwang.surfaces.desk.views.patrol.volunteer import fetch, up
from shouwang.surfaces.desk.views.patrol.words import volunteer_name
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.actions import volunteers as actions
from shouwang.systems.patrol.certificate import CERTIFICATE
from shouwang.systems.patrol.queries import turns, volunteers
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Question

both = require_http_methods(["GET", "HEAD", "POST"])
manages = staff(Permission.VOLUNTEER_MANAGE)


@both
@manages
def hours(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What they served, year by year, and a record of it as PDF for a time of their choice."""
    one = fetch(request, pk)
    today = timezone.localdate()
    form = Period(sent(request), initial={"since": date(today.year, 1, 1), "until": today})
    if form.is_bound and form.is_valid():
        actions.look_at(by=request.user, volunteer=one, verb="patrol.service_record")
        try:
            content = to_pdf(CERTIFICATE, _values(one, form.cleaned_data), moments.language())
        except NoChineseFont as wrong:
            messages.error(request, str(wrong))
            return redirect("desk-patrol:volunteer-hours", pk=pk)
        response = HttpResponse(content, content_type="application/pdf")
        response.headers["Content-Disposition"] = 'inline; filename="service-record.pdf"'
        return response
    actions.look_at(by=request.user, volunteer=one)
    years = [year for year in (today.year, today.year - 1, today.year - 2) if year >= one.joined_at.year - 1]
    facts = [_year(one, year) for year in years]
    ask = Ask(form, _("A record of it"), _("Make the PDF"), gives_file=True)
    lead = _("Free of charge for whoever asks for their own. It counts turns and hours; there are no points.")
    return page(request, _("Record of service"), Block(_("Served"), facts=facts), lead=lead, up=up(one), asks=[ask])


@both
@manages
def leave(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What goes and what stays is said first."""
    one = fetch(request, pk)
    if request.method == "POST":
        forgotten = actions.leave(by=request.user, volunteer=one)
        messages.success(
            request,
            _("They left. Name, number and phone are forgotten.")
            if forgotten
            else _("They left the volunteers. Another part of the room still knows them, so their name stays there."),
        )
        return redirect("desk-patrol:people")
    actions.look_at(by=request.user, volunteer=one)
    since = date(timezone.localdate().year, 1, 1)
    facts = [
        Fact(_("Volunteer"), volunteer_name(one)),
        Fact(_("Turns to come"), str(len(volunteers.turns_ahead(one))), note=_("those places are free again")),
        Fact(
            _("Served this year"),
            words.hours_words(turns.service_hours(one, since)),
            note=_("a record can only be made before they leave"),
        ),
        Fact(_("Phones on the list"), str(len(one.person.phones)), note=_("show no shifts any more")),
    ]
    question = Question(
        title=_("Does this volunteer leave?"),
        text=_(
            "Deleted at once: training, insurance, times, skills, wishes, their calendar. Name and number are forgotten, "
            "unless a watch group still needs them. Their past turns stay as a number without a name. "
            "This can't be undone."
        ),
        verb=_("They leave"),
        back_href=reverse("desk-patrol:volunteer", args=[pk]),
        tone="danger",
        facts=facts,
    )
    return render(request, "ui/confirm.html", {"question": question})


def _year(one: Any, year: int) -> Fact:
    since, until = date(year, 1, 1), date(year, 12, 31)
    served = words.hours_words(turns.service_hours(one, since, until))
    return Fact(str(year), served, note=words.times_words(turns.times_served(one, since, until)))


def _values(one: Any, said: dict[str, date]) -> dict[str, object]:
    """What stands in the record, in the language of the page."""
    since, until = said["since"], said["until"]
    return {
        "issuer": name_of(one.room),
        "name": volunteer_name(one),
        "since": since,
        "until": until,
        "work": _("Patrolling the village on foot and standing posts, as a volunteer and unpaid"),
        "times": str(turns.times_served(one, since, until)),
        "hours": f"{turns.service_hours(one, since, until):.1f}",
        "signed_by": "",
        "sealed_by": "",
    }
