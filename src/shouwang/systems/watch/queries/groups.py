"""Questions about watch groups, their members and phones, and what they reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from shapely import unary_union
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.joining import Closed
from shouwang.kernel.people.models import Account, Device, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.kernel.people.sealed import digest
from shouwang.systems.watch.kinds import KIND
from shouwang.systems.watch.models import Group, Invitation, Member
from shouwang.systems.watch.models.groups import FROM_A_PHONE as FROM_A_PHONE
from shouwang.systems.watch.models.groups import MOST_JOIN as MOST_JOIN
from shouwang.systems.watch.models.groups import MOST_OPEN as MOST_OPEN

# What the desk's forms offer, without the tables.
GroupKind, MemberRole = Group.Kind, Member.Role


@dataclass(frozen=True)
class Holder:
    """Whoever holds an enrolled phone: the phone, the person, and the group they are in (None: in none any more)."""

    device: Device
    person: Person
    room: Room
    member: Member | None


def groups(viewer: Account, room: Room) -> QuerySet[Group]:
    """The groups of a room, for those who look after them, with how many are in each."""
    managed = rooms(viewer, Permission.WATCH_MANAGE).filter(pk=room.pk)
    here = Group.objects.filter(room__in=managed, is_active=True)
    return here.annotate(people=Count("members", filter=Q(members__left_at=None))).order_by("name")


def members(group: Group) -> QuerySet[Member]:
    """Who is in the group, in the order in which they are rung, with the phones in use."""
    in_use = Device.objects.filter(revoked_at=None).order_by("-seen_at")
    now_in = group.members.filter(left_at=None, person__erased_at=None).select_related("person", "group__room")
    return now_in.prefetch_related(Prefetch("person__devices", in_use, to_attr="phones")).order_by("turn", "joined_at")


def is_name_taken(room: Room, name: str) -> bool:
    """Whether a group of the room is called so, also one that was given up."""
    return Group.objects.filter(room=room, name=name).exists()


def group_of(viewer: Account, key: UUID) -> Group | None:
    """One group by its key, for those who look after it."""
    managed = rooms(viewer, Permission.WATCH_MANAGE)
    return Group.objects.select_related("room__station").filter(room__in=managed, is_active=True, pk=key).first()


def member_of(viewer: Account, key: UUID) -> Member | None:
    """Somebody in a group, for those who look after it."""
    managed = rooms(viewer, Permission.WATCH_MANAGE)
    found = Member.objects.select_related("person", "group__room__station").filter(group__room__in=managed, pk=key)
    return found.filter(left_at=None).first()


def device_of(viewer: Account, key: UUID) -> Device | None:
    """A phone on the list, for those who look after its holder's group."""
    managed = rooms(viewer, Permission.WATCH_MANAGE)
    return Device.objects.select_related("person__room").filter(person__room__in=managed, pk=key).first()


def invitation_by(viewer: Account, key: UUID) -> Invitation | None:
    """An invitation, for those who look after its group."""
    managed = rooms(viewer, Permission.WATCH_MANAGE)
    return Invitation.objects.select_related("group__room").filter(group__room__in=managed, pk=key).first()


def holes(room: Room) -> BaseGeometry | None:
    """What of the room's villages no group's zone covers; None when no village is drawn."""
    villages = _areas(room.villages.values_list("geometry", flat=True))
    if not villages:
        return None
    zones = _areas(Group.objects.filter(room=room, is_active=True).values_list("geometry", flat=True))
    return unary_union(villages).difference(unary_union(zones))


def _areas(geometries: Iterable[Any]) -> list[BaseGeometry]:
    return [shape(one) for one in geometries if one]


def open_invitations(group: Group, now: datetime) -> list[Invitation]:
    """Those by which somebody can still join, newest first."""
    found = group.invitations.filter(revoked_at=None, expires_at__gt=now).order_by("-made_at")
    return [one for one in found if one.why_closed(now) is None]


def may_invite(member: Member | None) -> bool:
    """Whether somebody invites to their group with their own phone: the head, and a deputy while there is no head."""
    if member is None or member.left_at is not None or not member.group.is_active:
        return False
    if member.role != Member.Role.DEPUTY:
        return member.role == Member.Role.HEAD
    return not Member.objects.filter(group=member.group_id, role=Member.Role.HEAD, left_at=None).exists()


def open_from_phones(group: Group, now: datetime) -> list[Invitation]:
    """The open ones that the head, or a deputy for them, made on the own phone."""
    return [one for one in open_invitations(group, now) if one.made_by == FROM_A_PHONE]


def made_from_phones(group: Group, now: datetime) -> int:
    """How many phones made in the last day, used up or not, but for those taken back unused: a lost one lets in no crowd."""
    lately = group.invitations.filter(made_by=FROM_A_PHONE, made_at__gt=now - timedelta(days=1))
    return lately.exclude(revoked_at__isnull=False, used=0).count()


def invitation_of(secret: str) -> Invitation | None:
    """The invitation a QR code holds, open or not."""
    found = Invitation.objects.select_related("group__room__station").filter(digest=digest(secret))
    return found.filter(group__is_active=True).first()


def why_closed(invitation: Invitation | None, now: datetime) -> Closed | None:
    """Why nobody can join by it; None while somebody can."""
    return invitation.why_closed(now) if invitation else Closed.UNKNOWN


def holder(key: str) -> Holder | None:
    """Who holds the phone with this key; None when it was taken off the list, or never was on it."""
    found = Device.objects.select_related("person__room__station").filter(digest=digest(key), revoked_at=None)
    device = found.filter(person__erased_at=None).first() if key else None
    if device is None:
        return None
    return Holder(device, device.person, device.person.room, membership_of(device.person))


def membership_of(person: Person) -> Member | None:
    """The group they are in: the one they head, else the first they joined of those they are still in."""
    now_in = Member.objects.filter(person=person, left_at=None, group__is_active=True)
    found = list(now_in.select_related("group__room__station").order_by("joined_at"))
    return next((one for one in found if one.role == Member.Role.HEAD), found[0] if found else None)


def keeps_watch(person: Person) -> bool:
    """Whether they are in any group."""
    return Member.objects.filter(person=person, left_at=None).exists()


def own_reports(person: Person) -> QuerySet[Matter]:
    """What this person reported under their name, newest first."""
    return (
        Matter.objects.filter(reporter=person, kind=KIND.key)
        .select_related("room", "merged_into")
        .order_by("-received_at", "-id")
    )
