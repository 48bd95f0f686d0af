"""The codes that hang at the places, as a sheet to cut up. A tag for NFC is written with the same address."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.phone_codes import for_phones
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.queries.places import code_of, places


@require_safe
@staff(Permission.PATROL_PLAN)
def codes(request: DeskRequest) -> HttpResponse:
    """A code for each place of the room. Whoever knows one could say to be there, so the sheet is kept nowhere."""
    found = [_slip(request, place) for place in places(request.user, request.room)]
    response = render(request, "desk/patrol/codes.html", {"slips": found, "room": request.room})
    response["Cache-Control"] = "no-store"
    return response


def _slip(request: DeskRequest, place: Any) -> dict[str, str]:
    path = reverse("field:at", args=[code_of(place)])
    return {"name": name_of(place), "address": for_phones(request, path)}
