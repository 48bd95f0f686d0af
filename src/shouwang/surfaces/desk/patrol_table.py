"""The figures of the patrols as lines of a table that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shouwang.lib.cells import safe_cell
from shouwang.surfaces.desk.patrol_words import MEANINGS, NAMES, RATES, spoken
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.queries.figures import Figures

HOUR = timedelta(hours=1)
Line = Sequence[object]


def lines(period: str, found: Figures, now: datetime) -> Iterator[Line]:
    """Counts and rates with what they mean, then hours of the day, then places."""
    yield [period]
    yield []
    yield [pgettext("is counted", "What"), pgettext("a number", "Value"), pgettext("of a word", "Meaning")]
    for count, number in found.counts.items():
        yield [str(NAMES[count]), round(number, 2), str(MEANINGS[count])]
    for rate, one in found.rates.items():
        value = "" if one.value is None else round(one.value, 2)
        yield [f"{RATES[rate]} %", value, spoken(one.counted.text)]
    yield []
    yield [_("Hour"), _("Nights"), _("Share of the weight, %")]
    for hour in found.hours:
        yield [hour.hour, hour.nights, round(100 * hour.share, 1)]
    yield []
    yield [
        _("Place"), _("Weight"), _("Visits"), _("Visits wanted"), _("Alone on the mean, hours"),
        _("Alone at the longest, hours"), _("Hours since somebody was there"),
    ]  # fmt: skip
    for each in found.places:
        idle = each.idle
        gaps = [round(idle.mean / HOUR, 1), round(idle.worst / HOUR, 1)] if idle.gaps else ["", ""]
        since = round((now - each.last) / HOUR, 1) if each.last else ""
        yield [name_of(each.place), each.weight, each.visits, each.wanted, *gaps, since]


def written(rows: Iterable[Line]) -> bytes:
    """CSV in UTF-8 with its mark, which Excel needs."""
    text = io.StringIO()
    csv.writer(text).writerows([safe_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
