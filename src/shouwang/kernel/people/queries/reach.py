"""Who may do what, where: rooms and permissions by appointment."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from shouwang.kernel.ground.models import Room, Station
from shouwang.kernel.people.models import (
    Account,
    Appointment,
)
from shouwang.kernel.people.permissions import ROLES, Permission, roles_with


def appointments_to(viewer: Account, roles: Collection[str]) -> list[Appointment]:
    """The viewer's appointments to one of the roles: one query, or none where they were prefetched for the request."""
    if not viewer.is_active:
        return []
    return [appointment for appointment in viewer.appointments.all() if appointment.role in roles]


def within(held: Collection[Appointment]) -> Q:
    """The rooms that the appointments reach."""
    reach = Q(pk__in=[one.room_id for one in held if one.room_id])
    if stations := [one.station_id for one in held if one.station_id]:
        reach |= Q(station__in=stations)
    if counties := [one.county_id for one in held if one.county_id]:
        reach |= Q(station__county__in=counties)
    return reach


def reaches(held: Appointment, over: Room | Station) -> bool:
    """Whether the appointment holds in that room, or over that whole station."""
    if held.room_id:
        return held.room_id == over.pk
    if held.station_id:
        return held.station_id == (over.station_id if isinstance(over, Room) else over.pk)
    station = over.station if isinstance(over, Room) else over
    return held.county_id == station.county_id


def rooms(viewer: Account, permission: Permission) -> QuerySet[Room]:
    """Every room in which the viewer holds the permission, by room, station or county."""
    return Room.objects.filter(within(appointments_to(viewer, roles_with(permission))))


def room_keys(viewer: Account, roles: Collection[str]) -> set[UUID]:
    """Keys of every room that the viewer's appointments to the roles reach; who works in rooms only costs no query."""
    held = appointments_to(viewer, roles)
    if all(one.room_id for one in held):
        return {one.room_id for one in held if one.room_id}
    return set(Room.objects.filter(within(held)).values_list("pk", flat=True))


def may(viewer: Account, permission: Permission, room: Room | UUID | None = None) -> bool:
    """Whether the viewer holds the permission in that room (in any room when none is named)."""
    reach = room_keys(viewer, roles_with(permission))
    return (room.pk if isinstance(room, Room) else room) in reach if room else bool(reach)


def roles_in(viewer: Account, room: Room) -> frozenset[str]:
    """Keys of the viewer's roles that reach the room."""
    return frozenset(one.role for one in appointments_to(viewer, ROLES) if reaches(one, room))


def is_of_room(viewer: Account, room: Room) -> bool:
    """Whether the viewer was appointed to this very room, not to the station or county above it."""
    return any(one.room_id == room.pk for one in viewer.appointments.all())


def permissions_in(viewer: Account, room: Room) -> frozenset[Permission]:
    """Every permission the viewer holds in the room; one query."""
    held = roles_in(viewer, room)
    return frozenset(permission for permission in Permission if roles_with(permission) & held)


def stations(viewer: Account, permission: Permission) -> QuerySet[Station]:
    """Stations over which, as a whole, the viewer holds the permission."""
    held = Appointment.objects.filter(account=viewer, role__in=roles_with(permission))
    return Station.objects.filter(
        Q(pk__in=held.filter(station__isnull=False).values("station"))
        | Q(county__in=held.filter(county__isnull=False).values("county"))
    )
