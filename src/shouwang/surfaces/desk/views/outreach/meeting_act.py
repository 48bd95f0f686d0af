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
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from shouwang.kernel.files import intake
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import redaction
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.outreach import meetings as forms
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.outreach.meeting_words import facts, minutes_blocks
from shouwang.surfaces.desk.words import Words, name_of
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions import gathering_notes as notes
from shouwang.systems.outreach.actions import gatherings as actions
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
    "consent": gettext_lazy("Write who agreed."),
    "redacted": gettext_lazy("Some words look personal: take them out of the minutes, or say why they may stay."),
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


def _plan(data: Any, files: Any, found: Any) -> django_forms.Form:
    names = forms.PlanIt.base_fields
    return forms.PlanIt(data, initial={name: getattr(found, name) for name in names})


def _minutes(data: Any, files: Any, found: Any) -> django_forms.Form:
    return forms.Minutes(data, room=found.room, initial={"text": found.minutes, "text_en": found.minutes_en})


def _release(data: Any, files: Any, found: Any) -> django_forms.Form:
    return forms.Release(data, personal=queries.personal_in(found))


def _write(request: DeskRequest, found: Any, form: Any) -> None:
    said = form.cleaned_data
    actions.write_minutes(by=request.user, gathering=found, minutes=said["text"], minutes_en=said["text_en"])


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
        gettext_lazy("Change the plan"), pgettext_lazy("meeting", "Keep it"), _plan,
        lambda request, found, form: actions.change(by=request.user, gathering=found, said=form.plan()),
        gettext_lazy("Kept. Calendars take it over by themselves."),
    ),
    "announce": Act(
        gettext_lazy("Announce it"), gettext_lazy("Announce it"), lambda data, files, found: forms.Press(data),
        lambda request, found, form: actions.announce(by=request.user, gathering=found),
        gettext_lazy("Announced: on the room's page and to the groups outside."),
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
        gettext_lazy("Release the minutes"), gettext_lazy("Release them"), _release,
        lambda request, found, form: actions.post_minutes(
            by=request.user, gathering=found, reason=form.cleaned_data.get("reason", ""),
            stays=form.cleaned_data.get("stays", ""),
        ),
        gettext_lazy("Released: they hang on the room's page as a bulletin."),
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
        gettext_lazy("Called off. It is said on the room's page."), tone="danger",
    ),
}  # fmt: skip


@both
@staff(Permission.OUTREACH_WORK)
def act(request: DeskRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask what it needs, do it once, go back."""
    found = there(queries.gatherings(request.user).filter(pk=pk).first())
    chosen = there(ACTS.get(verb))
    if verb == "post" and Permission.BULLETIN_RELEASE not in request.held:
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
    fold = getattr(form, "fold", ())
    ask = Ask(
        form, str(chosen.title), str(chosen.verb), tone=chosen.tone, has_files=chosen.has_files, fold=fold,
        fold_label=_("Theatre, and in English"), keep="" if chosen.has_files else f"meeting-{verb}-{pk}",
    )  # fmt: skip
    beside = minutes_blocks(found) if verb == "post" else [Block(_("About it"), facts=facts(found))]
    if verb == "announce":
        beside = [Block(_("As everybody reads it"), advice=found.invitation or _("Not written yet.")), *beside]
    up = (found.topic, reverse("desk-outreach:meeting", args=[pk]))
    return page(request, str(chosen.title), asks=[ask], up=up, beside=beside)


@both
@staff(Permission.BULLETIN_RELEASE)
def answer(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The answer to a question, read once more for everybody before it stands in the minutes."""
    asked = there(queries.question_of(request.user, pk))
    given = queries.answer_to(asked)
    form = forms.AnswerThere(sent(request), room=asked.gathering.room, initial={"text": asked.answer or given})

    def show() -> None:
        notes.show_answer(by=request.user, question=asked, answer=form.cleaned_data["text"])

    if form.is_bound and form.is_valid() and _done(show, form):
        messages.success(request, _("The answer stands in the minutes."))
        return redirect("desk-outreach:meeting", pk=asked.gathering_id)
    said = [Fact(_("The question"), asked.words), Fact(_("What the asker was told"), given, missing=_("no answer yet"))]
    if traces := redaction.traces_in(given, queries.askers(asked.gathering)):
        said.append(Fact(_("This looks personal"), "；".join(traces)))
    up = (asked.gathering.topic, reverse("desk-outreach:meeting", args=[asked.gathering_id]))
    ask = Ask(form, _("The answer for the minutes"), _("Put it in"), keep=f"answer-{pk}")
    beside = [Block(asked.matter.reference, facts=said)]
    return page(request, _("The answer for the minutes"), asks=[ask], up=up, beside=beside)


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
        form.add_error(None, str(REFUSED.get(refusal.needs[0], _("Something is missing."))))
    except lifecycle.NotAllowedNow:
        form.add_error(None, _("Somebody was quicker. Look at it again."))
    except Refused as refusal:
        form.add_error("picture", str(refusal))
    else:
        return True
    return False
