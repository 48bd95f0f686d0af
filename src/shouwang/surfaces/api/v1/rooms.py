"""Rooms, kinds of matter, places, and who matters can be handed to."""

from django.core.exceptions import PermissionDenied
from ninja import Path, Router

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters import kinds
from shouwang.kernel.people.models import Team
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import colleagues, may, permissions_in, rooms
from shouwang.surfaces.api.callers import Caller
from shouwang.surfaces.api.v1 import reach, shapes, showing
from shouwang.surfaces.api.v1.bodies import Code
from shouwang.surfaces.api.v1.guard import guarded

router = Router()
TAGS = ["rooms"]


@router.get("/rooms", **guarded("list_rooms", answers={200: list[shapes.RoomShape]}, tags=TAGS))
def list_rooms(request: Caller) -> list[shapes.RoomShape]:
    """The rooms the key's account works in, and what it may do there."""
    account = request.auth.account
    within = rooms(account, Permission.MATTER_SEE).select_related("station").order_by("code")
    return [showing.room(room, permissions_in(account, room)) for room in within]


@router.get("/kinds", **guarded("list_kinds", answers={200: list[shapes.KindShape]}, tags=TAGS))
def list_kinds(request: Caller) -> list[shapes.KindShape]:
    """The kinds of matter and their topics."""
    return [showing.kind(kind) for kind in kinds.open_to_all()]


@router.get(
    "/rooms/{code}/places",
    **guarded("list_places", answers={200: list[shapes.PlaceShape]}, refuses=(404, 422), tags=TAGS),
)
def list_places(request: Caller, code: Path[Code]) -> list[shapes.PlaceShape]:
    """The named places of a room."""
    room = reach.room(request.auth.account, code)
    return [showing.place(place) for place in Place.objects.filter(room=room).order_by("name")]


@router.get(
    "/rooms/{code}/takers", **guarded("list_takers", answers={200: shapes.Takers}, refuses=(404, 422), tags=TAGS)
)
def list_takers(request: Caller, code: Path[Code]) -> shapes.Takers:
    """Who a matter of the room can be handed to."""
    account = request.auth.account
    room = reach.room(account, code)
    if not may(account, Permission.MATTER_ASSIGN, room):
        raise PermissionDenied(Permission.MATTER_ASSIGN)
    people = [shapes.Named(id=one.pk, name=one.name) for one in colleagues(account, room)]
    teams = Team.objects.filter(room=room, is_active=True).order_by("name")
    return shapes.Takers(people=people, teams=[shapes.Named(id=team.pk, name=team.name) for team in teams])
