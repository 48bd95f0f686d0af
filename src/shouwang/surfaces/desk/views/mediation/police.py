"""Police mediation (治安调解): the officers' list, one case on one page, its agreement on paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shouwang.kernel.papers.fonts import NoChineseFont
from shouwang.surfaces.desk.access import DeskRequest, there
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.surfaces.desk.views.mediation import police_words as words
from shouwang.surfaces.desk.views.mediation.police_act import BROUGHT, DOINGS, names_for, officers
from shouwang.surfaces.desk.views.mediation.words import day_words, left_words
from shouwang.surfaces.desk.views.printing import SHAPES
from shouwang.systems.mediation import police_lifecycle as lifecycle
from shouwang.systems.mediation.actions.police import look_at
from shouwang.systems.mediation.papers.police import AGREEMENT
from shouwang.systems.mediation.police_exclusions import excluded_by
from shouwang.systems.mediation.queries import police as queries
from shouwang.systems.mediation.queries.filling.before import lines as points_of
from shouwang.systems.mediation.queries.police import PoliceStanding
from shouwang.systems.mediation.queries.police_paper import values_of
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Pill, Row, Tab, Verb

MOST = 200
BESIDE = ("name_side", "drop_side", "perform")


@require_safe
@officers
def cases(request: DeskRequest) -> HttpResponse:
    """The list: those that are open, or all."""
    path = reverse("desk-police:cases")
    wants_all = request.GET.get("tab") == "all"
    found = queries.cases(request.user)
    if not request.looks_at_all_rooms:
        found = found.filter(matter__room=request.room)
    shown = found if wants_all else found.filter(stage__in=lifecycle.OPEN)
    rows = [
        Row(
            one.matter.title, reverse("desk-police:case", args=[one.pk]), pills=[words.stage_pill(one.stage)],
            facts=[str(one.get_act_display())] if one.act else [], number=one.matter.reference,
        )
        for one in shown[:MOST]
    ]  # fmt: skip
    tabs = [Tab(_("Not over"), path, not wants_all), Tab(_("All"), f"{path}?tab=all", wants_all)]
    block = Block("", rows=rows, empty=_("No case is here"), icon="gavel")
    verbs = [
        Verb(_("A new case"), reverse("desk-police:new"), tone="primary", icon="plus"),
        Verb(_("How long cases are kept"), reverse("desk-police:keeping"), icon="timer"),
    ]
    lead = _("Minor violations out of a quarrel, settled by an officer. Only officers see them.")
    return page(request, _("Police mediation"), block, lead=lead, tabs=tabs, verbs=verbs)


@require_safe
@officers
def case(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Where it stands, what comes next, by when and why. The look at the names is written down."""
    one = there(queries.case_of(request.user, pk))
    look_at(by=request.user, case=one)
    now = queries.standing(one)
    names = names_for(now)
    verbs = [Verb(_("Notes and files"), reverse("desk:matter", args=[pk]), icon="paperclip")]
    if one.stage in (lifecycle.MEDIATING, lifecycle.AGREED, *lifecycle.OVER):
        for shape, name in (("pdf", _("Agreement as PDF")), ("docx", _("Agreement for Word"))):
            verbs.append(Verb(name, reverse(f"desk-police:agreement-{shape}", args=[pk]), icon="file-text"))
    blocks = [_stands(now), _facts(now), _sides(now, names), _answers(now), _sittings(now), _agreement(now, names)]
    return page(
        request, f"{one.matter.reference} {one.matter.title}", *(block for block in blocks if block),
        up=(_("Police mediation"), reverse("desk-police:cases")), verbs=verbs,
    )  # fmt: skip


def _href(now: PoliceStanding, verb: str, row: Any = None) -> str:
    address = reverse("desk-police:act", args=[now.case.pk, verb])
    return f"{address}?of={row.pk}" if row else address


def _stands(now: PoliceStanding) -> Block:
    step, case = now.next_step, now.case
    allowed = lifecycle.steps_from(case.stage)
    facts = [Fact(_("Now"), words.stage_pill(case.stage).word)]
    verbs = []
    if step:
        row = next((duty for duty in now.duties if duty.state == queries.State.OWED), None)
        of = row if step.verb == "perform" else None
        verbs.append(Verb(str(DOINGS[step.verb].button), _href(now, step.verb, of), tone="primary"))
        facts.append(Fact(_("What comes next"), str(DOINGS[step.verb].button), note=str(DOINGS[step.verb].lead)))
        facts.append(Fact(_("By which rule"), words.rule_words(step.rule)))
    for one in now.deadlines:
        left, _tone = left_words(one, now.today)
        facts.append(Fact(str(words.DAYS[one.key]), day_words(one.day, now.today), note=left))
    if case.ended_way:
        facts.append(Fact(_("Which way is open instead"), str(case.get_ended_way_display()), note=case.ended_because))
    if case.limit_from_date:
        facts.append(Fact(_("Time limit of the case runs from"), day_words(case.limit_from_date, now.today)))
    for each in allowed:
        if each is not step and each.verb not in BESIDE and not set(now.missing(each.verb)) - BROUGHT:
            tone = "danger" if DOINGS[each.verb].tone == "danger" else "plain"
            verbs.append(Verb(str(DOINGS[each.verb].button), _href(now, each.verb), tone=tone))  # type: ignore[arg-type]
    return Block(_("Where it stands"), facts=facts, verbs=verbs)


def _facts(now: PoliceStanding) -> Block:
    case = now.case
    facts = [
        Fact(_("What was done"), str(case.get_act_display()) if case.act else "", missing=_("not written yet")),
        Fact(
            _("Why it may be mediated"),
            str(case.get_ground_display()) if case.ground else "",
            missing=_("not written yet"),
        ),
        Fact(_("How it began and went"), case.facts, missing=_("not written yet")),
        Fact(_("What came of it"), case.harm, missing=_("not written yet")),
    ]
    if case.amount is not None:
        facts.append(Fact(_("Yuan it is about"), f"{case.amount:,.2f}"))
    return Block(_("The case"), facts=facts)


def _sides(now: PoliceStanding, names: dict[Any, Any]) -> Block:
    can = {step.verb for step in lifecycle.steps_from(now.case.stage)}
    rows = []
    for side in now.sides:
        opened = names["opened", side.pk]
        facts = [str(side.get_side_display())]
        if side.is_minor:
            facts.append(_("own income, agrees") if side.is_own_master else _("minor"))
        facts += [f"{_('guardian')}: {opened['guardian_name']}"] if "guardian_name" in opened else []
        facts += [f"{_('agent')}: {opened['agent_name']}"] if "agent_name" in opened else []
        verb = Verb(_("Change"), _href(now, "name_side", side)) if "name_side" in can else None
        rows.append(Row(names[side.pk], facts=facts, verb=verb))
    verbs = [Verb(str(DOINGS["name_side"].button), _href(now, "name_side"), icon="plus")] if "name_side" in can else []
    return Block(_("Offender and victim"), rows=rows, verbs=verbs, empty=_("Nobody is written down yet"), icon="users")


def _answers(now: PoliceStanding) -> Block | None:
    answers = now.case.answers
    if not answers:
        return None
    yes = excluded_by(answers)
    if not yes:
        return Block(_("May the police mediate it?"), facts=[Fact(_("All questions"), _("Nothing speaks against it."))])
    rows = [Row(str(one.words), facts=[str(one.then), str(one.rule)], pills=[Pill(_("Yes"), "red")]) for one in yes]
    return Block(_("May the police mediate it?"), rows=rows)


def _sittings(now: PoliceStanding) -> Block | None:
    facts = []
    for one in now.sessions:
        when = f"{moments.exact(timezone.localtime(one.starts_at))} · {one.where} · {one.host}"
        note = " · ".join(filter(None, [str(one.get_outcome_display()), one.others]))
        facts.append(Fact(_("Sitting %(n)s") % {"n": one.number}, when, note=note))
        facts.append(Fact(_("What was said"), one.record))
    return Block(_("Sittings"), facts=facts) if facts else None


def _agreement(now: PoliceStanding, names: dict[Any, Any]) -> Block | None:
    made = now.agreement
    if made is None:
        return None
    can_note = now.case.stage == lifecycle.AGREED
    points = [f"{number}. {point}" for number, point in enumerate(points_of(made.content), 1)]
    facts = [Fact(_("What they agree"), "  ".join(points))]
    for duty in now.duties:
        fill = Verb(str(DOINGS["perform"].button), _href(now, "perform", duty)) if can_note else None
        what = " · ".join(filter(None, [duty.what, f"{duty.amount:,.2f}" if duty.amount else "", duty.way]))
        note = f"{day_words(duty.due_date, now.today)} · {duty.get_state_display()}"
        facts.append(Fact(names[duty.side_id], what, note=note, fill=fill))
    return Block(_("The agreement"), facts=facts)


@require_safe
@officers
def paper(request: DeskRequest, pk: UUID, shape: str) -> HttpResponse:
    """治安调解协议书 as PDF or DOCX, in the language of the page; names stand on it, so the look is written down."""
    one = there(queries.case_of(request.user, pk))
    look_at(by=request.user, case=one, what=f"agreement.{shape}")
    make, media_type = SHAPES[shape]
    language = moments.language()
    try:
        content = make(AGREEMENT, values_of(queries.standing(one), language), language)
    except NoChineseFont as wrong:
        messages.error(request, str(wrong))
        return redirect("desk-police:case", pk=pk)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{one.matter.reference}.{shape}"'
    return response
