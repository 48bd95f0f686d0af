"""Care in numbers, each with what it is of; no person among them."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.figures.measures import Share
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.care_tabs import tabs
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.systems.care.queries.figures import figures
from shouwang.ui.parts import Head, Table, Verb


@require_safe
@staff(Permission.CARE_WORK)
def month(request: DeskRequest) -> HttpResponse:
    """One month; the one before without being named is today's."""
    today = timezone.localdate()
    first = _asked(request.GET.get("month", ""), today)
    found = figures(request.user, request.room, first, today)
    visits = [
        (_("Visits made of those planned"), share_words(found.planned), found.planned.outside),
        (_("Specially hard cases seen this month"), share_words(found.hard), found.hard.outside),
        (_("Visits and calls in which somebody was seen or heard"), str(found.visits), ""),
        (_("Nobody answered"), str(found.no_answer), ""),
        (_("Chains of steps after that"), str(found.chains), ""),
        (_("In care now"), str(found.open_cases), ""),
        (_("Of them longer without a visit than agreed"), str(found.gaps), ""),
    ]
    aid = [
        (_("Applications for aid"), str(found.asked)),
        (_("given"), str(found.granted)),
        (_("refused"), str(found.refused)),
        (_("Handed over, times"), str(found.gifts)),
        (_("Handed over, yuan"), f"{found.money:,.2f}"),
    ]
    blocks = [
        Block(
            pgettext("care", "Visits"),
            table=Table(pgettext("care", "Visits"), _heads(with_outside=True), visits, hide_caption=True),
        ),
        Block(_("Aid"), table=Table(_("Aid"), _heads(), aid, hide_caption=True)),
    ]
    lead = _(
        "The last column may leave the room: numbers under 3 are not told exactly there. The ten ministries want every "
        "specially hard case seen each month (October 2022)."
    )
    title = date_format(first, pgettext("date format", "F Y"))
    return page(
        request,
        _("Care in %(month)s") % {"month": title},
        *blocks,
        tabs=tabs("figures"),
        lead=lead,
        verbs=_steps(first, today),
    )


def _asked(said: str, today: date) -> date:
    try:
        year, number = (int(part) for part in said.split("-"))
        return min(date(year, number, 1), today.replace(day=1)) if 2000 <= year <= 2199 else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def _steps(first: date, today: date) -> list[Verb]:
    before = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    after = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
    path = reverse("desk-care:figures")
    found = [Verb(_("The month before"), f"{path}?month={before:%Y-%m}", icon="chevron-left")]
    return (
        [*found, Verb(_("The month after"), f"{path}?month={after:%Y-%m}", icon="chevron-right")]
        if after <= today
        else found
    )


def _heads(*, with_outside: bool = False) -> list[Head]:
    heads = [Head(_("What")), Head(_("How many"), number=True)]
    return [*heads, Head(_("Outside the room"), number=True)] if with_outside else heads


def share_words(share: Share) -> str:
    """n of n with its percent; of nobody there is none."""
    if share.percent is None:
        return _("none")
    return _("%(done)s of %(of)s (%(percent)s %%)") % {"done": share.done, "of": share.of, "percent": share.percent}
