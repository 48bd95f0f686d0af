"""Urgent notices of the room on this phone: asked for by its owner, given up by its owner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shouwang.kernel.ground.models import Room
from shouwang.kernel.notices.actions import Browser, leave_phone, take_phone
from shouwang.kernel.notices.channels.push.sealing import public_key
from shouwang.kernel.notices.outside import ForbiddenAddressError
from shouwang.kernel.notices.queries import is_told
from shouwang.kernel.people.models import Account
from shouwang.surfaces.public import guards
from shouwang.surfaces.public.frame import frame, shown_room
from shouwang.ui.moments import language

MOST_ADDRESS, MOST_KEY = 1000, 200  # characters


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, code: str) -> HttpResponse:
    """What is told, how long, and the button; a script of the page posts what the browser hands out."""
    room = shown_room(code)
    if request.method == "POST":
        return HttpResponse(status=_taken(request, room))
    return render(request, "public/phone.html", {"public": frame(room), "room": room, "key": public_key()})


def _taken(request: HttpRequest, room: Room) -> int:
    """The status of the answer: 204 done, or told already; 404 not told, 400 not from a browser, 429 too often."""
    endpoint = request.POST.get("endpoint", "")
    if request.POST.get("act") == "ask":
        return 204 if is_told(room, endpoint, timezone.now()) else 404
    if request.POST.get("act") == "leave":
        leave_phone(room=room, endpoint=endpoint)
        return 204
    if not guards.may_send(request):
        return 429
    keys = request.POST.get("p256dh", ""), request.POST.get("auth", "")
    if len(endpoint) > MOST_ADDRESS or any(len(key) > MOST_KEY for key in keys):
        return 400
    try:
        account = request.user if isinstance(request.user, Account) else None
        take_phone(room=room, browser=Browser(endpoint, *keys), language=language(), account=account)
    except (ValueError, ForbiddenAddressError):
        return 400
    return 204
