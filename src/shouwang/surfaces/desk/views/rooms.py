"""Choosing the room one works in, for those who see several."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms as rooms_of
from shouwang.surfaces.desk.access import ALL_ROOMS_KEY, ROOM_KEY, DeskRequest, staff
from shouwang.surfaces.desk.words import name_of

MOST = 500


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def rooms(request: DeskRequest) -> HttpResponse:
    """All rooms in reach; one is worked in, or all are looked at together."""
    reach = rooms_of(request.user, Permission.DESK_OPEN)
    if request.method == "POST":
        is_all = request.POST.get("room") == "all"
        request.session[ALL_ROOMS_KEY] = is_all
        if not is_all:
            request.session[ROOM_KEY] = str(get_object_or_404(reach, pk=_key(request.POST.get("room", ""))).pk)
        return redirect("desk:today")
    listed = reach.select_related("station").order_by("station__name", "code")[:MOST]
    context = {
        "rooms": [(room.pk, name_of(room), room.station.name) for room in listed],
        "current": request.room.pk,
        "is_all": request.looks_at_all_rooms,
    }
    return render(request, "desk/rooms.html", context)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
