"""Bulletins: written, redacted, read by a second person and hung up, forwarded by hand, taken down with a reason."""

from typing import Any  # a Bulletin below is Any: pages do not know the table
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.files import actions as files
from shouwang.kernel.files import intake
from shouwang.kernel.files.refusal import Refused
from shouwang.kernel.files.views.look import given
from shouwang.kernel.notices.queries import reached
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.outreach.bulletins import (
    SOURCE,
    Agree,
    LetStand,
    Reason,
    Release,
    Rewrite,
    Sound,
    Write,
)
from shouwang.surfaces.desk.forms.seen import read_again
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.outreach_words import reached_words
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach import addresses, lifecycle
from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.actions.releasing import expect
from shouwang.systems.outreach.queries import bulletins as queries
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50
BEGUN = ("title", "text", "title_en", "text_en")
TONES: dict[str, Tone] = {lifecycle.DRAFT: "amber", lifecycle.RELEASED: "green"}
REFUSED = {
    "other_eyes": gettext_lazy("Somebody else reads it first and hangs it up: you wrote it."),
    "reason": gettext_lazy("You wrote it yourself: say why nobody else could read it first."),
    "redacted": gettext_lazy("Some words look personal. Strike each, or say why it may stay."),
    "later_end": gettext_lazy("Its time would be over already: change until when it hangs."),
}


@both
@staff(Permission.BULLETIN_WRITE)
def bulletins(request: DeskRequest) -> HttpResponse:
    """What hangs, what is a draft, what is over; and a form for a new one."""
    begun = {name: request.GET[name] for name in BEGUN if name in request.GET}  # from a warning, or the month on fraud
    form = Write(sent(request), initial=begun, hanging=_hanging(request))
    if form.is_bound and form.is_valid():
        written = actions.write(by=request.user, room=request.room, words=form.words())
        words = _("Kept as a draft. Somebody else reads it and hangs it up.")
        messages.success(request, words)
        return redirect("desk-outreach:bulletin", pk=written.pk)
    rows = [_row(one) for one in queries.bulletins(request.user, request.room)[:SHOWN]]
    block = Block(_("Bulletins"), rows=rows, empty=_("Nothing written yet"), icon="megaphone")
    ask = _write_ask(form, _("Write one"), _("Keep the draft"), keep="bulletin")
    lead = _("They stand on the room's page and go to the groups outside.")
    return page(request, _("Bulletins"), block, lead=lead, asks=[ask], tabs=tabs(request, "bulletins"))


@both
@staff(Permission.BULLETIN_WRITE)
def bulletin(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One of them, with the steps that lead on."""
    one = get_object_or_404(queries.bulletins(request.user, request.room), pk=pk)
    initial = {name: getattr(one, name) for name in Rewrite.base_fields} | {"updates": one.updates_id}
    is_draft = one.state == lifecycle.DRAFT
    found = queries.looks_personal(one) if is_draft else []
    more = _more_forms(request, found)
    try:
        done = is_draft and _done(request, one, found, *more)
    except lifecycle.NotAllowedNow:
        messages.error(request, _("Somebody was quicker. Look at it again."))
        done = True
    if done:
        return redirect("desk-outreach:bulletin", pk=pk)
    asks = []
    for step in lifecycle.steps_from(one.state):
        if step.who not in request.held:
            continue
        data = sent(request, step.verb)
        form: Step
        if step.verb == "rewrite":
            form = Rewrite(data, auto_id="rewrite_%s", initial=initial, hanging=_hanging(request, one))
        else:
            chosen = _form_of(step.verb, is_own=one.written_by_id == request.user.pk)
            form = chosen(data, auto_id=f"{step.verb}_%s", initial={"version": one.version})
        if form.is_bound and form.is_valid() and _taken(request, one, step.verb, form):
            return redirect("desk-outreach:bulletin", pk=pk)
        title, tone = _words(step.verb)
        build = _write_ask if step.verb == "rewrite" else Ask
        asks.append(build(form, title, title, act=step.verb, tone=tone, keep=f"{step.verb}-{pk}"))
    asks.sort(key=lambda ask: ask.act == "rewrite")
    asks = [*(_more_asks(one, found, *more) if is_draft else []), *asks]
    block = Block(one.title, facts=_facts(one), verbs=_ways_out(one))
    text = Block(_("As everybody reads it"), advice=one.text)
    english = [Block(one.title_en, advice=one.text_en)] if one.title_en else []
    up = (_("Bulletins"), reverse("desk-outreach:bulletins"))
    advice = _("Everybody reads a bulletin. Strike it, or say below why it may stay.")
    said = Said(_("Some words look personal"), advice, "amber", "triangle-alert") if found else None
    shown = [block, *_found_block(request, found), text, *english]
    return page(request, one.title, *shown, up=up, asks=asks, said=said)


@require_safe
@staff(Permission.BULLETIN_WRITE)
def forward(request: DeskRequest, pk: UUID) -> HttpResponse:
    """For groups of WeChat, which no program may write to: the words, the picture and the short address, to copy."""
    one = get_object_or_404(queries.bulletins(request.user, request.room).filter(state=lifecycle.RELEASED), pk=pk)
    link = settings.PUBLIC_URL + addresses.short(one)
    source = [_("Issued by: %(issuer)s, number %(number)s") % {"issuer": one.issuer, "number": one.number}]
    words = "\n".join([f"【{one.title}】", one.text, *(source if one.is_warning else []), f"{one.room.name} {link}"])
    more = {"words": words, "link": link, "card": addresses.card(one), "name": f"{one.room.code}-{one.short}.png"}
    up = (one.title, reverse("desk-outreach:bulletin", args=[pk]))
    return page(request, _("Copy or forward"), up=up, template="desk/outreach/forward.html", more=more)


@require_safe
@staff(Permission.BULLETIN_WRITE)
def sound(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """The recording, also of a draft: who hangs it up has heard it."""
    one: Any = get_object_or_404(queries.bulletins(request.user, request.room).exclude(audio=None), pk=pk)
    return given(one.audio, None)


def _hanging(request: DeskRequest, besides: Any = None) -> list[Any]:
    """What a new one may take the place of."""
    found = queries.on_the_wall(request.room, timezone.now())
    return list(found.exclude(pk=besides.pk) if besides else found)


def _write_ask(form: Any, title: str, verb: str, **how: Any) -> Ask:
    """The words first; of a warning passed on its source is folded away until it is chosen or wrong."""
    is_open = (form["kind"].value() or "") == "warning"
    label = _("Of an official warning: who issued it")
    return Ask(form, title, verb, fold=(*SOURCE, "area"), fold_label=label, fold_open=is_open, **how)


def _more_forms(request: DeskRequest, found: list[str]) -> tuple[LetStand, Sound]:
    """Of a draft: why words may stay, and the recording."""
    first = {"said": found[0]} if found else None
    stand = LetStand(sent(request, "stand"), auto_id="stand_%s", found=found, initial=first)
    is_sound = request.POST.get("act") == "sound"
    return stand, Sound(sent(request, "sound"), request.FILES if is_sound else None, auto_id="sound_%s")


def _done(request: DeskRequest, one: Any, found: list[str], stand: LetStand, sound: Sound) -> bool:
    """Whether something was done to the draft besides its words."""
    act, said = request.POST.get("act", ""), request.POST.get("said", "")
    if act == "strike" and said in found:
        actions.strike(by=request.user, bulletin=one, said=said)
        messages.success(request, _("Struck. Read whether the sentence still says what it should."))
    elif act == "silence":
        actions.add_sound(by=request.user, bulletin=one, audio=None)
        messages.success(request, _("The recording is taken away."))
    elif stand.is_bound and stand.is_valid():
        actions.let_stand(
            by=request.user, bulletin=one, said=stand.cleaned_data["said"], reason=stand.cleaned_data["why"]
        )
        messages.success(request, _("It stays, with your reason."))
    elif sound.is_bound and sound.is_valid() and _heard(request, one, sound):
        messages.success(request, _("Kept. Listen to it before somebody hangs it up."))
    else:
        return False
    return True


def _more_asks(one: Any, found: list[str], stand: LetStand, sound: Sound) -> list[Ask]:
    asks = [Ask(stand, _("It may stay"), _("It may stay"), act="stand", tone="plain", keep=f"stand-{one.pk}")]
    hear = Ask(sound, _("To be heard"), _("Add the recording"), act="sound", tone="plain", has_files=True)
    return [*(asks if found else []), hear]


def _heard(request: DeskRequest, one: Any, form: Sound) -> bool:
    """Keep the recording; a refusal becomes an error of the form."""
    try:
        checked = intake.check(form.cleaned_data["file"], allowed=form.KINDS)
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    if not form.is_mp3(checked.type.media):
        checked.path.unlink(missing_ok=True)
        return False
    name, by = form.cleaned_data["file"].name or "", actor(request.user)
    with transaction.atomic():
        kept = files.keep(by=by, room=one.room, content=checked, name=name, purpose="bulletin", keep_days=None)
        actions.add_sound(by=request.user, bulletin=one, audio=kept)
    return True


def _found_block(request: DeskRequest, found: list[str]) -> list[Block]:
    """What looks personal, each with the way to strike it."""
    rows = [
        Row(
            each,
            tone="amber",
            verb=Verb(_("Strike it"), request.path, post=True, fields={"act": "strike", "said": each}),
        )
        for each in found
    ]
    return [Block(_("Looks personal"), rows=rows, icon="triangle-alert")] if rows else []


def _ways_out(one: Any) -> list[Verb]:
    """Of one that hangs: its page, and how it gets into a group."""
    if one.state != lifecycle.RELEASED:
        silence = Verb(_("Take the recording away"), "", post=True, fields={"act": "silence"})
        return [silence] if one.audio_id and one.state == lifecycle.DRAFT else []
    forward = reverse("desk-outreach:bulletin-forward", args=[one.pk])
    return [
        Verb(_("Copy or forward"), forward, tone="primary", icon="share-2"),
        Verb(_("As everybody sees it"), addresses.page(one), icon="eye"),
    ]


Step = Rewrite | Agree | Release | Reason


def _form_of(verb: str, *, is_own: bool) -> type[Agree | Release | Reason]:
    if verb == "release":
        return Release if is_own else Agree
    return Reason


def _taken(request: DeskRequest, one: Any, verb: str, form: Step) -> bool:
    """Take the step; a refusal becomes an error of the form."""
    said = str(form.cleaned_data.get("reason", ""))
    try:
        if isinstance(form, Rewrite):
            version = form.cleaned_data.pop("version")
            with transaction.atomic():
                expect(one, version)
                actions.rewrite(by=request.user, bulletin=one, words=form.words())
        elif verb == "release":
            with transaction.atomic():
                expect(one, form.cleaned_data["version"])
                actions.release(by=request.user, bulletin=one, reason=said)
        elif verb == "discard":
            actions.discard(by=request.user, bulletin=one, reason=said)
        else:
            actions.take_down(by=request.user, bulletin=one, reason=said)
    except lifecycle.Missing as refusal:
        form.add_error(None, str(REFUSED.get(refusal.needs[0], _("Something is missing."))))
        return False
    except lifecycle.Changed:
        read_again(form, one.version)
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
    href = reverse("desk-outreach:bulletin", args=[one.pk])
    return Row(
        one.title,
        href,
        facts=[name_of(one.written_by), moments.ago(one.changed_at)],
        pills=[Pill(one.get_state_display(), TONES.get(one.state, "grey")), Pill(one.get_kind_display())],
        verb=Verb(_("Open"), href),
    )


def _facts(one: Any) -> list[Fact]:
    facts = [
        Fact(_("What it is"), one.get_kind_display(), note=_("urgent") if one.is_urgent else ""),
        *_source(one),
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
    if told := reached_words(reached("bulletin", str(one.pk))):
        facts.append(Fact(_("Groups and phones"), told))
    if one.audio_id:
        facts.append(Fact(_("Recording"), one.audio.name, href=reverse("desk-outreach:bulletin-sound", args=[one.pk])))
    facts += [Fact(_("Let stand: %(words)s") % {"words": word.said}, word.reason) for word in one.passed.all()]
    return [*facts, Fact(_("Taken down"), one.taken_down_because)] if one.taken_down_because else facts


def _source(one: Any) -> list[Fact]:
    """Of a warning passed on."""
    if not one.is_warning:
        return []
    return [
        Fact(_("Issued by"), one.issuer, note=moments.exact(one.issued_at)),
        Fact(_("Its number"), one.number),
        Fact(_("Level"), one.get_level_display()),
        Fact(_("Which places it may reach"), one.area, missing=_("not said")),
    ]
