"""Questions about watch groups, their members and phones, and what they reported."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account, Device, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.kernel.people.sealed import digest
from shouwang.systems.watch.lifecycle import Closed
from shouwang.systems.watch.models import Group, Invitation, Member


@dataclass(frozen=True)
class Holder:
    """Whoever holds an enrolled phone: the phone, the person, and the group they are in (None: in none any more)."""

    device: Device
    person: Person
    room: Room
    member: Member | None


def groups(viewer: Account, room: Room) -> QuerySet[Group]:
    """The groups of a room, for those who look after teams there, with how many are in each."""
    managed = rooms(viewer, Permission.TEAM_MANAGE).filter(pk=room.pk)
    here = Group.objects.filter(room__in=managed, is_active=True)
    return here.annotate(people=Count("members", filter=Q(members__left_at=None))).order_by("name")


def members(group: Group) -> QuerySet[Member]:
    """Who is in the group, in the order in which they are rung, with the phones in use."""
    in_use = Device.objects.filter(revoked_at=None).order_by("-seen_at")
    now_in = group.members.filter(left_at=None).select_related("person", "group__room")
    return now_in.prefetch_related(Prefetch("person__devices", in_use, to_attr="phones")).order_by("turn", "joined_at")


def open_invitations(group: Group, now: datetime) -> list[Invitation]:
    """Those by which somebody can still join, newest first."""
    found = group.invitations.filter(revoked_at=None, expires_at__gt=now).order_by("-made_at")
    return [one for one in found if one.why_closed(now) is None]


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
    member = (
        Member.objects.filter(person=device.person_id, left_at=None, group__is_active=True)
        .select_related("group__room__station")
        .order_by("joined_at")
        .first()
    )
    return Holder(device, device.person, device.person.room, member)


def own_reports(person: Person) -> QuerySet[Matter]:
    """What this person reported under their name, newest first."""
    return Matter.objects.filter(reporter=person).select_related("room", "merged_into").order_by("-received_at", "-id")
