"""One act of a part's own procedure: its form, its law, what is missing; taken once, nothing typed is lost.

Disputes, police mediation and errands have tables of their own and share none; how a page asks for an act and keeps what
two people typed at once is the same for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from shouwang.kernel.files.refusal import Refused as FileRefused
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.course import Course, Missing, NotAllowedNow
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.surfaces.desk.access import DeskRequest, there
from shouwang.surfaces.desk.forms.act import AnyAct
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page
from shouwang.ui.parts import Verb

both = require_http_methods(["GET", "HEAD", "POST"])
Words = str | Promise


@dataclass(frozen=True)
class Doing:
    """One act: what its button says, what it asks, what it calls. `rows`: in which list of the record its row is looked for."""

    verb: str
    button: Words
    form: type[AnyAct]
    act: Callable[[Account, Any], object]
    lead: Words = ""
    rows: str = ""
    needs_row: bool = False
    tone: str = "primary"
    has_files: bool = False
    press: Words = ""  # what the form's own button says, where it is not the same
    anew: Words = ""  # the title where its row is there already and is changed

    def title(self, row: Any) -> str:
        return str(self.anew if row is not None and self.anew else self.button)


@dataclass(frozen=True)
class AtHand:
    """What stands with the form. `instead`: why there is no form, because whatever is typed would be refused."""

    above: Sequence[Block] = ()
    beside: Sequence[Block] = ()
    instead: Said | None = None
    verbs: Sequence[Verb] = ()


@dataclass(frozen=True)
class Procedure:
    """What one procedure brings to the frame. `brought`: what the forms bring themselves, so it is not missing before."""

    doings: Mapping[str, Doing]
    course: Course
    find: Callable[[Account, Any], Any]
    standing: Callable[[Any], Any]
    names: Callable[[Any], dict[Any, Any]]
    home: str  # the address of a record's own page
    brought: frozenset[str]
    need_words: Callable[[str], str]
    rule_words: Callable[[str], str]
    refusal_words: Callable[[Exception], tuple[str, str]]
    onward: Callable[[Doing, Any], str] | None = None  # where an act leads, if not to the record
    at_hand: Callable[[Doing, AnyAct], AtHand] | None = None
    done_words: Callable[[Doing, Any], str] | None = None


@dataclass(frozen=True)
class Asking:
    """One act asked of one record."""

    request: DeskRequest
    of: Procedure
    doing: Doing
    record: Any

    def form(self, now: Any, row: Any, *posted: Any) -> AnyAct:
        return self.doing.form(*posted, standing=now, viewer=self.request.user, names=self.of.names(now), row=row)

    def row(self, now: Any, key: str) -> Any:
        """The row the act is about; 404 for one that is not of this record, or where one is needed and none is named."""
        if not key or not self.doing.rows:
            return there(None) if self.doing.needs_row else None
        return there(self.known_row(now, key))

    def known_row(self, now: Any, key: str) -> Any:
        rows = getattr(now, self.doing.rows) if self.doing.rows else []
        return next((one for one in rows if str(one.pk) == key), None)


def take(asking: Asking) -> HttpResponse:
    """Ask for what the act needs, then take it; the caller has said that they may."""
    request, doing, of = asking.request, asking.doing, asking.of
    now = of.standing(asking.record)
    step = of.course.steps.get(doing.verb)
    if request.method != "POST" and step and now.stage not in step.sources:
        messages.error(request, of.refusal_words(NotAllowedNow(doing.verb, now.stage))[0])
        return redirect(of.home, pk=now.matter.pk)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = asking.form(now, asking.row(now, request.GET.get("of", "")), *posted)
    if not form.is_bound or not form.is_valid():
        return _page(asking, form)
    try:
        with transaction.atomic():
            stories.expect(now.matter, form.cleaned_data["version"])
            doing.act(request.user, form)
    except stories.Stale:
        return _again(asking, form)
    except (Missing, NotAllowedNow, Refused) as refusal:
        said, field = of.refusal_words(refusal)
        form.add_error(field if field in form.fields else None, said)
        return _page(asking, form)
    except FileRefused as refusal:
        of_files = (name for name in ("file", "proof", "signature", "drawn") if name in form.fields)
        form.add_error(next(of_files, None), str(refusal))
        return _page(asking, form)
    messages.success(request, of.done_words(doing, form) if of.done_words else _("Kept."))
    return redirect(of.onward(doing, form) if of.onward else reverse(of.home, args=[now.matter.pk]))


def _page(asking: Asking, form: AnyAct) -> HttpResponse:
    doing, of, now = asking.doing, asking.of, form.standing
    title = doing.title(form.row)
    step = of.course.steps.get(doing.verb)
    lacks = [of.need_words(need) for need in now.missing(doing.verb) if need not in of.brought] if step else []
    said = Said(_("Before that something is missing"), " · ".join(lacks), "amber", "triangle-alert") if lacks else None
    fold = getattr(form, "fold", ())
    ask = Ask(
        form, title, str(doing.press or title), tone=doing.tone, has_files=doing.has_files,
        keep=f"{doing.verb}-{form.row.pk if form.row else now.matter.pk}", fold=fold,
        fold_label=str(getattr(form, "fold_label", "")),
        fold_open=any(form.initial.get(name) for name in fold),
    )  # fmt: skip
    up = (f"{now.matter.reference} {now.matter.title}", reverse(of.home, args=[now.matter.pk]))
    rule = of.rule_words(step.rule) if step else ""
    lead = " ".join(part for part in (str(doing.lead), _("(%(rule)s)") % {"rule": rule} if rule else "") if part)
    hand = of.at_hand(doing, form) if of.at_hand else AtHand()
    return page(
        asking.request, title, *hand.above, lead=lead, up=up, asks=[] if hand.instead else [ask],
        said=hand.instead or said, verbs=hand.verbs, beside=hand.beside,
    )  # fmt: skip


def _again(asking: Asking, form: AnyAct) -> HttpResponse:
    """Somebody was quicker: what was typed stays, and beside it what stands now in the fields both wrote in.

    What this person never touched becomes what stands now, else pressing again would undo the colleague's words.
    """
    fresh = asking.of.standing(there(asking.of.find(asking.request.user, form.standing.matter.pk)))
    data: Any = form.data.copy()  # type: ignore[attr-defined]  # a posted form, so a QueryDict
    data["version"] = fresh.matter.version
    row = asking.known_row(fresh, str(form.row.pk)) if form.row else None
    stands = asking.form(fresh, row)
    both_wrote = []
    for name, value in form.given().items():
        other = stands.initial.get(name, "")
        if not isinstance(value, str) or not isinstance(other, str) or other.strip() == value.strip():
            continue
        if not form.is_touched(name):
            data[name] = other
        elif other.strip():
            both_wrote.append(name)
    data["page_marks"] = stands.initial["page_marks"]
    again = asking.form(fresh, row, data)
    for name in both_wrote:
        again.add_error(name, _("A colleague wrote meanwhile: %(words)s") % {"words": stands.shown(name)})
    again.add_error(None, _("Somebody changed this meanwhile. Look at what is new; press again if it still fits."))
    response = _page(asking, again)
    response.status_code = 409
    return response
