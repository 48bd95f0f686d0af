"""Who walks when: the nights to come with their shifts, filled by one press; one shift with its people, and its gaps."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.matters import queries as matters
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.patrol import CallOff, Extra
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.patrol.words import hour, hours_of, shift_name, volunteer_name
from shouwang.surfaces.desk.words import in_a_line, name_of
from shouwang.systems.patrol.actions import crewing, turns
from shouwang.systems.patrol.actions import nights as actions
from shouwang.systems.patrol.actions.volunteers import look
from shouwang.systems.patrol.queries import crew as queries
from shouwang.systems.patrol.queries import nights as night_queries
from shouwang.systems.patrol.queries import plans as plan_queries
from shouwang.systems.patrol.queries import turns as turn_queries
from shouwang.systems.patrol.queries.fitness import can_go
from shouwang.systems.patrol.queries.told import Told, told
from shouwang.systems.patrol.words import AGAINST
from shouwang.ui.parts import Fact, Pill, Row, Verb

AHEAD = 14  # nights
FURTHEST = 366
both = require_http_methods(["GET", "HEAD", "POST"])
CURES = {
    "insure": gettext_lazy("%(name)s gets an insurance that holds for this shift"),
    "one_more_shift": gettext_lazy("%(name)s walks once more that week"),
    "other_hours": gettext_lazy("%(name)s walks at other hours for once"),
    "be_free": gettext_lazy("%(name)s makes themselves free"),
}
STATES = {"planned": "grey", "taken": "green", "offered": "amber"}


@both
@staff(Permission.PATROL_SEE)
def roster(request: DeskRequest) -> HttpResponse:
    """The next two weeks, night by night; who plans can add a shift to one of them."""
    may_plan = Permission.PATROL_PLAN in request.held
    form = Extra(sent(request), room=request.room) if may_plan else None
    if form and form.is_bound and form.is_valid() and (night := _added(request, form)):
        messages.success(
            request, _("Added to %(night)s.") % {"night": date_format(night, pgettext("date format", "l j F"))}
        )
        return redirect("desk-patrol:roster")
    look(by=request.user, room=request.room)
    nights = night_queries.nights_ahead(request.room, night_queries.tonight(timezone.now()), AHEAD)
    blocks = [_night(night, shifts) for night, shifts in nights]
    empty = Block(
        empty=_("Nobody walks on any night yet"),
        advice=_("Say under “Usual nights” on which evenings how many walk; then tonight is planned with one press."),
        icon="clock",
    )
    verbs = [Verb(_("Fill the next two weeks"), reverse("desk-patrol:fill"), post=True, tone="primary")]
    lead = _("Who is put down here is not told before the plan of that night is sent.")
    shown = blocks or [empty]
    asks = [Ask(form, _("A shift on one evening only"), _("Add it"))] if form else []
    return page(request, _("Who walks when"), *shown, lead=lead, verbs=verbs if may_plan and blocks else (), asks=asks)


def _night(night: date, shifts: list[Any]) -> Block:
    """One night with its shifts, and the way to its plan."""
    title = date_format(night, pgettext("date format", "l j F"))
    plan = Verb(_("The plan of this night"), f"{reverse('desk-patrol:tonight')}?night={night.isoformat()}")
    if not shifts:
        return Block(title, advice=_("Not laid out yet: it will be as usual on this day."), verbs=[plan])
    return Block(title, rows=[*(_row(shift) for shift in shifts), Row(plan.label, plan.href)])


def _added(request: DeskRequest, form: Extra) -> date | None:
    """The evening of the shifts that were added; None where the form says why not."""
    night: date = form.cleaned_data["night"]
    last = night_queries.tonight(timezone.now()) + timedelta(days=FURTHEST)
    if night > last:
        form.add_error("night", _("At most a year ahead."))
        return None
    place = form.cleaned_data["place"]
    try:
        actions.add_shifts(by=request.user, room=request.room, night=night, pattern=form.pattern(), place=place)
    except actions.TooLong:
        form.add_error("ends", _("This is longer than twelve hours."))
    except actions.NoPlace:
        form.add_error("place", _("The plan of that night is out already: say where the post stands."))
    except actions.Over:
        form.add_error("night", _("Those hours are over already."))
    else:
        return night
    return None


@require_POST
@staff(Permission.PATROL_PLAN)
def fill(request: DeskRequest) -> HttpResponse:
    """Put people into the shifts of the next two weeks; who is in one stays."""
    done = crewing.fill(by=request.user, room=request.room, first=night_queries.tonight(timezone.now()), days=AHEAD)
    words = ngettext("%(n)s place was filled.", "%(n)s places were filled.", done.seated) % {"n": done.seated}
    messages.success(request, words)
    if done.short:
        short = ngettext("%(n)s shift still lacks people.", "%(n)s shifts still lack people.", len(done.short))
        messages.warning(request, short % {"n": len(done.short)})
    return redirect("desk-patrol:roster")


@both
@staff(Permission.PATROL_SEE)
def shift(request: DeskRequest, pk: UUID) -> HttpResponse:
    """One shift: who is in it, who could come and what stands against the others; calling it off."""
    one = there(night_queries.shift_of(request.user, pk))
    may_plan = Permission.PATROL_PLAN in request.held
    form = CallOff(sent(request)) if may_plan and one.cancelled_at is None else None
    if form and form.is_bound and form.is_valid():
        actions.cancel(by=request.user, shift=one, why=form.cleaned_data["why"])
        messages.success(request, _("Called off. The phones of those who were in it say so."))
        return redirect("desk-patrol:shift", pk=pk)
    look(by=request.user, room=one.room)
    blocks = [Block(_("The shift"), facts=list(_facts(one))), _people(one, may_plan=may_plan), _way(one)]
    if one.starts_at <= timezone.now():
        blocks.insert(2, _done(request, one))
    is_open = one.cancelled_at is None and one.ends_at > timezone.now()
    others = queries.possible(one) if is_open and may_plan else []
    if others:
        blocks.append(Block(_("Who else could come"), rows=[_possible_row(one, each) for each in others]))
    if is_open and may_plan and not can_go(one):
        blocks.insert(1, _gap(request, one, others))
    up = (_("Who walks when"), reverse("desk-patrol:roster"))
    asks = [Ask(form, _("Call it off"), _("Call it off"), tone="danger")] if form and is_open else []
    verbs = [Verb(_("Print the sheet"), reverse("desk-patrol:sheet", args=[one.pk]), icon="printer")]
    return page(request, shift_name(one), *blocks, lead=hours_of(one), up=up, asks=asks, verbs=verbs)


@require_POST
@staff(Permission.PATROL_PLAN)
def seat(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Put somebody into the shift; `agreed` when they were asked although it is not their time."""
    one = there(night_queries.shift_of(request.user, pk))
    chosen = queries.volunteer_for(one, request.POST.get("volunteer", ""))
    if chosen is None:
        messages.warning(request, _("They are no volunteer here any more."))
        return redirect("desk-patrol:shift", pk=pk)
    try:
        turns.put_on(by=request.user, shift=one, volunteer=chosen, agreed=bool(request.POST.get("agreed")))
    except turns.NotFit as refused:
        messages.warning(request, _("They can’t: %(why)s.") % {"why": in_a_line(_said(refused.reasons))})
    return redirect("desk-patrol:shift", pk=pk)


@require_POST
@staff(Permission.PATROL_PLAN)
def take_out(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Take somebody out of a shift; who has begun stays."""
    turn = there(turn_queries.turn_of(request.user, pk))
    turns.take_out(by=request.user, turn=turn)
    return redirect("desk-patrol:shift", pk=turn.shift_id)


def _row(one: Any) -> Row:
    there_are = [turn for turn in one.turns.all() if turn.volunteer]
    lacking = max(0, one.fewest - len(there_are))
    names = in_a_line(volunteer_name(turn.volunteer) for turn in there_are)
    pills = (
        [Pill(ngettext("%(n)s is lacking", "%(n)s are lacking", lacking) % {"n": lacking}, "amber")] if lacking else []
    )
    pills += [Pill(_("risky"), "amber")] if one.is_risky else []
    href = reverse("desk-patrol:shift", args=[one.pk])
    facts = [names or _("nobody yet")] + ([name_of(one.place)] if one.place else [])
    return Row(f"{hours_of(one)} · {shift_name(one)}", href, facts=facts, pills=pills, verb=Verb(_("Open"), href))


def _facts(one: Any) -> Iterator[Fact]:
    people = _("%(fewest)s to %(most)s people") % {"fewest": one.fewest, "most": one.most}
    yield Fact(
        _("When"),
        f"{date_format(timezone.localtime(one.starts_at), pgettext('date format', 'l j F'))}, {hours_of(one)}",
    )
    yield Fact(_("People"), people, note=_("one of them can lead") if one.needs_lead else "")
    if one.place:
        yield Fact(_("Where"), name_of(one.place))
    if one.is_risky:
        yield Fact(_("Risky"), _("only with an insurance that holds the whole time"))
    if one.cancelled_at:
        yield Fact(_("Called off"), one.why_cancelled)
    else:
        yield Fact(_("On phones"), _("yes") if one.sent_at else _("not yet: send the plan of that night"))


def _people(one: Any, *, may_plan: bool) -> Block:
    rows = []
    for turn in one.turns.all():
        out = _turn_verb(one, turn) if may_plan and one.cancelled_at is None else None
        pills = [Pill(str(turn.get_state_display()), STATES.get(turn.state, "grey"))]  # type: ignore[arg-type]
        pills += [Pill(_("leads"), "blue")] if turn.is_lead else []
        rows.append(Row(volunteer_name(turn.volunteer), pills=pills, verb=out))
    return Block(_("Who goes"), rows=rows, empty=_("Nobody yet"), advice="", icon="users")


def _turn_verb(one: Any, turn: Any) -> Verb | None:
    """Out of a shift to come; of one that has begun, from when to when they were there."""
    if one.starts_at <= timezone.now():
        return Verb(_("Hours"), reverse("desk-patrol:turn-hours", args=[turn.pk]))
    if turn.began_at is not None:
        return None
    return Verb(_("Take out"), reverse("desk-patrol:take-out", args=[turn.pk]), post=True)


def _way(one: Any) -> Block:
    """What the newest plan of the night has it do."""
    stand = plan_queries.stand_in(one)
    stops = [] if stand else list(plan_queries.stops_in(one))
    rows = [Row(name_of(stop.place), when=f"{hour(stop.arrives_at)}–{hour(stop.leaves_at)}") for stop in stops]
    rows += [Row(name_of(stand.place), when=hours_of(one))] if stand else []
    return Block(_("Where it goes"), rows=rows, empty=_("Not planned yet"), icon="footprints")


def _done(request: DeskRequest, one: Any) -> Block:
    """What the phones told of it, by time: who began and ended, where they were, what they found and left in writing."""
    found = told(one)
    seen = matters.visible(request.user).filter(pk__in=[each.matter.pk for each in found if each.matter])
    open_to = set(seen.values_list("pk", flat=True))
    rows = [_told_row(each, open_to) for each in found]
    return Block(_("What was done"), rows=rows, empty=_("No phone has told anything yet"), icon="footprints")


def _told_row(each: Told, open_to: set[UUID]) -> Row:
    names = volunteer_name(each.turn.volunteer) if each.turn and each.turn.volunteer else ""
    at = hour(each.at)
    if each.visit and each.place:
        until = f"{at}–{hour(each.until)}" if each.until else at
        return Row(name_of(each.place), when=until, facts=[names, str(each.visit.get_way_display())])
    if each.matter:
        pills = [Pill(_("put right on the spot"), "green")] if each.is_settled else []
        if each.matter.pk not in open_to:
            return Row(_("Something was found"), when=at, pills=pills)
        href = reverse("desk:matter", args=[each.matter.pk])
        return Row(each.matter.title, href, when=at, facts=[_("found on patrol")], pills=pills)
    if each.what == "note":
        return Row(_("For the next shift: %(text)s") % {"text": each.text}, when=at, facts=[names])
    return Row(_("began") if each.what == "began" else _("ended"), when=at, facts=[names])


def _possible_row(one: Any, each: queries.Possible) -> Row:
    reasons = in_a_line(_said((*each.against, *each.unusual)))
    fields = {"volunteer": str(each.volunteer.pk)} | ({"agreed": "1"} if each.unusual else {})
    label = _("Put in") if each.may_come else _("I asked: they come")
    verb = (
        Verb(label, reverse("desk-patrol:seat", args=[one.pk]), post=True, fields=fields) if each.may_be_asked else None
    )
    return Row(volunteer_name(each.volunteer), facts=[reasons or _("can come")], verb=verb)


def _gap(request: DeskRequest, one: Any, others: list[queries.Possible]) -> Block:
    """Why the shift lacks people, and the smallest thing that would help."""
    count = queries.missing(one)
    lacking = ngettext("%(n)s person is lacking", "%(n)s people are lacking", count) % {"n": count}
    facts = [Fact(_("Lacking"), lacking if count else _("somebody who can lead"))]
    ready = sum(each.may_come for each in others)
    if ready:
        facts.append(Fact(_("Can come"), ngettext("%(n)s person", "%(n)s people", ready) % {"n": ready}))
    counted = [f"{AGAINST[reason]} ({n})" for reason, n in queries.reasons_counted(others)]
    if counted:
        facts.append(Fact(_("Against the others"), in_a_line(counted)))
    found = queries.cures(one, night_queries.shifts_around(one)) if ready < max(count, 1) else []
    if found:
        facts.append(Fact(_("The smallest change that would fill it"), in_a_line(_cure_words(*each) for each in found)))
    return Block(_("What it lacks"), facts=facts)


def _cure_words(step: Any, who: Any) -> str:
    if who is not None:
        return str(CURES[step.change]) % {"name": volunteer_name(who)}
    words = {
        "one_more": ngettext(
            "%(n)s more volunteer, free and insured", "%(n)s more volunteers, free and insured", step.count
        ),
        "one_more_lead": ngettext("%(n)s of them able to lead", "%(n)s of them able to lead", step.count),
        "one_more_skilled": ngettext("%(n)s of them with the skill", "%(n)s of them with the skill", step.count),
    }
    return words[step.change] % {"n": step.count}


def _said(reasons: Any) -> list[str]:
    return [str(AGAINST[reason]) for reason in reasons]
