"""One volunteer: everything that is kept of them, each part with the way to change it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_person
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.settings_page import Block, page
from shouwang.surfaces.desk.views.patrol import volunteer_words as words
from shouwang.surfaces.desk.views.patrol.words import volunteer_name
from shouwang.surfaces.desk.words import in_a_line, name_of
from shouwang.systems.patrol.actions import volunteers as actions
from shouwang.systems.patrol.queries import tracks, turns, volunteers
from shouwang.ui import moments
from shouwang.ui.parts import Fact, Row, Verb

manages = staff(Permission.VOLUNTEER_MANAGE)


@require_safe
@manages
def volunteer(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Who it is, whether they may go, when they come. The look is written to the journal."""
    one = fetch(request, pk)
    actions.look_at(by=request.user, volunteer=one)
    blocks = [_who(one), _fit(one), _time(one), _can(one), _ahead(one), _served(one), _agreed(one)]
    verbs = [
        Verb(_("Telephone and calendar"), reverse("desk-patrol:volunteer-phone", args=[pk]), icon="smartphone"),
        Verb(_("Record of service"), reverse("desk-patrol:volunteer-hours", args=[pk]), icon="printer"),
        Verb(_("Leaves"), reverse("desk-patrol:volunteer-leave", args=[pk]), tone="danger"),
    ]
    return page(request, volunteer_name(one), *blocks, up=up(), verbs=verbs)


@require_POST
@manages
def checked(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Somebody looked at the ID card."""
    one = fetch(request, pk)
    actions.check_adult(by=request.user, volunteer=one)
    messages.success(request, _("Kept that you looked. Nothing of the card is kept."))
    return redirect("desk-patrol:volunteer", pk=pk)


@require_POST
@manages
def located(request: DeskRequest, pk: UUID) -> HttpResponse:
    """They agree to be located while they are in a shift, or no more."""
    one = fetch(request, pk)
    if request.POST.get("do") == "refuse":
        actions.refuse_track(by=request.user, volunteer=one)
        messages.success(request, _("They are not located any more. Nothing else changes for them."))
    else:
        actions.agree_to_track(by=request.user, volunteer=one)
        messages.success(request, _("Kept. They can take it back at any time, here or on their phone."))
    return redirect("desk-patrol:volunteer", pk=pk)


def fetch(request: DeskRequest, pk: UUID) -> Any:
    """The volunteer, for whoever looks after them; else 404."""
    return there(volunteers.volunteer_of(request.user, pk))


def up(one: Any = None) -> tuple[str, str]:
    """Where the page belongs: under the volunteer, or in the list."""
    if one is None:
        return _("Volunteers"), reverse("desk-patrol:people")
    return volunteer_name(one), reverse("desk-patrol:volunteer", args=[one.pk])


def _who(one: Any) -> Block:
    phone = open_person(one.person)["phone"]
    looked = Verb(_("I looked at the ID card"), reverse("desk-patrol:volunteer-checked", args=[one.pk]), post=True)
    seen = {"name": one.adult_checked_by, "day": moments.day(one.adult_checked_at)} if one.adult_checked_at else {}
    facts = [
        Fact(_("Telephone"), phone, f"tel:{phone}" if phone else "", missing=_("not given")),
        Fact(_("Login"), name_of(one.account) if one.account else _("none, and needs none")),
        Fact(_("Joined"), moments.day(one.joined_at)),
        Fact(
            _("18 or older"),
            _("%(name)s looked, %(day)s") % seen if seen else "",
            missing=_("nobody looked yet"),
            fill=None if seen else looked,
        ),
    ]
    return Block(_("Who it is"), facts=facts)


def _fit(one: Any) -> Block:
    lacks = volunteers.lacking(one)
    today = timezone.localdate()
    papers = Verb(_("Training and insurance"), reverse("desk-patrol:volunteer-papers", args=[one.pk]), icon="pencil")
    trained = [str(each.get_kind_display()) for each in one.trainings.all() if _holds(each.valid_until, today)]
    ends = max((each.ends_on for each in one.insurances.all()), default=None)
    facts = [
        Fact(_("Now"), words.fitness(lacks).word, note=" · ".join(map(words.lack_words, lacks))),
        Fact(_("Trained in"), in_a_line(trained), missing=_("nothing yet")),
        Fact(_("Insured until"), words.day_words(ends) if ends else "", missing=_("not insured")),
    ]
    return Block(_("May they go"), facts=facts, verbs=[papers])


def _time(one: Any) -> Block:
    week = [Fact(days, times) for days, times in words.week_words(one.availabilities.all())]
    coming = [each for each in one.one_offs.all() if each.ends_at > timezone.now()]
    facts = [
        *(week or [Fact(_("Every week"), _("said nothing: may be asked for any time"))]),
        *(Fact(_("Free") if each.is_free else _("Away"), _span(each)) for each in coming),
    ]
    verbs = [
        Verb(_("The week"), reverse("desk-patrol:volunteer-week", args=[one.pk]), icon="pencil"),
        Verb(_("Away, or free for once"), reverse("desk-patrol:volunteer-away", args=[one.pk]), icon="calendar"),
    ]
    return Block(_("When they can come"), facts=facts, verbs=verbs)


def _can(one: Any) -> Block:
    skills = [str(each.get_kind_display()) for each in one.skills.all()]
    facts = [
        Fact(_("They can do"), in_a_line(skills) or _("nothing said")),
        Fact(_("They wish"), in_a_line(_wishes(one)) or _("nothing said")),
    ]
    verb = Verb(_("Skills and wishes"), reverse("desk-patrol:volunteer-wishes", args=[one.pk]), icon="pencil")
    return Block(_("Skills and wishes"), facts=facts, verbs=[verb])


def _wishes(one: Any) -> list[str]:
    found = [_("with %(name)s") % {"name": volunteer_name(other)} for other in volunteers.beside_of(one)]
    for wish in one.wishes.all():
        if wish.hour is not None:
            found.append(f"{wish.get_kind_display()} {wish.hour:%H:%M}")
        elif wish.times:
            found.append(_("at most %(n)s times a week") % {"n": wish.times})
    return found


def _ahead(one: Any) -> Block:
    rows = [
        Row(
            words.shift_words(turn.shift),
            reverse("desk-patrol:shift", args=[turn.shift_id]),
            facts=[str(turn.get_state_display())],
        )
        for turn in volunteers.turns_ahead(one)
    ]
    return Block(_("Turns to come"), rows=rows, empty=_("In no shift to come"), icon="calendar")


def _served(one: Any) -> Block:
    today = timezone.localdate()
    since = date(today.year, 1, 1)
    hours, times = turns.service_hours(one, since, today), turns.times_served(one, since, today)
    facts = [Fact(_("This year"), words.hours_words(hours), note=words.times_words(times))]
    return Block(_("Served"), facts=facts)


def _agreed(one: Any) -> Block:
    is_located = tracks.agreed(one)
    to = reverse("desk-patrol:volunteer-located", args=[one.pk])
    verb = (
        Verb(_("They agree no more"), to, post=True, fields={"do": "refuse"})
        if is_located
        else Verb(_("They told me they agree"), to, post=True)
    )
    since = volunteers.agreed_at(one)
    facts = [
        Fact(_("That they are on the list"), moments.day(since) if since else "", missing=_("no longer")),
        Fact(
            _("To be located in a shift"),
            _("yes, for thirty days each") if is_located else _("no, and need not"),
            fill=verb,
        ),
    ]
    return Block(_("What they agreed to"), facts=facts)


def _span(each: Any) -> str:
    return f"{moments.exact(each.starts_at)} – {moments.exact(each.ends_at)}"


def _holds(until: date | None, today: date) -> bool:
    return until is None or until >= today
