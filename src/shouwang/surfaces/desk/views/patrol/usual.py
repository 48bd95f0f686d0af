"""What the room does on which days of the week: the nights to come are laid out after it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.patrol import DAYS, Usual
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.systems.patrol.actions import nights as actions
from shouwang.systems.patrol.queries import nights as queries
from shouwang.ui.parts import Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.PATROL_PLAN)
def nights(request: DeskRequest) -> HttpResponse:
    """What is usual, and a form for one more."""
    form = Usual(sent(request))
    if form.is_bound and form.is_valid():
        try:
            actions.make_usual(by=request.user, room=request.room, pattern=form.pattern())
        except actions.TooLong:
            form.add_error("ends", _("This is longer than twelve hours."))
        else:
            messages.success(request, _("Kept."))
            return redirect("desk-patrol:usual")
    rows = [_row(one) for one in queries.usual(request.room)]
    block = Block(
        _("On these days"),
        rows=rows,
        empty=_("Nothing is usual yet"),
        advice=_("Say here on which evenings how many walk; tonight is planned after it with one press."),
        icon="clock",
    )
    lead = _("Nights that are laid out already stay as they are.")
    ask = Ask(form, _("One more"), _("Save"))
    return page(request, _("Usual nights"), block, lead=lead, asks=[ask])


@require_POST
@staff(Permission.PATROL_PLAN)
def drop(request: DeskRequest, pk: UUID) -> HttpResponse:
    """No new night has it."""
    actions.drop_usual(by=request.user, usual=there(queries.usual_of(request.user, pk)))
    messages.success(request, _("Taken out. Nights that are laid out already stay as they are."))
    return redirect("desk-patrol:usual")


def _row(one: Any) -> Row:
    days = pgettext("between parts", ", ").join(str(name) for key, name in DAYS if key in one.days)
    people = _("%(fewest)s to %(most)s people each") % {"fewest": one.fewest, "most": one.most}
    pills = [Pill(_("risky"), "amber")] if one.is_risky else []
    return Row(
        f"{one.starts:%H:%M}–{one.ends:%H:%M} · {work_words(one.work, one.count)}",
        facts=[days, people],
        pills=pills,
        verb=Verb(_("Take out"), reverse("desk-patrol:drop-usual", args=[one.pk]), post=True),
    )


def work_words(work: str, count: int) -> str:
    """ "2 rounds", "1 post", as one says it."""
    if work == queries.WORK.ROUND:
        return ngettext("%(n)s round", "%(n)s rounds", count) % {"n": count}
    return ngettext("%(n)s post", "%(n)s posts", count) % {"n": count}
