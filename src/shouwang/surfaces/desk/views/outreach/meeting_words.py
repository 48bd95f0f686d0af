"""A gathering in the words of the desk: its facts, what leads on, what was asked, what is in the pictures."""

from typing import Any  # a Gathering below is Any: pages do not know the table

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shouwang.kernel.ground.models import Room
from shouwang.kernel.notices.queries import reached
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest
from shouwang.surfaces.desk.outreach_words import reached_words
from shouwang.surfaces.desk.settings_page import Block, Said
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.outreach import gathering_lifecycle as lifecycle
from shouwang.systems.outreach.actions.gatherings import IN_ADVANCE
from shouwang.systems.outreach.queries import gatherings as queries
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

TONES: dict[str, Tone] = {"planned": "amber", "announced": "blue", "held": "amber", "posted": "green", "off": "grey"}


def pill(found: Any) -> Pill:
    return Pill(str(found.get_state_display()), TONES[found.state])


def none_yet(room: Room) -> Said | None:
    """One meeting a month is promised: said while this month has none."""
    if queries.has_meeting(room, timezone.now()):
        return None
    text = _("One a month is promised. Plan it now, so that people know in time.")
    return Said(_("This month has no meeting with villagers yet"), text, "amber", "calendar")


def not_seen(found: Any) -> Said | None:
    """Released, but their bulletin was taken down: said, as the minutes are gone with it."""
    if found.state != lifecycle.POSTED or queries.is_public(found):
        return None
    text = _("Their bulletin was taken down. Take the minutes back to change them and release them again.")
    return Said(_("Nobody outside sees these minutes any more"), text, "amber", "triangle-alert")


def facts(found: Any) -> list[Fact]:
    said = [
        Fact(_("State"), str(found.get_state_display()), note=found.off_because),
        Fact(_("What is it"), str(found.get_kind_display())),
        Fact(
            pgettext("meeting", "When"),
            moments.exact(found.starts_at),
            note=_("about %(n)s minutes") % {"n": found.minutes_long},
        ),
        Fact(pgettext("meeting", "Where"), found.where),
        Fact(_("Planned by"), name_of(found.planned_by)),
    ]
    if found.players:
        said.append(Fact(_("How many play"), str(found.players)))
    if found.announced_at:
        told = reached_words(reached("gathering", str(found.pk)))
        said.append(Fact(_("Announced"), moments.exact(found.announced_at), note=told))
    if found.attendance is not None:
        said.append(Fact(_("How many people came"), str(found.attendance)))
    if found.minutes_by:
        said.append(Fact(_("Minutes written by"), name_of(found.minutes_by)))
    if found.posted_by:
        said.append(Fact(_("Minutes released by"), name_of(found.posted_by), note=found.posted_alone_because))
    return said


def verbs(request: DeskRequest, found: Any) -> list[Verb]:
    """What may be done now, the next step first."""
    releases = Permission.BULLETIN_RELEASE in request.held
    made = _ahead(found, releases=releases) if found.state in (lifecycle.PLANNED, lifecycle.ANNOUNCED) else []
    if found.state == lifecycle.HELD:
        if found.minutes and releases:
            made.append(_verb(found, "post", _("Release the minutes"), "stamp", True))
        word = _("Change the minutes") if found.minutes else _("Write the minutes")
        made.append(_verb(found, "minutes", word, "pencil", not made))
    if found.state in lifecycle.OPEN_TO_NOTES:
        made.append(_verb(found, "ask", _("Note a question"), "message-circle"))
    if found.state in (lifecycle.HELD, lifecycle.POSTED):
        made.append(_verb(found, "picture", _("Add a picture"), "image"))
        made.append(_verb(found, "count", _("Count again"), "users"))
    if found.minutes:
        made.append(_paper(found, "minutes", _("Print the minutes")))
    if found.state == lifecycle.POSTED and releases:
        made.append(_verb(found, "back", _("Take the minutes back"), "x"))
    return made


def _ahead(found: Any, *, releases: bool) -> list[Verb]:
    """Before it was held: announce it; when people sit, count them."""
    made = []
    if found.starts_at <= timezone.now() + IN_ADVANCE:
        made.append(_verb(found, "hold", _("It took place"), "users", is_next=True))
    if found.state == lifecycle.PLANNED and found.starts_at > timezone.now() and releases:
        made.append(_verb(found, "announce", _("Announce it"), "megaphone", is_next=not made))
    if found.state == lifecycle.ANNOUNCED:
        made.append(_paper(found, "invitation", _("Print the invitation")))
    if releases or found.state == lifecycle.PLANNED:
        made.append(_verb(found, "change", _("Change the plan"), "pencil"))
    return [*made, _verb(found, "off", _("Call the meeting off"), "x")]


def _verb(found: Any, act: str, words: str, icon: str, is_next: bool = False) -> Verb:
    href = reverse("desk-outreach:meeting-act", args=[found.pk, act])
    return Verb(words, href, tone="primary" if is_next else "plain", icon=icon)


def _paper(found: Any, which: str, words: str) -> Verb:
    return Verb(words, reverse("desk-outreach:meeting-paper", args=[found.pk, which]), icon="printer")


def minutes_blocks(found: Any) -> list[Block]:
    """The minutes, and above them what in them looks personal: a person decides."""
    blocks = []
    if traces := queries.looks_personal(found, queries.said_there(found)):
        rows = [Row(trace, tone="amber") for trace in traces]
        advice = _(
            "Everybody will read minutes and questions. Take this out; or whoever releases them says why it may stay."
        )
        blocks.append(Block(_("This looks personal"), rows=rows, advice=advice))
    blocks.append(Block(pgettext("meeting", "Minutes"), advice=found.minutes or _("Not written yet.")))
    if found.minutes_en:
        blocks.append(Block(_("Minutes in English"), advice=found.minutes_en))
    return blocks


def question_rows(request: DeskRequest, found: Any) -> list[Row]:
    """Each question with the number of its matter and whether its answer stands in the minutes."""
    rows = []
    for asked in queries.asked(found):
        matter, answer = asked.matter, queries.answer_to(asked)
        verb, more = None, []
        if asked.words and asked.answer:
            pills = [Pill(_("answer in the minutes"), "green")]
        elif asked.words and answer:
            pills = [Pill(_("answered, not yet in the minutes"), "amber")]
            if Permission.BULLETIN_RELEASE in request.held:
                href = reverse("desk-outreach:meeting-answer", args=[asked.pk])
                verb = Verb(_("Put the answer in"), href, tone="primary")
        else:
            pills = [Pill(_("not answered yet"), "amber")] if matter.is_open else []
        if not asked.words:
            pills.append(Pill(_("struck out of the minutes"), "grey"))
        elif found.state == lifecycle.POSTED and asked.released_at is None:
            pills.append(Pill(_("not seen outside before its answer"), "grey"))
        more.append(
            Verb(
                _("Change the question's words"),
                reverse("desk-outreach:meeting-question", args=[asked.pk]),
                icon="pencil",
            )
        )
        if Permission.MATTER_REGISTER in request.held:
            more.append(Verb(_("Slip with the number"), reverse("desk:slip", args=[matter.pk]), icon="printer"))
        said = [_("without a name") if matter.is_anonymous else _("with a name: ring them back")]
        said += [asked.answer] if asked.answer else []
        href = reverse("desk:matter", args=[matter.pk])
        rows.append(
            Row(
                asked.words or matter.reference,
                href,
                facts=said,
                pills=pills,
                number=matter.reference,
                verb=verb,
                more=more,
            )
        )
    return rows


def picture_rows(request: DeskRequest, found: Any) -> list[Row]:
    """Each picture with who agreed and whether it is seen outside."""
    rows = []
    for each in queries.pictures(found):
        href = reverse("desk-outreach:meeting-picture", args=[each.pk])
        is_out = each.released_at is not None
        state = Pill(_("may be seen outside"), "green") if is_out else Pill(_("waits for a second look"), "amber")
        said = [_("Agreed: %(who)s") % {"who": each.consent}, name_of(each.added_by)]
        rows.append(Row(each.words, href, facts=said, pills=[state], verb=Verb(_("Look at it"), href)))
    return rows
