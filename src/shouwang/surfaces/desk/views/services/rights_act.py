"""One act of a request about one's own data, and how one begins that was registered at the desk."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.actions.intake import Brought, IdTaken, Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import give_consent
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.acting import Asking, Doing, Procedure, both, take
from shouwang.surfaces.desk.forms.services import rights as forms
from shouwang.surfaces.desk.settings_page import Ask, page
from shouwang.surfaces.desk.views.register import TOLD
from shouwang.surfaces.desk.views.services import rights_words as words
from shouwang.systems.services import rights_lifecycle as lifecycle
from shouwang.systems.services.actions import rights as actions
from shouwang.systems.services.queries.rights import Request, has_request, request_of, standing
from shouwang.systems.services.rights_kind import KIND

WALK_IN = Matter.Channel.WALK_IN
officers = staff(Permission.PERSON_ERASE)


def _call(action: Callable[..., object], *names: str) -> Callable[[Account, Any], object]:
    """Hand the form's fields to the action under their own names; one that is not asked is not handed over."""

    def act(by: Account, form: forms.RightsAct) -> object:
        said = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
        return action(by=by, request=form.standing.request, **said)

    return act


_ALL = (
    Doing(
        "prove", _("Look who it is"), forms.Prove,
        lambda by, form: actions.prove(
            by=by, request=form.standing.request, seen=form.cleaned_data["paper"],
            seen_tie=form.cleaned_data.get("seen_tie", ""),
        ),
        _("At the desk, or you know them. Who it is and when you saw it is kept, no number of a paper."),
    ),
    Doing(
        "hand_over", _("The copy is handed over"), forms.RightsAct, _call(actions.hand_over),
        _("Press it once they have it in their hands, on paper or as a file."),
    ),
    Doing(
        "note", _("Note what was done"), forms.NoteDone, _call(actions.note, "kind", "what"),
        _("What you showed, explained or found. That a copy was made and a deletion are noted by themselves."),
    ),
    Doing(
        "correct", _("Note a correction"), forms.Correct, _call(actions.correct, "what"),
        _("First correct it where it stands; here it is only told which field it was."),
    ),
    Doing("answer", _("Answer and close"), forms.Answer, _call(actions.answer, "answer")),
    Doing(
        "refuse", _("Refuse it"), forms.Refuse, _call(actions.refuse, "article", "reason", "complaint"),
        _("Only by a law. Whoever asked gets the reason, the law, and the way to complain."), tone="danger",
    ),
)  # fmt: skip
DOINGS: Mapping[str, Doing] = {doing.verb: doing for doing in _ALL}
BROUGHT = frozenset({"seen", "what", "answer", "reason", "law", "complaint"})
PROCEDURE = Procedure(
    DOINGS, lifecycle.COURSE, request_of, standing, lambda now: {}, "desk-services:request", BROUGHT, words.need_words,
    words.rule_words, words.refusal_words,
)  # fmt: skip


@both
@officers
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask for what the act needs, then take it once."""
    asked = there(request_of(request.user, pk))
    return take(Asking(request, PROCEDURE, there(DOINGS.get(verb)), asked))


@both
@officers
def begin(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Begin with one that was registered another way: about whom it is and what was seen is asked first."""
    matter = there(scope_of(request).filter(pk=pk, kind=KIND.key).first())
    if has_request(matter) or not matter.is_open:
        return redirect("desk:matter", pk=pk)
    form = forms.Begin(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            made = actions.begin_from(by=request.user, matter=matter, asked=_asked(form))
            _prove(request, made, form)
        return redirect("desk-services:request", pk=pk)
    ask = Ask(form, str(_("About whom, and who asks")), str(_("Begin with it")), keep=f"rights/{matter.reference}")
    return page(request, matter.reference, up=_up(), asks=[ask])


@both
@officers
def new(request: DeskRequest) -> HttpResponse:
    """Somebody asks at the desk, for themselves, their child or a close relative who died."""
    form = forms.NewRequest(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            pk = _take_in(request, form)
        except IdTaken:
            form.add_error(None, _("This form was sent before with other words. Open a new one."))
        else:
            return redirect("desk-services:request", pk=pk)
    ask = Ask(form, str(_("A new request about data")), str(_("Write it down")), keep="new-rights")
    return page(request, str(_("A new request about data")), up=_up(), asks=[ask])


def _up() -> tuple[str, str]:
    return str(_("Requests about data")), reverse("desk-services:requests")


def _take_in(request: DeskRequest, form: forms.NewRequest) -> UUID:
    said = form.cleaned_data
    brought = Brought(
        kind=KIND.key, topic=said["topic"], text=said["text"], title=str(KIND.by_key[said["topic"]].name), id=said["id"],
        channel=WALK_IN, reporter=Reporter(name=said["name"], phone=said["phone"]),
    )  # fmt: skip
    with transaction.atomic():
        receipt = actions.take_in(by=request.user, room=request.room, brought=brought, asked=_asked(form))
        made, person = there(request_of(request.user, receipt.matter.pk)), receipt.matter.reporter
        if receipt.is_new and person:
            by = actor(request.user)
            give_consent(by=by, person=person, purpose="matter.answer", text_version=TOLD, channel=WALK_IN)
            _prove(request, made, form)
    return receipt.matter.pk


def _asked(form: forms.Begin) -> actions.Asked:
    said = form.cleaned_data
    return actions.Asked(said["about"], said["tie"], said["subject"])


def _prove(request: DeskRequest, made: Request, form: forms.Begin) -> None:
    said = form.cleaned_data
    actions.prove(by=request.user, request=made, seen=said["paper"], seen_tie=said["seen_tie"])
