"""The week, month, quarter or year a page of figures is of: read from the address, named, stepped through."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from shouwang.lib.periods import FIRST_YEAR, LAST_YEAR, Period, Span, period_of
from shouwang.ui.parts import Tab, Verb

SPANS = {
    Span.WEEK: gettext_lazy("Week"),
    Span.MONTH: gettext_lazy("Month"),
    Span.QUARTER: gettext_lazy("Quarter"),
    Span.YEAR: gettext_lazy("Year"),
}


def asked(said: Mapping[str, str], today: date) -> Period:
    """What the address says, as far as it can be read; the month of today without it."""
    span = Span(said["span"]) if said.get("span") in set(Span) else Span.MONTH
    try:
        day = date.fromisoformat(said.get("day", ""))
    except ValueError:
        day = today
    return period_of(span, day if FIRST_YEAR <= day.year <= LAST_YEAR else today)


def here(span: Span, day: date) -> str:
    """The query of an address that shows the period of that length in which the day lies."""
    return f"?{urlencode({'span': span.value, 'day': day.isoformat()})}"


def tabs(period: Period, today: date) -> list[Tab]:
    """The other lengths: today's where today is in the period, else the one in which it begins."""
    day = today if period.first <= today <= period.last else period.first
    return [Tab(str(word), here(span, day), current=span is period.span) for span, word in SPANS.items()]


def steps(period: Period, today: date) -> list[Verb]:
    """Earlier, and later as far as today."""
    found = [Verb(_("Earlier"), here(period.span, period.before.first), icon="chevron-left")]
    if period.last < today:
        found.append(Verb(_("Later"), here(period.span, period.after.first), icon="chevron-right"))
    return found


def name(period: Period) -> str:
    """The period as people call it."""
    if period.span is Span.WEEK:
        days = {"first": date_format(period.first, "DATE_FORMAT"), "last": date_format(period.last, "DATE_FORMAT")}
        return _("%(first)s to %(last)s") % days
    if period.span is Span.MONTH:
        return date_format(period.first, "YEAR_MONTH_FORMAT")
    if period.span is Span.QUARTER:
        return _("Quarter %(quarter)s of %(year)s") % {"quarter": period.quarter, "year": period.first.year}
    return pgettext("year", "%(year)s") % {"year": period.first.year}
