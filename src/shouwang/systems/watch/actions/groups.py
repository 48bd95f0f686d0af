"""Verbs of watch groups: form, draw, rename, give up; invite, join, leave, ring in another order."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.shapes import Drawn
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import PUBLIC, Actor, Subject
from shouwang.kernel.people.actions import (
    NotOpen,
    enrol,
    give_consent,
    key_of,
    let_go,
    make_phone_code,
    note_person,
    revoke_device,
)
from shouwang.kernel.people.joining import Closed
from shouwang.kernel.people.models import Account, Device, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may
from shouwang.kernel.people.sealed import digest
from shouwang.systems.watch.models import Group, Invitation, Member, UnitMember
from shouwang.systems.watch.models.groups import FROM_A_PHONE, INVITATIONS_KEPT, MOST_JOIN, MOST_OPEN
from shouwang.systems.watch.queries.groups import made_from_phones, may_invite, open_from_phones

PURPOSE = "watch.member"
NOTICE = "2026-11"  # the words on the joining page; change it when they promise something else
LASTS = timedelta(days=7)
SHAPE = ("geometry", "south", "west", "north", "east")


class TooManyOpen(Exception):
    """The group's phones hold MOST_OPEN open invitations already."""


@dataclass(frozen=True)
class Zone:
    """What a group looks after: an area in order, households in words, or both."""

    drawn: Drawn | None = None
    households: str = ""
    stays: bool = False  # the area is the one drawn before; only the households are told anew


@transaction.atomic
def form(*, by: Account, room: Room, name: str, kind: str, zone: Zone, name_en: str = "") -> Group:
    """A new group, empty at first. Raises PermissionDenied."""
    _require(by, room)
    group = Group(room=room, name=name, name_en=name_en, kind=kind, formed_at=timezone.now())
    _draw(group, zone)
    group.save(force_insert=True)
    _note(actor(by), "watch.group_formed", group)
    return group


@transaction.atomic
def change(*, by: Account, group: Group, name: str, kind: str, zone: Zone, name_en: str = "") -> None:
    """Another name, kind or zone. Raises PermissionDenied."""
    _require(by, group.room)
    group.name, group.name_en, group.kind = name, name_en, kind
    _draw(group, zone)
    group.save()
    _note(actor(by), "watch.group_changed", group)


@transaction.atomic
def give_up(*, by: Account, group: Group) -> None:
    """The group is no more: its members leave, its invitations close; what it reported stays. Raises PermissionDenied."""
    _require(by, group.room)
    for member in group.members.filter(left_at=None).select_related("person"):
        _leave(actor(by), member)
    group.invitations.filter(revoked_at=None).update(revoked_at=timezone.now())
    group.is_active = False
    group.save(update_fields=["is_active"])
    _note(actor(by), "watch.group_given_up", group)


@transaction.atomic
def invite(
    *, by: Account | Member, group: Group, role: str = Member.Role.MEMBER, most: int = 1, lasts: timedelta = LASTS
) -> tuple[Invitation, str]:
    """An invitation and its secret, shown this once. From a phone one invites members to the own group only.

    Raises PermissionDenied, TooManyOpen, ValueError for more than MOST_JOIN.
    """
    if not 1 <= most <= MOST_JOIN:
        raise ValueError(f"an invitation is for 1 to {MOST_JOIN} people")
    who = _inviter(by, group, role)
    now = timezone.now()
    if isinstance(by, Member):
        Group.objects.select_for_update(of=("self",)).get(pk=group.pk)  # two presses at once are counted one by one
        if max(len(open_from_phones(group, now)), made_from_phones(group, now)) >= MOST_OPEN:
            raise TooManyOpen
    secret = secrets.token_urlsafe(16)
    invitation = Invitation.objects.create(
        group=group,
        role=role,
        digest=digest(secret),
        made_by=who.label[:80],
        made_at=now,
        expires_at=now + lasts,
        most=most,
    )
    _note(who, "watch.invited", group, f"{role} × {most}")
    return invitation, secret


@transaction.atomic
def withdraw(*, by: Account | Member, invitation: Invitation) -> None:
    """Nobody joins by it any more; who has joined stays. Raises PermissionDenied."""
    who = _inviter(by, invitation.group, invitation.role)
    if isinstance(by, Member) and invitation.made_by != FROM_A_PHONE:
        raise PermissionDenied("what the room invites to, the room takes back")
    if Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _note(who, "watch.invitation_withdrawn", invitation.group)


@transaction.atomic
def join(*, secret: str, name: str, phone: str, label: str, nonce: str = "") -> tuple[Member, Device, str]:
    """Somebody joins by name with the phone in their hand: the member, the phone, and the phone's key, shown this once.

    With a `nonce` that the phone made before it asked, asking again gives the same: an answer that was lost on the way
    must use up no place and leave nobody in the group whose phone opens nothing. Raises NotOpen.
    """
    invitation = _invitation(secret)
    key = key_of(secret, nonce) if nonce else ""
    if key and (device := Device.objects.filter(digest=digest(key)).first()):
        member = invitation.joined.filter(person=device.person_id, left_at=None).first()
        if member is None or device.revoked_at:
            raise NotOpen(Closed.USED_UP)
        return member, device, key
    if why := invitation.why_closed(timezone.now()):
        raise NotOpen(why)
    group = invitation.group
    person = note_person(
        by=PUBLIC, room=group.room, purpose=PURPOSE, legal_basis=Person.LegalBasis.CONSENT, name=name, phone=phone
    )
    give_consent(by=PUBLIC, person=person, purpose=PURPOSE, text_version=NOTICE, channel="field")
    role = invitation.role
    if role == Member.Role.HEAD and group.members.filter(role=role, left_at=None).exists():
        role = Member.Role.DEPUTY  # somebody was quicker; the desk can change it
    member = Member.objects.create(
        group=group,
        person=person,
        role=role,
        turn=_last_turn(group) + 1,
        invitation=invitation,
        joined_at=timezone.now(),
    )
    Invitation.objects.filter(pk=invitation.pk).update(used=F("used") + 1)
    device, key = enrol(by=PUBLIC, person=person, label=label, key=key)
    _note(PUBLIC, "watch.joined", group, role)
    return member, device, key


@transaction.atomic
def leave(*, by: Account, member: Member) -> None:
    """Somebody leaves: their phones open nothing any more, name and number are forgotten. Raises PermissionDenied."""
    _require(by, member.group.room)
    _leave(actor(by), member)


@transaction.atomic
def forget_person(by: Actor, person: Person) -> dict[str, int]:
    """The whole room forgets somebody: they are in no watch group any more; out of how many."""
    left = list(Member.objects.filter(person=person, left_at=None).select_related("group__room"))
    UnitMember.objects.filter(person=person).delete()
    for member in left:
        member.left_at = timezone.now()
        member.save(update_fields=["left_at"])
        _note(by, "watch.left", member.group)
    return {"lists": len(left)}


@transaction.atomic
def name_role(*, by: Account, member: Member, role: str) -> None:
    """Head, deputy or member; who was head before becomes deputy. Raises PermissionDenied."""
    _require(by, member.group.room)
    if role == Member.Role.HEAD:
        Member.objects.filter(group=member.group_id, role=role, left_at=None).exclude(pk=member.pk).update(
            role=Member.Role.DEPUTY
        )
    member.role = role
    member.save(update_fields=["role"])
    _note(actor(by), "watch.role", member.group, role)


@transaction.atomic
def order(*, by: Account, group: Group, members: Sequence[Member]) -> None:
    """Who is rung first, second, third. Raises PermissionDenied."""
    _require(by, group.room)
    for turn, member in enumerate(members, start=1):
        member.turn = turn
    Member.objects.bulk_update(members, ["turn"])
    _note(actor(by), "watch.phone_tree", group)


@transaction.atomic
def another_phone(*, by: Account, member: Member) -> str:
    """The secret of a code by which another phone of theirs gets onto the list. Raises PermissionDenied."""
    _require(by, member.group.room)
    return make_phone_code(by=actor(by), person=member.person)[1]


@transaction.atomic
def take_off(*, by: Account, device: Device) -> None:
    """A phone was lost or changed hands: it opens nothing any more. Raises PermissionDenied."""
    _require(by, device.person.room)
    revoke_device(by=actor(by), device=device)


def forget_invitations(*, now: datetime) -> int:
    """Delete invitations that ended 90 days ago; how many."""
    ended = Q(expires_at__lt=now - INVITATIONS_KEPT) | Q(revoked_at__lt=now - INVITATIONS_KEPT)
    return Invitation.objects.filter(ended).delete()[1].get("watch.Invitation", 0)


@transaction.atomic
def look(*, by: Account, group: Group) -> None:
    """Somebody looked at who is in a group. Raises PermissionDenied."""
    _require(by, group.room)
    _note(actor(by), "watch.members_seen", group)


def _leave(by: Actor, member: Member) -> None:
    member.left_at = timezone.now()
    member.save(update_fields=["left_at"])
    person = member.person
    if not Member.objects.filter(person=person, left_at=None).exists():
        UnitMember.objects.filter(person=person).delete()
        let_go(by=by, person=person, reason="left the watch group")
    _note(by, "watch.left", member.group)


def _invitation(secret: str) -> Invitation:
    found = Invitation.objects.select_for_update(of=("self",)).select_related("group__room__station")
    invitation = found.filter(digest=digest(secret)).first()
    if invitation is None or not invitation.group.is_active:
        raise NotOpen(Closed.UNKNOWN)
    return invitation


def _inviter(by: Account | Member, group: Group, role: str) -> Actor:
    if isinstance(by, Account):
        _require(by, group.room)
        return actor(by)
    if by.group_id != group.pk or role != Member.Role.MEMBER or not may_invite(by):
        raise PermissionDenied("only the head of the group invites to it")
    return Actor(str(by.pk), FROM_A_PHONE)


def _last_turn(group: Group) -> int:
    return group.members.filter(left_at=None).aggregate(last=Max("turn"))["last"] or 0


def _draw(group: Group, zone: Zone) -> None:
    group.households = zone.households
    if zone.stays:
        return
    columns = zone.drawn.columns if zone.drawn else dict.fromkeys(SHAPE)
    for field, value in columns.items():
        setattr(group, field, value)


def _require(by: Account, room: Room) -> None:
    if not may(by, Permission.WATCH_MANAGE, room):
        raise PermissionDenied(Permission.WATCH_MANAGE)


def _note(by: Actor, verb: str, group: Group, detail: str = "") -> None:
    of = Subject("watch_group", str(group.pk), group.name)
    journal.record(by=by, verb=verb, of=of, room=group.room_id, detail=detail)
