"""The first line of every desk view: who may come in, for which room."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matters
from shouwang.kernel.matters.queries import visible
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import has_second_step, permissions_in, rooms

P = ParamSpec("P")
T = TypeVar("T")
ROOM_KEY = "room"
ARRIVED = "arrived"  # read by ui/js/modules/tab.js
ACCOUNT = "/account/"  # asked for the password first: nothing is written down yet
KEPT_NAME = re.compile(r"[\w-]{1,120}", re.ASCII)
ALL_ROOMS_KEY = "all_rooms"


class DeskRequest(HttpRequest):
    """A request of somebody at the desk of a room: who, which room, what they may do there, which matters they look at."""

    user: Account
    room: Room
    held: frozenset[Permission]
    has_several_rooms: bool
    looks_at_all_rooms: bool
    lacks_second_step: bool
    matters: Matters


def staff(
    permission: Permission = Permission.DESK_OPEN,
) -> Callable[
    [Callable[Concatenate[DeskRequest, P], HttpResponseBase]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """Let in who is logged in and holds the permission in the room they work in; else to the login, or 403."""

    def decorate(
        view: Callable[Concatenate[DeskRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            desk = cast(DeskRequest, request)
            _seat(desk)
            if permission not in desk.held:
                raise PermissionDenied(permission)
            if desk.lacks_second_step and settings.SECOND_FACTOR == "required":
                messages.warning(request, _("Turn on the second step first: you can see who reports something."))
                return redirect("mfa_activate_totp")
            response = view(desk, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "private, no-store")
            _say_what_arrived(request, response)
            return response

        cast(Any, guarded).permission = permission
        return cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], guarded)

    return decorate


def _say_what_arrived(request: HttpRequest, response: HttpResponseBase) -> None:
    """The words a form kept in the tab (`kept`, see keep.html) are written down: the browser may forget them."""
    name = request.POST.get("kept", "") if request.method == "POST" else ""
    to = response.headers.get("Location", "")
    if KEPT_NAME.fullmatch(name) and to and not to.startswith(ACCOUNT):
        response.set_cookie(ARRIVED, name, max_age=600, samesite="Lax", secure=bool(settings.SESSION_COOKIE_SECURE))


def framed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of one's own login: in the desk's frame for whoever has a desk, alone for everybody else."""

    @wraps(view)
    def drawn(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            with suppress(PermissionDenied):
                _seat(cast(DeskRequest, request))
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return drawn


def _seat(request: DeskRequest) -> None:
    """Fill in where the person works and what they may there. Raises PermissionDenied."""
    prefetch_related_objects([request.user], "appointments")
    request.room = room_of(request)
    request.held = permissions_in(request.user, request.room)
    request.lacks_second_step = lacks_second_step(request)


def lacks_second_step(request: DeskRequest) -> bool:
    """Whether the person sees reporters and logs in with a password alone."""
    return Permission.REPORTER_SEE in request.held and not has_second_step(request.user)


def room_of(request: DeskRequest) -> Room:
    """The room chosen in this session, or the first the person works in. Raises PermissionDenied."""
    reach = rooms(request.user, Permission.DESK_OPEN).select_related("station").order_by("code")
    first = list(reach[:2])
    if not first:
        raise PermissionDenied(Permission.DESK_OPEN)
    request.has_several_rooms = len(first) > 1
    request.looks_at_all_rooms = request.has_several_rooms and bool(request.session.get(ALL_ROOMS_KEY))
    chosen = request.session.get(ROOM_KEY) if request.has_several_rooms else None
    return (reach.filter(pk=chosen).first() if chosen else None) or first[0]


def there(one: T | None) -> T:
    """What was asked for; 404 where it is not, or not for this person."""
    if one is None:
        raise Http404
    return one


def scope_of(request: DeskRequest) -> Matters:
    """What the person may see, in the room they work in or in all of them; asked for once a request."""
    if not hasattr(request, "matters"):
        seen = visible(request.user)
        request.matters = seen if request.looks_at_all_rooms else seen.filter(room=request.room)
    return request.matters
