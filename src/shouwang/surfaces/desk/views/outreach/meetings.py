"""Meetings with villagers and theatre evenings: the list, one of them, and each thing that is done with it."""

from typing import Any  # a Gathering below is Any: pages do not know the table
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Span, period_of
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.outreach.meetings import PlanIt
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.paging import part_of
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.outreach.meeting_words import (
    facts,
    minutes_blocks,
    none_yet,
    not_seen,
    picture_rows,
    pill,
    question_rows,
    verbs,
)
from shouwang.systems.outreach.actions import gatherings as actions
from shouwang.systems.outreach.queries import gatherings as queries
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Head, Row, Table, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
AHEAD, MOST_AHEAD = ("planned", "announced"), 100


@require_safe
@staff(Permission.OUTREACH_WORK)
def every(request: DeskRequest) -> HttpResponse:
    """What is coming and what was, and the figures of this month and year."""
    every_one = queries.gatherings(request.user, request.room)
    ahead = list(every_one.filter(state__in=AHEAD)[:MOST_AHEAD])
    found, pager = part_of(request, every_one.exclude(state__in=AHEAD))
    blocks = [
        Block(_("Coming"), rows=[_row(one) for one in reversed(ahead)], empty=_("Nothing is planned."), icon="users"),
        Block(_("Held, or called off"), rows=[_row(one) for one in found]),
        _figures(request),
    ]
    plan = Verb(_("Plan one"), reverse("desk-outreach:meeting-new"), tone="primary", icon="plus")
    page_ = Verb(_("The room's page"), reverse("public:meetings", args=[request.room.code]), icon="eye")
    return page(
        request, _("Meetings and theatre"), *blocks, verbs=[plan, page_], pager=pager, tabs=tabs(request, "meetings"),
        said=none_yet(request.room), lead=_("People are counted, never listed. What they ask becomes a matter."),
    )  # fmt: skip


@both
@staff(Permission.OUTREACH_WORK)
def new(request: DeskRequest) -> HttpResponse:
    """Plan one."""
    form = PlanIt(sent(request))
    if form.is_bound and form.is_valid():
        one = actions.plan(by=request.user, room=request.room, said=form.plan())
        messages.success(request, _("Planned. Announce it when the invitation is ready."))
        return redirect("desk-outreach:meeting", pk=one.pk)
    ask = Ask(
        form, _("Plan one"), _("Plan it"), keep="meeting-new", fold=form.fold, fold_label=_("Of a theatre evening")
    )
    up = (_("Meetings and theatre"), reverse("desk-outreach:meetings"))
    return page(request, _("Plan a meeting or a theatre evening"), asks=[ask], up=up)


@require_safe
@staff(Permission.OUTREACH_WORK)
def one(request: DeskRequest, pk: UUID) -> HttpResponse:
    """How it stands: invitation, minutes, questions with their answers, pictures."""
    found = there(queries.gatherings(request.user).filter(pk=pk).first())
    is_over = found.state in ("held", "posted")
    invitation = Block(_("Invitation"), advice=found.invitation or _("Not written yet."))
    blocks = minutes_blocks(found) if is_over else [invitation]
    if found.state != "planned":
        questions = question_rows(request, found)
        blocks.append(Block(_("Asked there"), rows=questions, empty=_("Nothing was asked."), icon="message-circle"))
    if is_over:
        pictures = picture_rows(request, found)
        blocks += [Block(_("Pictures"), rows=pictures, empty=_("No pictures."), icon="image"), invitation]
    if found.script:
        blocks.append(Block(_("Script"), advice=found.script))
    return page(
        request, found.topic, *blocks, verbs=verbs(request, found), beside=[Block(_("About it"), facts=facts(found))],
        up=(_("Meetings and theatre"), reverse("desk-outreach:meetings")), said=not_seen(found),
    )  # fmt: skip


def _row(found: Any) -> Row:
    href = reverse("desk-outreach:meeting", args=[found.pk])
    said = [str(found.get_kind_display()), found.where]
    if found.attendance is not None:
        said.append(_("%(n)s people came") % {"n": found.attendance})
    return Row(
        found.topic, href, moments.day(found.starts_at), moments.exact(found.starts_at), facts=said, pills=[pill(found)],
        verb=Verb(_("Open"), href),
    )  # fmt: skip


def _figures(request: DeskRequest) -> Block:
    """Held, attendance, questions answered of asked: this month and this year so far."""
    today = timezone.localdate()
    spans = [period_of(Span.MONTH, today), period_of(Span.YEAR, today)]
    held = [queries.held_between(request.room, period.start, period.end) for period in spans]
    counted = [queries.attendance(each) for each in held]
    asked = [queries.answered_of_asked(each) for each in held]
    answered = [_("%(n)s of %(of)s") % {"n": n, "of": of} if of else _("nobody asked anything") for n, of in asked]
    rows: list[list[Cell | str]] = [
        [_("Held"), *(str(n) for n, _people in counted)],
        [_("People who came, counted at each"), *(str(people) for _n, people in counted)],
        [_("Questions answered, of those asked"), *answered],
    ]
    heads = [Head(_("What")), Head(_("this month"), number=True), Head(_("this year"), number=True)]
    return Block(
        pgettext("meeting", "In numbers"),
        table=Table(pgettext("meeting", "In numbers"), heads, rows, hide_caption=True),
    )
