"""The services in numbers: what was asked for, how errands and visits went, how soon, and what people said of it."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.matters import kinds
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Period
from shouwang.surfaces.desk import periods
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.surfaces.desk.rows import loaded, rows_of
from shouwang.surfaces.desk.settings_page import Block, Said, page
from shouwang.surfaces.desk.visit_words import kept_words
from shouwang.systems.services.errand_kind import KIND as ERRAND
from shouwang.systems.services.queries.figures import Figures, behind, figures
from shouwang.ui.parts import Cell, Head, Table

Lines = Sequence[list[Cell | str]]
MOST = 200
LISTS: Mapping[str, str | Promise] = {
    "closed": gettext_lazy("Closed in this time"),
    "booked": gettext_lazy("Booked"),
    "made": gettext_lazy("Home visits made"),
    "promised": gettext_lazy("Visits promised"),
    "missed": gettext_lazy("Nobody at home"),
    "off_by_them": gettext_lazy("Called off by them"),
    "off_by_room": gettext_lazy("Called off by the room"),
    "went_on": gettext_lazy("Nobody opened, went on as help"),
    "asked": gettext_lazy("Asked"),
    "answered": gettext_lazy("Answered"),
    "satisfied": gettext_lazy("Satisfied"),
}


@require_safe
@staff(Permission.SERVICE_WORK)
def services(request: DeskRequest) -> HttpResponse:
    """One period; without one in the address the month of today."""
    today = timezone.localdate()
    period = periods.asked(request.GET, today)
    if (key := request.GET.get("list", "")) in LISTS:
        return _behind(request, key, period)
    found = figures(scope_of(request), period.start, period.end)
    lead = periods.name(period)
    if period.first <= today <= period.last:
        lead = _("%(period)s, so far") % {"period": lead}
    blocks = [
        _block(_("Asked of the room"), _asked(found, period)),
        _block(_("Errands"), _errands(found, period)),
        _block(_("Home visits"), _visits(found, period)),
        _block(_("Were they satisfied?"), _thanks(found, period)),
        _block(_("What it was about"), _topics(found, period)),
    ]
    verbs = periods.steps(period, today)
    title, lengths = _("Services in numbers"), periods.tabs(period, today)
    return page(request, title, *([_nothing()] if found.is_empty else blocks), lead=lead, verbs=verbs, tabs=lengths)


def _behind(request: DeskRequest, key: str, period: Period) -> HttpResponse:
    """The records that a number counts."""
    found = behind(scope_of(request), key, period.start, period.end)
    rows = rows_of(loaded(found)[:MOST], request.held, timezone.now())
    back = f"{reverse('desk-services:figures')}{periods.here(period.span, period.first)}"
    count = found.count()
    return page(
        request, str(LISTS[key]), Block("", rows=rows, empty=_("None yet"), icon="list"), lead=periods.name(period),
        up=(_("Services in numbers"), back), said=_cut(count),
    )  # fmt: skip


def _cut(count: int) -> Said | None:
    """Where there are more than a page shows."""
    if count <= MOST:
        return None
    title = _("%(n)s are counted; %(most)s are shown") % {"n": count, "most": MOST}
    return Said(title, _("Choose a shorter time to see all of them."), "amber", "triangle-alert")


def _counted(key: str, number: int, period: Period, note: str = "") -> Cell:
    """A number that leads to its records; of none there are none to show."""
    address = f"{reverse('desk-services:figures')}{periods.here(period.span, period.first)}&list={key}"
    return Cell(str(number), href=address if number else "", note=note)


def _nothing() -> Block:
    return Block(
        empty=_("Nothing was asked for in this time."),
        advice=_("Choose another time above. A month without a request is reported all the same."),
        icon="hand-helping",
    )


def _block(title: str, lines: Lines) -> Block:
    heads = [Head(pgettext("is counted", "What")), Head(_("How many"), number=True)]
    return Block(title, table=Table(title, heads, lines, hide_caption=True))


def _list(period: Period, **more: str) -> str:
    """The list of those that came in the time."""
    of = {"tab": "all", "since": period.first.isoformat(), "until": period.last.isoformat()} | more
    return f"{reverse('desk:matters')}?{urlencode(of)}"


def _asked(found: Figures, period: Period) -> Lines:
    lines: list[list[Cell | str]] = [[_("All together"), str(found.requests)]]
    for kind, n in found.by_kind:
        lines.append([str(kinds.get(kind).name), Cell(str(n), href=_list(period, kind=kind))])
    lines += [
        [_("Closed in this time"), _counted("closed", found.closed, period)],
        [_("Half of those were closed within"), _days(found.days)],
    ]
    return lines


def _topics(found: Figures, period: Period) -> Lines:
    """What it was about, kind by kind."""
    return [
        [
            _("%(kind)s: %(topic)s") % {"kind": kinds.get(kind).name, "topic": kinds.topic_name(kind, topic)},
            Cell(str(n), href=_list(period, kind=kind, topic=topic)),
        ]
        for (kind, topic), n in sorted(found.by_topic, key=lambda one: (one[0][0], -one[1]))
        if topic
    ]


def _of(words: str, number: int) -> str:
    """What a number is of; of none there is nothing to be a part of."""
    return words % {"n": number} if number else _("of none")


def _days(number: float | None) -> str:
    """A middle of days, which may lie between two; of none there is none."""
    if number is None:
        return _("none")
    if number < 1:
        return _("the same day")
    return _("%(n)s days") % {"n": number_format(number, decimal_pos=0 if number == int(number) else 1)}


def _errands(found: Figures, period: Period) -> Lines:
    one = found.errands
    median = _days(one.median_days)
    of = _of(_("of %(n)s asked for"), one.asked)
    return [
        [_("Asked for in this time"), Cell(str(one.asked), href=_list(period, kind=ERRAND.key))],
        [_("Done for somebody"), Cell(str(one.done), note=of)],
        [_("Told with reason, way, papers and time"), Cell(str(one.advised), note=of)],
        [_("An officer went there instead"), Cell(str(one.home_visits), note=of)],
        [_("Called off"), Cell(str(one.called_off), note=of)],
        [_("Half of those done took at most"), median],
        [_("All that is needed said at once"), Cell(str(one.told_once), note=_of(_("of %(n)s looked through"), one.looked))],
    ]  # fmt: skip


def _visits(found: Figures, period: Period) -> Lines:
    one, kept = found.visits, found.visits.promises
    of = f"{_of(_('of %(n)s whose time is past'), kept.of)} · {kept_words(kept)}" if kept.of else _("of none")
    return [
        [_("A time was agreed"), _counted("booked", one.booked, period)],
        [_("Home visits made"), _counted("made", one.made, period)],
        [
            _("Came at the time promised"),
            Cell(str(kept.kept), href=_counted("promised", kept.of, period).href, note=of),
        ],
        [_("Nobody at home"), _counted("missed", one.missed, period)],
        [_("Called off by them"), _counted("off_by_them", one.off_by_them, period)],
        [_("Called off by the room"), _counted("off_by_room", one.off_by_room, period)],
        [_("Nobody opened, went on as help"), _counted("went_on", one.went_on, period)],
    ]


def _thanks(found: Figures, period: Period) -> Lines:
    said = found.thanks
    return [
        [_("Asked"), _counted("asked", said.asked, period, _of(_("of %(n)s closed"), said.closed))],
        [_("Answered"), _counted("answered", said.answered, period, _of(_("of %(n)s asked"), said.asked))],
        [_("Satisfied"), _counted("satisfied", said.satisfied, period, _of(_("of %(n)s who answered"), said.answered))],
    ]
