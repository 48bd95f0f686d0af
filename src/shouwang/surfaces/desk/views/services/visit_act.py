"""What an officer does with a visit: every act of its table."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import visit_words as words
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.acting import Asking, Doing, Procedure, both, take
from shouwang.surfaces.desk.forms import visits as forms
from shouwang.surfaces.desk.forms.act import AnyAct
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.actions import visit_booking, visits
from shouwang.systems.services.queries.visits import About, standing, visit_of

workers = staff(Permission.SERVICE_WORK)


def _timed(verb: str) -> Any:
    def act(by: Account, form: Any) -> object:
        try:
            return visit_booking.set_time(by=by, visit=form.standing.visit, time=form.chosen(), verb=verb)
        except visit_booking.Taken as taken:
            raise Refused("taken", "time") from taken

    return act


def _plain(action: Any, *names: str) -> Any:
    def act(by: Account, form: Any) -> object:
        return action(by=by, visit=form.standing.visit, **{name: form.cleaned_data[name] for name in names})

    return act


def _ring(by: Account, form: Any) -> object:
    return visits.ring(by=by, visit=form.standing.visit, about=About.HOURS, result=form.cleaned_data["result"])


def _worry(by: Account, form: Any) -> object:
    form.opened = visits.worry(by=by, visit=form.standing.visit, record=form.cleaned_data["record"])
    return form.opened


def _done_words(doing: Doing, form: Any) -> str:
    """What is said once an act is taken: of help that is opened its number, which stands on the visit's page as a link."""
    if doing.verb == "worry":
        return _("%(number)s is opened, urgent. Go there from here.") % {"number": form.opened.reference}
    return _("Kept.")


_ALL = (
    Doing(
        "set_time", gettext_lazy("Agree on a time"), forms.NewTime, _timed("set_time"),
        gettext_lazy("Ring them, then choose."),
    ),
    Doing("confirm", gettext_lazy("They know, it stays"), AnyAct, _plain(visits.confirm)),
    Doing(
        "set_off", gettext_lazy("I set off"), AnyAct, _plain(visits.set_off),
        gettext_lazy("They read that you are on the way."),
    ),
    Doing("arrive", gettext_lazy("I am at the door"), AnyAct, _plain(visits.arrive)),
    Doing("finish", gettext_lazy("Visit made"), forms.Record, _plain(visits.finish, "record", "answer")),
    Doing("nobody_home", gettext_lazy("Nobody home"), forms.Noted, _plain(visits.nobody_home, "words"), tone="plain"),
    Doing(
        "move", gettext_lazy("Another time"), forms.NewTime, _timed("move"),
        gettext_lazy("The old time stays until the new one is certain."),
    ),
    Doing("ring", gettext_lazy("I rang"), forms.Rung, _ring),
    Doing(
        "worry", gettext_lazy("Somebody may need help"), forms.Worry, _worry,
        gettext_lazy("Opens an urgent help request. If somebody may lie inside, ring 120 and the family first."),
        tone="danger",
    ),
    Doing(
        "call_off", gettext_lazy("Call off the visit"), forms.CallOff, _plain(visits.call_off, "whose", "reason"), tone="danger"
    ),
)  # fmt: skip
DOINGS: Mapping[str, Doing] = {doing.verb: doing for doing in _ALL}
BROUGHT = frozenset({"time", "record", "whose"})  # what the form itself brings


def _refusal_words(refusal: Exception) -> tuple[str, str]:
    if isinstance(refusal, Refused) and refusal.key == "taken":
        return _("That time is not free any more. Choose another."), "time"
    return words.refusal_words(refusal)


PROCEDURE = Procedure(
    DOINGS, lifecycle.COURSE, visit_of, standing, lambda now: {}, "desk-services:visit", BROUGHT, words.need_words,
    lambda rule: "", _refusal_words, done_words=_done_words,
)  # fmt: skip


@both
@workers
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask for what the act needs, then take it once."""
    visit = there(visit_of(request.user, pk))
    return take(Asking(request, PROCEDURE, there(DOINGS.get(verb)), visit))
