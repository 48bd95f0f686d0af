"""When a volunteer can come, and what they wish and can: written down at the desk for who has no phone at hand."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.volunteer_times import OneOff, Week, Wish
from shouwang.surfaces.desk.forms.volunteers import Skills
from shouwang.surfaces.desk.settings_page import Ask, Block, home, page, sent
from shouwang.surfaces.desk.views.patrol.volunteer import fetch, up
from shouwang.surfaces.desk.views.patrol.words import volunteer_name
from shouwang.systems.patrol.actions import availability, volunteers
from shouwang.systems.patrol.queries import volunteers as queries
from shouwang.systems.patrol.volunteering import Weekly
from shouwang.ui import moments
from shouwang.ui.parts import Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
manages = staff(Permission.VOLUNTEER_MANAGE)


@both
@manages
def week(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A line for each day of the week."""
    one = fetch(request, pk)
    known = [Weekly(each.weekday, each.starts, each.ends) for each in one.availabilities.all()]
    form = Week(sent(request), week=known)
    if form.is_bound and form.is_valid():
        availability.set_week(by=request.user, volunteer=one, week=form.week())
        messages.success(request, _("Kept."))
        return redirect("desk-patrol:volunteer", pk=pk)
    if not form.is_bound:
        volunteers.look_at(by=request.user, volunteer=one)
    context = {"title": _("The week"), "home": home(request), "up": up(one), "form": form, "who": volunteer_name(one)}
    return render(request, "desk/patrol/week.html", context, status=422 if form.is_bound else 200)


@both
@manages
def away(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Times that are not as every week, and a form for one more."""
    one = fetch(request, pk)
    form = OneOff(sent(request))
    if form.is_bound and form.is_valid():
        try:
            availability.add_one_off(by=request.user, volunteer=one, **form.cleaned_data)
        except availability.TooMany:
            form.add_error(None, _("That is more than can be kept: take out what is not needed any more."))
        else:
            messages.success(request, _("Kept. Shifts they are in already stay: ask them, or look who goes instead."))
            return redirect("desk-patrol:volunteer-away", pk=pk)
    if not form.is_bound:
        volunteers.look_at(by=request.user, volunteer=one)
    coming = sorted((each for each in one.one_offs.all() if each.ends_at > timezone.now()), key=lambda e: e.starts_at)
    block = Block(
        _("Not as every week"),
        rows=[_one_off(each) for each in coming],
        empty=_("As every week"),
        advice=_("Write down a journey, a harvest, a wedding: why is nobody's affair and is not asked."),
        icon="calendar",
    )
    ask = Ask(form, _("One more time"), _("Save"))
    return page(request, _("Away, or free for once"), block, up=up(one), asks=[ask])


@require_POST
@manages
def drop_one_off(request: DeskRequest, pk: UUID) -> HttpResponse:
    """It is as every week after all."""
    one = there(queries.one_off_of(request.user, pk))
    availability.drop_one_off(by=request.user, one_off=one)
    messages.success(request, _("Taken out."))
    return redirect("desk-patrol:volunteer-away", pk=one.volunteer_id)


@both
@manages
def wishes(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What they can do and what they wish. Names the other volunteers, so the look is one at all of them."""
    one = fetch(request, pk)
    others = [(each, volunteer_name(each)) for each in queries.volunteers(request.user, one.room) if each.pk != one.pk]
    known = {"kinds": [each.kind for each in one.skills.all()]}
    skills = Skills(sent(request, "skills"), initial=known)
    wish = Wish(sent(request, "wishes"), others=others, initial=_known(one))
    if skills.is_bound and skills.is_valid():
        volunteers.set_skills(by=request.user, volunteer=one, kinds=skills.cleaned_data["kinds"])
        messages.success(request, _("Kept."))
        return redirect("desk-patrol:volunteer", pk=pk)
    if wish.is_bound and wish.is_valid():
        availability.set_wishes(by=request.user, volunteer=one, wishes=wish.wishes())
        messages.success(request, _("Kept."))
        return redirect("desk-patrol:volunteer", pk=pk)
    if request.method != "POST":
        volunteers.look(by=request.user, room=one.room)
        volunteers.look_at(by=request.user, volunteer=one)
    asks = [
        Ask(skills, _("What they can do"), _("Save"), act="skills"),
        Ask(wish, _("What they wish"), _("Save"), act="wishes", tone="plain"),
    ]
    lead = _("Hours hold unless they agreed to another. With whom is tried for, never promised.")
    return page(request, _("Skills and wishes"), lead=lead, up=up(one), asks=asks)


def _known(one: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"beside": [str(other.pk) for other in queries.beside_of(one)]}
    for each in one.wishes.all():
        if each.hour is not None or each.times:
            found[each.kind] = each.hour or each.times
    return found


def _one_off(each: Any) -> Row:
    what = _("free after all") if each.is_free else _("away")
    drop = reverse("desk-patrol:volunteer-drop-away", args=[each.pk])
    span = f"{moments.exact(each.starts_at)} – {moments.exact(each.ends_at)}"
    return Row(span, facts=[what], verb=Verb(_("Take out"), drop, post=True))
