"""The codes that hang at the places, as a sheet to cut up. A tag for NFC is written with the same address."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shouwang.kernel.ground.models import Place
from shouwang.kernel.people.permissions import Permission
from shouwang.surfaces.desk.access import DeskRequest, staff
from shouwang.surfaces.desk.phone_codes import for_phones
from shouwang.surfaces.desk.words import name_of
from shouwang.systems.patrol.actions.codes import renew
from shouwang.systems.patrol.queries.places import code_of, places
from shouwang.ui.parts import Question


@require_safe
@staff(Permission.PATROL_PLAN)
def codes(request: DeskRequest) -> HttpResponse:
    """A code for each place of the room. Whoever knows one could say to be there, so the sheet is kept nowhere."""
    found = [_slip(request, place) for place in places(request.user, request.room)]
    response = render(request, "desk/patrol/codes.html", {"slips": found, "room": request.room})
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Permission.PATROL_PLAN)
def new_code(request: DeskRequest, pk: UUID) -> HttpResponse:
    """What hangs there is worth nothing afterwards, so it is asked once more."""
    place = get_object_or_404(Place.objects.select_related("room__station"), pk=pk, room=request.room)
    if request.method == "POST":
        renew(by=request.user, place=place)
        messages.success(
            request,
            _("A new code. Print it under “Codes for the places” and hang it up; the old one says nothing any more."),
        )
        return redirect("desk-patrol:place", pk=pk)
    question = Question(
        title=_("A new code for “%(place)s”?") % {"place": name_of(place)},
        text=_(
            "The code and the tag that hang there stop working at once: whoever scans them is told so. "
            "Do it when a picture of the code goes round, then print the new one and hang it up. Other places keep theirs."
        ),
        verb=_("Make a new code"),
        back_href=reverse("desk-patrol:place", args=[pk]),
        tone="danger",
    )
    return render(request, "ui/confirm.html", {"question": question})


def _slip(request: DeskRequest, place: Any) -> dict[str, str]:
    path = reverse("field:at", args=[code_of(place)])
    return {"name": name_of(place), "address": for_phones(request, path)}
