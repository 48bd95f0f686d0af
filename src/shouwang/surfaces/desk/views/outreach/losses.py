"""Losses and rescues: what was tried, stopped and lost, the month's figures, and the bulletin that writes itself from them."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any  # a FraudCase below is Any: pages do not know the table
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Span, period_of
from shouwang.lib.words import date_words
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.forms.losses import ChangedLoss, Loss, NewLoss, Strike
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.paging import part_of
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.systems.outreach.actions import losses as actions
from shouwang.systems.outreach.monthly import draft
from shouwang.systems.outreach.queries import losses as queries
from shouwang.systems.outreach.scam_types import name_of_type
from shouwang.ui import moments
from shouwang.ui.parts import Cell, Fact, Head, Pill, Row, Table, Tone, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
TONES: dict[str, Tone] = {"attempt": "grey", "stopped": "green", "loss": "red"}
REFUSED = {
    "future": gettext_lazy("That day is still to come."),
    "type": gettext_lazy("Say which type it is."),
    "lost_by_a_loss": gettext_lazy("Money lost: then it ended with “money lost”."),
    "who_stopped": gettext_lazy("Say who stopped it."),
    "reason": gettext_lazy("Say why."),
    "struck": gettext_lazy("It is struck out already."),
}


@require_safe
@staff(Permission.OUTREACH_WORK)
def losses(request: DeskRequest) -> HttpResponse:
    """This month's figures, all cases, and the way to the bulletin."""
    month = period_of(Span.MONTH, timezone.localdate())
    counted = queries.figures(request.room, month.first, month.after.first)
    found, pager = part_of(request, queries.cases(request.user, request.room))
    rows = [_row(one) for one in found]
    block = Block(_("Losses and rescues"), rows=rows, empty=_("Nothing written down yet"), icon="shield-alert")
    verbs = [
        Verb(_("Write one down"), reverse("desk-outreach:loss-new"), tone="primary", icon="plus"),
        Verb(_("Write this month's bulletin"), reverse("desk-outreach:losses-month"), icon="megaphone"),
    ]
    return page(
        request, _("Losses and rescues"), block, beside=[_figures(counted), _by_type(counted)], verbs=verbs,
        pager=pager, tabs=tabs(request, "losses"), lead=_("Anonymous: the kind, the way, the day, the sum. Nobody's name."),
    )  # fmt: skip


def _row(one: Any) -> Row:
    sums = [_("lost %(yuan)s yuan") % {"yuan": _yuan(one.lost)} if one.lost else ""]
    sums.append(_("saved %(yuan)s yuan") % {"yuan": _yuan(one.saved)} if one.saved else "")
    facts = [one.get_channel_display(), *sums, one.get_stopped_by_display() if one.stopped_by else ""]
    pills = [Pill(one.get_outcome_display(), TONES[one.outcome])]
    if one.struck_at:
        pills.append(Pill(_("struck out"), "grey"))
    return Row(
        name_of_type(one.type), reverse("desk-outreach:loss", args=[one.pk]), pills=pills,
        when=date_words(one.day, timezone.localdate(), moments.language()),
        number=one.matter.reference if one.matter else "", facts=[fact for fact in facts if fact],
    )  # fmt: skip


def _figures(counted: queries.Figures) -> Block:
    nothing = _("nothing written down this month")
    at_stake = counted.stopped + counted.losses
    facts = [
        Fact(_("Written down"), str(counted.all) if counted.all else "", missing=nothing),
        Fact(
            _("Stopped, of those with money at stake"), f"{counted.stopped} / {at_stake}" if at_stake else "",
            missing=_("none with money at stake"),
        ),
        Fact(_("Lost, yuan"), _sum(counted.lost, counted.lost_of, counted.losses), missing=_("no loss")),
        Fact(_("Saved, yuan"), _sum(counted.saved, counted.saved_of, counted.stopped), missing=_("nothing known")),
        Fact(_("Came back after a loss, yuan"), _sum(counted.back, counted.back_of, counted.losses), missing=_("nothing known")),
    ]  # fmt: skip
    return Block(_("This month"), facts=facts)


def _yuan(amount: Decimal) -> str:
    """Without cents where there are none."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def _sum(total: Any, known: int, of: int) -> str:
    if not known:
        return ""
    return _("%(yuan)s (known of %(n)s of %(of)s)") % {"yuan": _yuan(total), "n": known, "of": of}


def _by_type(counted: queries.Figures) -> Block:
    rows = [[Cell(name_of_type(key)), Cell(str(n))] for key, n in counted.by_type]
    heads = [Head(_("Type")), Head(_("Cases"), number=True)]
    nothing = _("nothing written down this month")
    table = Table(_("By type, this month"), heads, rows, empty=nothing, hide_caption=True)
    return Block(_("By type, this month"), table=table)


@both
@staff(Permission.OUTREACH_WORK)
def new(request: DeskRequest) -> HttpResponse:
    """One more."""
    form = NewLoss(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["matter"].strip()
        matter = scope_of(request).filter(reference=number, room=request.room).first() if number else None
        if number and matter is None:
            form.add_error("matter", _("There is no such matter here."))
        else:
            try:
                actions.write(by=request.user, room=request.room, told=form.told(), matter=matter)
            except Refused as refusal:
                form.add_error(refusal.field or None, str(REFUSED[refusal.key]))
            else:
                messages.success(request, _("Written down."))
                return redirect("desk-outreach:losses")
    ask = Ask(
        form, _("Write one down"), _("Write it down"), keep="loss-new", fold=("matter",), fold_label=_("Its matter")
    )
    return page(request, _("Write one down"), up=_up(), asks=[ask])


@both
@staff(Permission.OUTREACH_WORK)
def loss(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Put it right, or strike it out, each with the reason."""
    one = there(queries.cases(request.user, request.room).filter(pk=pk).first())
    names = [name for name in Loss.base_fields if name != "reason"]
    form = ChangedLoss(sent(request, "change"), initial={name: getattr(one, name) for name in names})
    out = Strike(sent(request, "strike"), auto_id="strike_%s")
    try:
        if form.is_bound and form.is_valid():
            actions.change(by=request.user, case=one, told=form.told(), reason=form.cleaned_data["reason"])
            messages.success(request, _("Kept."))
            return redirect("desk-outreach:losses")
        if out.is_bound and out.is_valid():
            actions.strike(by=request.user, case=one, reason=out.cleaned_data["reason"])
            messages.success(request, _("Struck out. It counts no longer."))
            return redirect("desk-outreach:losses")
    except Refused as refusal:
        (form if form.is_bound else out).add_error(refusal.field or None, str(REFUSED[refusal.key]))
    facts = [
        Fact(_("How did it end?"), one.get_outcome_display()),
        Fact(_("Number of its matter"), one.matter.reference if one.matter else "", missing=_("anonymous")),
        Fact(_("Struck out"), one.struck_because, missing=_("no")),
    ]
    asks = [] if one.struck_at else [
        Ask(form, _("Put it right"), _("Save"), act="change", keep=f"loss-{pk}"),
        Ask(out, _("Strike it out"), _("Strike it out"), act="strike", tone="danger"),
    ]  # fmt: skip
    return page(request, name_of_type(one.type), Block(_("What is known"), facts=facts), up=_up(), asks=asks)


@require_safe
@staff(Permission.OUTREACH_WORK)
def month(request: DeskRequest) -> HttpResponse:
    """The bulletin of a month, as a draft: read it, then it goes to the bulletins' page, where it is changed and released."""
    span = period_of(Span.MONTH, _asked(request))
    written = draft(span.first, queries.figures(request.room, span.first, span.after.first), timezone.localdate())
    verbs = [Verb(_("The month before"), f"?month={span.before.first:%Y-%m}")]
    if span.after.first <= timezone.localdate():
        verbs.append(Verb(_("The month after"), f"?month={span.after.first:%Y-%m}"))
    if Permission.BULLETIN_WRITE in request.held:
        prefilled = urlencode(asdict(written))
        address = f"{reverse('desk-outreach:bulletins')}?{prefilled}"
        verbs.insert(0, Verb(_("Make it a bulletin"), address, tone="primary", icon="megaphone"))
    title = _("Bulletin of %(month)s/%(year)s") % {"month": span.first.month, "year": span.first.year}
    lead = _("Made from the figures by plain rules. Of fewer than three cases neither kind nor sum is told.")
    return page(
        request, title, Block(written.title, advice=written.text),
        Block(written.title_en, advice=written.text_en), up=_up(), verbs=verbs, lead=lead,
    )  # fmt: skip


def _asked(request: DeskRequest) -> date:
    today = timezone.localdate()
    try:
        return min(date.fromisoformat(f"{request.GET.get('month', '')}-01"), today)
    except ValueError:
        return today


def _up() -> tuple[str, str]:
    return _("Losses and rescues"), reverse("desk-outreach:losses")
