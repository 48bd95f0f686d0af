"""One act of an errand, and how one begins."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.matters.actions import intake as matters_intake
from shouwang.kernel.matters.course import NotAllowedNow
from shouwang.kernel.people.actions import give_consent
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.acting import Asking, Doing, Procedure, both, take
from shouwang.surfaces.desk.forms.services import errands as forms
from shouwang.surfaces.desk.forms.services.errand_new import NewErrand
from shouwang.surfaces.desk.settings_page import Ask, page
from shouwang.surfaces.desk.views.register import TOLD
from shouwang.surfaces.desk.views.services import errand_words as words
from shouwang.systems.services import errand_lifecycle as lifecycle
from shouwang.systems.services.actions import errand_hands as hands
from shouwang.systems.services.actions import errand_way as way
from shouwang.systems.services.actions import errands as actions
from shouwang.systems.services.actions.errand_turn import PURPOSE, Signed
from shouwang.systems.services.queries.errands import ErrandStanding, Role, errand_of, name_of, standing

workers = staff(Permission.SERVICE_WORK)
PICTURES = frozenset({Kind.PHOTO})


def _signed(by: Account, form: Any) -> Signed:
    """What both drew is kept with the errand; on the print nothing is."""
    given = form.cleaned_data
    if given["how"] != "drawn":
        return Signed()
    kept = [
        files.keep(
            by=actor(by), room=form.standing.matter.room, content=SimpleUploadedFile("signature.png", drawn, "image/png"),
            name="signature.png", purpose=PURPOSE, keep_days=None, allowed=PICTURES,
        )
        for drawn in (given["drawn"], given["drawn_here"])
    ]  # fmt: skip
    return Signed("drawn", *kept)


def _done(doing: Doing, form: Any) -> str:
    """What is still to be done where it is signed on the print."""
    if isinstance(form, forms.Handing) and form.cleaned_data["how"] == "paper":
        return _("Kept. Print the receipt below now, and let both sign it.")
    return _("Kept.")


_ALL = (
    Doing(
        "choose", gettext_lazy("Say which errand it is"), forms.Choose,
        lambda by, form: actions.choose(by=by, errand=form.standing.errand, asked=form.asked()),
    ),
    Doing(
        "check", gettext_lazy("Look through the papers"), forms.Check,
        lambda by, form: actions.check(
            by=by, errand=form.standing.errand, looks=form.looks(), told=form.cleaned_data["told"]
        ),
        gettext_lazy("All of the list at once: what is missing is told once and whole."),
    ),
    Doing(
        "authorise", gettext_lazy("Write down who acts for whom"), forms.Authorise,
        lambda by, form: actions.authorise(
            by=by, errand=form.standing.errand, acting=form.acting(), owner=form.owner(), agent=form.agent()
        ),
        gettext_lazy("Names and telephones are sealed; who reads them is written down. ID numbers are not kept."),
    ),
    Doing(
        "take_in", gettext_lazy("Take originals in"), forms.TakeIn,
        lambda by, form: hands.take_in(
            by=by, errand=form.standing.errand, left=form.left(), giver=form.somebody(), signed=_signed(by, form)
        ),
        gettext_lazy("Each original a line. Both sign, and they get a copy of the receipt."),
    ),
    Doing(
        "hand_in", gettext_lazy("Hand it in at the station"), forms.HandIn,
        lambda by, form: way.hand_in(
            by=by, errand=form.standing.errand, to=form.cleaned_data["to"], receipt=form.cleaned_data["receipt"],
            expected=form.cleaned_data["expected"], originals=form.chosen(),
        ),
    ),
    Doing(
        "send_back", gettext_lazy("The station did not take it"), forms.Reasoned,
        lambda by, form: way.send_back(by=by, errand=form.standing.errand, reason=form.cleaned_data["reason"]),
        tone="plain",
    ),
    Doing(
        "ready", gettext_lazy("It is ready"), forms.Ready,
        lambda by, form: way.ready(
            by=by, errand=form.standing.errand, result=form.cleaned_data["result"], kept=form.chosen()
        ),
    ),
    Doing(
        "deliver", gettext_lazy("Hand the result over"), forms.Deliver,
        lambda by, form: hands.deliver(
            by=by, errand=form.standing.errand, taker=form.somebody(), signed=_signed(by, form), originals=form.chosen()
        ),
    ),
    Doing(
        "give_back", gettext_lazy("Give originals back"), forms.GiveBack,
        lambda by, form: hands.give_back(
            by=by, errand=form.standing.errand, originals=form.chosen(), taker=form.somebody(), signed=_signed(by, form)
        ),
    ),
    Doing(
        "lose", gettext_lazy("It can't be given back"), forms.Lose,
        lambda by, form: hands.lose(by=by, errand=form.standing.errand, original=form.row, **form.given()),
        gettext_lazy("Write how it came and what was done. It stays in the errand for whoever asks."), "originals", True,
        "danger",
    ),
    Doing(
        "close", gettext_lazy("Close the errand"), forms.Close,
        lambda by, form: way.close(by=by, errand=form.standing.errand, answer=form.cleaned_data["answer"]),
        gettext_lazy("Whoever asked is then asked whether they were satisfied."),
    ),
    Doing(
        "send_visit", gettext_lazy("Send an officer to their home"), forms.SendVisit,
        lambda by, form: way.send_visit(by=by, errand=form.standing.errand, words=form.cleaned_data["words"]),
        gettext_lazy("For who can't come: the officer takes photo and fingerprints there. It goes on as a matter of its own."),
    ),
    Doing(
        "advise", gettext_lazy("Give the full answer"), forms.Advise,
        lambda by, form: way.advise(
            by=by, errand=form.standing.errand, parts=form.parts(), how=form.cleaned_data["how"]
        ),
        gettext_lazy("It can't be done for them: reason, procedure, papers and time. The errand ends with it."),
    ),
    Doing(
        "call_off", pgettext_lazy("errand", "Call it off"), forms.Reasoned,
        lambda by, form: way.call_off(by=by, errand=form.standing.errand, reason=form.cleaned_data["reason"]),
        gettext_lazy("Because whoever asked does not want it any more. They read why."), tone="danger",
    ),
    Doing(
        "reopen", gettext_lazy("Take it up again"), forms.Reasoned,
        lambda by, form: way.reopen(by=by, errand=form.standing.errand, reason=form.cleaned_data["reason"]),
        gettext_lazy("Because it was not over after all. Whoever asked reads why."), tone="plain",
    ),
)  # fmt: skip
DOINGS: Mapping[str, Doing] = {doing.verb: doing for doing in _ALL}
# What the form itself brings, so it is not missing before.
BROUGHT = frozenset({"reason", "procedure", "documents", "time"})


@both
@workers
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask for what the act needs, then take it once."""
    errand = there(errand_of(request.user, pk))
    doing = there(DOINGS.get(verb))
    actions.look_at(by=request.user, errand=errand, what=verb)
    return take(Asking(request, PROCEDURE, doing, errand))


def names_for(now: ErrandStanding) -> dict[Any, Any]:
    """What those in the errand are called, by key; under forms.ASKER who asked, under "opened" what a form shows again."""
    gone = _("(name gone)")
    found: dict[Any, Any] = {one.pk: name_of(one, now.matter) or gone for one in now.people}
    found[forms.ASKER] = name_of(None, now.matter)
    owner, agent = now.one(Role.OWNER), now.one(Role.AGENT)
    is_own = now.errand.whom == "self"
    found["opened"] = {
        "owner_name": found[owner.pk] if owner else found[forms.ASKER] if is_own else "",
        "agent_name": found[agent.pk] if agent else "" if is_own else found[forms.ASKER],
    }
    return found


PROCEDURE = Procedure(
    DOINGS, lifecycle.COURSE, errand_of, standing, names_for, "desk-services:errand", BROUGHT, words.need_words,
    words.rule_words, words.refusal_words, done_words=_done,
)  # fmt: skip


@both
@workers
def new(request: DeskRequest) -> HttpResponse:
    """Somebody asks at the desk or by telephone; or the room does it of itself, such as a death without kin."""
    there(Permission.MATTER_REGISTER in request.held or None)
    form = NewErrand(request.POST if request.method == "POST" else None, room=request.room)
    if form.is_bound and form.is_valid():
        try:
            pk = _open(request, form)
        except matters_intake.IdTaken:
            form.add_error(None, _("This form was sent before with other words. Open a new one."))
        else:
            return redirect("desk:slip", pk=pk)
    ask = Ask(form, _("A new errand"), _("Write it down"), keep="new-errand")
    up = (_("Errands"), reverse("desk-services:errands"))
    return page(request, _("A new errand"), up=up, asks=[ask])


def _open(request: DeskRequest, form: NewErrand) -> UUID:
    with transaction.atomic():
        brought = form.brought(request.room)
        receipt = actions.open_errand(by=request.user, room=request.room, brought=brought, asked=form.asked())
        person = receipt.matter.reporter
        if receipt.is_new and person:
            give_consent(
                by=actor(request.user),
                person=person,
                purpose="matter.answer",
                text_version=TOLD,
                channel=brought.channel,
            )
    messages.success(request, _("Registered as %(number)s.") % {"number": receipt.matter.reference})
    return receipt.matter.pk


@require_http_methods(["POST"])
@workers
def begin(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Begin with an errand that was brought another way; another kind is handed over as a linked matter."""
    matter = there(scope_of(request).filter(pk=pk).first())
    try:
        made = actions.begin_from(by=request.user, matter=matter)
    except NotAllowedNow:
        messages.error(request, _("It is over already."))
        return redirect("desk:matter", pk=pk)
    return redirect("desk-services:errand", pk=made.pk)
