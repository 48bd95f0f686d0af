"""The one next step of a matter, as the page offers it; the other steps beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.matters.queries import is_read
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, checkers
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.doings import Doing
from shouwang.surfaces.desk.forms.steps import Step
from shouwang.surfaces.desk.words import STATES, VERBS, name_of, names_of
from shouwang.systems.mediation.queries.files import has_dispute
from shouwang.systems.mediation.queries.police import has_case
from shouwang.systems.services.queries.errands import has_errand
from shouwang.systems.services.queries.rights import has_request
from shouwang.systems.services.queries.visits import has_visit
from shouwang.ui.parts import Verb

PAPERS = ("help", "papers")
WHY: dict[str, str | Promise] = {
    "accept": gettext_lazy("Read it. Is it ours? Then accept: the reporter sees that somebody has it."),
    "assign": gettext_lazy("Say who does it."),
    "start": gettext_lazy("Press when you begin: the reporter sees that somebody is on it."),
    "report": gettext_lazy("When it is done, write what came of it."),
    "check": gettext_lazy("Look whether it is really done: go there, ring, ask."),
    "close": gettext_lazy("Write the reporter what came of it, and close."),
}
# The same where nobody reads it any more, because whoever brought it was forgotten.
WHY_UNREAD: dict[str, str | Promise] = {
    "accept": gettext_lazy("Read it. Is it ours? Then accept."),
    "start": gettext_lazy("Press when you begin."),
    "close": gettext_lazy(
        "Whoever brought it was forgotten, so nobody waits for an answer. Write down what came of it, and close."
    ),
}


@dataclass(frozen=True)
class Drawn:
    """A thing to do with its form, and whether it was just tried."""

    doing: Doing
    form: Step
    is_open: bool

    @property
    def label(self) -> str:
        return str(VERBS[self.doing.verb].button) if self.doing.verb in VERBS else ""

    @property
    def keep(self) -> str:
        """Under which name a tab keeps what is typed, until the step is taken."""
        return f"{self.doing.verb}-{self.form.matter.pk}"

    @property
    def is_bare(self) -> bool:
        """Only a button: nothing to fill in."""
        return all(field.is_hidden for field in self.form)


@dataclass(frozen=True)
class Next:
    """The next step, or the words for why there is none for this person."""

    title: str
    words: str
    drawn: Drawn | None = None
    beside: Drawn | None = None
    verb: Verb | None = None  # where a part leads: the way to its page


def choose(request: DeskRequest, matter: Matter, told: Sequence[Entry], drawn: Mapping[str, Drawn]) -> Next:
    """What to offer first; whoever asks for help with a paper may have it done as an errand."""
    found = _choose(request, matter, told, drawn)
    is_paper = (matter.kind, matter.topic) == PAPERS and matter.is_open
    if found.verb or not is_paper or Permission.SERVICE_WORK not in request.held:
        return found
    begin = reverse("desk-services:errand-begin", args=[matter.pk])
    return replace(found, verb=Verb(_("Make it an errand"), begin, post=True, icon="file-check"))


def _choose(request: DeskRequest, matter: Matter, told: Sequence[Entry], drawn: Mapping[str, Drawn]) -> Next:
    if kinds.is_led_by_part(matter.kind):
        return _led(request, matter)
    step = lifecycle.next_step(matter.state, has_taker=matter.has_taker)
    if step is None:
        return Next(str(STATES[matter.state]), _("Nothing more to do here."))
    offer, label = drawn.get(step.verb), str(VERBS[step.verb].button)
    if step.verb == "check" and _reported_by(told) == actor(request.user).id:
        alone = drawn.get("close_unchecked")
        words = _("You did it, so somebody else checks it: %(names)s.") % {"names": _who_checks(request, matter)}
        if alone:
            words = f"{words} {_('Nobody else here today? Close it without a check below, and say why.')}"
        return Next(_("A colleague checks"), words)
    if step.verb == "check" and matter.checker and matter.checker_id != request.user.pk:
        return Next(label, _("%(name)s was asked to check it.") % {"name": name_of(matter.checker)}, offer)
    if offer is None:
        return Next(label, _("This is for a colleague who may do it. You can read and note."))
    if step.verb in ("start", "report") and matter.owner and matter.owner_id != request.user.pk:
        words = _("It is with %(name)s. You can do it for them.") % {"name": name_of(matter.owner)}
        return Next(label, words, offer)
    beside = drawn.get("start") if step.verb == "assign" else None
    why = WHY if is_read(matter) else WHY | WHY_UNREAD
    return Next(label, str(why.get(step.verb, "")), offer, beside)


@dataclass(frozen=True)
class Own:
    """A kind with pages of its own: who works there, whether its part has begun, its page, where one begins ("": nowhere)."""

    worker: Permission
    has_begun: Callable[[Matter], bool]
    open_words: str | Promise
    page: str
    begin: str = ""
    is_asked: bool = False  # the page where one begins asks for something first


OWN: Mapping[str, Own] = {
    "dispute": Own(
        Permission.MEDIATION_WORK, has_dispute, gettext_lazy("Open the dispute"), "desk-mediation:dispute", "desk-mediation:begin"
    ),
    "police_mediation": Own(
        Permission.POLICE_MEDIATE, has_case, gettext_lazy("Open the case"), "desk-police:case", "desk-police:begin"
    ),
    "errand": Own(
        Permission.SERVICE_WORK, has_errand, gettext_lazy("Open the errand"), "desk-services:errand", "desk-services:errand-begin"
    ),
    "visit": Own(Permission.SERVICE_WORK, has_visit, gettext_lazy("Open the visit"), "desk-services:visit"),
    "rights": Own(
        Permission.PERSON_ERASE, has_request, gettext_lazy("Open the request"), "desk-services:request",
        "desk-services:begin-request", is_asked=True,
    ),
}  # fmt: skip
READ_BY_ALL = ("dispute",)  # whoever sees such a matter may open its page


def _led(request: DeskRequest, matter: Matter) -> Next:
    """It goes by its part's own procedure, on its own page; one that nobody has looked at begins there."""
    title, own = _("Goes by its own procedure"), OWN[matter.kind]
    may_work = own.worker in request.held
    if not may_work and matter.kind not in READ_BY_ALL:
        return Next(title, _("This is for a colleague who may do it. You can read and note."))
    if own.has_begun(matter):
        words = _("Where it stands and what comes next is on its own page.")
        return Next(title, words, verb=Verb(str(own.open_words), reverse(own.page, args=[matter.pk])))
    if not (may_work and own.begin and matter.is_open):
        return Next(title, _("Nobody has begun with it yet."))
    begin = reverse(own.begin, args=[matter.pk])
    verb = Verb(_("Begin with it"), begin, post=not own.is_asked, tone="primary")
    return Next(title, _("Nobody has begun with it yet."), verb=verb)


def _who_checks(request: DeskRequest, matter: Matter) -> str:
    asked = [matter.checker] if matter.checker else checkers(matter.room, request.user)
    return names_of(asked) or _("nobody here may yet")


def others(matter: Matter, drawn: Mapping[str, Drawn], chosen: Next) -> list[Drawn]:
    """Every other thing one may do, folded away. A step that is next but not for this person shows only its error."""
    step = lifecycle.next_step(matter.state, has_taker=matter.has_taker)
    above = (chosen.drawn, chosen.beside, drawn.get("say"))
    return [
        one for verb, one in drawn.items() if one not in above and (one.is_open or step is None or verb != step.verb)
    ]


def _reported_by(told: Sequence[Entry]) -> str:
    return next((one.actor for one in reversed(told) if one.verb == "report"), "")
