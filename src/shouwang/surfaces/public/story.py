"""A matter told to whoever brought it: where it stands, what happened, by when, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters import follow, kinds, lifecycle
from shouwang.kernel.matters.actions.thanks import UNHAPPY
from shouwang.kernel.matters.models import Attachment, Entry, Matter
from shouwang.kernel.matters.queries import changes_of_text, told_again, words_brought
from shouwang.kernel.people.queries import english_names
from shouwang.lib.ids import format_code
from shouwang.systems.services.rights_kind import KIND as RIGHTS
from shouwang.ui import moments
from shouwang.ui import parts as p


@dataclass(frozen=True)
class Standing:
    """A state in a word and in a sentence."""

    word: str | Promise
    words: str | Promise
    tone: p.Tone = "blue"


STATES: dict[str, Standing] = {
    lifecycle.COLLECTED: Standing(
        pgettext_lazy("state of a matter", "arrived"),
        gettext_lazy("It has arrived. Whoever is on duty will look at it."),
        "amber",
    ),
    lifecycle.ACCEPTED: Standing(
        pgettext_lazy("state of a matter", "taken on"), gettext_lazy("The room has taken it on.")
    ),
    lifecycle.ASSIGNED: Standing(
        pgettext_lazy("state of a matter", "handed out"), gettext_lazy("Somebody has been asked to see to it.")
    ),
    lifecycle.WORKING: Standing(
        pgettext_lazy("state of a matter", "being worked on"), gettext_lazy("Somebody is seeing to it.")
    ),
    lifecycle.REPORTED: Standing(
        pgettext_lazy("state of a matter", "being checked"),
        gettext_lazy("The work is done; somebody else is checking it."),
    ),
    lifecycle.CHECKED: Standing(
        pgettext_lazy("state of a matter", "nearly done"), gettext_lazy("Checked. You will get the answer soon.")
    ),
    lifecycle.CLOSED: Standing(pgettext_lazy("state of a matter", "done"), gettext_lazy("It is done."), "green"),
    lifecycle.RETURNED: Standing(
        pgettext_lazy("state of a matter", "answered"),
        gettext_lazy("This is not for the room to do. Read below who can, and how."),
        "grey",
    ),
    lifecycle.WITHDRAWN: Standing(
        pgettext_lazy("state of a matter", "taken back"), gettext_lazy("It was taken back. Nobody works on it."), "grey"
    ),
    lifecycle.MERGED: Standing(
        pgettext_lazy("state of a matter", "joined"),
        gettext_lazy("Somebody else told us the same. We see to both as one, and the answers come to you here too."),
    ),
}

# What each public step is called, its icon and its tone.
STEPS: dict[str, tuple[str | Promise, str, p.Tone]] = {
    "received": (gettext_lazy("Your words arrived"), "inbox", "blue"),
    "imported": (gettext_lazy("Your words arrived"), "inbox", "blue"),
    "accept": (gettext_lazy("The room took it on"), "check", "blue"),
    "return": (gettext_lazy("Answer of the room"), "message-square", "amber"),
    "start": (gettext_lazy("Work began"), "footprints", "blue"),
    "answer": (gettext_lazy("Answer of the room"), "message-square", "green"),
    "reporter_words": (gettext_lazy("You added"), "plus", "grey"),
    "close": (gettext_lazy("Done"), "circle-check", "green"),
    "close_unchecked": (gettext_lazy("Done"), "circle-check", "green"),
    "reopen": (gettext_lazy("Taken up again"), "rotate-ccw", "amber"),
    "withdraw": (gettext_lazy("You took it back"), "undo-2", "grey"),
    "withdraw_for": (gettext_lazy("Taken back as you asked"), "undo-2", "grey"),
    "merge": (gettext_lazy("Joined with the same matter of somebody else"), "merge", "blue"),
    "unmerge": (gettext_lazy("Handled on its own again"), "rotate-ccw", "blue"),
    "pause": (gettext_lazy("Waiting for somebody"), "pause", "amber"),
    "resume": (gettext_lazy("It goes on"), "play", "blue"),
    "extend": (gettext_lazy("It takes longer"), "clock", "amber"),
    "move_up": (gettext_lazy("Handed to the next higher office"), "arrow-up-right", "blue"),
    "move_down": (gettext_lazy("Handed back to the village"), "arrow-left", "blue"),
    "hand_over": (gettext_lazy("A matter of its own was opened for this"), "forward", "blue"),
    "rated": (gettext_lazy("You said how it went"), "smile", "grey"),
    "publish": (gettext_lazy("Told in public, without your name"), "megaphone", "grey"),
}
SCORES: dict[int, str | Promise] = {
    3: gettext_lazy("Satisfied"),
    2: gettext_lazy("So-so"),
    1: gettext_lazy("Not satisfied"),
}
ENDS = ("close", "close_unchecked")
OTHER: tuple[str | Promise, str, p.Tone] = (gettext_lazy("Something was done"), "circle", "grey")


def standing(matter: Matter) -> Standing:
    """Where it stands now."""
    return STATES[matter.state]


def goes_on(matter: Matter, entries: Sequence[Entry]) -> list[p.Fact]:
    """How the matter stands that it was joined with, which is somebody else's and is not named; then those opened for it."""
    facts = []
    if matter.merged_into:
        there = STATES[matter.merged_into.state]
        facts.append(p.Fact(_("The matter we see to"), str(there.word), note=str(there.words)))
    opened = [entry.other for entry in entries if entry.verb == "hand_over" and entry.other]
    return facts + [_opened(other) for other in opened]


def _opened(other: Matter) -> p.Fact:
    here = STATES[other.state]
    return p.Fact(
        _("Goes on as"),
        other.reference,
        href=reverse("public:matter", args=[format_code(follow.code_of(other))]) if other.follow_lookup else "",
        note=f"{topic_words(other)} · {here.word}",
    )


def told(matter: Matter, entries: Sequence[Entry]) -> list[p.Entry]:
    """The steps so far, oldest first; names of the room's people in the reader's language.

    What a closed matter was answered with stands above them, so its last step does not say it again.
    """
    names = english_names({entry.actor for entry in entries}) if moments.language() == "en" else {}
    brought = words_brought(matter, changes_of_text(matter))
    ends = [] if matter.is_open else [entry for entry in entries if entry.verb in ENDS]
    last = ends[-1] if ends else None
    return [_entry(matter, brought, entry, names, says=entry is not last) for entry in entries]


def _entry(matter: Matter, brought: str, entry: Entry, names: Mapping[str, str], *, says: bool) -> p.Entry:
    title, icon, tone = STEPS.get(entry.verb, OTHER)
    if entry.field == UNHAPPY:
        title = _("Taken up again, because you are not satisfied")
    if entry.verb == "withdraw" and matter.kind == "visit":
        title = _("You called it off")
    if entry.verb == "step" and entry.matter_id == matter.pk:
        title = kinds.told_as(matter.kind, entry.field)
    is_ours = entry.verb in ("received", "imported")
    return p.Entry(
        title=str(title),
        at=entry.at,
        who="" if entry.actor == PUBLIC.id else names.get(entry.actor, entry.actor_label),
        text=_said(matter, entry, (brought if is_ours else kinds.as_read(matter.kind, entry.text)) if says else ""),
        icon=icon,
        tone=tone,
        facts=_facts(entry),
    )


def _said(matter: Matter, entry: Entry, text: str) -> str:
    if entry.verb == "close_unchecked":
        return text  # why nobody else checked it is for the room
    return "\n".join(part for part in (text, kinds.as_read(matter.kind, entry.reason)) if part)


def _facts(entry: Entry) -> list[str]:
    if entry.verb == "extend" and entry.days:
        days = {"count": entry.days}
        return [ngettext("%(count)s working day more", "%(count)s working days more", entry.days) % days]
    if entry.verb == "rated" and entry.after.isdigit():
        return [str(SCORES.get(int(entry.after), ""))]
    if entry.verb == "step" and entry.after:
        return [moments.spoken(entry.after)]
    return [entry.other.reference] if entry.verb == "hand_over" and entry.other else []


def last_words(matter: Matter, entries: Sequence[Entry]) -> str:
    """The answer a matter ended with; nothing when none was given."""
    ends = [entry.text for entry in entries if entry.verb in ("close", "close_unchecked", "return")]
    return kinds.as_read(matter.kind, ends[-1]) if ends else ""


def files_words(attachments: Sequence[Attachment]) -> str:
    """How many photos and recordings arrived; nothing for none."""
    photos = sum(1 for one in attachments if one.file.kind == "photo")
    voices = sum(1 for one in attachments if one.file.kind == "voice")
    words = []
    if photos:
        words.append(ngettext("%(count)s photo", "%(count)s photos", photos) % {"count": photos})
    if voices:
        words.append(ngettext("%(count)s recording", "%(count)s recordings", voices) % {"count": voices})
    return " · ".join(words)


def topic_words(matter: Matter) -> str:
    """Kind and topic, as they were chosen; once where they are the same words."""
    kind = kinds.get(matter.kind)
    topic = str(kinds.topic_name(matter.kind, matter.topic)) if matter.topic else ""
    return " · ".join(part for part in dict.fromkeys((str(kind.public_name), topic)) if part)


def dates(matter: Matter) -> list[p.Fact]:
    """By when: the first answer until it is given, and the end."""
    facts = []
    if matter.answer_due_at:
        facts.append(_by(_("First answer"), matter, "answer_due_at"))
    elif matter.update_due_at:
        facts.append(_by(_("Next news"), matter, "update_due_at"))
    if matter.whole_due_at:
        # Where its own part leads, this is the nearest of its days, and seldom the last.
        label = _("Next step") if kinds.is_led_by_part(matter.kind) else _("Done")
        if matter.kind == RIGHTS.key:
            label = _("The answer comes")
        facts.append(_by(label, matter, "whole_due_at"))
    return facts


def _by(label: str, matter: Matter, field: str) -> p.Fact:
    return p.Fact(label, moments.promise(getattr(matter, field)))


@dataclass(frozen=True)
class ReadBy:
    """By when the room reads and answers, as the clock of the first answer has it, and whether that is past."""

    moment: SafeString
    is_over: bool


def read_by(matter: Matter) -> ReadBy | None:
    """None once it is answered."""
    due = matter.answer_due_at
    now = timezone.now()
    return ReadBy(moments.promise(due, now), due < now) if due else None


def may_tell_again(matter: Matter) -> bool:
    """Whether whoever brought it may say that the trouble is back: it is done, and its topic is still chosen by people."""
    kind = kinds.get(matter.kind)
    return matter.is_done and kind.is_offered and matter.topic in kind.by_key


def brought_again(matter: Matter) -> list[p.Fact]:
    """The numbers under which its reporter said so."""
    return [p.Fact(_("Told again"), one.reference, note=moments.ago(one.received_at)) for one in told_again(matter)]


def draft_name(room: Room, kind: str, topic: str, before: Matter | None) -> str:
    """Under which name a phone keeps what is typed and not sent."""
    return f"again/{before.reference}" if before else f"{room.code}/{kind}/{topic}"


def danger_number(matter: Matter) -> str:
    """The number to ring before anything else, while nobody has answered a matter in which somebody may be in danger."""
    topic = kinds.get(matter.kind).by_key.get(matter.topic)
    waits = matter.is_open and matter.answer_due_at is not None
    return (topic.call_first or "110") if topic and topic.is_urgent and waits else ""
