"""How the pages of campaigns say things: refusals, states, icons of the ways."""

from collections.abc import Collection
from datetime import datetime
from typing import Any  # a campaign below is Any: pages do not know the table

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shouwang.surfaces.desk.words import Words
from shouwang.systems.outreach import lifecycle, pieces
from shouwang.ui import moments
from shouwang.ui.parts import Tone

TONES: dict[str, Tone] = {lifecycle.DRAFT: "amber", lifecycle.RELEASED: "green"}
ICONS = {
    "speaker": "speaker",
    "wechat": "message-circle",
    "poster": "image",
    "film": "video",
    "slide": "monitor",
    "bulletin": "newspaper",
}
REFUSED: dict[str, Words] = {
    "other_eyes": gettext_lazy("Somebody else reads it first and releases it: you wrote it."),
    "reason": gettext_lazy("You wrote it yourself: say why nobody else could read it first."),
    "later_end": gettext_lazy("Its time would be over already: change until when it goes out."),
    "way": gettext_lazy("It goes nowhere yet: let it go out by at least one way."),
    "sound": gettext_lazy(
        "The loudspeaker has no approved recording yet. Record it, or choose that somebody reads it out."
    ),
    "end": gettext_lazy("An urgent one or a warning passed on needs its end: until when does it go out?"),
    "source": gettext_lazy("Who issued the warning, its number, its level and when: all four, or none."),
    "own_warning": gettext_lazy(
        "Only the government issues warnings. Call it a notice, or say who issued the warning: number, level and time."
    ),
    "personal": gettext_lazy(
        "Some words look personal: strike them in the text and in the pieces, or say why they may stay."
    ),
    "where": gettext_lazy("Say where."),
}
FIELDS = {"end": "expires_at", "source": "source", "own_warning": "title"}


def refusals(needs: Collection[str]) -> list[str]:
    """What is missing, in words."""
    return [str(REFUSED.get(need, _("Something is missing."))) for need in needs]


def state(one: Any, now: datetime) -> str:
    """Where a campaign stands, as people say it."""
    if one.state == lifecycle.RELEASED:
        return _("out") if one.runs(now) or not one.stands(now) else _("released, begins later")
    said = {lifecycle.DRAFT: _("draft"), lifecycle.TAKEN_DOWN: _("taken back"), lifecycle.EXPIRED: _("over")}
    return said[one.state]


def reached_words(told: Any) -> str:
    """What became of the messages to groups and phones (`notices.queries.Reached`); empty where there are none."""
    said = (
        (told.sent, _("sent: %(n)s")),
        (told.waiting, _("waiting: %(n)s")),
        (told.over, _("not sent any more, it was over: %(n)s")),
        (told.lost, _("did not arrive: %(n)s")),
    )
    return " · ".join(words % {"n": n} for n, words in said if n)


def about_seconds(text: str) -> str:
    """How long the words are to say."""
    count = pieces.seconds(text)
    return ngettext("about %(count)s second", "about %(count)s seconds", count) % {"count": count}


def from_to(begins: datetime | None, ends: datetime | None) -> str:
    """From when to when it goes out."""
    since = moments.exact(begins) if begins else _("its release")
    until = moments.exact(ends) if ends else _("seven days later")
    return _("from %(since)s to %(until)s") % {"since": since, "until": until}
