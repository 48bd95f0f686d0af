"""Bulletins: written, read by a second person and hung up, taken down with a reason."""

from typing import Any  # a Bulletin below is Any: pages do not know the table
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.bulletins import Agree, Reason, Release, Write
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.queries import bulletins as queries
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50
TONES: dict[str, Tone] = {lifecycle.DRAFT: "amber", lifecycle.RELEASED: "green"}
REFUSED = {
    "other_eyes": gettext_lazy("Somebody else reads it first and hangs it up: you wrote it."),
    "reason": gettext_lazy("You wrote it yourself: say why nobody else could read it first."),
    "later_end": gettext_lazy("Its time would be over already: change until when it hangs."),
}


@both
@staff(Permission.BULLETIN_WRITE)
def bulletins(request: DeskRequest) -> HttpResponse:
    """What hangs, what is a draft, what is over; and a form for a new one."""
    begun = {name: request.GET[name] for name in ("title", "text") if name in request.GET}  # from a warning
    form = Write(sent(request), initial=begun)
    if form.is_bound and form.is_valid():
        written = actions.write(by=request.user, room=request.room, words=form.words())
        words = _("Kept as a draft. Somebody else reads it and hangs it up.")
        messages.success(request, words)
        return redirect("desk-settings:bulletin", pk=written.pk)
    rows = [_row(one) for one in queries.bulletins(request.user, request.room)[:SHOWN]]
    block = Block(_("Bulletins"), rows=rows, empty=_("Nothing written yet"), icon="megaphone")
    ask = Ask(form, _("Write one"), _("Keep the draft"), keep="bulletin")
    lead = _("They stand on the room's page and go to the groups outside.")
    return page(request, _("Bulletins"), block, lead=lead, asks=[ask])


@both
@staff(Permission.BULLETIN_WRITE)
def bulletin(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One of them, with the steps that lead on."""
    one = get_object_or_404(queries.bulletins(request.user, request.room), pk=pk)
    initial = {name: getattr(one, name) for name in ("title", "text", "title_en", "text_en", "expires_at")}
    asks = []
    for step in lifecycle.steps_from(one.state):
        if step.who not in request.held:
            continue
        data = sent(request, step.verb)
        form = _form_of(step.verb, is_own=one.written_by_id == request.user.pk)(
            data, auto_id=f"{step.verb}_%s", initial=initial if step.verb == "rewrite" else None
        )
        if form.is_bound and form.is_valid() and _taken(request, one, step.verb, form):
            return redirect("desk-settings:bulletin", pk=pk)
        title, tone = _words(step.verb)
        asks.append(Ask(form, title, title, act=step.verb, tone=tone, keep=f"{step.verb}-{pk}"))
    asks.sort(key=lambda ask: ask.act == "rewrite")
    block = Block(one.title, facts=_facts(one))
    text = Block(_("As everybody reads it"), advice=one.text)
    english = [Block(one.title_en, advice=one.text_en)] if one.title_en else []
    return page(
        request, one.title, block, text, *english, up=(_("Bulletins"), reverse("desk-settings:bulletins")), asks=asks
    )


Step = Write | Agree | Release | Reason


def _form_of(verb: str, *, is_own: bool) -> type[Step]:
    if verb == "release":
        return Release if is_own else Agree
    return Write if verb == "rewrite" else Reason


def _taken(request: DeskRequest, one: Any, verb: str, form: Step) -> bool:
    """Take the step; a refusal becomes an error of the form."""
    said = str(form.cleaned_data.get("reason", ""))
    try:
        if isinstance(form, Write):
            actions.rewrite(by=request.user, bulletin=one, words=form.words())
        elif verb == "release":
            actions.release(by=request.user, bulletin=one, reason=said)
        elif verb == "discard":
            actions.discard(by=request.user, bulletin=one, reason=said)
        else:
            actions.take_down(by=request.user, bulletin=one, reason=said)
    except lifecycle.Missing as refusal:
        form.add_error(None, str(REFUSED.get(refusal.needs[0], _("Something is missing."))))
        return False
    except lifecycle.NotAllowedNow:
        form.add_error(None, _("Somebody was quicker. Look at it again."))
        return False
    messages.success(request, _("Done."))
    return True


def _words(verb: str) -> tuple[str, str]:
    said = {
        "rewrite": (_("Change the words"), "plain"),
        "release": (_("Hang it up"), "primary"),
        "discard": (_("Throw the draft away"), "danger"),
        "take_down": (_("Take it down"), "danger"),
    }
    return said[verb]


def _row(one: Any) -> Row:
    href = reverse("desk-settings:bulletin", args=[one.pk])
    return Row(
        one.title,
        href,
        facts=[name_of(one.written_by), moments.ago(one.changed_at)],
        pills=[Pill(one.get_state_display(), TONES.get(one.state, "grey"))],
        verb=Verb(_("Open"), href),
    )


def _facts(one: Any) -> list[Fact]:
    facts = [
        Fact(_("State"), one.get_state_display()),
        Fact(_("Written by"), name_of(one.written_by), note=moments.exact(one.written_at)),
        Fact(
            _("Released by"),
            name_of(one.released_by) if one.released_by else "",
            note=one.released_alone_because or (moments.exact(one.released_at) if one.released_at else ""),
            missing=_("nobody yet"),
        ),
        Fact(_("Hangs until"), moments.exact(one.expires_at) if one.expires_at else _("it is taken down")),
    ]
    return [*facts, Fact(_("Taken down"), one.taken_down_because)] if one.taken_down_because else facts
