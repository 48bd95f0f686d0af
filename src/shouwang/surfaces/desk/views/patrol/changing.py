"""Something changed: what must be in from now on, which rounds stay as they are; the draft that comes of it, or back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff, there
from shouwang.surfaces.desk.forms.patrol import Change
from shouwang.surfaces.desk.settings_page import Ask, Block, page, sent
from shouwang.surfaces.desk.views.patrol.words import hours_of, shift_name
from shouwang.surfaces.desk.words import in_a_line, name_of
from shouwang.systems.patrol.actions import changing as actions
from shouwang.systems.patrol.actions import plans
from shouwang.systems.patrol.actions.nights import Over
from shouwang.systems.patrol.actions.plans import MadeMeanwhile
from shouwang.systems.patrol.queries import changes, nights
from shouwang.systems.patrol.queries import plans as queries
from shouwang.ui import moments
from shouwang.ui.parts import Fact

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@staff(Permission.PATROL_PLAN)
def change(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Ask for a place to be in, or only for the rest of the night to be planned with who is left."""
    one = there(queries.plan_of(request.user, pk))
    rounds = [each for each in nights.shifts(one.room, one.night) if each.work == nights.WORK.ROUND]
    form = Change(
        sent(request),
        places=[(str(place.pk), name_of(place)) for place in one.room.places.order_by("name")],
        rounds=[(str(each.pk), f"{shift_name(each)}, {hours_of(each)}") for each in rounds],
        initial={"places": request.GET.getlist("place")},
    )
    if form.is_bound and form.is_valid():
        chosen = one.room.places.filter(pk__in=form.cleaned_data["places"])
        held = [UUID(key) for key in form.cleaned_data["held"]]
        try:
            made = actions.change_night(by=request.user, plan=one, required=list(chosen), held=held)
        except Over:
            messages.warning(request, _("That night is over."))
            return redirect(f"{reverse('desk-patrol:tonight')}?night={one.night.isoformat()}")
        except MadeMeanwhile as meanwhile:
            messages.warning(request, made_meanwhile(meanwhile))
        else:
            _say_what_did_not_fit(request, made, chosen)
        return redirect(f"{reverse('desk-patrol:tonight')}?night={one.night.isoformat()}")
    up = (_("Patrols"), f"{reverse('desk-patrol:tonight')}?night={one.night.isoformat()}")
    told = list(_happened(changes.since(one)))
    blocks = [Block(_("Since the plan was made"), facts=told)] if told else []
    lead = _(
        "The rest of the night is planned again and changes as little as can be. You see it before anybody else does."
    )
    return page(
        request, _("Something changed"), *blocks, lead=lead, up=up, asks=[Ask(form, "", _("Show what would change"))]
    )


@require_POST
@staff(Permission.PATROL_PLAN)
def put_aside(request: DeskRequest, pk: UUID) -> HttpResponse:
    """Back to the plan before."""
    one = there(queries.plan_of(request.user, pk))
    plans.put_aside(by=request.user, plan=one)
    messages.success(request, _("Put aside. The plan before it holds."))
    return redirect(f"{reverse('desk-patrol:tonight')}?night={one.night.isoformat()}")


def made_meanwhile(made: MadeMeanwhile) -> str:
    """That somebody else was faster, and who."""
    said = {"name": made.plan.made_by, "ago": moments.ago(made.plan.made_at)}
    return _("%(name)s made this plan %(ago)s. Look at it before you make another.") % said


def _say_what_did_not_fit(request: DeskRequest, made: Any, chosen: Any) -> None:
    there_are = set(made.stops.filter(is_asked=True).values_list("place", flat=True))
    out = [name_of(place) for place in chosen if place.pk not in there_are]
    if out:
        messages.warning(request, _("Nobody can get there any more: %(places)s.") % {"places": in_a_line(out)})


def _happened(since: changes.Since) -> list[Fact]:
    found = []
    if since.reports:
        found.append(Fact(_("New verified reports near"), in_a_line(name_of(place) for place in since.reports)))
    if since.short:
        found.append(Fact(_("People are lacking in"), in_a_line(shift_name(shift) for shift in since.short)))
    return found
