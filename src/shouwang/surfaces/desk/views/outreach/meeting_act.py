"""One thing done with a gathering: changed, announced, held, its minutes, a question, a picture, called off."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any  # a Gathering below is Any: pages do not know the table
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from shouwang.kernel.files import intake
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.outreach import meetings as forms
from shouwang.surfaces.desk.forms.seen import read_again
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.outreach.meeting_words import facts, minutes_blocks, question_rows
from shouwang.surfaces.desk.words import Words, name_of
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions import gathering_notes as notes
from shouwang.systems.outreach.actions import gatherings as actions
from shouwang.systems.outreach.gathering_lifecycle import Changed
from shouwang.systems.outreach.queries import gatherings as queries
from shouwang.ui.parts import Fact, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
REFUSED: dict[str, Words] = {
    "invitation": gettext_lazy("Write the invitation first."),
    "future": gettext_lazy("Its time is over already: change when it is."),
    "begun": gettext_lazy("It has not begun yet."),
    "minutes": gettext_lazy("Write the minutes first."),
    "other_eyes": gettext_lazy("Somebody else looks at it first and releases it: it is yours."),
    "reason": gettext_lazy("It is yours: say why nobody else could look at it first."),
    "closed": gettext_lazy("The asker has no answer yet: it comes when the matter is closed."),
    "answer": gettext_lazy("Write the answer."),
    "words": gettext_lazy("The question was struck out: write its words first."),
    "consent": gettext_lazy("Write who agreed."),
    "no_names": gettext_lazy("Some words look personal. Take them out, or say below why they may stay."),
    "names": gettext_lazy("Some words look personal. Take them out."),
    "no_warning": gettext_lazy("Only the government issues warnings (预警). Call it a notice (提示)."),
    "own_word": gettext_lazy("Only the government issues warnings (预警). Call it a notice (提示)."),
}


@dataclass(frozen=True)
class Act:
    """Its title and button, what it asks for, what it does, and what is said when it is done."""

    title: Words
    verb: Words
    form: Callable[..., django_forms.Form]
    do: Callable[[DeskRequest, Any, Any], object]
    done: Words
    tone: str = "primary"
    has_files: bool = False
    releases: bool = False  # for who may release


def _plan(data: Any, files: Any, found: Any) -> django_forms.Form:
    initial = {name: getattr(found, name) for name in (*forms.PlanIt.base_fields, "version")}
    return forms.ChangeIt(data, initial=initial, is_announced=found.state == "announced")


def _change(request: DeskRequest, found: Any, form: Any) -> None:
    said = form.cleaned_data
    because = said.get("personal_because", "")
    actions.change(by=request.user, gathering=found, said=form.plan(), personal_because=because, seen=said["version"])


def _invite(data: Any, files: Any, found: Any) -> django_forms.Form:
    personal = queries.looks_personal(found, queries.invited(found))
    return forms.LetOut(data, personal=personal, initial={"version": found.version})


def _announce(request: DeskRequest, found: Any, form: Any) -> None:
    said = form.cleaned_data
    because = said.get("personal_because", "")
    actions.announce(by=request.user, gathering=found, personal_because=because, seen=said["version"])


def _minutes(data: Any, files: Any, found: Any) -> django_forms.Form:
    initial = {"text": found.minutes, "text_en": found.minutes_en, "version": found.version}
    return forms.Minutes(data, room=found.room, initial=initial)


def _write(request: DeskRequest, found: Any, form: Any) -> None:
    said = form.cleaned_data
    actions.write_minutes(
        by=request.user, gathering=found, minutes=said["text"], minutes_en=said["text_en"], seen=said["version"]
    )


def _let_out(data: Any, files: Any, found: Any) -> django_forms.Form:
    personal = queries.looks_personal(found, queries.said_there(found))
    return forms.LetOut(data, is_own=True, personal=personal, initial={"version": found.version})


def _post(request: DeskRequest, found: Any, form: Any) -> None:
    said = form.cleaned_data
    actions.post_minutes(
        by=request.user, gathering=found, reason=said.get("reason", ""), personal_because=said.get("personal_because", ""),
        seen=said["version"],
    )  # fmt: skip


def _ask(request: DeskRequest, found: Any, form: Any) -> None:
    said = form.cleaned_data
    _asked, receipt = notes.note_question(
        by=request.user, gathering=found, words=said["text"], kind=said["kind"], reporter=form.reporter()
    )
    messages.success(request, _("Registered as %(number)s.") % {"number": receipt.matter.reference})


def _picture(request: DeskRequest, found: Any, form: Any) -> None:
    said = form.cleaned_data
    content = intake.check(said["picture"], allowed=frozenset({Kind.PHOTO}))
    notes.add_picture(
        by=request.user, gathering=found, content=content, name=said["picture"].name or "", words=said["words"],
        consent=said["consent"],
    )  # fmt: skip


ACTS: dict[str, Act] = {
    "change": Act(
        gettext_lazy("Change the plan"), pgettext_lazy("meeting", "Keep it"), _plan, _change,
        gettext_lazy(
            "Kept. Colleagues' calendars take it over. Once announced, the groups are told anew; whoever saved it on a phone "
            "reads the change on the room's page."
        ),
    ),
    "announce": Act(
        gettext_lazy("Announce it"), gettext_lazy("Announce it"), _invite, _announce,
        gettext_lazy("Announced: on the room's page and to the groups outside."), releases=True,
    ),
    "hold": Act(
        gettext_lazy("It took place"), gettext_lazy("Write it down"), lambda data, files, found: forms.Came(data),
        lambda request, found, form: actions.hold(
            by=request.user, gathering=found, attendance=form.cleaned_data["attendance"]
        ),
        gettext_lazy("Written down. Now the minutes, and what was asked."),
    ),
    "count": Act(
        gettext_lazy("Count again"), pgettext_lazy("meeting", "Keep it"),
        lambda data, files, found: forms.Came(data, initial={"attendance": found.attendance}),
        lambda request, found, form: actions.count_again(
            by=request.user, gathering=found, attendance=form.cleaned_data["attendance"]
        ),
        gettext_lazy("Kept."),
    ),
    "minutes": Act(
        pgettext_lazy("meeting", "Minutes"), gettext_lazy("Keep the minutes"), _minutes, _write,
        gettext_lazy("Kept. Somebody else reads and releases them."),
    ),
    "post": Act(
        gettext_lazy("Release the minutes"), gettext_lazy("Release them"), _let_out, _post,
        gettext_lazy("Released: they hang on the room's page as a bulletin."), releases=True,
    ),
    "back": Act(
        gettext_lazy("Take the minutes back"), gettext_lazy("Take them back"), lambda data, files, found: forms.Back(data),
        lambda request, found, form: actions.take_back_minutes(
            by=request.user, gathering=found, reason=form.cleaned_data["reason"]
        ),
        gettext_lazy("Taken back: minutes, questions and pictures are seen outside no more."), tone="danger", releases=True,
    ),
    "ask": Act(
        gettext_lazy("Note a question"), gettext_lazy("Note it as a matter"),
        lambda data, files, found: forms.AskThere(data, room=found.room), _ask, "",
    ),
    "picture": Act(
        gettext_lazy("Add a picture"), pgettext_lazy("meeting", "Keep it"),
        lambda data, files, found: forms.AddPicture(data, files),
        _picture, gettext_lazy("Kept. Somebody else looks at it before it is seen outside."), has_files=True,
    ),
    "off": Act(
        gettext_lazy("Call the meeting off"), gettext_lazy("Call the meeting off"), lambda data, files, found: forms.Why(data),
        lambda request, found, form: actions.call_off(
            by=request.user, gathering=found, reason=form.cleaned_data["reason"]
        ),
        gettext_lazy("Called off. Where it was announced, the page says so and the groups are told."), tone="danger",
    ),
}  # fmt: skip


@both
@staff(Permission.OUTREACH_WORK)
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask what it needs, do it once, go back."""
    found = there(queries.gatherings(request.user).filter(pk=pk).first())
    chosen = there(ACTS.get(verb))
    goes_out = chosen.releases or (verb == "change" and found.state == "announced")
    if goes_out and Permission.BULLETIN_RELEASE not in request.held:
        raise PermissionDenied(Permission.BULLETIN_RELEASE)
    data = sent(request)
    form = chosen.form(data, request.FILES if data is not None else None, found)
    if verb == "post" and found.minutes_by_id != request.user.pk:
        del form.fields["reason"]  # a second person needs none
    back = redirect("desk-outreach:meeting", pk=pk)
    if form.is_bound and form.is_valid() and _done(lambda: chosen.do(request, found, form), form):
        if chosen.done:
            messages.success(request, str(chosen.done))
        return back
    found.refresh_from_db()  # somebody else may have changed it, or the act half of it
    fold = getattr(form, "fold", ())
    ask = Ask(
        form, str(chosen.title), str(chosen.verb), tone=chosen.tone, has_files=chosen.has_files, fold=fold,
        fold_label=_("Of a theatre evening"), keep="" if chosen.has_files else f"meeting-{verb}-{pk}",
    )  # fmt: skip
    beside = [Block(_("About it"), facts=facts(found))]
    if verb in ("post", "minutes"):
        beside = [*minutes_blocks(found), Block(_("Asked there"), rows=question_rows(request, found))]
    if verb == "announce":
        beside = [Block(_("As everybody reads it"), advice=found.invitation or _("Not written yet.")), *beside]
    up = (found.topic, reverse("desk-outreach:meeting", args=[pk]))
    return page(request, str(chosen.title), asks=[ask], up=up, beside=beside)


@both
@staff(Permission.BULLETIN_RELEASE)
def answer(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The answer to a question, read once more for everybody before it stands in the minutes."""
    asked = there(queries.question_of(request.user, pk))
    given, data = queries.answer_to(asked), sent(request)
    text = str(data.get("text", "")) if data else asked.answer or given
    personal = queries.looks_personal(asked.gathering, [asked.words, text])
    form = forms.AnswerThere(data, personal=personal, initial={"text": text})

    def show() -> None:
        because = form.cleaned_data.get("personal_because", "")
        notes.show_answer(by=request.user, question=asked, answer=form.cleaned_data["text"], personal_because=because)

    if form.is_bound and form.is_valid() and _done(show, form):
        messages.success(request, _("The answer stands in the minutes."))
        return redirect("desk-outreach:meeting", pk=asked.gathering_id)
    said = [Fact(_("The question"), asked.words), Fact(_("What the asker was told"), given, missing=_("no answer yet"))]
    up = (asked.gathering.topic, reverse("desk-outreach:meeting", args=[asked.gathering_id]))
    ask = Ask(form, _("The answer for the minutes"), _("Put it in"), keep=f"answer-{pk}")
    beside = [Block(asked.matter.reference, facts=said)]
    return page(request, _("The answer for the minutes"), asks=[ask], up=up, beside=beside)


@both
@staff(Permission.OUTREACH_WORK)
def question(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Other words of a question for the minutes, or none."""
    asked = there(queries.question_of(request.user, pk))
    form = forms.ChangeWords(sent(request), initial={"text": asked.words})
    if form.is_bound and form.is_valid():
        notes.change_question(by=request.user, question=asked, words=form.cleaned_data["text"])
        messages.success(request, _("Kept. The matter stays as it is."))
        return redirect("desk-outreach:meeting", pk=asked.gathering_id)
    up = (asked.gathering.topic, reverse("desk-outreach:meeting", args=[asked.gathering_id]))
    lead = _("What was public already is seen outside again with the minutes, or with its answer.")
    ask = Ask(form, _("Change the question's words"), pgettext("meeting", "Keep it"), keep=f"question-{pk}")
    return page(request, _("Words of the question"), asks=[ask], up=up, lead=lead)


@both
@staff(Permission.OUTREACH_WORK)
def picture(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One picture: who agreed; a second person releases it; or it is taken away."""
    one = there(queries.picture_of(request.user, pk))
    back = redirect("desk-outreach:meeting", pk=one.gathering_id)
    if sent(request, "away") is not None:
        notes.take_picture_away(by=request.user, picture=one)
        messages.success(request, _("The picture is gone, here and outside."))
        return back
    asks = [Ask(forms.Press(), _("Take the picture away"), _("Take the picture away"), act="away", tone="danger")]
    if one.released_at is None and Permission.BULLETIN_RELEASE in request.held:
        form = forms.Alone(sent(request, "release"), auto_id="release_%s")
        if one.added_by_id != request.user.pk:
            del form.fields["reason"]

        def release() -> None:
            notes.release_picture(by=request.user, picture=one, reason=form.cleaned_data.get("reason", ""))

        if form.is_bound and form.is_valid() and _done(release, form):
            messages.success(request, _("It may be seen outside, beside the minutes."))
            return back
        asks.insert(0, Ask(form, _("I looked: it may be seen outside"), _("Release it"), act="release"))
    said = [
        Fact(_("What is seen"), one.words),
        Fact(_("Who agreed, and how"), one.consent),
        Fact(_("Added by"), name_of(one.added_by)),
        Fact(
            _("Released by"), name_of(one.released_by) if one.released_by else "", note=one.released_alone_because,
            missing=_("nobody yet"),
        ),
    ]  # fmt: skip
    look = Verb(_("See the picture"), reverse("files:file", args=[one.file_id]), icon="image")
    up = (one.gathering.topic, reverse("desk-outreach:meeting", args=[one.gathering_id]))
    return page(request, one.words, Block(_("About it"), facts=said, verbs=[look]), asks=asks, up=up)


def _done(do: Callable[[], object], form: Any) -> bool:
    """Do it; a refusal becomes an error of the form, and what was typed stays."""
    try:
        do()
    except lifecycle.Missing as refusal:
        for need in refusal.needs:
            form.add_error(None, str(REFUSED[need]))
    except Changed as refusal:
        read_again(form, refusal.version)
    except lifecycle.NotAllowedNow:
        form.add_error(None, _("Somebody was quicker. Look at it again."))
    except Refused as refusal:
        form.add_error("picture", str(refusal))
    else:
        return True
    return False
