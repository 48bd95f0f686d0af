"""Teams of the room, after patterns of numbered slots whose words are the room's own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people import actions
from shouwang.kernel.people.models import Membership, Person, Team, TeamTemplate, TemplateSlot
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, people_of
from shouwang.kernel.people.sealed import unseal
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.forms.settings.teams import Form, Join, Slots
from shouwang.surfaces.desk.settings_page import Ask, Block, home, page, sent
from shouwang.surfaces.desk.views.patrol.words import volunteer_name
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.actions import volunteers
from shouwang.systems.patrol.queries.volunteers import without_account
from shouwang.ui.moments import language
from shouwang.ui.parts import Pill, Row, Verb

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.TEAM_MANAGE)
def teams(request: DeskRequest) -> HttpResponse:
    """The room's teams, the patterns, and a form for a new one."""
    own = Team.objects.filter(room=request.room)
    form = Form(sent(request), teams=own)
    if form.is_bound and form.is_valid():
        team = actions.form_team(by=actor(request.user), room=request.room, **form.cleaned_data)
        return redirect("desk-settings:team", pk=team.pk)
    rows = [_row(team) for team in own.order_by("-is_active", "name").prefetch_related("memberships")]
    patterns = [_pattern(one) for one in TeamTemplate.objects.order_by("name").prefetch_related("slots")]
    blocks = [
        Block(_("Teams"), rows=rows, empty=_("No team yet"), icon="users"),
        Block(_("Patterns"), rows=patterns, empty=_("No pattern yet"), icon="layers"),
    ]
    lead = _("A matter can be handed to a team: everybody in it is told.")
    return page(request, _("Teams"), *blocks, lead=lead, asks=[Ask(form, _("A new team"), _("Form it"))])


@both
@staff(Permission.TEAM_MANAGE)
def team(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who is in it, slot by slot."""
    one = get_object_or_404(Team.objects.select_related("template"), pk=pk, room=request.room)
    slots = {slot.number: slot for slot in one.template.slots.order_by("number")} if one.template else {}
    choices = [(number, _slot_words(slot)) for number, slot in slots.items()] or [(1, _("without a slot"))]
    walkers = _walkers(request)
    people = list(people_of(request.room).filter(is_active=True))
    form = Join(sent(request), people=people, walkers=walkers, slots=choices)
    if walkers and not form.is_bound:
        volunteers.look(by=request.user, room=request.room)
    if form.is_bound and form.is_valid():
        try:
            actions.join_team(by=actor(request.user), team=one, **form.chosen())
        except ValueError:
            form.add_error("slot", _("This slot is full."))
        else:
            return redirect("desk-settings:team", pk=pk)
    blocks = [_slot_block(one, slot) for slot in slots.values()] or [_slot_block(one, None)]
    disband = reverse("desk-settings:disband", args=[pk])
    verbs = [Verb(_("Disband it"), disband, post=True, tone="danger")] if one.is_active else []
    lead = _("After the pattern %(name)s") % {"name": name_of(one.template)} if one.template else ""
    asks = [Ask(form, _("Somebody more"), _("Put them in"))] if one.is_active else []
    return page(request, name_of(one), *blocks, lead=lead, up=_up(), asks=asks, verbs=verbs)


@require_POST
@staff(Permission.TEAM_MANAGE)
def leave(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Take somebody out."""
    membership = get_object_or_404(Membership, pk=pk, team__room=request.room)
    actions.leave_team(by=actor(request.user), membership=membership)
    return redirect("desk-settings:team", pk=membership.team_id)


@require_POST
@staff(Permission.TEAM_MANAGE)
def disband(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Nothing more is handed to it."""
    one = get_object_or_404(Team, pk=pk, room=request.room)
    actions.disband(by=actor(request.user), team=one)
    messages.success(request, _("Disbanded. What it did stays under its name."))
    return redirect("desk-settings:teams")


@both
@staff(Permission.TEAM_MANAGE)
def template(request: DeskRequest, pk: UUID) -> HttpResponse:
    """The words of a pattern's slots."""
    one = get_object_or_404(TeamTemplate.objects.prefetch_related("slots"), pk=pk)
    form = Slots(sent(request), template=one)
    if form.is_bound and form.is_valid():
        actions.name_slots(by=actor(request.user), template=one, slots=form.slots())
        messages.success(request, _("Kept."))
        return redirect("desk-settings:teams")
    context = {"title": name_of(one), "home": home(request), "up": _up(), "form": form}
    return render(request, "desk/settings/pattern.html", context, status=422 if form.is_bound else 200)


def _walkers(request: DeskRequest) -> list[tuple[Person, str]]:
    """Volunteers without a login, for whoever looks after them."""
    return [(one.person, volunteer_name(one)) for one in without_account(request.user, request.room)]


def _up() -> tuple[str, str]:
    return _("Teams"), reverse("desk-settings:teams")


def _row(one: Team) -> Row:
    people = len(one.memberships.all())
    words = ngettext("%(n)s person", "%(n)s people", people) % {"n": people}
    href = reverse("desk-settings:team", args=[one.pk])
    return Row(
        name_of(one),
        href,
        facts=[words],
        pills=[] if one.is_active else [Pill(_("disbanded"))],
        verb=Verb(_("Open"), href),
    )


def _pattern(one: TeamTemplate) -> Row:
    href = reverse("desk-settings:template", args=[one.pk])
    facts = [_slot_words(slot) for slot in sorted(one.slots.all(), key=lambda slot: slot.number)]
    pills = [Pill(_("example"), "amber")] if one.is_example else []
    return Row(name_of(one), href, facts=facts, pills=pills, verb=Verb(_("Name the slots"), href))


def _slot_words(slot: TemplateSlot) -> str:
    words = slot.words_en if language() == "en" and slot.words_en else slot.words
    return f"{slot.number} {words}" if words else _("%(n)s (no word yet)") % {"n": slot.number}


def _slot_block(one: Team, slot: TemplateSlot | None) -> Block:
    held = one.memberships.select_related("account", "person").order_by("account__name")
    members = held.filter(slot=slot.number) if slot else held
    rows = [
        Row(
            _name(member),
            verb=Verb(_("Take out"), reverse("desk-settings:leave", args=[member.pk]), post=True),
        )
        for member in members
    ]
    if slot is None:
        return Block(_("In the team"), rows=rows, empty=_("Nobody yet"), icon="users")
    title = _("Slot %(slot)s: %(have)s here") % {"slot": _slot_words(slot), "have": len(rows)}
    if wanted := _wanted(slot):
        title = _("%(slot)s, wanted %(wanted)s") % {"slot": title, "wanted": wanted}
    return Block(title, rows=rows, empty=_("Nobody yet"), icon="users")


def _name(member: Membership) -> str:
    """An account by its name; somebody without one by the name the room noted, while it may keep it."""
    if member.account:
        return name_of(member.account)
    person = member.person
    return (unseal(person.name_sealed, record=person.pk) if person else "") or _("Somebody without a name")


def _wanted(slot: TemplateSlot) -> str:
    """How many people the slot wants; nothing when any number will do."""
    if slot.most is None:
        return _("at least %(n)s") % {"n": slot.fewest} if slot.fewest else ""
    if slot.most == slot.fewest:
        return ngettext("%(n)s person", "%(n)s people", slot.most) % {"n": slot.most}
    if not slot.fewest:
        return _("at most %(n)s") % {"n": slot.most}
    return _("%(n)s to %(m)s") % {"n": slot.fewest, "m": slot.most}
