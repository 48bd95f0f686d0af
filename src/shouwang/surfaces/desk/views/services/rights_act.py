"""One act of a request about one's own data, and how one begins that was registered at the desk."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.acting import Asking, Doing, Procedure, both, take
from shouwang.surfaces.desk.forms.services import rights as forms
from shouwang.surfaces.desk.views.services import rights_words as words
from shouwang.systems.services import rights_lifecycle as lifecycle
from shouwang.systems.services.actions import rights as actions
from shouwang.systems.services.queries.rights import request_of, standing
from shouwang.systems.services.rights_kind import KIND

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


@require_http_methods(["POST"])
@officers
def begin(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Begin with one that was registered at the desk."""
    matter = there(scope_of(request).filter(pk=pk, kind=KIND.key).first())
    actions.begin_from(by=request.user, matter=matter)
    return redirect("desk-services:request", pk=pk)
