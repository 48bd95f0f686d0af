"""When the officers visit, and what for: hours, days that are not as usual, purposes, how fast one gets about."""

from collections.abc import Callable
from datetime import date, datetime, time
from itertools import groupby
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.visiting import Day, PurposeForm, Rules, Week
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.words import in_a_line, name_of
from shouwang.systems.services.actions import visiting as actions
from shouwang.systems.services.queries import visiting as queries
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row, Tab, Verb

keepers = staff(Permission.SERVICE_MANAGE)
both = require_http_methods(["GET", "HEAD", "POST"])
HOURS, DAY, RULES = "hours", "day", "rules"


@both
@keepers
def visiting(request: DeskRequest) -> HttpResponse:
    """Everything of it on one page."""
    room = request.room
    said = queries.rules(room)
    asked: dict[str, tuple[django_forms.Form, Callable[[Any], None]]] = {
        HOURS: (Week(sent(request, HOURS), room=room, viewer=request.user), lambda form: _set_week(request, form)),
        DAY: (Day(sent(request, DAY), room=room, viewer=request.user), lambda form: _set_day(request, form)),
        RULES: (
            Rules(sent(request, RULES), initial={name: getattr(said, name) for name in Rules.base_fields}),
            lambda form: _set_rules(request, form),
        ),
    }
    if request.method == "POST" and "begin" in request.POST:
        actions.begin(by=request.user, room=room)
        return redirect("desk-services:visiting")
    wanted = request.POST.get("act") or request.GET.get("which", "")
    wanted = wanted if wanted in asked else HOURS
    for form, do in asked.values():
        if form.is_bound and form.is_valid():
            try:
                do(form)
            except Refused:
                form.add_error("closes", _("Hours of one day must be in order and must not overlap."))
            else:
                messages.success(request, _("Kept."))
                return redirect(f"{reverse('desk-services:visiting')}?which={wanted}")
    titles = {HOURS: _("Hours of somebody"), DAY: _("A day that is not as usual"), RULES: _("Way and notice")}
    asks = [Ask(asked[wanted][0], titles[wanted], _("Keep"), act=wanted, keep=f"visiting-{wanted}")]
    tabs = [Tab(title, f"?which={act}", act == wanted) for act, title in titles.items()]
    lead = _("People book only in these hours, and only what fits with the way there. What is booked already stays.")
    up = (_("Home visits"), reverse("desk-services:visits"))
    return page(request, _("Hours and purposes of visits"), *_blocks(request), lead=lead, up=up, asks=asks, tabs=tabs)


def _set_week(request: DeskRequest, form: Any) -> None:
    account = form.cleaned_data["account"]
    week: dict[int, Any] = {}
    for one in queries.hours(request.room):
        if one.account_id == account.pk:
            week[one.weekday] = (*week.get(one.weekday, ()), (one.opens, one.closes))
    week |= dict.fromkeys(form.weekdays, form.spans)
    actions.set_hours(by=request.user, room=request.room, account=account, week=sorted(week.items()))


def _set_day(request: DeskRequest, form: Any) -> None:
    actions.set_day(by=request.user, room=request.room, **form.cleaned_data)


def _set_rules(request: DeskRequest, form: Any) -> None:
    actions.set_rules(by=request.user, room=request.room, **form.cleaned_data)


def _blocks(request: DeskRequest) -> list[Block]:
    room = request.room
    hours = []
    for account, of_one in groupby(queries.hours(room), key=lambda one: one.account):
        days = [
            f"{WEEKDAYS_ABBR[weekday]} " + in_a_line(_span(one) for one in spans)
            for weekday, spans in groupby(of_one, key=lambda one: one.weekday)
        ]
        hours.append(Row(name_of(account), facts=days))
    off = [
        Row(
            _day_words(one.date), facts=[name_of(one.account), _off(one), one.reason],
            verb=Verb(_("As usual again"), reverse("desk-services:visiting-drop", args=[one.pk]), post=True),
        )
        for one in queries.days(room, timezone.localdate())
    ]  # fmt: skip
    purposes = [
        Row(
            name_of(one), reverse("desk-services:purpose", args=[one.pk]),
            facts=[ngettext("%(n)s minute", "%(n)s minutes", one.minutes) % {"n": one.minutes}],
            pills=[] if one.is_offered else [Pill(_("not offered"), "grey")],
        )
        for one in queries.purposes(room, all_of=True)
    ]  # fmt: skip
    add = [Verb(_("Add a purpose"), reverse("desk-services:purpose-new"), icon="plus")]
    if not purposes:
        begin = Verb(
            _("Begin with five usual ones"),
            reverse("desk-services:visiting"),
            post=True,
            tone="primary",
            fields={"begin": "1"},
        )
        add.insert(0, begin)
    return [
        Block(_("Who visits when"), rows=hours, empty=_("Nobody has hours for visits yet"), icon="clock"),
        Block(_("Days that are not as usual"), rows=off, empty=_("All days are as usual"), icon="calendar-days"),
        Block(_("What one can be visited for"), rows=purposes, empty=_("Nothing yet"), icon="house", verbs=add),
    ]


def _day_words(day: date) -> str:
    """With its weekday; of another year with the year instead."""
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    return moments.weekday(noon) if day.year == timezone.localdate().year else moments.day(noon)


def _hour(at: time, *, ends: bool = False) -> str:
    return "24:00" if ends and at == time() else f"{at:%-H:%M}"


def _span(one: Any) -> str:
    return f"{_hour(one.opens)}–{_hour(one.closes, ends=True)}"


def _off(one: Any) -> str:
    return _("no visits") if one.is_off else _span(one)


@require_POST
@keepers
def drop_day(request: DeskRequest, pk: UUID) -> HttpResponse:
    """That day is as usual again."""
    one = there(queries.day_of(request.room, pk))
    actions.drop_day(by=request.user, room=request.room, day=one)
    return redirect("desk-services:visiting")


@both
@keepers
def purpose_new(request: DeskRequest) -> HttpResponse:
    """Something else to be visited for."""
    return _purpose(request, None)


@both
@keepers
def purpose(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Change what one can be visited for, or stop offering it."""
    return _purpose(request, there(queries.purpose_of(request.room, pk)))


def _purpose(request: DeskRequest, known: Any) -> HttpResponse:
    initial = {name: getattr(known, name) for name in PurposeForm.base_fields} if known else None
    form = PurposeForm(sent(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.set_purpose(by=request.user, room=request.room, purpose=form.entered(), known=known)
        except Refused:
            form.add_error("name", _("There is one with this name already."))
        else:
            messages.success(request, _("Kept."))
            return redirect("desk-services:visiting")
    title = name_of(known) if known else _("Add a purpose")
    ask = Ask(form, title, _("Keep"), keep=f"purpose-{known.pk if known else 'new'}")
    up = (_("Hours and purposes of visits"), reverse("desk-services:visiting"))
    return page(request, title, up=up, asks=[ask])
