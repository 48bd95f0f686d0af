"""What a volunteer was taught and how they are insured; each line written down, and taken out where it was wrong."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.volunteers import Insurance, Training
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.patrol.volunteer import fetch, up
from shouwang.surfaces.desk.views.patrol.volunteer_words import day_words
from shouwang.systems.patrol.actions import volunteers as actions
from shouwang.systems.patrol.queries import volunteers as queries
from shouwang.ui.parts import Fact, Pill, Question, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
manages = staff(Permission.VOLUNTEER_MANAGE)


@both
@manages
def papers(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Both lists, the latest first, and a form for each."""
    one = fetch(request, pk)
    training = Training(sent(request, "training"), prefix="training")
    insurance = Insurance(sent(request, "insurance"), prefix="insurance")
    if training.is_bound and training.is_valid():
        actions.train(by=request.user, volunteer=one, **training.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("desk-patrol:volunteer-papers", pk=pk)
    if insurance.is_bound and insurance.is_valid():
        actions.insure(by=request.user, volunteer=one, **insurance.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("desk-patrol:volunteer-papers", pk=pk)
    if request.method != "POST":
        actions.look_at(by=request.user, volunteer=one)
    trained = sorted(one.trainings.all(), key=lambda each: each.held_on, reverse=True)
    insured = sorted(one.insurances.all(), key=lambda each: each.ends_on, reverse=True)
    blocks = [
        Block(_("Training"), rows=[_training(each) for each in trained], empty=_("Nothing yet"), icon="book-open"),
        Block(_("Insurance"), rows=[_insurance(each) for each in insured], empty=_("None yet"), icon="shield-check"),
    ]
    asks = [
        Ask(training, _("They were taught something"), _("Write it down"), act="training"),
        Ask(insurance, _("They are insured"), _("Write it down"), act="insurance", tone="plain"),
    ]
    lead = _("Before anything risky the law asks for an accident insurance; the room pays for it, not the volunteer.")
    return page(request, _("Training and insurance"), *blocks, lead=lead, up=up(one), asks=asks)


@both
@manages
def drop_training(request: DeskRequest, pk: UUID) -> HttpResponse:
    """It was written down wrongly."""
    one = there(queries.training_of(request.user, pk))
    back = reverse("desk-patrol:volunteer-papers", args=[one.volunteer_id])
    if request.method == "POST":
        return _dropped(request, actions.drop_training(by=request.user, training=one), back)
    facts = [Fact(_("Training"), str(one.get_kind_display())), Fact(_("On the day"), day_words(one.held_on))]
    return _asked(request, _("Take this training out?"), back, facts)


@both
@manages
def drop_insurance(request: DeskRequest, pk: UUID) -> HttpResponse:
    """It was written down wrongly, or the insurer ended it."""
    one = there(queries.insurance_of(request.user, pk))
    back = reverse("desk-patrol:volunteer-papers", args=[one.volunteer_id])
    if request.method == "POST":
        return _dropped(request, actions.drop_insurance(by=request.user, insurance=one), back)
    facts = [Fact(_("Insurance"), f"{one.insurer} {one.policy_no}"), Fact(_("Valid"), _days(one))]
    return _asked(request, _("Take this insurance out?"), back, facts)


def _asked(request: DeskRequest, title: str, back: str, facts: Sequence[Fact]) -> HttpResponse:
    text = _("Without it they are taken out of the shifts to come for which it is needed. Those places are free again.")
    question = Question(title=title, text=text, verb=_("Take it out"), back_href=back, tone="danger", facts=facts)
    return render(request, "ui/confirm.html", {"question": question})


def _dropped(request: DeskRequest, turns: Sequence[Any], back: str) -> HttpResponse:
    messages.success(request, _("Taken out."))
    if turns:
        words = ngettext(
            "They are out of %(n)s shift to come: look who goes instead.",
            "They are out of %(n)s shifts to come: look who goes instead.",
            len(turns),
        )
        messages.warning(request, words % {"n": len(turns)})
    return redirect(back)


def _training(one: Any) -> Row:
    until = _("until %(when)s") % {"when": day_words(one.valid_until)} if one.valid_until else _("for good")
    drop = reverse("desk-patrol:volunteer-drop-training", args=[one.pk])
    facts = [fact for fact in (day_words(one.held_on), until, one.note) if fact]
    pills = _over(one.valid_until)
    return Row(str(one.get_kind_display()), facts=facts, pills=pills, verb=Verb(_("Take out"), drop))


def _insurance(one: Any) -> Row:
    drop = reverse("desk-patrol:volunteer-drop-insurance", args=[one.pk])
    pills = _over(one.ends_on)
    return Row(f"{one.insurer} {one.policy_no}", facts=[_days(one)], pills=pills, verb=Verb(_("Take out"), drop))


def _days(one: Any) -> str:
    return f"{day_words(one.starts_on)} – {day_words(one.ends_on)}"


def _over(until: Any) -> list[Pill]:
    if until is None or until >= timezone.localdate() + queries.SOON:
        return []
    return [Pill(_("over"), "red")] if until < timezone.localdate() else [Pill(_("ends soon"), "amber")]
