"""How a rate is counted: seen by all, changed by whoever runs the room."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Span, period_of
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.patrol import Formula
from shouwang.surfaces.desk.patrol_words import MEANINGS, NAMES, RATES, spoken
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.patrol.figures import rate_words
from shouwang.systems.patrol.actions import formulas as actions
from shouwang.systems.patrol.queries.figures import Figures, figures
from shouwang.systems.patrol.rates import USUAL, Count, Rate
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Head, Table, Verb


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.ROOM_EDIT)
def formula(request: DeskRequest, rate: str) -> HttpResponse:
    """The formula with a form to change it, what it gives this month, and what each name means."""
    if rate not in set(Rate):
        raise Http404
    one = Rate(rate)
    if request.method == "POST" and request.POST.get("act") == "reset":
        actions.reset(by=request.user, room=request.room, rate=one)
        messages.success(request, _("It is counted as is usual again."))
        return redirect(request.path)
    now = timezone.now()
    found = figures(request.room, period_of(Span.MONTH, timezone.localtime(now).date()), now)
    counted = found.rates[one].counted
    form = Formula(sent(request), initial={"text": spoken(counted.text)})
    if form.is_bound and form.is_valid():
        actions.say(by=request.user, room=request.room, rate=one, text=form.cleaned_data["text"])
        messages.success(request, _("Kept. Every period is counted so from now on."))
        return redirect(request.path)
    facts = [
        Fact(_("Counted so now"), spoken(counted.text), note=_set(counted.set_by, counted.set_at)),
        Fact(_("That gives this month"), rate_words(found.rates[one].value)),
        Fact(_("As is usual"), spoken(USUAL[one])),
    ]
    reset = Verb(_("Count as is usual"), request.path, post=True, fields={"act": "reset"})
    blocks = [
        Block(str(RATES[one]), facts=facts, verbs=[] if counted.is_usual else [reset]),
        Block(_("What the names mean"), table=_names(found)),
    ]
    lead = _("No public rule says how this rate is counted, so the room says it. Who changed it stands in the journal.")
    up = (_("The patrols in numbers"), reverse("desk:patrol-figures"))
    ask = Ask(form, _("Count it another way"), _("Save"), keep=f"formula-{rate}")
    return page(request, str(RATES[one]), *blocks, lead=lead, up=up, asks=[ask])


def _set(by: str, at: datetime | None) -> str:
    return _("%(name)s, %(when)s") % {"name": by, "when": moments.exact(at)} if at else ""


def _names(found: Figures) -> Table:
    heads = [
        Head(pgettext("a word", "Name")),
        Head(pgettext("of a word", "Meaning")),
        Head(_("This month"), number=True),
    ]
    rows = [[str(NAMES[one]), str(MEANINGS[one]), f"{found.counts[one]:.4g}"] for one in Count]
    return Table(_("What the names mean"), heads, rows, hide_caption=True, stacks=True)
