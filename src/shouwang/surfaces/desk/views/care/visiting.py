"""A visit is written down; the plan of two weeks, made anew by a button, with its reasons in words."""

from collections import Counter
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import How, ask, both, manages, tabs
from shouwang.surfaces.desk.care_words import day_words, weekday_words
from shouwang.surfaces.desk.forms.care.doing import Move, VisitForm
from shouwang.surfaces.desk.settings_page import Block, page, sent
from shouwang.surfaces.desk.views.care.home import number_of
from shouwang.surfaces.desk.words import name_of as words_of
from shouwang.systems.care.actions import visits as actions
from shouwang.systems.care.actions.cases import look_at, look_at_list
from shouwang.systems.care.queries import plan as queries
from shouwang.systems.care.queries.cases import case_of, helpers, planned_of
from shouwang.systems.care.queries.choices import Face, Why
from shouwang.systems.care.queries.opened import aide_name, name_of
from shouwang.ui.parts import Fact, Pill, Row, Verb


@both
@staff(Permission.CARE_WORK)
def visit(request: DeskRequest, pk: UUID) -> HttpResponse:
    """In half a minute."""
    case = there(case_of(request.user, pk))
    if request.method != "POST":
        look_at(by=request.user, case=case, what="visit")
    form = VisitForm(sent(request), way=case.way)
    back = reverse("desk-care:case", args=[pk])
    how = How(
        _("A visit to %(name)s") % {"name": name_of(case.person)}, _("Write it down"), back, (number_of(case.number), back),
        keep=f"care-visit-{pk}",
        lead=_("“Nobody answered” begins the next steps at once, and “needs something” a help request."),
    )  # fmt: skip
    return ask(request, form, lambda: actions.record(by=request.user, case=case, told=form.told()), how)


@require_safe
@staff(Permission.CARE_WORK)
def plan(request: DeskRequest) -> HttpResponse:
    """Two weeks, day by day; beside them who has how much, and who is in no plan."""
    today = timezone.localdate()
    rows = list(queries.planned(request.user, request.room, today))
    gaps = queries.gaps(request.user, request.room, today)
    look_at_list(by=request.user, room=request.room, what="plan", count=len(rows) + len(gaps))
    by_air = queries.off_the_ways(request.room, [one.case for one in rows])
    several = Counter((one.aide_id, one.day) for one in rows)
    blocks = [
        Block(weekday_words(day), rows=[_row(request, one, several[one.aide_id, day], by_air) for one in found])
        for day, found in groupby(rows, key=lambda one: one.day)
    ]
    if not rows:
        advice = _("Write down in each case who helps and how many visits a week they take on. Then plan.")
        blocks = [Block("", empty=_("Nothing is planned yet."), advice=advice, icon="calendar-days")]
    verbs = []
    if manages(request):
        verbs.append(
            Verb(_("Plan two weeks anew"), reverse("desk-care:replan"), post=True, tone="primary", icon="rotate-ccw")
        )
        verbs.append(Verb(pgettext("care", "Who helps"), reverse("desk-care:aides"), icon="users"))
    lead = _("Nobody gets more than they take on; the same face where it can be. What was moved by hand stays.")
    return page(
        request, _("Visit plan"), *blocks, tabs=tabs("plan"), verbs=verbs, lead=lead,
        beside=[_gaps(gaps), _shares(request)],
    )  # fmt: skip


def _row(request: DeskRequest, one: Any, that_day: int, by_air: set[UUID]) -> Row:
    done = one.visit_id is not None
    turn = _("stop %(n)s of %(all)s") % {"n": one.turn, "all": that_day} if that_day > 1 else ""
    facts = [_("goes: %(name)s") % {"name": aide_name(one.aide)}, why_words(one)]
    facts += [words_of(one.case.place)] if one.case.place else []
    if that_day > 1:
        facts += [] if one.case.place else [_("no named place is written down: comes last")]
        facts += [_("no way is drawn there: by the straight line")] if one.case_id in by_air else []
    move = Verb(_("Move"), reverse("desk-care:move", args=[one.pk])) if manages(request) and not done else None
    pills = [Pill(_("visited"), "green")] if done else [Pill(_("moved by hand"), "blue")] if one.is_fixed else []
    return Row(
        name_of(one.case.person), reverse("desk-care:case", args=[one.case_id]), turn, facts=facts, verb=move,
        pills=pills,
    )  # fmt: skip


def why_words(one: Any) -> str:
    """Why on that day and why this helper, as people say it."""
    if one.why == Why.MOVED:
        return _("because somebody put it there")
    due = {"day": day_words(one.due)}
    when = _("was due %(day)s") % due if one.why == Why.OVERDUE else _("due %(day)s") % due
    face = {
        Face.SAME: _("%(name)s was there last time"),
        Face.AGAIN: _("%(name)s goes again"),
        Face.ONLY: _("only %(name)s helps there"),
        Face.FREE: _("%(name)s has most room left that week"),
    }[Face(one.face)] % {"name": aide_name(one.aide)}
    return f"{when} · {face}"


def _gaps(gaps: list[queries.Gap]) -> Block:
    rows = [
        Row(
            name_of(one.case.person), reverse("desk-care:case", args=[one.case.pk]),
            _("due %(day)s") % {"day": day_words(one.due)}, tone="amber",
            facts=[_("all who help there are full") if one.has_visitor else _("nobody who helps there takes on visits")],
        )
        for one in gaps
    ]  # fmt: skip
    return Block(_("In no plan"), rows=rows, empty=_("Everybody who is due is planned."), icon="circle-check")


def _shares(request: DeskRequest) -> Block:
    facts = []
    for aide, this_week, next_week in queries.shares(request.user, request.room, timezone.localdate()):
        said = {"this": this_week, "next": next_week, "most": aide.a_week}
        facts.append(Fact(aide_name(aide), _("%(this)s this week, %(next)s next, of %(most)s") % said))
    return Block(_("Who has how much"), facts=facts, empty=_("Nobody takes on visits yet."), icon="users")


@require_POST
@staff(Permission.CARE_MANAGE)
def replan(request: DeskRequest) -> HttpResponse:
    """Anew, from today."""
    n = actions.plan(by=request.user, room=request.room)
    messages.success(request, ngettext("%(n)s visit planned.", "%(n)s visits planned.", n) % {"n": n})
    return redirect("desk-care:plan")


@both
@staff(Permission.CARE_MANAGE)
def move(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another day or another helper; it stays there."""
    one = there(planned_of(request.user, pk))
    known = {str(each.aide_id): each.aide for each in helpers(one.case)}
    look_at(by=request.user, case=one.case, what="move")
    aides = [(key, aide_name(aide)) for key, aide in known.items()]
    form = Move(sent(request), aides=aides, initial={"day": one.day, "aide": str(one.aide_id)})
    back = reverse("desk-care:plan")
    how = How(
        _("Move the visit to %(name)s") % {"name": name_of(one.case.person)},
        _("Move it"),
        back,
        (_("Visit plan"), back),
    )

    def act() -> None:
        said = form.cleaned_data
        actions.move(by=request.user, planned=one, day=said["day"], aide=known[said["aide"]])

    return ask(request, form, act, how)
