"""Care in numbers, each with what it is of and the records that it counts; no person among the numbers."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.figures.measures import Share
from shouwang.kernel.people.permissions import Permission
from shouwang.lib.periods import Period
from shouwang.surfaces.desk import periods
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.care_tabs import tabs
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.systems.care.queries.figures import Figures, counted, figures
from shouwang.ui.parts import Cell, Head, Table, Verb

Line = list[Cell | str]


@require_safe
@staff(Permission.CARE_WORK)
def month(request: DeskRequest) -> HttpResponse:
    """One period; without one in the address the month of today."""
    today = timezone.localdate()
    period = periods.asked(request.GET, today)
    found = figures(counted(request.user, request.room, period.first, period.last))
    lead = periods.name(period)
    if period.first <= today <= period.last:
        lead = _("%(period)s, so far") % {"period": lead}
    blocks = [
        _block(pgettext("care", "Visits"), _visits(found, period), with_outside=True),
        _block(_("Aid"), _aid(found, period)),
    ]
    outside = _(
        "The last column may leave the room: numbers under 3 are not told exactly there. The ten ministries want every "
        "specially hard case seen each month (October 2022)."
    )
    lengths = [
        Verb(tab.label, tab.href, tone="primary" if tab.current else "plain") for tab in periods.tabs(period, today)
    ]
    verbs = [*lengths, *periods.steps(period, today)]
    return page(
        request, _("Care in numbers"), Block(advice=outside), *blocks, tabs=tabs("figures"), lead=lead, verbs=verbs
    )


def _block(title: str, lines: list[Line], *, with_outside: bool = False) -> Block:
    heads = [Head(_("What")), Head(_("How many"), number=True)]
    heads += [Head(_("Outside the room"), number=True)] if with_outside else []
    return Block(title, table=Table(title, heads, lines, hide_caption=True))


def _link(words: str, what: str, period: Period) -> Cell:
    """The number, and the way to what it counts."""
    return Cell(words, reverse("desk-care:counted", args=[what]) + periods.here(period.span, period.first))


def _visits(found: Figures, period: Period) -> list[Line]:
    def line(words: str, number: int, what: str) -> Line:
        return [words, _link(str(number), what, period), _("stays in the room")]

    return [
        [
            _("Visits made of those planned"), _link(share_words(found.planned), "planned", period),
            found.planned.outside,
        ],
        [
            _("Specially hard cases seen in each month"), _link(share_words(found.hard), "hard", period),
            found.hard.outside,
        ],
        line(_("Visits and calls in which somebody was seen or heard"), found.visits, "visits"),
        line(_("Nobody answered"), found.no_answer, "no-answer"),
        line(_("Chains of steps after that"), found.chains, "chains"),
        line(_("In care now"), found.open_cases, "open"),
        line(_("Of them longer without a visit than agreed"), found.gaps, "gaps"),
    ]  # fmt: skip


def _aid(found: Figures, period: Period) -> list[Line]:
    return [
        [_("Applications for aid"), _link(str(found.asked), "asked", period)],
        [_("Granted, in full or in part"), _link(str(found.granted), "granted", period)],
        [_("Refused"), _link(str(found.refused), "refused", period)],
        [_("Handed over, times"), _link(str(found.gifts), "gifts", period)],
        [_("Handed over, yuan"), f"{found.money:,.2f}"],
    ]


def share_words(share: Share) -> str:
    """n of n with its percent; of nobody there is none."""
    if share.percent is None:
        return _("none")
    return pgettext("a share", "%(done)s of %(of)s (%(percent)s %%)") % {
        "done": share.done,
        "of": share.of,
        "percent": share.percent,
    }
