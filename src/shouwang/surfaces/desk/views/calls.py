"""Who was called out, who answered, and how fast, against one, three and five minutes."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.sealed import unseal
from shouwang.surfaces.desk import calling
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.calling import GOALS, title_of, took_words
from shouwang.surfaces.desk.views.matter import fetch
from shouwang.systems.watch.actions import calls as actions
from shouwang.systems.watch.queries import calls as queries
from shouwang.ui.parts import Cell, Counter, Head, Table, Verb

SHOWN = 60
LOOKED = "watch.looked"  # the calls whose names this login was shown last
hands_out = staff(Permission.MATTER_ASSIGN)


@require_safe
@hands_out
def calls(request: DeskRequest) -> HttpResponse:
    """Newest first."""
    found = queries.calls(request.user, request.room)[:SHOWN]
    return render(request, "desk/calls.html", {"rows": [calling.row_of(one) for one in found]})


@require_safe
@hands_out
def call(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One call as it stands; the page asks again every two seconds while it goes on."""
    one = _call(request, pk)
    now = timezone.now()
    may_see = queries.may_see_called(request.user, one, now)
    # The page asks every two seconds, and one look is one look; who only says to be the page is written down like a look.
    looked = request.session.get(LOOKED, [])
    if may_see and not ("HX-Request" in request.headers and str(one.pk) in looked):
        actions.look(by=request.user, call=one)
        request.session[LOOKED] = [*looked[-9:], str(one.pk)]
    verbs = [] if one.ended_at else list(_verbs(one))
    context = {
        "call": one,
        "title": title_of(one),
        "counters": list(_counters(one, now)),
        "table": _table(one, may_see=may_see),
        "verbs": verbs,
        "matter_href": reverse("desk:matter", args=[one.matter_id]) if one.matter_id else "",
    }
    return render(request, "desk/call.html", context)


@require_POST
@hands_out
def call_out(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Call the nearest unit to a matter."""
    matter = fetch(request, pk)
    try:
        made = actions.call_out(by=request.user, matter=matter)
    except ValueError:
        messages.error(request, _("No unit can be called: nobody is in one yet. Ring those on duty."))
        return redirect("desk:matter", pk=pk)
    return redirect("desk:call", pk=made.pk)


@require_POST
@hands_out
def police(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The police are there."""
    actions.note_police(by=request.user, call=_call(request, pk))
    return redirect("desk:call", pk=pk)


@require_POST
@hands_out
def end(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Nobody need come any more."""
    actions.end(by=request.user, call=_call(request, pk))
    return redirect("desk:call", pk=pk)


def _counters(one: Any, now: datetime) -> Iterator[Counter]:
    found = queries.times_of(one)
    until = one.ended_at or now
    for (label, name, goal), kept in zip(GOALS, found.kept, strict=True):
        took = getattr(found, name)
        minutes = goal.seconds // 60
        of = _("goal: %(n)s min") % {"n": minutes}
        if took is None:
            is_late = until - one.called_at > goal
            yield Counter(
                str(label),
                _("nobody") if one.ended_at else took_words(until - one.called_at),
                of,
                "red" if is_late else "",
            )
        else:
            yield Counter(str(label), took_words(took), of, "" if kept else "red")


def _table(one: Any, *, may_see: bool) -> Table:
    told = (_("Rung as"), pgettext("did it", "Who"), _("Telephone"), _("Acknowledged"), _("There"), _("Done"))
    heads = [Head(words) for words in told]
    rows = [_line(one, each, may_see=may_see) for each in one.called.all()]
    return Table(_("Who was called"), heads, rows, empty=_("Nobody"), hide_caption=True, stacks=True)


def _line(one: Any, each: Any, *, may_see: bool) -> list[Cell | str]:
    name, phone = "", ""
    if each.person and may_see:
        name = unseal(each.person.name_sealed, record=each.person_id)
        phone = unseal(each.person.phone_sealed, record=each.person_id)
    answered = _("can’t come") if each.cannot_at else _since(one, each.acknowledged_at)
    return [
        str(each.turn),
        name or _("a watcher"),
        Cell(phone, f"tel:{phone}" if phone else ""),
        answered,
        _since(one, each.on_scene_at),
        _since(one, each.done_at),
    ]


def _verbs(one: Any) -> Iterator[Verb]:
    if one.police_at is None:
        yield Verb(
            _("The police are there"), reverse("desk:call-police", args=[one.pk]), post=True, tone="primary", key="P"
        )
    yield Verb(_("End the call"), reverse("desk:call-end", args=[one.pk]), post=True)


def _call(request: DeskRequest, pk: UUID) -> Any:
    return there(queries.call_of(request.user, pk))


def _since(one: Any, moment: datetime | None) -> str:
    return took_words(moment - one.called_at) if moment else "—"
