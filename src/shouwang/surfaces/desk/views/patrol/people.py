"""The room's volunteers: who they are, what is missing to them, somebody new."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_person, people_of
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.volunteers import Known, New
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.patrol.volunteer_words import fitness, hours_words, lack_words, shift_words
from shouwang.surfaces.desk.views.patrol.words import volunteer_name
from shouwang.systems.patrol.actions import volunteers as actions
from shouwang.systems.patrol.queries import volunteers as queries
from shouwang.ui.parts import Pill, Row, Tab, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
WANTS = "wants"  # ?show=wants: only those to whom something is missing


@require_safe
@staff(Permission.PATROL_SEE)
def people(request: DeskRequest) -> HttpResponse:
    """Everybody, in the order in which they joined; for whoever only sees patrols the names and the next turn."""
    manages = Permission.VOLUNTEER_MANAGE in request.held
    here = list(queries.volunteers(request.user, request.room))
    lacks = {one.pk: queries.lacking(one) for one in here} if manages else {}
    hours = queries.hours_this_year(request.room) if manages else {}
    wants = [one for one in here if lacks.get(one.pk)]
    is_narrow = manages and request.GET.get("show") == WANTS
    if here:
        actions.look(by=request.user, room=request.room)
    shown = wants if is_narrow else here
    rows = [_row(one, lacks.get(one.pk, []), hours.get(one.pk), manages=manages) for one in shown]
    own = reverse("desk-patrol:people")
    tabs = [
        Tab(_("All"), own, current=not is_narrow, count=str(len(here))),
        Tab(_("Something is missing"), f"{own}?show={WANTS}", current=is_narrow, count=str(len(wants))),
    ]
    nobody = _("Nothing is missing to anybody") if is_narrow else _("No volunteer yet")
    advice = "" if is_narrow else _("Take somebody on who walks or stands with you; a telephone is enough.")
    block = Block(_("Volunteers"), rows=rows, empty=nobody, advice=advice, icon="users")
    verbs = [Verb(_("Take somebody on"), reverse("desk-patrol:volunteer-new"), tone="primary", icon="user-plus")]
    lead = _("In the order in which they joined. There are no points: nobody is ranked here.")
    return page(
        request,
        _("Volunteers"),
        block,
        lead=lead,
        verbs=verbs if manages else [],
        tabs=tabs if manages and here else [],
    )


@both
@staff(Permission.VOLUNTEER_MANAGE)
def new(request: DeskRequest) -> HttpResponse:
    """Somebody new, or somebody a watch group knows already."""
    people = {str(one.pk): one for one in queries.candidates(request.user, request.room)}
    fresh = New(sent(request, "new"), accounts=_accounts(request))
    if people:
        actions.look(by=request.user, room=request.room, verb="patrol.candidates_seen")
    named = [(key, _name(one)) for key, one in people.items()]
    known = Known(sent(request, "known"), people=named, prefix="known")
    try:
        if fresh.is_bound and fresh.is_valid():
            return _took_on(request, _take_on(request, fresh.cleaned_data))
        if known.is_bound and known.is_valid():
            person = people[known.cleaned_data["person"]]
            return _took_on(request, actions.take_on_known(by=request.user, room=request.room, person=person).pk)
    except actions.AlreadyThere:
        messages.warning(request, _("This volunteer is on the list already."))
        return redirect("desk-patrol:people")
    asks = [Ask(fresh, _("Somebody new"), _("Take them on"), act="new", keep="volunteer")]
    if people:
        asks.append(Ask(known, _("Somebody from a watch group"), _("Take them on"), act="known", tone="plain"))
    lead = _("Volunteers walk unpaid, of their own will, and are 18 or older.")
    up = (_("Volunteers"), reverse("desk-patrol:people"))
    return page(request, _("Take somebody on"), lead=lead, up=up, asks=asks)


def _take_on(request: DeskRequest, said: dict[str, Any]) -> UUID:
    one = actions.take_on(
        by=request.user, room=request.room, name=said["name"], phone=said["phone"], account=said.get("account")
    )
    if said["is_adult"]:
        actions.check_adult(by=request.user, volunteer=one)
    return one.pk


def _took_on(request: DeskRequest, pk: UUID) -> HttpResponse:
    messages.success(request, _("On the list. Now write down training and insurance."))
    return redirect("desk-patrol:volunteer", pk=pk)


def _accounts(request: DeskRequest) -> Any:
    taken = [one.account_id for one in queries.volunteers(request.user, request.room) if one.account_id]
    return people_of(request.room).filter(is_active=True).exclude(pk__in=taken)


def _name(person: Any) -> str:
    return open_person(person)["name"] or _("Somebody without a name")


def _row(one: Any, lacks: Any, hours: Any, *, manages: bool) -> Row:
    turn = queries.next_turn(one)
    facts = [shift_words(turn.shift) if turn else _("in no shift to come")]
    if not manages:
        return Row(volunteer_name(one), facts=facts)
    pill: Pill = fitness(lacks)
    href = reverse("desk-patrol:volunteer", args=[one.pk])
    facts = [*map(lack_words, lacks), *facts, _("%(hours)s this year") % {"hours": hours_words(hours)}]
    return Row(volunteer_name(one), href, facts=facts, pills=[pill], verb=Verb(_("Open"), href))
