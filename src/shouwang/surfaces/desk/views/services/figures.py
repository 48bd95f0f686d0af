"""The services in numbers: what was asked for, how errands and visits went, how soon, and what people said of it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.matters import kinds
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Period
from shouwang.surfaces.desk import periods
from shouwang.surfaces.desk.access import DeskRequest, scope_of, staff
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.systems.services.errand_kind import KIND as ERRAND
from shouwang.systems.services.queries.figures import Figures, figures
from shouwang.ui.parts import Cell, Head, Table

Lines = Sequence[list[Cell | str]]


@require_safe
@staff(Permission.SERVICE_WORK)
def services(request: DeskRequest) -> HttpResponse:
    """One period; without one in the address the month of today."""
    today = timezone.localdate()
    period = periods.asked(request.GET, today)
    found = figures(scope_of(request), period.start, period.end)
    lead = periods.name(period)
    if period.first <= today <= period.last:
        lead = _("%(period)s, so far") % {"period": lead}
    blocks = [
        _block(_("Asked of the room"), _asked(found, period)),
        _block(_("Errands"), _errands(found, period)),
        _block(_("Home visits"), _visits(found)),
        _block(_("Were they satisfied?"), _thanks(found)),
    ]
    verbs = periods.steps(period, today)
    title, lengths = _("Services in numbers"), periods.tabs(period, today)
    return page(request, title, *([_nothing()] if found.is_empty else blocks), lead=lead, verbs=verbs, tabs=lengths)


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
    for (kind, topic), n in found.by_topic:
        if topic and kind != ERRAND.key:
            words = _("%(kind)s: %(topic)s") % {"kind": kinds.get(kind).name, "topic": kinds.topic_name(kind, topic)}
            lines.append([words, Cell(str(n), href=_list(period, kind=kind, topic=topic))])
    lines += [
        [_("Closed in this time"), str(found.closed)],
        [_("Half of those were closed within"), _days(found.days)],
    ]
    return lines


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
    topics: list[list[Cell | str]] = [
        [str(kinds.topic_name(kind, topic)), Cell(str(n), href=_list(period, kind=kind, topic=topic))]
        for (kind, topic), n in found.by_topic
        if kind == ERRAND.key
    ]
    return [
        [_("Asked for in this time"), Cell(str(one.asked), href=_list(period, kind=ERRAND.key))],
        [_("Done for somebody"), Cell(str(one.done), note=of)],
        [_("Told with reason, way, papers and time"), Cell(str(one.advised), note=of)],
        [_("An officer went there instead"), Cell(str(one.home_visits), note=of)],
        [_("Called off"), Cell(str(one.called_off), note=of)],
        [_("Half of those done took at most"), median],
        [_("All that is needed said at once"), Cell(str(one.told_once), note=_of(_("of %(n)s looked through"), one.looked))],
        *topics,
    ]  # fmt: skip


def _visits(found: Figures) -> Lines:
    one = found.visits
    stamped = _of(_("of %(n)s whose arrival was noted"), one.stamped)
    return [
        [_("Booked"), str(one.booked)],
        [_("Home visits made"), str(one.made)],
        [_("Came at the time promised"), Cell(str(one.kept), note=stamped)],
        [_("Nobody at home"), str(one.missed)],
        [_("Called off by them"), str(one.off_by_them)],
        [_("Called off by the room"), str(one.off_by_room)],
    ]


def _thanks(found: Figures) -> Lines:
    said = found.thanks
    return [
        [_("Asked"), Cell(str(said.asked), note=_of(_("of %(n)s closed"), said.closed))],
        [_("Answered"), Cell(str(said.answered), note=_of(_("of %(n)s asked"), said.asked))],
        [_("Satisfied"), Cell(str(said.satisfied), note=_of(_("of %(n)s who answered"), said.answered))],
    ]
