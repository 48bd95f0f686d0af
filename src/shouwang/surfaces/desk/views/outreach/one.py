"""One campaign: its pieces side by side, its sounds, the release, and where it went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any  # a Campaign below is Any: pages do not know the table
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import speaker_words
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.outreach.bulletins import Reason
from shouwang.surfaces.desk.forms.outreach.campaigns import Choice, Given, Release
from shouwang.surfaces.desk.forms.seen import read_again
from shouwang.surfaces.desk.outreach_words import ICONS, TONES, about_seconds, from_to, reached_words, refusals, state
from shouwang.surfaces.desk.settings_page import Ask, Block, Said, page, sent
from shouwang.surfaces.desk.views.outreach.writing import of_request
from shouwang.surfaces.desk.words import Words, name_of
from shouwang.systems.outreach import lifecycle
from shouwang.systems.outreach.actions import campaigns as actions
from shouwang.systems.outreach.actions.releasing import expect
from shouwang.systems.outreach.queries import airing as airing_queries
from shouwang.systems.outreach.queries import campaigns as queries
from shouwang.systems.outreach.queries import films as film_queries
from shouwang.systems.outreach.queries import sounds as sound_queries
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
NOTICE_TONES: dict[str, Tone] = {"sent": "green", "dead": "red", "buried": "grey"}
TAKEN_AWAY: dict[str, tuple[tuple[str, Words], ...]] = {
    "speaker": (("script", gettext_lazy("The script")),),
    "wechat": (("card", gettext_lazy("Picture card")),),
    "poster": (("poster-pdf", "PDF"), ("poster-png", "PNG")),
    "slide": (("slide", "PNG"),),
}


@dataclass(frozen=True)
class Shown:
    """One piece as the page draws it: a card of its way, with what is done to it."""

    way: str
    name: str
    icon: str
    text: str
    note: str
    verbs: tuple[Verb, ...]
    sounds: tuple[tuple[str, str], ...] = ()  # address and words of what may be heard
    film: str = ""  # address of what may be seen
    said: Said | None = None

    @property
    def lines(self) -> list[str]:
        return [line for line in self.text.split("\n") if line.strip()]

    @property
    def slides(self) -> list[str]:
        return [one.strip() for one in self.text.split("\n\n") if one.strip()]


@both
@staff(Permission.OUTREACH_WORK)
def campaign(request: DeskRequest, pk: UUID) -> HttpResponse:
    """All of one campaign."""
    one, now = of_request(request, pk), timezone.now()
    asks = []
    for act, form, title, tone in _steps(request, one):
        if form.is_bound and form.is_valid() and _taken(request, one, act, form):
            return redirect("desk-outreach:campaign", pk=pk)
        asks.append(Ask(form, title, _("Save") if act == "choice" else title, act=act, tone=tone, keep=f"{act}-{pk}"))
    pieces = {piece.way: piece for piece in one.pieces.all()}
    is_draft = one.state == lifecycle.DRAFT
    is_out = one.stands(now)
    shown = [_shown(one, pieces[way], is_draft, is_out) for way, _name in queries.ways() if way in pieces]
    off = [_put_on(one, way, name) for way, name in queries.ways() if way not in pieces] if is_draft else []
    state_block = Block(_("State and time"), facts=_facts(one, now))
    blocks = [Block(_("The text"), advice=one.text), *_english(one), state_block, *_villages(one)]
    if one.begun_at:
        blocks.insert(0, _where(one))
    more = {"pieces": shown, "off": off, "one": one, "is_out": is_out}
    pills = [Pill(state(one, now), TONES.get(one.state, "grey") if is_out or is_draft else "grey")]
    pills += [Pill(_("urgent"), "red", "siren")] if one.is_urgent else []
    return page(
        request,
        one.title,
        *blocks,
        asks=asks,
        verbs=_verbs(one, is_draft),
        template="desk/outreach/campaign.html",
        more={**more, "pills": pills},
    )


def _steps(request: DeskRequest, one: Any) -> list[tuple[str, Any, str, str]]:
    """The forms of the page: (act, form, title, tone), for whom they are."""
    held = request.held
    steps: list[tuple[str, Any, str, str]] = []
    is_own = one.written_by_id == request.user.pk
    speaks = one.pieces.filter(way="speaker").exists()
    if one.state == lifecycle.DRAFT:
        if Permission.BULLETIN_RELEASE in held:
            personal = queries.looks_personal(one)
            data = sent(request, "release")
            known = {"version": one.version}
            out = Release(data, auto_id="release_%s", initial=known, is_own=is_own, personal=personal)
            steps.append(("release", out, _("Release it"), "primary"))
        if speaks:
            choice = Choice(sent(request, "choice"), auto_id="choice_%s", initial={"without": one.goes_without_sound})
            steps.append(("choice", choice, _("With or without a recording"), "plain"))
        steps.append(
            ("discard", Reason(sent(request, "discard"), auto_id="discard_%s"), _("Throw the draft away"), "danger")
        )
    elif one.state == lifecycle.RELEASED:
        ways = [(piece.way, str(piece.get_way_display())) for piece in one.pieces.order_by("pk")]
        given = Given(sent(request, "given"), auto_id="given_%s", ways=ways)
        steps.append(("given", given, _("Note where it was put up"), "plain"))
    if one.state in (lifecycle.RELEASED, lifecycle.EXPIRED) and Permission.BULLETIN_RELEASE in held:
        back = Reason(sent(request, "take_down"), auto_id="take_down_%s")
        steps.append(("take_down", back, _("Take it back"), "danger"))
    return steps


def _taken(request: DeskRequest, one: Any, act: str, form: Any) -> bool:
    """Do what was asked; a refusal becomes an error of the form."""
    by, said = request.user, form.cleaned_data
    try:
        if act == "release":
            because = said.get("personal_because", "")
            with transaction.atomic():
                expect(one, said["version"])
                actions.release(by=by, campaign=one, reason=said.get("reason", ""), personal_because=because)
        elif act == "discard":
            actions.discard(by=by, campaign=one, reason=said["reason"])
        elif act == "take_down":
            actions.take_down(by=by, campaign=one, reason=said["reason"])
        elif act == "choice":
            actions.go_without_sound(by=by, campaign=one, without=said["without"])
        else:
            actions.note_given(by=by, campaign=one, way=said["way"], where=said["where"])
    except lifecycle.Missing as missing:
        for words in refusals(missing.needs):
            form.add_error(None, words)
        return False
    except lifecycle.Changed:
        read_again(form, one.version)
        return False
    except lifecycle.NotAllowedNow:
        form.add_error(None, _("Somebody was quicker. Look at it again."))
        return False
    messages.success(request, _done(act))
    if act == "take_down" and (told := _told_already(one)):
        messages.warning(request, told)
    return True


def _done(act: str) -> str:
    said: Mapping[str, str] = {
        "release": _("Released."),
        "discard": _("Thrown away."),
        "take_down": _("Taken back: the wall, the screen and the loudspeakers are silent about it."),
        "given": _("Noted."),
    }
    return said.get(act, _("Changed."))


def _told_already(one: Any) -> str:
    """Of one taken back: whom it reached before, and how many it does not reach any more."""
    gone = queries.gone(one)
    said = []
    if gone.called_back:
        words = ngettext(
            "%(count)s group is not told any more.", "%(count)s groups are not told any more.", gone.called_back
        )
        said.append(words % {"count": gone.called_back})
    names = _(", ").join(_sent_where(one) for one in gone.told)
    if names:
        said.append(_("Already sent to %(names)s: tell them yourself that it is not so.") % {"names": names})
    return " ".join(said)


def _sent_where(notice: Any) -> str:
    name = notice.robot.name if notice.robot else str(notice.get_channel_display())
    if not notice.sent_at:
        return _("%(name)s (just now)") % {"name": name}
    return _("%(name)s (%(time)s)") % {"name": name, "time": moments.exact(notice.sent_at)}


def _verbs(one: Any, is_draft: bool) -> list[Verb]:
    verbs = []
    if is_draft:
        verbs.append(Verb(_("Change the words"), reverse("desk-outreach:words", args=[one.pk]), icon="pencil"))
    verbs.append(
        Verb(_("Copy for the next time"), reverse("desk-outreach:copy", args=[one.pk]), post=True, icon="copy")
    )
    return verbs


def _shown(one: Any, piece: Any, is_draft: bool, is_out: bool) -> Shown:
    verbs, sounds, note = [], [], _("written by hand") if piece.is_own_words else ""
    if is_draft:
        verbs.append(Verb(_("Change"), reverse("desk-outreach:piece", args=[one.pk, piece.way]), icon="pencil"))
    if piece.way == "speaker":
        note = " · ".join(filter(None, (about_seconds(piece.text), note)))
        sounds = [
            (reverse("files:file", args=[sound.file_id]), _said_where(sound)) for sound in sound_queries.approved(one)
        ]
        word = _("Record or listen") if is_draft else _("Recordings")
        verbs.append(
            Verb(
                word,
                reverse("desk-outreach:sounds", args=[one.pk]),
                tone="primary" if is_draft else "plain",
                icon="mic",
            )
        )
        verbs.append(Verb(_("When it is played"), reverse("desk-outreach:airing", args=[one.pk]), icon="clock"))
    film, said = "", None
    if piece.way == "film":
        film, said, verb = _film(one, is_draft)
        verbs += [verb] if verb else []
    for what, called in TAKEN_AWAY.get(piece.way, ()) if is_draft or is_out else ():
        verbs.append(Verb(str(called), reverse("desk-outreach:take", args=[one.pk, what]), icon="download"))
    if is_draft:
        off = _("Leave it out, its words go") if piece.is_own_words else _("Leave it out")
        to = reverse("desk-outreach:way", args=[one.pk])
        verbs.append(Verb(off, to, post=True, tone="quiet", fields={"way": piece.way, "on": "0"}))
    icon = ICONS[piece.way]
    return Shown(
        piece.way, str(piece.get_way_display()), icon, piece.text, note, tuple(verbs), tuple(sounds), film, said
    )


def _film(one: Any, is_draft: bool) -> tuple[str, Said | None, Verb | None]:
    """Its address when it is ready, else where it stands; and what is done next."""
    to = reverse("desk-outreach:film", args=[one.pk])
    found = film_queries.film(one)
    if found and found.state == "ready":
        return to, None, Verb(_("Save the film"), f"{to}?save", icon="download")
    if found and found.state == "making":
        words = _("It takes about half a minute. The release does not wait for it, and neither need you.")
        return "", Said(_("The film is being made"), words, icon="clock"), Verb(_("Look again"), to, icon="refresh-cw")
    makes = is_draft or one.state == lifecycle.RELEASED
    again = Verb(_("Try again") if found else _("Make the film"), to, post=True, icon="video") if makes else None
    if found:
        return "", Said(_("The film couldn't be made"), str(found.get_why_display()), "red", "triangle-alert"), again
    return "", Said(_("There is no film of these words yet"), _("It is made at the release, or now.")), again


def _said_where(sound: Any) -> str:
    return str(sound.village.name) if sound.village else _("all villages")


def _put_on(one: Any, way: str, name: str) -> Verb:
    to = reverse("desk-outreach:way", args=[one.pk])
    return Verb(name, to, post=True, icon="plus", fields={"way": way, "on": "1"})


def _english(one: Any) -> list[Block]:
    return [Block(one.title_en, advice=one.text_en)] if one.text_en else []


def _facts(one: Any, now: datetime) -> list[Fact]:
    facts = [
        Fact(_("State"), state(one, now)),
        Fact(_("About"), str(one.get_theme_display())),
        Fact(_("Goes out"), from_to(one.begins_at or one.begun_at, one.expires_at)),
        Fact(_("Written by"), name_of(one.written_by), note=moments.exact(one.changed_at)),
        Fact(
            _("Released by"),
            name_of(one.released_by) if one.released_by else "",
            note=one.released_alone_because or (moments.exact(one.released_at) if one.released_at else ""),
            missing=_("nobody yet"),
        ),
    ]
    if one.is_relayed:
        facts.append(Fact(_("Passes on a warning of"), one.source, note=one.number))
        facts.append(Fact(_("Level"), str(one.get_level_display()), note=moments.exact(one.issued_at)))
    if one.taken_down_because:
        word = _("Taken back") if one.released_at else _("Thrown away")
        facts.append(Fact(word, one.taken_down_because))
    return facts


def _villages(one: Any) -> list[Block]:
    """Which villages have no recording of their own, and what they hear instead."""
    if one.goes_without_sound or not one.pieces.filter(way="speaker").exists():
        return []
    without, is_for_all = sound_queries.villages_without(one)
    heard = (
        _("hears the recording for all villages") if is_for_all else _("hears nothing: there is none for all villages")
    )
    rows = [Row(village.name, facts=[heard], tone="grey" if is_for_all else "amber") for village in without]
    return [Block(_("Villages without a recording of their own"), rows=rows)] if rows else []


def _where(one: Any) -> Block:
    """Where it went: what the machine sent, and what somebody put up."""
    gone = queries.gone(one)
    rows = []
    if gone.bulletin:
        href = reverse("desk-outreach:bulletin", args=[gone.bulletin.pk])
        rows.append(Row(_("On the wall and the room's page"), href, pills=[Pill(gone.bulletin.get_state_display())]))
    for sent_to in gone.notices:
        name = sent_to.robot.name if sent_to.robot else str(sent_to.get_channel_display())
        is_over = sent_to.trouble == "over"  # in words of its own: nobody gave it up
        label = sent_to.get_trouble_display() if is_over else sent_to.get_state_display()
        pill = Pill(label, NOTICE_TONES.get(sent_to.state, "amber"))
        when = [moments.exact(sent_to.sent_at)] if sent_to.sent_at else []
        rows.append(Row(name, facts=[str(sent_to.get_channel_display()), *when], pills=[pill]))
    if phones := reached_words(gone.phones):
        rows.append(Row(_("Phones whose owners asked for it"), facts=[phones]))
    for given in gone.givings:
        facts = [str(given.get_way_display()), name_of(given.by), moments.exact(given.at)]
        rows.append(Row(given.where, facts=facts, pills=[Pill(_("by hand"))]))
    heard = airing_queries.heard(one)
    if heard.planned:
        href = reverse("desk-outreach:airing", args=[one.pk])
        rows.append(Row(_("On the loudspeakers"), href, facts=[speaker_words.heard_words(heard)]))
    count = gone.places + heard.played + heard.told
    title = ngettext("Where it went: %(count)s place", "Where it went: %(count)s places", count) % {"count": count}
    return Block(title, rows=rows, empty=_("Nowhere yet that anybody noted"), icon="send")
