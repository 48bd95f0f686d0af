"""One act of a police mediation, and how a case begins."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from shouwang.kernel.matters.actions import intake as matters_intake
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.acting import Asking, Doing, Procedure, both, take
from shouwang.surfaces.desk.forms.mediation import police as forms
from shouwang.surfaces.desk.settings_page import Ask, page
from shouwang.surfaces.desk.views.mediation import police_words as words
from shouwang.systems.mediation import police_lifecycle as lifecycle
from shouwang.systems.mediation.actions import police as actions
from shouwang.systems.mediation.actions import police_table as table
from shouwang.systems.mediation.queries.police import PoliceStanding, case_of, names_of, standing

officers = staff(Permission.POLICE_MEDIATE)


def _call(action: Callable[..., object], *names: str, row: str = "") -> Callable[[Account, Any], object]:
    """Hand the form's fields to the action under their own names; `row`: the name of what it is about."""

    def act(by: Account, form: forms.PoliceAct) -> object:
        said = {name: form.cleaned_data[name] for name in names} | ({row: form.row} if row else {})
        return action(by=by, case=form.standing.case, **said)

    return act


_ALL = (
    Doing(
        "write", gettext_lazy("Write down the case"), forms.Describe,
        lambda by, form: actions.write(by=by, case=form.standing.case, told=form.told()),
    ),
    Doing(
        "name_side", gettext_lazy("Write down offender or victim"), forms.SideForm,
        lambda by, form: actions.name_side(by=by, case=form.standing.case, entered=form.entered(), side=form.row),
        gettext_lazy("Names, telephones and addresses are sealed; who reads them is written down."), "sides",
    ),
    Doing(
        "drop_side", gettext_lazy("Take them out"), forms.PoliceAct, _call(actions.drop_side, row="side"), "", "sides", True,
        "danger",
    ),
    Doing(
        "examine", gettext_lazy("May the police mediate it?"), forms.Exclusions,
        lambda by, form: actions.examine(by=by, case=form.standing.case, answers=form.answers()),
        gettext_lazy("Only a minor violation out of a civil quarrel. One question at a time, none is left out."),
    ),
    Doing("accept", gettext_lazy("Take it on for mediation"), forms.PoliceAct, _call(actions.accept)),
    Doing(
        "refuse", gettext_lazy("Not for police mediation"), forms.NotTaken, _call(actions.refuse, "reason", "way"),
        tone="danger",
    ),
    Doing(
        "sit", gettext_lazy("Write the record of a sitting"), forms.SittingForm,
        lambda by, form: table.sit(by=by, case=form.standing.case, sitting=form.sitting()),
        gettext_lazy("Once as a rule. A second time only within seven working days after the first, never a third."),
    ),
    Doing(
        "draft", gettext_lazy("Write the agreement"), forms.DraftForm,
        lambda by, form: table.draft(
            by=by, case=form.standing.case, content=form.cleaned_data["content"],
            reached_date=form.cleaned_data["reached_date"], owed=form.owed(),
        ),
        gettext_lazy("Who owes what by when: each as a line of its own. Then print it and let all sign."),
    ),
    Doing("sign", gettext_lazy("All have signed"), forms.Signing, _call(table.sign, "is_signed", "is_on_the_spot")),
    Doing(
        "perform", gettext_lazy("Note what became of it"), forms.Kept,
        _call(table.perform, "state", "done_date", row="duty"), "", "duties", True,
    ),
    Doing(
        "settle", gettext_lazy("All of it was kept"), forms.PoliceAct, _call(table.settle),
        gettext_lazy("Then there is no penalty."),
    ),
    Doing(
        "fail", gettext_lazy("Not agreed or not kept"), forms.Failed, _call(table.fail, "reason", "suit_told", "since"),
        gettext_lazy("The penalty procedure follows, and its time limit runs from that day. Tell them they may go to court."),
        tone="danger",
    ),
    Doing(
        "exclude", gettext_lazy("End it: something came in between"), forms.Excluded,
        _call(actions.exclude, "question", "reason"),
        gettext_lazy("A refusal or a new violation ends the mediation; the penalty procedure follows."), tone="danger",
    ),
)  # fmt: skip
DOINGS: Mapping[str, Doing] = {doing.verb: doing for doing in _ALL}
# What the form itself brings, so it is not missing before.
BROUGHT = frozenset({"reason", "way", "both_present", "guardians_there", "terms", "signed", "suit_told"})


@both
@officers
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask for what the act needs, then take it once."""
    case = there(case_of(request.user, pk))
    doing = there(DOINGS.get(verb))
    actions.look_at(by=request.user, case=case, what=verb)
    return take(Asking(request, PROCEDURE, doing, case))


def names_for(now: PoliceStanding) -> dict[Any, Any]:
    """What the sides are called, by key; and under ("opened", key) all that their form shows again."""
    found: dict[Any, Any] = {}
    for side in now.sides:
        human = names_of(side)
        found[side.pk] = human["name"] or _("(name gone)")
        found["opened", side.pk] = {name: human[name] for name in ("name", "phone", "address")} | {
            f"{role}_name": names_of(side, role)["name"] for role in ("guardian", "agent") if getattr(side, role)
        }
    return found


PROCEDURE = Procedure(
    DOINGS, lifecycle.COURSE, case_of, standing, names_for, "desk-police:case", BROUGHT, words.need_words,
    words.rule_words, words.refusal_words,
)  # fmt: skip


@both
@officers
def new(request: DeskRequest) -> HttpResponse:
    """Write down a new case."""
    form = forms.NewCase(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.take_in(by=request.user, room=request.room, brought=form.brought(), told=form.told())
        except matters_intake.IdTaken:
            form.add_error(None, _("This form was sent before with other words. Open a new one."))
        else:
            messages.success(request, _("Registered as %(number)s.") % {"number": made.matter.reference})
            return redirect("desk-police:case", pk=made.pk)
    ask = Ask(form, _("A new case"), _("Write it down"), keep="new-police-case")
    lead = _(
        "Only where somebody broke the law in a small way. A quarrel without that goes to the mediation committee."
    )
    up = (_("Police mediation"), reverse("desk-police:cases"))
    return page(request, _("A new case"), lead=lead, up=up, asks=[ask])


@require_http_methods(["POST"])
@officers
def begin(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Begin with a matter in which somebody broke the law; another kind is handed over as a linked matter."""
    matter = there(scope_of(request).filter(pk=pk).first())
    made = actions.begin_from(by=request.user, matter=matter)
    return redirect("desk-police:case", pk=made.pk)
