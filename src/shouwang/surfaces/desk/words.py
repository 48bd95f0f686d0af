"""The desk's words for states and steps of a matter: on buttons, in rows, in the story."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.people.models import Account, Team
from shouwang.ui.parts import Tone

Words = str | Promise

STATES: dict[str, Words] = {
    lifecycle.COLLECTED: pgettext_lazy("state", "Waits to be accepted"),
    lifecycle.ACCEPTED: pgettext_lazy("state", "Accepted"),
    lifecycle.ASSIGNED: pgettext_lazy("state", "Handed out"),
    lifecycle.WORKING: pgettext_lazy("state", "Being worked on"),
    lifecycle.REPORTED: pgettext_lazy("state", "Done, to be checked"),
    lifecycle.CHECKED: pgettext_lazy("state", "Checked, to be closed"),
    lifecycle.CLOSED: pgettext_lazy("state", "Closed"),
    lifecycle.RETURNED: pgettext_lazy("state", "Sent elsewhere"),
    lifecycle.WITHDRAWN: pgettext_lazy("state", "Withdrawn"),
    lifecycle.MERGED: pgettext_lazy("state", "Merged"),
}

# The line of states a matter usually walks, as the stepper shows it.
WALK: dict[str, Words] = {
    lifecycle.COLLECTED: pgettext_lazy("walk", "Collect"),
    lifecycle.ACCEPTED: pgettext_lazy("walk", "Accept"),
    lifecycle.ASSIGNED: pgettext_lazy("walk", "Hand out"),
    lifecycle.WORKING: pgettext_lazy("walk", "Work"),
    lifecycle.REPORTED: pgettext_lazy("walk", "Report"),
    lifecycle.CHECKED: pgettext_lazy("walk", "Check"),
    lifecycle.CLOSED: pgettext_lazy("walk", "Close"),
}


@dataclass(frozen=True)
class Said:
    """A verb on its button, in the story once it is done, and its icon there."""

    button: Words
    told: Words
    icon: str = "circle"
    tone: Tone = "grey"
    is_quiet: bool = False


VERBS: dict[str, Said] = {
    "received": Said("", _("Brought to the room"), "inbox", "amber"),
    "imported": Said("", _("Brought in from older records"), "archive"),
    "accept": Said(pgettext_lazy("step", "Accept"), _("Accepted"), "check", "blue"),
    "return": Said(pgettext_lazy("step", "Send it back: only say who helps"), _("Sent elsewhere"), "forward"),
    "assign": Said(pgettext_lazy("step", "Hand out"), _("Handed out"), "user-plus", "blue"),
    "start": Said(pgettext_lazy("step", "Begin work"), _("Work began"), "play", "blue"),
    "report": Said(pgettext_lazy("step", "Report the outcome"), _("Outcome reported"), "clipboard-list", "blue"),
    "check": Said(pgettext_lazy("step", "Check"), _("Checked"), "badge-check", "blue"),
    "send_back": Said(pgettext_lazy("step", "Send back to work"), _("Sent back to work"), "undo-2", "amber"),
    "close": Said(pgettext_lazy("step", "Close with an answer"), _("Closed"), "circle-check", "green"),
    "close_unchecked": Said(
        pgettext_lazy("step", "Close without a check"), _("Closed without a check"), "circle-check", "green"
    ),
    "reopen": Said(pgettext_lazy("step", "Open again"), _("Opened again"), "rotate-ccw", "amber"),
    "withdraw": Said("", _("Withdrawn by the reporter"), "x"),
    "withdraw_for": Said(pgettext_lazy("step", "Withdraw for the reporter"), _("Withdrawn for the reporter"), "x"),
    "merge": Said(pgettext_lazy("step", "Merge into another"), _("Merged into another"), "merge"),
    "merged_in": Said("", _("Another was merged into this one"), "merge"),
    "unmerge": Said(pgettext_lazy("step", "Take apart again"), _("Taken apart again"), "undo-2"),
    "note": Said(_("Note it"), _("Note among us"), "pen"),
    "answer": Said(_("Send the answer"), _("Answer to the reporter"), "message-circle", "green"),
    "reporter_words": Said("", _("The reporter added"), "message-square", "amber"),
    "revise": Said("", _("Changed"), "pencil", is_quiet=True),
    "pause": Said(pgettext_lazy("step", "Pause the clock"), _("Clock paused"), "pause", is_quiet=True),
    "resume": Said(pgettext_lazy("step", "Let the clock go on"), _("Clock goes on"), "play", is_quiet=True),
    "extend": Said(pgettext_lazy("step", "Give it more days"), _("More days given"), "calendar", is_quiet=True),
    "move_up": Said(pgettext_lazy("step", "Take it one level up"), _("Taken one level up"), "chevron-up"),
    "move_down": Said(pgettext_lazy("step", "Give it one level down"), _("Given one level down"), "chevron-down"),
    "link": Said(pgettext_lazy("step", "Belongs with another"), _("Put beside another"), "link", is_quiet=True),
    "hand_over": Said(pgettext_lazy("step", "Make it another kind"), _("Handed over to another kind"), "forward"),
    "publish": Said(pgettext_lazy("step", "Publish"), _("Published"), "globe"),
    "unpublish": Said(pgettext_lazy("step", "Take it off the public page"), _("No longer public"), "eye-off"),
    "attach": Said(pgettext_lazy("step", "Add photos or papers"), _("Files added"), "paperclip", is_quiet=True),
    "asked": Said("", _("Asked whether they are satisfied"), "smile", is_quiet=True),
    "rated": Said("", _("The reporter's verdict"), "smile", "green"),
    "step": Said("", "", "handshake", "blue"),  # told by the part whose procedure it is of
    "called": Said("", _("Called"), "phone", is_quiet=True),
    "forgotten": Said("", _("A person was forgotten: their words are struck out"), "eye-off", is_quiet=True),
}

FIELDS: dict[str, Words] = {
    "title": _("Title"),
    "text": _("What happened"),
    "topic": _("Topic"),
    "where": _("Where, in words"),
    "is_urgent": _("Urgent"),
    "kind": _("Kind"),
    "position": _("Position"),
}

# What persons are noted and files kept for.
PURPOSES: dict[str, Words] = {
    "matter.answer": _("to deal with a matter and to answer"),
    "matter.identity": _("to have a paper made for them"),
    "matter.record": _("stands in an older record"),
    "matter.public": _("sent with a report"),
    "matter.reported": _("brought with a matter"),
    "matter.attached": _("put to a matter"),
    "mediation.file": _("stands in a dispute's file, which the law says must be kept"),
    "mediation.police": _("stands in a case of police mediation, which the law says must be kept"),
    "care": _("is visited, and agreed to it"),
    "care.notes": _("agreed to notes about health and money"),
    "care.aid": _("asked for aid, and agreed to what is kept"),
    "care.helper": _("helps in care"),
    "errand.file": _("stands in an errand: whose papers, who acts, who fetched"),
    "care.receipt": _("signature on a receipt for aid"),
    "watch.member": _("watches with a group"),
    "patrol.volunteer": _("goes on patrols as a volunteer"),
    "patrol.track": _("is located while on a shift"),
    "visit": _("is visited at home, by appointment"),
    "lost.claimed": _("took a thing that was found"),
    "matter.rights": _("asked about by somebody close"),
    "paper.copy": _("a party's own copy of a paper"),
}

FROM_REPORTER = frozenset({"received", "reporter_words", "withdraw", "rated"})


def names_of(things: Iterable[Account | Team]) -> str:
    """Several of them, as one writes them in a line."""
    return in_a_line(name_of(one) for one in things)


def in_a_line(names: Iterable[str]) -> str:
    """Names with the sign between them that the language uses."""
    return pgettext("between names", ", ").join(names)


class Named(Protocol):
    """Whatever has a name, and perhaps another in English: an account, a team, a room, a place, a watch group."""

    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...


def name_of(thing: Named) -> str:
    """The English name where English is read and there is one, else the name."""
    is_english = (translation.get_language() or "").startswith("en")
    return thing.name_en if is_english and thing.name_en else thing.name


def distance_words(metres: int) -> str:
    """How far, as people say it: to ten metres, from a kilometre on to a hundred."""
    if metres >= 1000:
        return gettext("%(n)s km") % {"n": f"{metres / 1000:.1f}"}
    return gettext("%(n)s m") % {"n": round(metres, -1)}
