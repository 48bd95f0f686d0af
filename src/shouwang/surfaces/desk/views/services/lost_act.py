"""One act on a thing lost or found, and how one begins."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from shouwang.kernel.matters.actions.intake import IdTaken
from shouwang.kernel.matters.course import Missing, NotAllowedNow
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff, there
from shouwang.surfaces.desk.acting import Asking, Doing, Procedure, both, take
from shouwang.surfaces.desk.forms.services import lost as forms
from shouwang.surfaces.desk.settings_page import Ask, page
from shouwang.surfaces.desk.views.services import lost_words as words
from shouwang.systems.services import lost_lifecycle as lifecycle
from shouwang.systems.services.actions import lost as actions
from shouwang.systems.services.actions import lost_joining, lost_selling
from shouwang.systems.services.queries.lost import has_thing, standing, thing_of, things

helpers = staff(Permission.SERVICE_WORK)


def _call(action: Callable[..., object], *names: str) -> Callable[[Account, Any], object]:
    """Hand the form's fields to the action under their own names."""

    def act(by: Account, form: forms.LostAct) -> object:
        return action(by=by, thing=form.standing.thing, **{name: form.cleaned_data[name] for name in names})

    return act


_ALL = (
    Doing(
        "describe", gettext_lazy("Describe it better"), forms.Describe,
        lambda by, form: actions.describe(by=by, thing=form.standing.thing, told=form.told()),
    ),
    Doing(
        "receive", gettext_lazy("It lies here now"), forms.Receive, _call(actions.receive, "place", "shelf"),
        gettext_lazy("Only when you have it in hand. From then on everybody may read kind, day and place."),
    ),
    Doing(
        "notice", gettext_lazy("The notice hangs"), forms.Notice, _call(actions.notice, "day", "where"),
        gettext_lazy("From that day whoever lost it has one year. Print the sheet first: it names nobody."),
    ),
    Doing(
        "hand_back", gettext_lazy("Hand it back"), forms.HandBack,
        lambda by, form: actions.hand_back(by=by, thing=form.standing.thing, claim=form.claim()),
        gettext_lazy("Let them say what it is like before you show it. Who took it is kept one year."),
    ),
    Doing(
        "hand_in", gettext_lazy("Give it to another office"), forms.HandIn, _call(actions.hand_in, "to", "day"),
        gettext_lazy("ID cards go to the police station, bank cards to the bank: the same day, not into the cupboard."),
    ),
    Doing("to_state", gettext_lazy("To the State"), forms.ToState, _call(actions.to_state, "to")),
    Doing(
        "pay_out", gettext_lazy("Pay the money out"), forms.PayOut,
        lambda by, form: lost_selling.pay_out(by=by, thing=form.standing.thing, claim=form.claim()),
        gettext_lazy("Let them say what it was like before you tell of it. They sign; who got it is kept one year."),
    ),
    Doing(
        "sell", gettext_lazy("Can't be kept: sold"), forms.Sell,
        lambda by, form: lost_selling.sell(
            by=by, thing=form.standing.thing, reason=form.cleaned_data["said"], proceeds=form.cleaned_data["proceeds"]
        ),
        gettext_lazy(
            "Only what spoils, or costs more to keep than it is worth. The money takes its place: whoever lost it gets it "
            "within a year of the notice, else the State."
        ),
    ),
    Doing(
        "let_go", gettext_lazy("Can't be kept: no money came in"), forms.LetGo, _call(actions.let_go, "said"),
        gettext_lazy("Spoilt, or given away. Whoever told of it reads why."),
    ),
    Doing(
        "unjoin", gettext_lazy("Not the same thing"), forms.Unjoin,
        lambda by, form: lost_joining.unjoin(by=by, thing=form.standing.thing, reason=form.cleaned_data["said"]),
    ),
    Doing("gone", gettext_lazy("It never came, or was taken back"), forms.Gone, _call(actions.gone, "said")),
    Doing("found_again", gettext_lazy("It came back"), forms.FoundAgain, _call(actions.found_again, "said")),
    Doing("give_up", gettext_lazy("No longer looked for"), forms.GiveUp, _call(actions.give_up, "said")),
)  # fmt: skip
DOINGS: Mapping[str, Doing] = {doing.verb: doing for doing in _ALL}
BROUGHT = frozenset({"who", "knew", "seen", "to", "day", "other", "how", "reason", "proceeds", "receipt"})
PROCEDURE = Procedure(
    DOINGS, lifecycle.COURSE, thing_of, standing, lambda now: {}, "desk-services:thing", BROUGHT, words.need_words,
    words.rule_words, words.refusal_words,
)  # fmt: skip


@both
@helpers
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask for what the act needs, then take it once."""
    thing = there(thing_of(request.user, pk))
    return take(Asking(request, PROCEDURE, there(DOINGS.get(verb)), thing))


@both
@staff(Permission.MATTER_REGISTER)
def new(request: DeskRequest) -> HttpResponse:
    """Something lost or found, told at the desk."""
    posted = request.POST if request.method == "POST" else None
    form = forms.NewThing(posted, initial={"side": request.GET.get("side", "")})
    if form.is_bound and form.is_valid():
        try:
            made = actions.take_in(
                by=request.user,
                room=request.room,
                brought=form.brought(),
                side=form.cleaned_data["side"],
                told=form.told(),
            )
        except IdTaken:
            form.add_error(None, _("This form was sent before with other words. Open a new one."))
        except Refused as refusal:
            form.add_error(refusal.field, words.refusal_words(refusal)[0])
        else:
            messages.success(request, _("Registered as %(number)s.") % {"number": made.matter.reference})
            return redirect("desk-services:thing", pk=made.matter.pk)
    ask = Ask(form, _("Lost or found"), _("Write it down"), keep="new-thing")
    return page(
        request, _("Something lost or found"), up=(_("Lost and found"), reverse("desk-services:lost")), asks=[ask],
        lead=_("Whoever found it may stay unnamed. Tell whoever leaves a name that it is kept only for this."),
    )  # fmt: skip


@both
@helpers
def write(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The thing of a matter that was registered without."""
    matter = there(scope_of(request).filter(pk=pk, kind="help", topic="lost").first())
    if has_thing(matter):
        return redirect("desk-services:thing", pk=pk)
    form = forms.Described(request.POST if request.method == "POST" else None, initial={"place": matter.where})
    if form.is_bound and form.is_valid():
        try:
            actions.write(by=request.user, matter=matter, side=form.cleaned_data["side"], told=form.told())
        except Refused as refusal:
            form.add_error(refusal.field, words.refusal_words(refusal)[0])
        else:
            return redirect("desk-services:thing", pk=pk)
    up = (f"{matter.reference} {matter.title}", reverse("desk:matter", args=[pk]))
    ask = Ask(form, _("Lost or found"), _("Write it down"), keep=f"thing-{pk}")
    return page(request, _("Something lost or found"), up=up, asks=[ask], lead=matter.text)


@require_POST
@helpers
def join(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The thing and the one that was posted are the same."""
    thing = there(thing_of(request.user, pk))
    found = things(request.user).filter(pk__in=_keys(request.POST.get("other", ""))).first()
    try:
        if found is None:
            raise Missing("join", ("other",))
        lost_joining.join(by=request.user, thing=thing, other=found)
    except (Missing, NotAllowedNow, Refused) as refusal:
        messages.error(request, words.refusal_words(refusal)[0])
    else:
        messages.success(
            request, _("They belong together. Whoever lost it reads that it may be here; ring them as well.")
        )
    return redirect("desk-services:thing", pk=pk)


def _keys(text: str) -> list[UUID]:
    """The key that was posted; none where it is no key."""
    try:
        return [UUID(text)]
    except ValueError:
        return []
