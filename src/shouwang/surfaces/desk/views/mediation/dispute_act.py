"""One act of a dispute, by the table of people's mediation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import permissions_in
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.acting import Asking, Doing, Procedure, both, take
from shouwang.surfaces.desk.views.mediation import words
from shouwang.surfaces.desk.views.mediation.at_hand import at_hand
from shouwang.surfaces.desk.views.mediation.doings import DOINGS
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions import looking
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries.standing import Standing, standing

# What the form itself brings, so it is not missing before.
BROUGHT = frozenset(
    {"reason", "routes", "words", "terms", "wants_oral", "both_present", "both_consent", "sealed", "jointly", "summary",
     "body", "filer", "file_whole", "in_time"}
)  # fmt: skip


@both
@staff(Permission.MATTER_SEE)
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask for what the act needs, then take it. An invitation is answered by whoever was asked, whatever they may else."""
    dispute = there(files.dispute_of(request.user, pk))
    doing = there(DOINGS.get(verb))
    if not _may(request, dispute, verb):
        messages.error(request, _("This is for a colleague who may do it. You can read and note."))
        return redirect("desk-mediation:dispute", pk=pk)
    looking.look_at(by=request.user, dispute=dispute, what=verb)
    return take(Asking(request, PROCEDURE, doing, dispute))


def _may(request: DeskRequest, dispute: Any, verb: str) -> bool:
    step = lifecycle.STEPS.get(verb)
    return step is None or Permission(step.who) in permissions_in(request.user, dispute.matter.room)


def names_for(now: Standing) -> dict[Any, str]:
    """What the parties are called, by key."""
    return {party.pk: files.names_of(party)["name"] or _("(name gone)") for party in now.parties}


def _rule(rule: str) -> str:
    """The law's article; a rule of the field's practice is no law to be shown."""
    return words.rule_words(rule) if rule.startswith("Art") else ""


def _onward(doing: Doing, form: Any) -> str:
    """The dispute; the list, where it is sheltered now from who noted the danger."""
    pk = form.standing.dispute.pk
    if files.dispute_of(form.viewer, pk) is None:
        return reverse("desk-mediation:disputes")
    return reverse("desk-mediation:dispute", args=[pk])


def _done_words(doing: Doing, form: Any) -> str:
    if files.dispute_of(form.viewer, form.standing.dispute.pk) is None:
        return _("Kept. The officers were told at once and go on with it; you no longer see it. In danger ring 110.")
    return _("Kept.")


PROCEDURE = Procedure(
    DOINGS, lifecycle.COURSE, files.dispute_of, standing, names_for, "desk-mediation:dispute", BROUGHT,
    words.need_words, _rule, words.refusal_words, _onward, at_hand, _done_words,
)  # fmt: skip
