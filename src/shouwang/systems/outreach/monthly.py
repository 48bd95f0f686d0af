"""The month's bulletin on fraud, written from the figures by plain rules. It names nobody and no village.

Of a month that is not over it says until which day it counts.

Of fewer than three cases with a sum the sum is told only roughly, so that nobody is known by it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from shouwang.kernel.figures.measures import FEWEST
from shouwang.systems.outreach.models import FraudCase
from shouwang.systems.outreach.queries.losses import Figures
from shouwang.systems.outreach.scam.types import TYPES

TOP: Final = 2  # types that a tip is given for
LANGUAGES: Final = ("zh-hans", "en")


@dataclass(frozen=True)
class Draft:
    """Title and text of a bulletin, in Chinese and English."""

    title: str
    text: str
    title_en: str
    text_en: str


def draft(month: date, counted: Figures, today: date) -> Draft:
    """Of the month with that first day, as it stands today."""
    until = today if (today.year, today.month) == (month.year, month.month) else None
    said = []
    for language in LANGUAGES:
        with override(language):
            said += [_title(month), "\n".join(_sentences(month, counted, until))]
    return Draft(said[0], said[1], said[2], said[3])


def _title(month: date) -> str:
    return _("Fraud in %(month)s/%(year)s, and how not to fall for it") % {"month": month.month, "year": month.year}


def _sentences(month: date, counted: Figures, until: date | None) -> list[str]:
    when = {"when": _when(month, until)}
    if not counted.all:
        return [
            _("%(when)s nobody told the room of a fraud. That does not mean that there was none.") % when,
            _("Strange call or link? Don't transfer; ask 96110 or the police room first."),
        ]
    found = [_("%(when)s the room wrote down %(n)s.") % {**when, "n": _cases(counted.all)}]
    if counted.tried:
        found.append(_("Tried, and nothing happened: %(n)s.") % {"n": counted.tried})
    if counted.stopped:
        found.append(_with_sum(_("Stopped in time: %(n)s"), counted.stopped, counted.saved, counted.saved_of))
        found.append(_("What stopped them: %(who)s.") % {"who": _list(counted.stopped_by)})
    if counted.losses:
        found.append(_with_sum(_("Money lost: %(n)s"), counted.losses, counted.lost, counted.lost_of))
    for place, (key, n) in enumerate(counted.by_type[:TOP]):
        kind = TYPES[key]
        words = _("Most often: %(type)s (%(n)s).") if place == 0 else _("Then: %(type)s (%(n)s).")
        found.append(words % {"type": kind.name, "n": n} + " " + str(kind.what_to_do))
    found.append(_("Strange call or link? Don't transfer; ask 96110 or the police room first."))
    return found


def _when(month: date, until: date | None) -> str:
    said = {"month": month.month, "year": month.year}
    if until:
        return _("From 1 to %(day)s/%(month)s/%(year)s") % {**said, "day": until.day}
    return _("In %(month)s/%(year)s") % said


def _cases(n: int) -> str:
    return ngettext("%(n)s case", "%(n)s cases", n) % {"n": n}


def _with_sum(words: str, n: int, total: Decimal, of: int) -> str:
    said = words % {"n": n}
    if not of:
        return _("%(words)s; the sums are not known.") % {"words": said}
    if of < FEWEST:
        return f"{said}{_('; ')}{_roughly(total)}"
    return _("%(words)s; together %(yuan)s yuan (known of %(of)s).") % {
        "words": said, "yuan": f"{total:,.0f}", "of": of,
    }  # fmt: skip


def _roughly(total: Decimal) -> str:
    """So that a sum leads to nobody: only of which size it is."""
    if total < 1_000:
        return _("less than 1,000 yuan.")
    if total < 10_000:
        return _("some thousand yuan.")
    return _("tens of thousands of yuan.") if total < 100_000 else _("more than 100,000 yuan.")


def _list(stopped_by: tuple[tuple[str, int], ...]) -> str:
    named = dict(FraudCase.StoppedBy.choices)
    return _(", ").join(f"{named[key]} {n}" for key, n in stopped_by)
