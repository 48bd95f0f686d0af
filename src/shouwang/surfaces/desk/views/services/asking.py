"""Asking on the telephone whether people were satisfied: whoever did the work never asks."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.matters.actions import thanks
from shouwang.kernel.matters.models import Matter, Matters, Satisfaction
from shouwang.kernel.matters.queries import MOST_TRIES, closing_answer, taken_up_again, to_ask
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.forms.services.asking import Answered
from shouwang.surfaces.desk.rows import kind_name, loaded
from shouwang.surfaces.desk.services_tabs import tabs
from shouwang.surfaces.desk.settings_page import Ask, Block, page
from shouwang.surfaces.desk.words import name_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Row, Verb

MOST = 40


@require_safe
@staff(Permission.THANKS_ASK)
def asking(request: DeskRequest) -> HttpResponse:
    """Who is to be rung, those who wait longest first."""
    waits = _waiting(request)
    rows = [_row(one) for one in loaded(waits)[:MOST]]
    block = Block(
        _("To ask by telephone"),
        rows=rows,
        empty=_("Nobody is to be asked."),
        advice=_(
            "Here stands what was closed in the last 30 days, where somebody left a number and has not answered yet."
        ),
        icon="phone",
    )
    lead = _("Never what you worked on yourself. Each is asked once.")
    return page(request, _("Were they satisfied?"), block, lead=lead, tabs=tabs(request, "asking"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.THANKS_ASK)
def ask_one(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One of them: whom to ring once the number is asked for, and what they said."""
    found = _waiting(request).filter(pk=pk).select_related("room", "reporter").first()
    if found is None and request.method == "POST" and scope_of(request).filter(pk=pk).exists():
        return _asked_already(request)
    matter = there(found)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in CALLS:
        words, done = CALLS[act]
        done(by=request.user, matter=matter)
        messages.success(request, words())
        return redirect("desk-services:asking")
    form = Answered(request.POST if act == "said" else None)
    if form.is_bound and form.is_valid():
        said = thanks.rate_for(
            by=request.user, matter=matter, score=form.cleaned_data["score"], words=form.cleaned_data["text"]
        )
        messages.success(request, _done(matter, said))
        return redirect("desk-services:asking")
    return _page(request, matter, form, thanks.see_to_ask(by=request.user, matter=matter) if act else {})


def _asked_already(request: DeskRequest) -> HttpResponse:
    """A colleague was quicker, or they answered on their page; what was typed is shown once more."""
    words = request.POST.get("text", "").strip()[:500]
    said = _("They have answered meanwhile, so nothing was kept.")
    typed = _("You had typed: %(words)s") % {"words": words} if words else ""
    messages.warning(request, " ".join(part for part in (said, typed) if part))
    return redirect("desk-services:asking")


def _waiting(request: DeskRequest) -> Matters:
    found = to_ask(request.user, timezone.now())
    return found if request.looks_at_all_rooms else found.filter(room=request.room)


def _row(matter: Matter) -> Row:
    href = reverse("desk-services:ask", args=[matter.pk])
    return Row(
        matter.title,
        href,
        when=moments.ago(matter.ended_at) if matter.ended_at else "",
        exact=moments.exact(matter.ended_at) if matter.ended_at else "",
        number=kind_name(matter),
        facts=[matter.reference],
        verb=Verb(_("Ask"), href),
        tone="blue",
    )


def _page(request: DeskRequest, matter: Matter, form: Answered, whom: dict[str, str]) -> HttpResponse:
    asked = Satisfaction.objects.get(matter=matter)
    facts = [
        Fact(_("Number"), matter.reference),
        Fact(_("About"), matter.title),
        Fact(_("What they were answered"), closing_answer(matter), missing=_("nothing in words")),
        Fact(_("Who did the work"), name_of(matter.owner) if matter.owner else "", missing=_("not written down")),
    ]
    if asked.tries:
        tries = _("%(n)s of %(most)s, nobody answered") % {"n": asked.tries, "most": MOST_TRIES}
        facts.append(Fact(_("Rung so far"), tries))
    if whom:
        facts += [
            Fact(_("Name"), whom["name"], missing=_("no name left")),
            Fact(_("Telephone"), whom["phone"], href=f"tel:{whom['phone']}"),
        ]
    block = Block(_("What was done"), facts=facts, verbs=_verbs(asked_for=bool(whom)))
    asks = [Ask(form, _("What they said"), _("Keep the answer"), act="said", keep=f"asked-{matter.pk}")]
    lead = _("Say who you are, what it is about, and ask: were you satisfied? Read nothing out to them.")
    up = (_("Were they satisfied?"), reverse("desk-services:asking"))
    return page(request, matter.title, block, lead=lead, up=up, asks=asks)


def _verbs(*, asked_for: bool) -> list[Verb]:
    if not asked_for:
        show = Verb(_("Show whom to ring"), "", post=True, tone="primary", icon="phone", fields={"act": "look"})
        return [show]
    return [
        Verb(_("Nobody picked up"), "", post=True, fields={"act": "not_reached"}),
        Verb(_("Would rather not say"), "", post=True, fields={"act": "declined"}),
    ]


def _done(matter: Matter, said: Satisfaction) -> str:
    if said.score != Satisfaction.Score.NOT or said.reopened_at is None:
        return _("Kept.")
    again = taken_up_again(matter)
    link = format_html('<a href="{}">{}</a>', reverse("desk:matter", args=[again.pk]), again.reference)
    if again.owner:
        return format_html(
            _("Kept. It is seen to again as {number}, at the desk of {name}."), number=link, name=name_of(again.owner)
        )
    return format_html(_("Kept. It is seen to again as {number}; the station is told."), number=link)


CALLS: dict[str, tuple[Callable[[], str], Callable[..., object]]] = {
    "not_reached": (lambda: _("Noted. It stays on the list until it was tried three times."), thanks.not_reached),
    "declined": (lambda: _("Noted. Nobody rings again."), thanks.decline),
}
