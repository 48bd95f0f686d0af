"""Disputes in numbers: what came, how it ended, what became of the agreements, how far up it went. Never of one person."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Period, Span
from shouwang.surfaces.desk import periods
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.surfaces.desk.views.mediation.counted import NAMES, link, name_of
from shouwang.systems.mediation import county
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries.county import monthly
from shouwang.systems.mediation.queries.figures import Figures, Tally, figures
from shouwang.ui.parts import Bar, Bars, Cell, Columns, Counter, Head, Table, Tone, Verb

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The lines of a table: the number, and the number that it is of ("": of nothing, it stands alone).
Lines = Sequence[tuple[str, str]]
ENDS: Lines = (
    ("ended", ""),
    ("agreed", "ended"),
    ("written", "agreed"),
    ("oral", "agreed"),
    ("none", "ended"),
    ("left", "ended"),
    ("passed", "ended"),
    ("stopped", "ended"),
)
AFTER: Lines = (
    ("performed", "agreed"),
    ("owed", "agreed"),
    ("not_kept", "agreed"),
    ("court_asked", "agreed"),
    ("court_confirmed", "court_asked"),
    ("visits_done", "visits_due"),
)
BEFORE: Lines = (("asked", ""), ("refused", "asked"), ("taken_back", "asked"), ("sent_up", ""), ("checked_alone", ""))
LADDER: Sequence[tuple[str, Tone]] = (
    ("in_village", "green"),
    ("in_township", "blue"),
    ("in_county", "amber"),
    ("unsettled", "grey"),
)


@require_safe
@staff(Permission.MEDIATION_WORK)
def disputes(request: DeskRequest) -> HttpResponse:
    """One period; without one in the address the month of today."""
    today = timezone.localdate()
    period = periods.asked(request.GET, today)
    found = figures(scope_of(request), period, today)
    context = {
        "name": periods.name(period),
        "is_so_far": period.first <= today <= period.last,
        "tabs": periods.tabs(period, today),
        "verbs": [*periods.steps(period, today), *_verbs(request, period)],
        "gives_return": Permission.MATTER_EXPORT in request.held,
        "is_empty": found.is_empty,
        "counters": _counters(found, period),
        "ladder": _ladder(found, period),
        "months": _months(found),
        "ends": _lines(_("How it ended"), found, ENDS, period),
        "after": _lines(_("What became of the agreements"), found, AFTER, period),
        "beside": _beside(found, period),
        "sorted": [
            _bars(_("By type"), found.types, "type", period),
            _bars(_("By kind of event (GB/T 31000)"), found.codes, "code", period),
            _bars(_("How it came"), found.sources, "source", period),
            *([_bars(_("Who passed it on"), found.referrers, "referrer", period)] if found.referrers else []),
            _bars(_("Where it stands now"), found.levels, "level", period),
        ],
    }
    return render(request, "desk/mediation/figures.html", context)


@require_safe
@staff(Permission.MATTER_EXPORT)
def county_return(request: DeskRequest) -> HttpResponse:
    """The county's return of the month in which the day of the address lies."""
    scope = visible(request.user, Permission.MATTER_EXPORT)
    scope = scope if request.looks_at_all_rooms else scope.filter(room=request.room)
    asked = periods.asked({**request.GET.dict(), "span": Span.MONTH.value}, timezone.localdate())
    found = monthly(scope, asked.first)
    committee = None if request.looks_at_all_rooms else files.committee_of(request.room)
    of = "所辖各调解委员会" if request.looks_at_all_rooms else committee.name if committee else request.room.name
    maker = county.Maker(request.user.name, of, timezone.now())
    response = HttpResponse(county.workbook(found, maker), content_type=XLSX)
    name = f"{request.room.code}-disputes-{found.month.first:%Y-%m}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _verbs(request: DeskRequest, period: Period) -> list[Verb]:
    """The return is of a month: of a longer time, of its last month that has begun."""
    if Permission.MATTER_EXPORT not in request.held:
        return []
    day = min(period.last, max(period.first, timezone.localdate()))
    href = reverse("desk:mediation-return") + periods.here(Span.MONTH, day)
    month = date_format(day, "YEAR_MONTH_FORMAT")
    return [Verb(_("Return to the county, %(month)s") % {"month": month}, href, icon="download")]


def share(number: int, of: int) -> str:
    """A share with what it is of; a dash where there is nothing to take part of."""
    if not of:
        return "–"
    return _("%(n)s of %(all)s, %(share)s%%") % {"n": number, "all": of, "share": round(100 * number / of)}


def _success(agreed: int, ended: int) -> str:
    """The rate, and of how many."""
    if not ended:
        return _("no mediation is over yet")
    return _("of %(n)s that are over: %(share)s%%") % {"n": ended, "share": round(100 * agreed / ended)}


def _counters(found: Figures, period: Period) -> list[Counter]:
    counts = found.counts
    money = ngettext("in %(n)s agreement that names a sum", "in %(n)s agreements that name a sum", found.with_amount)
    return [
        Counter(str(NAMES["accepted"]), f"{counts['accepted']}", href=link("accepted", period)),
        Counter(
            str(NAMES["agreed"]), f"{counts['agreed']}", _success(counts["agreed"], counts["ended"]), href=link("agreed", period)
        ),
        Counter(
            _("Agreed sums, yuan"), number_format(found.amount, decimal_pos=0, force_grouping=True),
            money % {"n": found.with_amount},
        ),
        Counter(
            str(NAMES["long_open"]), f"{counts['long_open']}", _("as of today"),
            "amber" if counts["long_open"] else "", link("long_open", period),
        ),
    ]  # fmt: skip


def _to_list(number: int, key: str, period: Period) -> str:
    """The list behind a number; behind none there is nothing to open."""
    return link(key, period) if number else ""


def _ladder(found: Figures, period: Period) -> Bars:
    of = found.counts["ended"]
    bars = [
        Bar(
            str(NAMES[key]),
            found.counts[key],
            share(found.counts[key], of),
            tone,
            _to_list(found.counts[key], key, period),
        )
        for key, tone in LADDER
    ]
    return Bars(
        _("How far up the ladder"),
        bars,
        label_head=_("Where it came to its end"),
        value_head=pgettext("how many", "Disputes"),
        note=_("Of those whose mediation is over. To pass something up is no fault: there is no target here."),
    )


def _months(found: Figures) -> Columns:
    bars = [
        Bar(_month(one, is_first=not place), n, f"{n}", href=_to_list(n, "accepted", one))
        for place, (one, n) in enumerate(found.months)
    ]
    return Columns(_("Taken on, by month"), bars, label_head=_("Month"), value_head=pgettext("how many", "Disputes"))


def _month(one: Period, *, is_first: bool) -> str:
    """Its number; with the year where one begins: twelve names do not fit under the columns on a telephone."""
    month = one.first.month
    return f"{one.first:%y}/{month}" if is_first or month == 1 else f"{month}"


def _lines(caption: str, found: Figures, lines: Lines, period: Period) -> Table:
    return _table(caption, [_line(found, key, of, period) for key, of in lines])


def _line(found: Figures, key: str, of: str, period: Period) -> list[Cell | str]:
    number = found.counts[key]
    note = share(number, found.counts[of]) if of else ""
    return [str(NAMES[key]), Cell(f"{number}", href=_to_list(number, key, period), note=note)]


def _beside(found: Figures, period: Period) -> Table:
    rows = [_line(found, key, of, period) for key, of in BEFORE]
    for key, n in (("prevented_crime", found.people_crime), ("prevented_petition", found.people_petition)):
        number = found.counts[key]
        people = ngettext("%(n)s person", "%(n)s persons", n) % {"n": n}
        rows.append([str(NAMES[key]), Cell(f"{number}", href=_to_list(number, key, period), note=people)])
    return _table(_("Before, beside and after"), rows)


def _table(caption: str, rows: list[list[Cell | str]]) -> Table:
    heads = [Head(pgettext("is counted", "What")), Head(pgettext("how many", "Disputes"), number=True)]
    return Table(caption, heads, rows, hide_caption=True)


def _bars(caption: str, tally: Tally, narrowed: str, period: Period) -> Bars:
    bars = [
        Bar(name_of(narrowed, key), n, f"{n}", href=link("accepted", period, **{narrowed: key}) if key else "")
        for key, n in tally
    ]
    return Bars(caption, bars, label_head=caption, value_head=pgettext("how many", "Disputes"))
