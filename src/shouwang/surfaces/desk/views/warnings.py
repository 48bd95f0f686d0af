"""What the room was warned of: more of a kind at a place than its past lets expect. About places, never about persons."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.models import Source
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions import intake
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import rows
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.warnings import Decide
from shouwang.systems.patrol.kinds import KIND as PATROL
from shouwang.systems.watch.actions import warnings as actions
from shouwang.systems.watch.queries import KIND, warning_of
from shouwang.systems.watch.queries import warnings as found
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Verb

SHOWN = 60


@require_safe
@staff(Permission.MATTER_ACCEPT)
def warnings(request: DeskRequest) -> HttpResponse:
    """Open ones first."""
    here = found(request.user, request.room)[:SHOWN]
    return render(request, "desk/warnings.html", {"rows": [row_of(one) for one in here]})


@staff(Permission.MATTER_ACCEPT)
def warning(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One warning: what was counted, how sure it is, and what the room does about it."""
    one = there(warning_of(request.user, pk))
    form = Decide(request.POST if request.method == "POST" else None, initial={"words": _post_words(one)})
    if form.is_bound and form.is_valid() and one.state == "open":
        words = form.cleaned_data["words"]
        if request.POST.get("act") == "post":
            try:
                post = _post(request, one, words)
            except ValueError:  # pressed twice at once
                return redirect("desk:warning", pk=pk)
            messages.success(request, _("The post is a matter of its own now: hand it to somebody."))
            return redirect("desk:matter", pk=post.pk)
        if request.POST.get("act") == "dismiss":
            actions.dismiss(by=request.user, warned=one, reason=words)
        else:
            actions.act(by=request.user, warned=one, decision=words)
        messages.success(request, _("Kept."))
        return redirect("desk:warning", pk=pk)
    counted = visible(request.user).filter(watch_warnings=one).order_by("-received_at")
    context = {
        "title": title_of(one),
        "words": words_of(one),
        "facts": _facts(one),
        "form": form if one.state == "open" else None,
        "rows": rows.rows_of(rows.loaded(counted), request.held, timezone.now()),
        "bulletin": _bulletin(one) if one.room_id == request.room.pk else "",
    }
    return render(request, "desk/warning.html", context, status=422 if form.is_bound and form.errors else 200)


@transaction.atomic
def _post(request: DeskRequest, one: Any, words: str) -> Matter:
    """A post or a round there, as a matter that is handed out, watched by the clock and reported on like any other."""
    actions.act(by=request.user, warned=one, decision=words)
    brought = intake.Brought(
        kind=PATROL.key,
        topic="post",
        text=f"{words}\n{title_of(one)}: {words_of(one)}",
        channel=Matter.Channel.ROOM,
        where=one.where,
        position=intake.Position(one.latitude, one.longitude, Source.MAP),
    )
    return intake.receive(by=request.user, room=one.room, brought=brought).matter


def _bulletin(one: Any) -> str:
    """The form of a bulletin, with the warning's words in it to begin with."""
    text = _("%(what)s. Please watch out for one another, and tell the room what you see.") % {"what": title_of(one)}
    said = {"title": title_of(one), "text": text}
    return f"{reverse('desk-outreach:bulletins')}?{urlencode(said)}"


def open_rows(request: DeskRequest) -> list[Row]:
    """What waits to be looked at, for today's page; nothing for those who accept no matters."""
    if Permission.MATTER_ACCEPT not in request.held:
        return []
    return [row_of(one) for one in found(request.user, request.room).filter(state="open")[:3]]


def row_of(one: Any) -> Row:
    """A warning as a line of a list."""
    href = reverse("desk:warning", args=[one.pk])
    is_open = one.state == "open"
    pills = [] if is_open else [Pill(str(one.get_state_display()), "grey")]
    return Row(
        title_of(one),
        href,
        when=moments.ago(one.found_at),
        exact=moments.exact(one.found_at),
        tone="amber" if is_open else "grey",
        facts=[words_of(one), one.decision] if one.decision else [words_of(one)],
        pills=pills,
        verb=Verb(_("Look at it"), href) if is_open else None,
    )


def title_of(one: Any) -> str:
    """What there is more of, and where."""
    topic = str(kinds.topic_name(KIND, one.topic)) if one.topic else _("Reports of several kinds")
    return _("%(topic)s: more than usual near %(where)s") % {"topic": topic, "where": one.where}


def words_of(one: Any) -> str:
    """ "3 reports within 400 m in 5 days; 0.4 expected; p 0.002", in words."""
    counted = ngettext("%(n)s report", "%(n)s reports", one.observed) % {"n": one.observed}
    days = ngettext("%(n)s day", "%(n)s days", one.days) % {"n": one.days}
    return _("%(counted)s within %(metres)s m in %(days)s; %(expected)s expected") % {
        "counted": counted,
        "metres": max(round(one.radius_m, -1), 10),
        "days": days,
        "expected": f"{one.expected:.1f}",
    }


def _facts(one: Any) -> list[Fact]:
    nights = round(1 / one.p)
    chance = _("By chance alone as striking about once in %(n)s nights (p %(p)s).") % {"n": nights, "p": f"{one.p:.3f}"}
    facts = [
        Fact(_("Counted"), words_of(one)),
        Fact(_("How sure"), chance, note=_("Three reports that were joined into one matter count as one.")),
        Fact(_("Found"), moments.exact(one.found_at)),
    ]
    if one.decision:
        said = f"{one.get_state_display()} · {one.decided_by} · {moments.exact(one.decided_at)}"
        facts.append(Fact(_("Decided"), one.decision, note=said))
    return facts


def _post_words(one: Any) -> str:
    return _("A post or a round near %(where)s this week") % {"where": one.where}
