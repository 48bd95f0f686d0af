"""Why a line is kept aside: keys stored with the line, words for people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "said_nothing": _("Subject and text are both empty."),
    "too_long": _("A cell has %(detail)s signs; a matter holds 100,000. Shorten it."),
    "too_many_cells": _("The line has more cells than there are headings: %(detail)s."),
    "time_missing": _("The time is missing."),
    "time_unreadable": _("“%(detail)s” is no time. Write it as 2026-11-24 16:00."),
    "time_ahead": _("The time lies in the future: %(detail)s."),
    "position_half": _("Only one of latitude and longitude is filled in."),
    "position_unreadable": _("“%(detail)s” is no position."),
    "position_swapped": _("Latitude and longitude are exchanged. Did you mean %(detail)s?"),
    "position_far": _("The position %(detail)s lies outside China."),
    "id_taken": _("A matter with the number %(detail)s is here already, with other words."),
}

# Why a matter stays when its import is taken back.
STAYS: dict[str, str | Promise] = {
    "worked_on": _("somebody has worked on it since"),
    "linked": _("another matter names it"),
}


def words(reason: str, detail: str) -> str:
    """The reason in a sentence; a key that is no longer known is shown as it is."""
    said = WORDS.get(reason) or STAYS.get(reason)
    return str(said) % {"detail": detail} if said else reason
