"""The month's bulletin on fraud, written from the figures by plain rules. It names nobody and no village.

Of a month that is not over it says until which day it counts.

Of fewer than three cases neither kind, sum nor who stopped them is told: in one village everybody knows whose it was.
"""

from collections.abc import Sequence
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
    if counted.all >= FEWEST:
        found += _parts(counted)
    for place, (key, n) in enumerate(counted.by_type[:TOP]):
        if n >= FEWEST:
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


def _parts(counted: Figures) -> list[str]:
    """What became of them; of which the sums are told and who stopped them only where they are enough."""
    found = []
    if counted.tried:
        found.append(_("Tried, and nothing happened: %(n)s.") % {"n": _few(counted.tried)})
    if counted.stopped:
        words = _("Stopped in time: %(n)s") % {"n": _few(counted.stopped)}
        found.append(_with_sum(words, counted.stopped, counted.saved, counted.saved_of))
        if enough := [(key, n) for key, n in counted.stopped_by if n >= FEWEST]:
            found.append(_("What stopped them: %(who)s.") % {"who": _list(enough)})
    if counted.losses:
        words = _("Money lost: %(n)s") % {"n": _few(counted.losses)}
        found.append(_with_sum(words, counted.losses, counted.lost, counted.lost_of))
    if counted.back_of >= FEWEST:
        words = _("Came back after a loss: %(yuan)s yuan, in %(n)s.")
        found.append(words % {"yuan": f"{counted.back:,.0f}", "n": _cases(counted.back_of)})
    return found


def _few(n: int) -> str:
    return str(n) if n >= FEWEST else _("fewer than %(n)s") % {"n": FEWEST}


def _cases(n: int) -> str:
    if n < FEWEST:
        return _("fewer than %(n)s cases") % {"n": FEWEST}
    return ngettext("%(n)s case", "%(n)s cases", n) % {"n": n}


def _with_sum(words: str, n: int, total: Decimal, of: int) -> str:
    if n < FEWEST:
        return _("%(words)s.") % {"words": words}
    if of < FEWEST:
        return _("%(words)s; the sums are known of too few.") % {"words": words}
    return _("%(words)s; together %(yuan)s yuan (known of %(of)s of %(n)s).") % {
        "words": words, "yuan": f"{total:,.0f}", "of": of, "n": n,
    }  # fmt: skip


def _list(stopped_by: Sequence[tuple[str, int]]) -> str:
    named = dict(FraudCase.StoppedBy.choices)
    return _(", ").join(_("%(who)s %(n)s") % {"who": named[key], "n": n} for key, n in stopped_by)
