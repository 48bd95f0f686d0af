"""Nobody answered: the steps, each with its time, ticked off in words, until somebody saw or heard them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.care_tabs import How, ask, both
from shouwang.surfaces.desk.forms.care.doing import TickForm, Times
from shouwang.surfaces.desk.settings_page import Block, Said, page, sent
from shouwang.surfaces.desk.views.care.home import number_of
from shouwang.surfaces.desk.words import name_of as words_of
from shouwang.systems.care import following
from shouwang.systems.care.actions import cases as case_actions
from shouwang.systems.care.actions import chains as actions
from shouwang.systems.care.queries import chains as queries
from shouwang.systems.care.queries import keeping, opened
from shouwang.systems.care.queries.cases import helpers
from shouwang.systems.care.queries.choices import Step
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Row, Tone, Verb


@both
@staff(Permission.CARE_WORK)
def chain(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Where it stands, whom to ring, what was done; the next step is ticked off here."""
    one = there(queries.chains(request.user).filter(pk=pk).first())
    case = one.case
    case_actions.look_at(by=request.user, case=case, what="chain")
    title = _("Nobody answered: %(name)s") % {"name": opened.name_of(case.person)}
    blocks = [*_slips(one), _done(one), _numbers(case)]
    up = (number_of(case.number), reverse("desk-care:case", args=[case.pk]))
    standing = None if one.ended_at else queries.standing(one)
    if standing is None:
        said = _over(one)
        return page(request, title, *blocks, up=up, said=said, verbs=[_matter(one)])
    late = standing.is_late(timezone.now())
    words = {"step": Step(standing.step).label, "when": moments.exact(standing.due_at)}
    said = Said(
        _("Now: %(step)s, by %(when)s") % words,
        " ".join([*([_("This step is late.")] if late else []), _("If you fear for their life, call 120 at once.")]),
        "red" if late else "amber", "alarm-clock",
    )  # fmt: skip
    steps = following.STEPS[following.STEPS.index(standing.step) :]
    form = TickForm(sent(request), steps=steps)

    def act() -> None:
        done = form.cleaned_data
        actions.tick(by=request.user, chain=one, step=done["step"], words=done["words"], is_seen=done["is_seen"])

    back = reverse("desk-care:chain", args=[pk])
    how = How(title, _("Done, tick it off"), back, up, above=blocks, said=said, asked=_("Tick off a step"))
    return ask(request, form, act, how)


def _slips(one: Any) -> list[Block]:
    """Who says that they pressed "nobody answered" by mistake: rung and heard is what ends the steps, not a button."""
    rows = [
        Row(
            _("%(name)s says: pressed by mistake") % {"name": opened.aide_name(each.aide) if each.aide else _("The helper")},
            when=moments.ago(each.mistaken_at), exact=moments.exact(each.mistaken_at), tone="amber",
            facts=[_("Ring the person. Once you hear them, tick it off and say so.")] if one.ended_at is None else [],
        )
        for each in queries.mistaken(one)
        if each.mistaken_at
    ]  # fmt: skip
    return [Block("", rows=rows)] if rows else []


def _over(one: Any) -> Said:
    if queries.was_seen(one):
        rest = _("Somebody else still looks at the help request and closes it.") if one.matter.is_open else ""
        return Said(_("Somebody saw or heard them. The search is over."), rest, "green", "circle-check")
    advice = _("The help request is as it was: go on with it there.")
    return Said(_("The case ended; nobody was seen."), advice, tone="red", icon="triangle-alert")


def _matter(one: Any) -> Verb:
    return Verb(_("The help request"), reverse("desk:matter", args=[one.matter_id]), icon="inbox")


def _done(one: Any) -> Block:
    rows = [
        Row(_("Nobody answered"), when=moments.ago(one.opened_at), exact=moments.exact(one.opened_at), tone="amber")
    ]
    for tick in one.ticks.select_related("by").order_by("at", "id"):
        facts = [opened.words_of(tick), words_of(tick.by)]
        when, exact = moments.ago(tick.at), moments.exact(tick.at)
        tone: Tone = "green" if tick.is_seen else "grey"
        rows.append(Row(str(tick.get_step_display()), when=when, exact=exact, tone=tone, facts=facts))
    return Block(_("What was done"), rows=rows, verbs=[] if one.ended_at else [_matter(one)])


def _numbers(case: Any) -> Block:
    phone = opened.phone_of(case.person)
    facts = [
        Fact(_("Their own phone"), phone, href=f"tel:{phone}", missing=_("no phone is written down")),
        Fact(_("House"), opened.address_of(case.person), missing=_("not written down")),
    ]
    for helper in helpers(case):
        number = opened.aide_phone(helper.aide)
        night = _("also at night") if helper.may_ring_at_night else ""
        label = f"{opened.aide_name(helper.aide)} · {helper.get_role_display()}"
        facts.append(Fact(label, number, href=f"tel:{number}", note=night, missing=_("no phone is written down")))
    return Block(_("Numbers"), facts=facts)


@both
@staff(Permission.CARE_MANAGE)
def times(request: DeskRequest) -> HttpResponse:
    """The room's own times; honest that the defaults are assumptions."""
    rules = keeping.rules_of(request.room)
    form = Times(sent(request), initial={name: getattr(rules, name) for name in Times.base_fields})
    back = reverse("desk-care:home")
    said = Said(
        _("These times are assumptions"),
        _("No rule that this program knows names them. Agree on them with the clinic and the village committee."),
        "amber", "info",
    )  # fmt: skip
    how = How(_("Times"), _("Save"), back, (_("Care"), back), said=said)

    def act() -> None:
        case_actions.change_rules(by=request.user, room=request.room, values=form.cleaned_data)

    return ask(request, form, act, how)
