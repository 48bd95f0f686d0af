"""Loudspeakers of the room: whether they live, what they play next, what they played; adding, changing, retiring."""

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any  # a Speaker, an Item below are Any: pages do not know the tables
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import speaker_words as words
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.outreach.speakers import Readings, Retire, RoomQuiet, Speaker, refuse, spans_as_fields
from shouwang.surfaces.desk.outreach_tabs import tabs
from shouwang.surfaces.desk.settings_page import Ask, Block, Once, Said, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach.actions import sounds
from shouwang.systems.outreach.actions import speakers as actions
from shouwang.systems.outreach.airtime import DAY, at_hour
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.queries import sounds as sound_queries
from shouwang.systems.outreach.queries import speakers as queries
from shouwang.systems.outreach.queries.airing import played_of_planned
from shouwang.systems.outreach.speech.pinyin import WrongReading
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
workers, keepers = staff(Permission.OUTREACH_WORK), staff(Permission.SPEAKER_MANAGE)
LOOPBACK = ("http://localhost", "http://127.0.0.1", "http://[::1]")


def _up() -> tuple[str, str]:
    return _("Loudspeakers"), reverse("desk-outreach:speakers")


@require_safe
@workers
def speakers(request: DeskRequest) -> HttpResponse:
    """All of them, the silent ones said first."""
    now = timezone.now()
    found = list(queries.speakers(request.user, request.room))
    following = queries.next_items(request.room, now)
    keeps = Permission.SPEAKER_MANAGE in request.held
    add = (
        [Verb(_("Add a loudspeaker"), reverse("desk-outreach:speaker-new"), tone="primary", icon="plus")]
        if keeps
        else []
    )
    quiet = Verb(_("Quiet hours"), reverse("desk-outreach:speakers-quiet"), icon="moon")
    names = Verb(_("How names are read"), reverse("desk-outreach:speakers-readings"), icon="volume-2")
    today = Verb(_("Today's programme"), reverse("desk-outreach:playings"), icon="list")
    block = Block(
        _("Loudspeakers"),
        rows=[_row(one, following.get(one.pk), now) for one in found],
        empty=_("No loudspeaker yet"),
        advice=_("A small computer beside the amplifier plays what is planned, also without network."),
        icon="speaker",
        verbs=add,
    )
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    share = played_of_planned(request.room, month, now)
    figures = Block(_("This month"), facts=[_share(share.done, share.of)])
    silent = [one for one in found if one.is_silent(now)]
    return page(
        request, _("Loudspeakers"), block, figures, tabs=tabs(request, "speakers"), said=_silent(silent),
        verbs=[today, *([quiet, names] if keeps else [])],
    )  # fmt: skip


def _share(done: int, of: int) -> Fact:
    label = _("Played as planned, by the players' own reports")
    value = _("%(done)s of %(of)s") % {"done": done, "of": of} if of else ""
    return Fact(label, value, missing=_("Nothing was to be played yet"))


def _silent(silent: list[Any]) -> Said | None:
    if not silent:
        return None
    named = _("Nothing heard of: %(names)s") % {"names": "、".join(one.name for one in silent)}
    advice = _(
        "Is the player plugged in, is the network up? What it has it plays on time all the same and reports later."
    )
    return Said(named, advice, "amber", "triangle-alert")


def _row(one: Any, item: Any, now: datetime) -> Row:
    facts = [name_of(one.village), *([one.where] if one.where else []), words.heard_of(one)]
    if item is not None:
        clock = f"{timezone.localtime(item.at):%-H:%M}"
        facts.append(_("next %(at)s: %(title)s") % {"at": clock, "title": item.airing.campaign.title})
    elif one.is_active:
        facts.append(_("nothing planned until tomorrow night"))
    return Row(
        one.name, reverse("desk-outreach:speaker", args=[one.pk]), facts=[fact for fact in facts if fact],
        pills=[words.state(one, now)],
    )  # fmt: skip


@require_safe
@workers
def playings(request: DeskRequest) -> HttpResponse:
    """The programme of a day, loudspeaker by loudspeaker, with what is known of each playing."""
    today = timezone.localdate()
    try:
        day = parse_date(request.GET.get("day", "")) or today
    except ValueError:
        day = today
    if not 2000 <= day.year < 2200:  # what has neither a day before nor one after
        day = today
    noon = at_hour(day, datetime.min.time())
    found = queries.on_day(request.user, request.room, noon)
    now = timezone.now()
    blocks = [
        Block(speaker.name, rows=[_playing(one, now) for one in items])
        for speaker, items in groupby(found, key=lambda one: one.speaker)
    ] or [Block(empty=_("Nothing is played on this day"), icon="speaker")]
    here = reverse("desk-outreach:playings")
    steps = [
        Verb(moments.day(noon - DAY), f"{here}?day={day - timedelta(days=1)}", icon="chevron-left"),
        Verb(moments.day(noon + DAY), f"{here}?day={day + timedelta(days=1)}", icon="chevron-right"),
    ]
    title = _("Today's programme") if day == today else _("Programme of %(day)s") % {"day": moments.weekday(noon)}
    return page(request, title, *blocks, up=_up(), verbs=steps)


def _playing(item: Any, now: datetime) -> Row:
    campaign = item.airing.campaign
    facts = words.told(item)
    if item.is_urgent:
        facts.insert(0, _("urgent"))
    if item.is_over_quiet:
        facts.insert(1, _("also in quiet hours: %(why)s") % {"why": item.airing.over_quiet_because})
    return Row(
        campaign.title, reverse("desk-outreach:airing", args=[campaign.pk]),
        when=f"{timezone.localtime(item.at):%-H:%M}", facts=facts, pills=[words.outcome(item, now)],
    )  # fmt: skip


@require_safe
@workers
def speaker(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One of them: how it is, what it plays today and tomorrow."""
    return _page(request, _one(request, pk))


def _page(request: DeskRequest, one: Any, once: Once | None = None) -> HttpResponse:
    now = timezone.now()
    hours = queries.quiet_hours(request.room).of(one)
    facts = [
        Fact(_("State"), words.state(one, now).word, note=words.heard_of(one)),
        Fact(_("Village"), name_of(one.village), note=one.where),
        Fact(
            _("How it is reached"), str(one.get_way_display()), note=str(one.get_behind_display() if one.behind else "")
        ),
        Fact(_("Quiet hours"), words.quiet_words(hours), note="" if one.has_own_quiet else _("those of the room")),
    ]
    if one.plays_itself:
        facts += [Fact(_("Volume"), f"{one.volume} %"), *_health(one)]
    if one.note:
        facts.append(Fact(_("Note"), one.note))
    rows = [_playing(item, now) for item in queries.planned(one, now)]
    plays = Block(_("Today and tomorrow"), rows=rows, empty=_("Nothing planned"), icon="list")
    return page(request, one.name, Block("", facts=facts), plays, up=_up(), once=once, verbs=_verbs(request, one))


def _health(one: Any) -> list[Fact]:
    """What the player says of itself."""
    never = _("not said yet")
    free = f"{one.free_bytes / 1e9:.1f} GB" if one.free_bytes is not None else ""
    facts = [Fact(_("Program"), one.version, missing=never), Fact(_("Free on its card"), free, missing=never)]
    if one.clock_offset is not None and abs(one.clock_offset) >= 2:
        off = _("%(n)s seconds off") % {"n": round(one.clock_offset)}
        facts.append(Fact(_("Its clock"), off, note=_("Does it reach a time server?")))
    return facts


def _verbs(request: DeskRequest, one: Any) -> list[Verb]:
    if Permission.SPEAKER_MANAGE not in request.held or not one.is_active:
        return []
    found = [Verb(_("Change"), reverse("desk-outreach:speaker-change", args=[one.pk]), icon="pencil")]
    if one.plays_itself:
        found.append(
            Verb(_("Another key"), reverse("desk-outreach:speaker-key", args=[one.pk]), post=True, icon="key-round")
        )
    retire = Verb(_("Retire"), reverse("desk-outreach:speaker-retire", args=[one.pk]), tone="danger")
    return [*found, retire]


@both
@keepers
def new(request: DeskRequest) -> HttpResponse:
    """Add one; its key is shown on the answer, this once."""
    form = Speaker(sent(request), room=request.room, initial={"way": queries.PLAYER})
    if form.is_bound and form.is_valid():
        try:
            one, secret = actions.add(by=request.user, room=request.room, about=form.about)
        except Missing as missing:
            refuse(form, missing.needs)
        else:
            messages.success(request, _("Added."))
            if secret:
                return _page(request, one, _once(secret))
            return redirect("desk-outreach:speaker", one.pk)
    ask = Ask(
        form, _("Add a loudspeaker"), _("Add it"), keep="speaker-new",
        fold=("begins", "ends", "begins_again", "ends_again"), fold_label=_("Its own quiet hours"),
    )  # fmt: skip
    return page(request, _("Add a loudspeaker"), up=_up(), asks=[ask])


@both
@keepers
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Other words for it, another village, other quiet hours."""
    one = _one(request, pk)
    own = queries.quiet_hours(request.room).of(one) if one.has_own_quiet else ()
    initial = {name: getattr(one, name) for name in ("name", "village", "where", "behind", "volume", "note")}
    form = Speaker(sent(request), room=request.room, is_new=False, initial=initial | spans_as_fields(own))
    if form.is_bound and form.is_valid():
        try:
            actions.change(by=request.user, speaker=one, about=form.about)
        except Missing as missing:
            refuse(form, missing.needs)
        except NotAllowedNow:
            form.add_error(None, _("It is retired."))
        else:
            messages.success(request, _("Kept."))
            return redirect("desk-outreach:speaker", pk)
    ask = Ask(form, one.name, _("Keep"), keep=f"speaker-{pk}")
    up = one.name, reverse("desk-outreach:speaker", args=[pk])
    return page(request, _("Change"), up=up, asks=[ask])


@require_POST
@keepers
def key(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Another key; the one before opens nothing any more."""
    one = _one(request, pk)
    try:
        one, secret = actions.new_key(by=request.user, speaker=one)
    except NotAllowedNow:
        messages.error(request, _("It has no key: it is retired, or the operator plays it."))
        return redirect("desk-outreach:speaker", pk)
    return _page(request, one, _once(secret))


@both
@keepers
def retire(request: DeskRequest, pk: UUID) -> HttpResponse:
    """It plays no more; what it played stays."""
    one = _one(request, pk)
    form = Retire(sent(request))
    if form.is_bound and form.is_valid():
        try:
            actions.retire(by=request.user, speaker=one, reason=form.cleaned_data["reason"])
        except NotAllowedNow:
            form.add_error(None, _("It is retired."))
        except Missing as missing:
            refuse(form, missing.needs)
        else:
            messages.success(request, _("%(name)s is retired.") % {"name": one.name})
            return redirect("desk-outreach:speakers")
    lead = _("It plays nothing any more and its key opens nothing. What it played stays in the records.")
    up = one.name, reverse("desk-outreach:speaker", args=[pk])
    return page(request, _("Retire"), lead=lead, up=up, asks=[Ask(form, one.name, _("Retire"), tone="danger")])


@both
@keepers
def quiet(request: DeskRequest) -> HttpResponse:
    """The quiet hours of the room."""
    spans = queries.quiet_hours(request.room).room
    form = RoomQuiet(sent(request), initial=spans_as_fields(spans))
    if form.is_bound and form.is_valid():
        try:
            actions.set_quiet(by=request.user, room=request.room, quiet=form.spans)
        except Missing as missing:
            refuse(form, missing.needs)
        else:
            messages.success(request, _("Kept."))
            return redirect("desk-outreach:speakers")
    lead = _("Nothing ordinary is played in these hours. Something urgent only where who releases it says why.")
    return page(request, _("Quiet hours"), lead=lead, up=_up(), asks=[Ask(form, _("In the whole room"), _("Keep"))])


@both
@keepers
def readings(request: DeskRequest) -> HttpResponse:
    """How the machine that reads aloud says the names of the place."""
    known = "\n".join(f"{name}={said}" for name, said in sound_queries.readings(request.room).items())
    form = Readings(sent(request), initial={"lines": known})
    if form.is_bound and form.is_valid():
        try:
            sounds.set_readings(by=request.user, room=request.room, lines=form.cleaned_data["lines"])
        except WrongReading as wrong:
            form.add_error("lines", str(wrong))
        except Missing as missing:
            refuse(form, missing.needs)
        else:
            messages.success(request, _("Kept."))
            return redirect("desk-outreach:speakers")
    lead = _(
        "Where the machine reads a text, it gets names of villages, rivers and families wrong. Write how they are said."
    )
    ask = Ask(form, _("Names of the place"), _("Keep"), keep="readings")
    return page(request, _("How names are read"), lead=lead, up=_up(), asks=[ask])


def _one(request: DeskRequest, pk: UUID) -> Any:
    return there(queries.speakers(request.user, request.room).filter(pk=pk).first())


def _once(secret: str) -> Once:
    """The lines for the player, typed in the program's folder, with or without it installed there. The key is typed by
    itself: on a command line it would stay in the shell's history."""
    address = settings.PUBLIC_URL
    lines = (
        f"(umask 077; read -rsp 'key: ' key && printf %s \"$key\" > speaker.key)\n"
        f"{secret}\n"
        f"PYTHONPATH=src .venv/bin/python -m shouwang speaker --server {address} --token-file speaker.key"
        " --data sounds --output device"
    )
    caution = ""
    if not address.startswith(("https://", *LOOPBACK)):
        caution = _("The room's address is without HTTPS: the player will refuse it. See the operator's guide.")
    text = _(
        "Type these three lines on the player, in the program's folder, or scan them; the second is the key and is not seen"
        " as you type. It plays until you end it. To have it start by itself, keep the key as docs/speakers.md says. The key"
        " is shown only this once."
    )
    return Once(pgettext("loudspeaker", "The player's key"), text, lines, is_scanned=True, caution=caution)
