"""The records that a number of care counts. Names stand on it, so the look is written down."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk import periods
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import manages
from shouwang.surfaces.desk.care_words import day_words, due_words, seen_words
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.surfaces.desk.views.care.aid import pill as aid_pill
from shouwang.surfaces.desk.views.care.home import number_of
from shouwang.systems.care.actions.cases import look_at_list
from shouwang.systems.care.queries.cases import agreeing
from shouwang.systems.care.queries.figures import Counted, counted
from shouwang.systems.care.queries.opened import aide_name, name_of
from shouwang.ui import moments
from shouwang.ui.parts import Pill, Row

MOST = 200
PERSONS = ("case__person", "case__room")


@require_safe
@staff(Permission.CARE_WORK)
def records(request: DeskRequest, what: str) -> HttpResponse:
    """Every one of them, the newest first."""
    title, rows_of = there(KINDS.get(what))
    period = periods.asked(request.GET, timezone.localdate())
    found = rows_of(Names(request), counted(request.user, request.room, period.first, period.last))
    look_at_list(by=request.user, room=request.room, what=f"figures {what}", count=len(found))
    cut = _("These are the first %(n)s of %(all)s.") % {"n": MOST, "all": len(found)} if len(found) > MOST else ""
    block = Block("", rows=found[:MOST], empty=_("Nothing is counted here."), icon="list")
    back = reverse("desk-care:figures") + periods.here(period.span, period.first)
    return page(
        request, str(title), block, lead=" · ".join(part for part in (periods.name(period), cut) if part),
        up=(_("Care in numbers"), back),
    )  # fmt: skip


class Names:
    """How a case is called: by its name while they agree to it, else by its number."""

    def __init__(self, request: DeskRequest) -> None:
        self.manages = manages(request)

    def __call__(self, cases: list[Any]) -> dict[Any, str]:
        agreed = agreeing(cases)
        return {
            one.pk: name_of(one.person) if one.pk in agreed and (one.is_open or self.manages) else number_of(one.number)
            for one in cases
        }


def _href(case: Any) -> str:
    return reverse("desk-care:case", args=[case.pk])


def _planned(names: Names, of: Counted) -> list[Row]:
    found = list(of.planned.select_related(*PERSONS, "aide__account", "aide__person").order_by("-day", "turn"))
    called = names([one.case for one in found])
    return [
        Row(
            called[one.case_id], _href(one.case), day_words(one.day), facts=[_("goes: %(name)s") % {"name": aide_name(one.aide)}],
            pills=[Pill(_("visited"), "green") if one.visit_id else Pill(_("not visited"), "amber")],
        )
        for one in found
    ]  # fmt: skip


def _hard(names: Names, of: Counted) -> list[Row]:
    called = names([one.case for one in of.hard])
    return [
        Row(
            called[one.case.pk], _href(one.case), date_format(one.month, "YEAR_MONTH_FORMAT"),
            pills=[Pill(_("seen"), "green") if one.is_seen else Pill(_("not seen yet"), "amber")],
        )
        for one in sorted(of.hard, key=lambda one: (-one.month.toordinal(), one.is_seen, one.case.number))
    ]  # fmt: skip


def _visits(found: Any, names: Names) -> list[Row]:
    rows = list(found.select_related(*PERSONS).order_by("-at"))
    called = names([one.case for one in rows])
    return [
        Row(
            called[one.case_id], _href(one.case), moments.day(one.at), moments.exact(one.at),
            facts=[str(one.get_outcome_display()), str(one.get_way_display())],
        )
        for one in rows
    ]  # fmt: skip


def _chains(names: Names, of: Counted) -> list[Row]:
    rows = list(of.chains.select_related(*PERSONS).order_by("-opened_at"))
    called = names([one.case for one in rows])
    return [
        Row(
            called[one.case_id], reverse("desk-care:chain", args=[one.pk]), moments.day(one.opened_at),
            pills=[Pill(pgettext("chain", "over"), "grey") if one.ended_at else Pill(_("not over yet"), "red")],
        )
        for one in rows
    ]  # fmt: skip


def _open(names: Names, of: Counted) -> list[Row]:
    rows = list(of.open_cases)
    called = names(rows)
    return [Row(called[one.pk], _href(one), number=number_of(one.number)) for one in rows]


def _gaps(names: Names, of: Counted) -> list[Row]:
    called = names([one.case for one in of.gaps])
    return [
        Row(called[one.case.pk], _href(one.case), due_words(one)[0], tone="red", facts=[seen_words(one)])
        for one in of.gaps
    ]


def _aids(found: Any) -> list[Row]:
    return [
        Row(
            one.matter.title, reverse("desk-care:aid", args=[one.pk]), moments.day(one.matter.received_at),
            pills=[aid_pill(one)], number=one.matter.reference,
        )
        for one in found.order_by("-matter__received_at")
    ]  # fmt: skip


def _gifts(of: Counted) -> list[Row]:
    return [
        Row(
            one.aid.matter.title, reverse("desk-care:aid", args=[one.aid_id]), day_words(one.given_on),
            pills=[Pill(_("signed"), "green") if one.is_signed else Pill(_("not signed yet"), "amber")],
            number=one.aid.matter.reference,
        )
        for one in of.gifts.select_related("aid__matter").order_by("-given_on", "number")
    ]  # fmt: skip


KINDS: Mapping[str, tuple[Promise, Callable[[Names, Counted], list[Row]]]] = {
    "planned": (gettext_lazy("Visits made of those planned"), _planned),
    "hard": (gettext_lazy("Specially hard cases seen in each month"), _hard),
    "visits": (
        gettext_lazy("Visits and calls in which somebody was seen or heard"),
        lambda names, of: _visits(of.seen, names),
    ),
    "no-answer": (gettext_lazy("Nobody answered"), lambda names, of: _visits(of.no_answer, names)),
    "chains": (gettext_lazy("Chains of steps after that"), _chains),
    "open": (gettext_lazy("In care now"), _open),
    "gaps": (gettext_lazy("Of them longer without a visit than agreed"), _gaps),
    "asked": (gettext_lazy("Applications for aid"), lambda _names, of: _aids(of.asked)),
    "granted": (
        gettext_lazy("Applications for aid: granted, in full or in part"),
        lambda _names, of: _aids(of.granted),
    ),
    "refused": (gettext_lazy("Applications for aid: refused"), lambda _names, of: _aids(of.refused)),
    "gifts": (gettext_lazy("Handed over, times"), lambda _names, of: _gifts(of)),
}
