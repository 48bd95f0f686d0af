"""The patrols in numbers: what was done, planned, wanted, when and where somebody was there. Never of one person."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.ground.queries import backdrop
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import periods
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.patrol_table import lines, written
from shouwang.surfaces.desk.patrol_words import FATES, RATES, spoken
from shouwang.surfaces.desk.views.patrol.words import hour, shift_name
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.queries.coverage import Covered, coverage
from shouwang.systems.patrol.queries.figures import Figures, Hour, OfPlace, figures
from shouwang.systems.patrol.queries.nights import tonight
from shouwang.systems.patrol.queries.standing import Fate, Standing
from shouwang.systems.patrol.rates import Count, Rate
from shouwang.ui.parts import Bar, Bars, Cell, Columns, Counter, Head, Map, Sign, Tab, Table, Verb

MOST_SHIFTS = 60
MOST, SOME = 2 / 3, 1 / 4  # of the hours: what is drawn green, and what amber


@require_safe
@staff(Permission.PATROL_SEE)
def patrol(request: DeskRequest) -> HttpResponse:
    """One period; without one in the address the month of today."""
    now = timezone.now()
    today = timezone.localtime(now).date()
    period = periods.asked(request.GET, today)
    found = figures(request.room, period, now)
    table = reverse("desk:patrol-figures-table") + periods.here(period.span, period.first)
    not_as_meant = [one for one in found.standings if one.fate is not Fate.HELD]
    context = {
        "name": periods.name(period),
        "is_so_far": period.first <= today <= period.last,
        "tabs": periods.tabs(period, today),
        "verbs": [*periods.steps(period, today), Verb(_("As a table"), table, icon="download")],
        "found": found,
        "is_empty": not found.standings and not found.counts[Count.SHIFTS] and not found.called_off,
        "counters": _counters(found),
        "rates": _rates(found, may_change=Permission.ROOM_EDIT in request.held),
        "done": _done(found),
        "hours": _hours(found.hours),
        "hour_tabs": _hour_tabs(found.hours, hour_asked(request), periods.here(period.span, period.first)),
        "map": _map(hour_asked(request), periods.here(period.span, period.first)),
        "places": _places(found.places, now),
        "shifts": _shifts(not_as_meant[-MOST_SHIFTS:]) if not_as_meant else None,
        "left_out": max(0, len(not_as_meant) - MOST_SHIFTS),
    }
    return render(request, "desk/patrol/figures.html", context)


@require_safe
@staff(Permission.PATROL_SEE)
def table(request: DeskRequest) -> HttpResponse:
    """The same as a CSV file."""
    now = timezone.now()
    period = periods.asked(request.GET, timezone.localtime(now).date())
    content = written(lines(periods.name(period), figures(request.room, period, now), now))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{request.room.code}-patrol-{period.first:%Y-%m-%d}-{period.span.value}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@staff(Permission.PATROL_SEE)
def shapes(request: DeskRequest) -> JsonResponse:
    """GeoJSON: the ground, and each place by how often somebody was there, of the hours asked about."""
    now = timezone.now()
    period = periods.asked(request.GET, timezone.localtime(now).date())
    places = [_feature(one) for one in coverage(request.room, period, now, hour_asked(request))]
    found = {"type": "FeatureCollection", "features": [*backdrop(request.room), *places]}
    return JsonResponse(found, content_type="application/geo+json")


def hour_asked(request: DeskRequest) -> int | None:
    """The hour of the day in the address, None for all."""
    said = request.GET.get("hour", "")
    return int(said) if said.isdecimal() and int(said) < 24 else None


def rate_words(value: float | None) -> str:
    """A rate as it is read; a dash where there was nothing to count."""
    return "–" if value is None else f"{value:.0f}%"


def hours_words(span: timedelta) -> str:
    """How long in hours, to a tenth below ten."""
    hours = span / timedelta(hours=1)
    return _("%(n)s h") % {"n": f"{hours:.1f}" if hours < 10 else f"{hours:.0f}"}


def since_words(last: datetime | None, now: datetime) -> str:
    """How long ago somebody was last there."""
    return hours_words(now - last) if last else _("nobody yet")


def _counters(found: Figures) -> list[Counter]:
    counts = found.counts
    late = ngettext("%(n)s of them late", "%(n)s of them late", int(counts[Count.LATE])) % {
        "n": int(counts[Count.LATE])
    }
    of_shifts = _("of %(n)s shifts") % {"n": int(counts[Count.SHIFTS])}
    shifts = "#shifts" if counts[Count.LATE] or counts[Count.MISSED] else ""
    held = of_shifts + (pgettext("between parts", ", ") + late if counts[Count.LATE] else "")
    return [
        Counter(_("Patrol person-times"), f"{counts[Count.PERSON_TIMES]:.0f}", _("in %(n)s hours together") % {
            "n": f"{counts[Count.HOURS]:.1f}".removesuffix(".0")}),
        Counter(_("Shifts held"), f"{counts[Count.HELD]:.0f}", held, href=shifts),
        Counter(_("Shifts missed"), f"{counts[Count.MISSED]:.0f}", of_shifts, href=shifts),
        *(
            Counter(str(RATES[rate]), rate_words(one.value), _of(rate, found), href="#rates")
            for rate, one in found.rates.items()
        ),
    ]  # fmt: skip


def _of(rate: Rate, found: Figures) -> str:
    """What a rate is of, where it is counted as is usual; else that it is the room's own way."""
    one, counts = found.rates[rate], found.counts
    if not one.counted.is_usual:
        return _("counted the room’s own way")
    if rate is Rate.VISIBILITY:
        said = {"n": f"{counts[Count.MET]:.0f}", "all": f"{counts[Count.WANTED]:.0f}"}
        return _("%(n)s of %(all)s visits wanted") % said
    said = {"n": f"{counts[Count.HANDLED]:.0f}", "all": f"{counts[Count.FINDINGS]:.0f}"}
    return _("%(n)s of %(all)s things found") % said if counts[Count.FINDINGS] else _("nothing was found")


def _rates(found: Figures, *, may_change: bool) -> Table:
    heads = [Head(_("Rate")), Head(pgettext("a number", "Value"), number=True), Head(_("How it is counted"))]
    rows: list[list[Cell | str]] = []
    for rate, one in found.rates.items():
        href = reverse("desk:patrol-formula", args=[rate.value]) if may_change else ""
        note = "" if one.counted.is_usual else _("set by %(name)s") % {"name": one.counted.set_by}
        rows.append([str(RATES[rate]), rate_words(one.value), Cell(spoken(one.counted.text), href=href, note=note)])
    return Table(_("The two rates"), heads, rows, hide_caption=True, stacks=True)


def _done(found: Figures) -> Bars:
    counts = found.counts
    planned, on_time, reached = (counts[one] for one in (Count.PLANNED, Count.ON_TIME, Count.REACHED))
    bars = [
        Bar(_("planned"), planned, f"{planned:.0f}", tone="grey"),
        Bar(_("on time"), on_time, f"{on_time:.0f}", tone="green"),
        Bar(_("later or earlier"), reached - on_time, f"{reached - on_time:.0f}", tone="amber"),
        Bar(_("not made"), planned - reached, f"{planned - reached:.0f}", tone="red"),
    ]
    return Bars(
        _("Stops planned and made"),
        bars,
        label_head=_("Stops"),
        value_head=pgettext("number", "How many"),
        note=_("On time: within half an hour of the plan. Stops of plans that were sent, in shifts that are over."),
    )


def _hours(hours: Sequence[Hour]) -> Columns:
    bars = [Bar(f"{one.hour}", round(100 * one.share), f"{100 * one.share:.0f}%") for one in hours]
    return Columns(
        _("How much of what the places weigh somebody was at, by hour"),
        bars,
        label_head=_("Hour"),
        value_head=pgettext("part of a whole", "Share"),
        note=_("Of the nights with a shift in that hour. Places count by their weight of today."),
    )


def _hour_tabs(hours: Sequence[Hour], asked: int | None, here: str) -> list[Tab]:
    """All hours, and each in which there was a shift."""
    found = [Tab(_("all hours"), f"{here}#map", current=asked is None)]
    return found + [
        Tab(_("%(n)s o’clock") % {"n": one.hour}, f"{here}&hour={one.hour}#map", current=asked == one.hour)
        for one in hours
    ]


def _map(asked: int | None, here: str) -> Map:
    src = reverse("desk:patrol-coverage") + here + ("" if asked is None else f"&hour={asked}")
    legend = [
        Sign(_("in most of the nights"), "green"),
        Sign(_("in some"), "amber"),
        Sign(_("in few or none"), "red"),
    ]
    return Map(label=_("Where somebody was"), src=src, table_id="places", legend=legend)


def _feature(one: Covered) -> dict[str, object]:
    said = {"place": name_of(one.place), "n": one.there, "all": one.of}
    tone = "green" if one.share >= MOST else "amber" if one.share >= SOME else "red"
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [one.place.longitude, one.place.latitude]},
        "properties": {"kind": "stop", "title": _("%(place)s: %(n)s of %(all)s") % said, "tone": tone},
    }


def _places(places: Sequence[OfPlace], now: datetime) -> Table:
    heads = [
        Head(_("Place")),
        Head(_("Weight"), number=True),
        Head(_("Visits of those wanted"), number=True),
        Head(_("Alone on the mean"), number=True),
        Head(_("Alone at the longest"), number=True),
        Head(_("Since somebody was there"), number=True),
    ]
    rows: list[list[Cell | str]] = []
    for one in places:
        idle = one.idle
        mean, worst = (hours_words(idle.mean), hours_words(idle.worst)) if idle.gaps else ("–", "–")
        visits = _("%(n)s of %(all)s") % {"n": one.visits, "all": one.wanted}
        rows.append([name_of(one.place), f"{one.weight:g}", visits, mean, worst, since_words(one.last, now)])
    return Table(_("Places"), heads, rows, empty=_("No place yet"), hide_caption=True, stacks=True)


def _shifts(those: Sequence[Standing]) -> Table:
    heads = [Head(_("Night")), Head(_("Shift")), Head(_("What became of it"))]
    rows: list[list[Cell | str]] = []
    for one in reversed(those):
        night = tonight(one.shift.starts_at)
        href = f"{reverse('desk-patrol:tonight')}?night={night.isoformat()}"
        words, tone = FATES[one.fate]
        rows.append([
            Cell(date_format(night, "DATE_FORMAT"), href=href),
            _shift_words(one),
            Cell(str(words), tone=tone, note=_why(one)),
        ])  # fmt: skip
    return Table(_("Shifts that were late, missed or called off"), heads, rows, hide_caption=True, stacks=True)


def _shift_words(one: Standing) -> str:
    return pgettext("between parts", ", ").join((shift_name(one.shift), hour(one.shift.starts_at)))


def _why(one: Standing) -> str:
    if one.fate is Fate.CALLED_OFF:
        return one.shift.why_cancelled
    minutes = one.late_by // timedelta(minutes=1)
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes} if one.fate is Fate.LATE else ""
