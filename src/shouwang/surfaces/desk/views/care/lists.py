"""Call lists of heat, cold and flood days, and the steps after nobody answered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import How, ask, both, tabs
from shouwang.surfaces.desk.care_words import refusal_words
from shouwang.surfaces.desk.forms.care.doing import OpenList, Ring
from shouwang.surfaces.desk.settings_page import Block, Said, page, sent
from shouwang.surfaces.desk.views.care.home import number_of
from shouwang.surfaces.desk.words import name_of as words_of
from shouwang.systems.care.actions import lists as actions
from shouwang.systems.care.actions.cases import look_at, look_at_list
from shouwang.systems.care.queries.cases import call_of, danger_of, dangers, helpers, to_ring
from shouwang.systems.care.queries.choices import CallResult, Circumstances
from shouwang.systems.care.queries.circumstances import usable
from shouwang.systems.care.queries.opened import aide_name, aide_phone, name_of, phone_of
from shouwang.systems.care.queries.opened import words_of as said_of
from shouwang.systems.care.texts import OF_HEALTH
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tone, Verb

TONES: dict[str, Tone] = {"": "amber", "well": "green", "needs": "amber", "not_reached": "red"}


@require_safe
@staff(Permission.CARE_WORK)
def every(request: DeskRequest) -> HttpResponse:
    """Open and past ones; no names."""
    rows = []
    for one in dangers(request.user, request.room):
        results = list(one.calls.values_list("result", flat=True))
        facts = [
            one.source or _("the room’s own decision"),
            _("%(done)s of %(all)s rung") % {"done": sum(bool(each) for each in results), "all": len(results)},
        ]
        pill = Pill(_("closed"), "grey") if one.closed_at else Pill(_("open"), "amber")
        href = reverse("desk-care:list", args=[one.pk])
        rows.append(Row(str(one.get_kind_display()), href, moments.day(one.starts_at), facts=facts, pills=[pill]))
    advice = _("On a day of heat, cold or flood open one: everybody in care is on it.")
    block = Block("", rows=rows, empty=_("No call list yet."), advice=advice, icon="phone-call")
    verbs = [Verb(_("Open a call list"), reverse("desk-care:open-list"), tone="primary", icon="plus")]
    return page(request, _("Call lists"), block, tabs=tabs("lists"), verbs=verbs)


@both
@staff(Permission.CARE_WORK)
def open_list(request: DeskRequest) -> HttpResponse:
    """From an official warning, or by the room's own decision."""
    form = OpenList(sent(request))
    back = reverse("desk-care:lists")
    how = How(
        _("Open a call list"), pgettext("care", "Open it"), back, (_("Call lists"), back), keep="care-list",
        lead=_("Everybody in care is put on it. Pass official warnings on as they are, with who gave them."),
    )  # fmt: skip
    opened: list[Any] = []

    def act() -> None:
        opened.append(actions.open_list(by=request.user, room=request.room, warned=form.warned()))

    answer = ask(request, form, act, how)
    return redirect("desk-care:list", pk=opened[0].pk) if opened else answer


@require_safe
@staff(Permission.CARE_WORK)
def one(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Whom to ring, who lives alone first; names stand on it."""
    danger = there(danger_of(request.user, pk))
    calls = to_ring(danger)
    look_at_list(by=request.user, room=danger.room, what="call list", count=len(calls))
    rung = sum(bool(call.result) for call in calls)
    level = str(danger.get_level_display()) if danger.level else ""
    source = " · ".join(part for part in (danger.source, level, danger.number) if part)
    facts = [
        Fact(_("What threatens"), str(danger.get_kind_display())),
        Fact(_("Who gave the warning"), source, missing=_("the room’s own decision")),
        *([Fact(_("Why"), danger.reason)] if danger.reason else []),
        Fact(pgettext("begins", "From"), moments.exact(danger.starts_at)),
        Fact(_("Until"), moments.exact(danger.ends_at)),
        Fact(_("Opened by"), words_of(danger.opened_by)),
    ]
    circumstances = usable(call.case for call in calls)
    rows = [_row(call, circumstances[call.case_id] - OF_HEALTH, is_open=danger.closed_at is None) for call in calls]
    counted = _("%(done)s of %(all)s rung") % {"done": rung, "all": len(calls)}
    said = Said(counted, tone="green" if rung == len(calls) else "amber", icon="phone-call")
    verbs = []
    if danger.closed_at is None:
        verbs.append(Verb(_("Close the list"), reverse("desk-care:close-list", args=[pk]), post=True, icon="check"))
    block = Block(_("Whom to ring"), rows=rows, empty=_("Nobody is in care."), icon="phone-call")
    return page(
        request, str(danger.get_kind_display()), block, up=(_("Call lists"), reverse("desk-care:lists")), said=said,
        verbs=verbs, beside=[Block(_("The danger"), facts=facts)],
    )  # fmt: skip


def _row(call: Any, shown: frozenset[str], *, is_open: bool) -> Row:
    case = call.case
    phone = phone_of(case.person)
    facts = [] if phone else [_("no phone is written down")]
    facts += [str(words) for name, words in Circumstances if name in shown]
    facts += [words for words in [said_of(call)] if words]
    pill = Pill(str(CallResult(call.result).label) if call.result else _("not rung yet"), TONES[call.result])
    href = reverse("desk-care:ring", args=[call.pk])
    verb: Verb | None = None
    more: list[Verb] = []
    if is_open and call.result:
        verb = Verb(_("Tick off"), href)
    elif is_open:
        fields = {"result": CallResult.WELL, "words": ""}
        verb = Verb(_("Rung: all well"), href, post=True, tone="primary", icon="check", fields=fields)
        more = [Verb(_("Something else"), href)]
    return Row(
        name_of(case.person), facts=facts, pills=[pill], verb=verb, more=more, number=number_of(case.number), phone=phone,
    )  # fmt: skip


@both
@staff(Permission.CARE_WORK)
def ring(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Ring, then say what came of it."""
    call = there(call_of(request.user, pk))
    look_at(by=request.user, case=call.case, what="ring")
    form = Ring(sent(request), initial={"result": call.result})
    back = reverse("desk-care:list", args=[call.danger_id])
    phone = phone_of(call.case.person)
    facts = [Fact(_("Phone"), phone, href=f"tel:{phone}", missing=_("no phone is written down"))]
    for helper in helpers(call.case):
        number = aide_phone(helper.aide)
        label = f"{aide_name(helper.aide)} · {helper.get_role_display()}"
        facts.append(Fact(label, number, href=f"tel:{number}", missing=_("no phone is written down")))
    how = How(
        _("Ring %(name)s") % {"name": name_of(call.case.person)}, _("Tick off"), back,
        (str(call.danger.get_kind_display()), back), above=[Block(_("Numbers"), facts=facts)],
        lead=_("“Not reached” begins the next steps at once."),
    )  # fmt: skip

    def act() -> None:
        said = form.cleaned_data
        actions.tick_call(by=request.user, call=call, result=said["result"], words=said["words"])

    return ask(request, form, act, how)


@require_POST
@staff(Permission.CARE_WORK)
def close(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The danger is over."""
    danger = there(danger_of(request.user, pk))
    try:
        actions.close_list(by=request.user, danger=danger)
    except Refused as refusal:
        messages.error(request, refusal_words(refusal))
        return redirect("desk-care:list", pk=pk)
    messages.success(request, _("Closed."))
    return redirect("desk-care:lists")
