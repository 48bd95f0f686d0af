"""What the room's places need of patrols, each weight with its reasons."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground.models import Place
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.patrol import Need
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.actions import needs as actions
from shouwang.systems.patrol.queries.needs import Wanted, wanted
from shouwang.systems.patrol.queries.presence import last_presence
from shouwang.systems.patrol.weighing import Part, Why
from shouwang.ui.parts import Cell, Head, Pill, Row, Table, Tone, Verb

JUST_NOW = 0.25  # hours
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@staff(Permission.PATROL_SEE)
def places(request: DeskRequest) -> HttpResponse:
    """All places, those that matter most first."""
    may_change = Permission.PATROL_PLAN in request.held
    now = timezone.now()
    there = last_presence(request.room, now)
    rows = [_row(one, alone_words(there.get(one.place.pk), now), may_change) for one in wanted(request.room, now)]
    block = Block(
        rows=rows,
        empty=_("No place yet"),
        advice=_("Draw the village's places under Settings, The ground."),
        icon="map-pin",
    )
    lead = _("What each place weighs tonight, and why. About places only, never about persons.")
    return page(request, _("What places need"), block, lead=lead)


@both
@staff(Permission.PATROL_PLAN)
def place(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One place: why it weighs what it weighs, and what the officer says it needs."""
    one = get_object_or_404(Place.objects.select_related("room__station"), pk=pk, room=request.room)
    now = timezone.now()
    it = next(each for each in wanted(request.room, now) if each.place.pk == one.pk)
    form = Need(sent(request), initial=_said(it))
    if form.is_bound and form.is_valid():
        actions.say(by=request.user, place=one, need=form.said())
        messages.success(request, _("Kept. The next plan obeys it."))
        return redirect("desk-patrol:places")
    heads = [Head(_("Because")), Head(_("Weight"), number=True)]
    cells = [[Cell(part_words(part)), Cell(f"{part.weight:g}")] for part in it.parts]
    foot = [Cell(_("together")), Cell(f"{it.weight:g}")]
    table = Table(_("What it weighs tonight"), heads, cells, foot=foot, hide_caption=True)
    up = (_("What places need"), reverse("desk-patrol:places"))
    block = Block(_("What it weighs tonight"), table=table)
    code = Row(
        _("The code that hangs here"),
        facts=[_("However often it is printed it stays the same. Does a picture of it go round? Then make a new one.")],
        verb=Verb(_("Make a new code"), reverse("desk-patrol:new-code", args=[pk])),
    )
    lead = alone_words(last_presence(request.room, now).get(one.pk), now)
    return page(
        request,
        name_of(one),
        block,
        Block(_("To check in by"), rows=[code]),
        lead=lead,
        up=up,
        asks=[Ask(form, _("What it needs"), _("Save"), keep=f"need-{pk}")],
    )


def part_words(part: Part) -> str:
    """One reason of a weight, in words."""
    if part.why == Why.OFFICER:
        return _("the officer said so: %(note)s") % {"note": part.words} if part.words else _("the officer said so")
    if part.why == Why.WARNING:
        return _("early warning: %(what)s") % {"what": part.words or _("several kinds")}
    if part.why == Why.REPORTS:
        words = ngettext("%(n)s verified report in four weeks", "%(n)s verified reports in four weeks", part.count)
        return words % {"n": part.count}
    return _("every place")


def why_words(parts: tuple[Part, ...]) -> str:
    """All reasons of a weight in one line."""
    return pgettext("between parts", ", ").join(f"{part_words(part)} {part.weight:g}" for part in parts)


def alone_words(last: datetime | None, now: datetime) -> str:
    """How many hours ago somebody was last at a place, by check-in or at a post."""
    if last is None:
        return _("nobody was there yet")
    hours = (now - last) / timedelta(hours=1)
    if hours < JUST_NOW:
        return _("somebody was there just now")
    return _("%(n)s hours since somebody was there") % {"n": f"{hours:.1f}" if hours < 10 else f"{hours:.0f}"}


def _row(one: Wanted, alone: str, may_change: bool) -> Row:
    href = reverse("desk-patrol:place", args=[one.place.pk]) if may_change else ""
    visits = ngettext("%(n)s visit a night", "%(n)s visits a night", one.need.visits) % {"n": one.need.visits}
    stay = _("%(visits)s, %(minutes)s minutes") % {"visits": visits, "minutes": one.need.dwell}
    tone: Tone = "amber" if any(part.why == Why.WARNING for part in one.parts) else "blue"
    pills = [Pill(_("a post can stand here"), "blue")] if one.need.may_stand else []
    pills += [Pill(_("nobody walks here"))] if one.need.is_closed_off else []
    return Row(
        name_of(one.place),
        href,
        when=f"{one.weight:g}",
        exact=_("weight"),
        tone=tone,
        facts=[why_words(one.parts), stay, alone],
        pills=pills,
        verb=Verb(_("Change"), href) if href else None,
    )


def _said(one: Wanted) -> dict[str, object]:
    first = one.parts[0]
    return {
        "weight": int(first.weight),
        "visits": one.need.visits,
        "dwell": one.need.dwell,
        "gap": one.need.gap,
        "opens": one.need.opens,
        "closes": one.need.closes,
        "may_stand": one.need.may_stand,
        "is_closed_off": one.need.is_closed_off,
        "note": first.words if first.why == Why.OFFICER else "",
    }
