"""The smallest units: who comes first, with what; roll-calls and drills."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.sealed import unseal
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.calling import row_of
from shouwang.surfaces.desk.forms.settings import units as forms
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.watch.actions import calls as actions
from shouwang.systems.watch.queries import calls as queries
from shouwang.ui.parts import Fact, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])
manages = staff(Permission.WATCH_MANAGE)
SHOWN = 10


@both
@manages
def units(request: DeskRequest) -> HttpResponse:
    """The room's units, and a form for a new one."""
    form = forms.Unit(sent(request), room=request.room)
    if form.is_bound and form.is_valid():
        made = actions.form_unit(by=request.user, room=request.room, **form.cleaned_data)
        return redirect("desk-settings:unit", pk=made.pk)
    rows = [_row(one) for one in queries.units(request.user, request.room)]
    block = Block(
        _("Units"), rows=rows, empty=_("No unit yet"), advice=_("Two people and a place are enough."), icon="siren"
    )
    lead = _("Whoever is nearest comes first: one minute to answer, three to be there, five until the police are.")
    ask = Ask(form, _("A new unit"), _("Form it"), keep="watch-unit")
    return page(request, _("Smallest units"), block, lead=lead, asks=[ask])


@both
@manages
def unit(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Its name, place, equipment; who is in it; its last calls."""
    one = _unit(request, pk)
    before = {"name": one.name, "name_en": one.name_en, "place": one.place_id, "equipment": one.equipment}
    form = forms.Unit(sent(request), room=one.room, own=one.name, initial=before)
    if form.is_bound and form.is_valid():
        actions.change_unit(by=request.user, unit=one, **form.cleaned_data)
        messages.success(request, _("Kept."))
        return redirect("desk-settings:unit", pk=pk)
    return _page(request, one, form)


@both
@manages
def people(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Exactly these are in it. The names of all who keep watch stand here and nowhere else, and each look is written down."""
    one = _unit(request, pk)
    known = _choices(request, one)
    choices = [(key, name) for key, name, _person in known]
    held = list(one.members.all())
    before = {
        "people": [str(member.person_id) for member in held],
        "lead": next((str(member.person_id) for member in held if member.is_lead), ""),
    }
    form = forms.People(sent(request), choices=choices, initial=before)
    if form.is_bound and form.is_valid():
        by_key = {key: person for key, _name, person in known}
        chosen = [by_key[key] for key in form.cleaned_data["people"]]
        actions.put_into_unit(by=request.user, unit=one, people=chosen, lead=by_key.get(form.cleaned_data["lead"]))
        messages.success(request, _("Kept."))
        return redirect("desk-settings:unit", pk=pk)
    actions.look_at_watchers(by=request.user, unit=one)
    up = (name_of(one), reverse("desk-settings:unit", args=[pk]))
    return page(request, _("Change who is in it"), up=up, asks=[Ask(form, name_of(one), _("Save"))])


@require_POST
@manages
def drill(request: DeskRequest, pk: UUID) -> HttpResponse:
    """A roll-call or a drill, at once."""
    one = _unit(request, pk)
    kind = queries.CallKind.DRILL if request.POST.get("kind") == "drill" else queries.CallKind.ROLL
    try:
        call = actions.drill(by=request.user, unit=one, kind=kind, words=name_of(one))
    except ValueError:
        messages.error(request, _("Nobody is in this unit yet."))
        return redirect("desk-settings:unit", pk=pk)
    return redirect("desk:call", pk=call.pk)


def _page(request: DeskRequest, one: Any, form: forms.Unit) -> HttpResponse:
    actions.look_at_unit(by=request.user, unit=one)
    members = [
        Fact(_("leads") if member.is_lead else _("in it"), unseal(member.person.name_sealed, record=member.person_id))
        for member in one.members.select_related("person").order_by("-is_lead", "id")
    ]
    change = Verb(_("Change who is in it"), reverse("desk-settings:unit-people", args=[one.pk]), icon="users")
    last = queries.calls(request.user, one.room).filter(unit=one)[:SHOWN]
    blocks = [
        Block(_("In the unit"), facts=members, empty=_("Nobody yet"), icon="users", verbs=[change]),
        Block(_("Last calls"), rows=[row_of(call) for call in last], empty=_("Never called yet"), icon="alarm-clock"),
    ]
    call = reverse("desk-settings:unit-drill", args=[one.pk])
    verbs = [
        Verb(_("Roll-call"), call, post=True, icon="alarm-clock", fields={"kind": "roll"}),
        Verb(_("Drill"), call, post=True, fields={"kind": "drill"}),
        Verb(_("Close the unit"), reverse("desk-settings:unit-give-up", args=[one.pk]), tone="danger"),
    ]
    ask = Ask(form, _("Name, place, equipment"), _("Save"))
    up = (_("Smallest units"), reverse("desk-settings:units"))
    return page(request, name_of(one), *blocks, up=up, asks=[ask], verbs=verbs)


def _choices(request: DeskRequest, one: Any) -> list[tuple[str, str, Any]]:
    found = queries.watchers(request.user, one.room)
    named = [
        (str(one.pk), unseal(one.name_sealed, record=one.pk) or _("Somebody without a name"), one) for one in found
    ]
    return sorted(named, key=lambda each: each[1])


def _unit(request: DeskRequest, pk: UUID) -> Any:
    return there(queries.unit_of(request.user, pk))


def _row(one: Any) -> Row:
    href = reverse("desk-settings:unit", args=[one.pk])
    lines = len([line for line in one.equipment.splitlines() if line.strip()])
    facts = [
        ngettext("%(n)s person", "%(n)s people", one.people) % {"n": one.people},
        name_of(one.place) if one.place else _("no place yet"),
        ngettext("%(n)s piece of equipment", "%(n)s pieces of equipment", lines) % {"n": lines},
    ]
    return Row(name_of(one), href, facts=facts, verb=Verb(_("Open"), href))
