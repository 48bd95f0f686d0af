"""Accounts: who is who, who works where, who may change whom, who is on duty."""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Room, Station
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.journal.queries import objects_in
from shouwang.kernel.people.models import (
    Account,
    Appointment,
    Duty,
)
from shouwang.kernel.people.permissions import GIVES, Permission, roles_with
from shouwang.kernel.people.queries.reach import appointments_to, reaches, within


def actor(account: Account) -> Actor:
    """The account as the journal names it, with the key it came by."""
    return Actor(str(account.pk), account.name, account.came_by_key)


def english_names(actors: Collection[str]) -> dict[str, str]:
    """The English names of those among the actors who are accounts and have one."""
    keys = [key for actor_id in actors if (key := _uuid(actor_id))]
    named = Account.objects.filter(pk__in=keys).exclude(name_en="")
    return {str(key): name for key, name in named.values_list("pk", "name_en")}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def has_second_step(account: Account) -> bool:
    """Whether logging in asks for more than the password: a code or a passkey."""
    return bool(account.authenticator_set.filter(type__in=("totp", "webauthn")).exists())  # type: ignore[attr-defined]


def people_of(room: Room) -> QuerySet[Account]:
    """Everybody with a role that reaches the room, closed accounts too, by name."""
    reach = Q(room=room) | Q(station=room.station_id) | Q(county=room.station.county_id)
    return Account.objects.filter(Exists(Appointment.objects.filter(reach, account=OuterRef("pk")))).order_by("name")


def kept_by(viewer: Account) -> QuerySet[Account]:
    """Accounts the viewer may change: every role of theirs is one the viewer may give where it lies; never one's own.

    So nobody gets into an account that reaches further than their own. Accounts without a role are kept by
    administrators, and by the officer of a room whose journal says that they worked there.
    """
    held = appointments_to(viewer, GIVES)
    given = reduce(or_, map(_given_with, held), Q(pk__in=[]))
    theirs = Appointment.objects.filter(account=OuterRef("pk"))
    kept = Account.objects.exclude(Exists(theirs.exclude(pk__in=Appointment.objects.filter(given))))
    if not any(one.role == "administrator" for one in held):
        left = {known for one in held if one.room_id for known in objects_in(one.room_id, "account.dismissed")}
        kept = kept.filter(Exists(theirs) | Q(pk__in=left))
    return kept.exclude(pk=viewer.pk).order_by("name")


def _given_with(held: Appointment) -> Q:
    """Appointments that the holder of this one may give and take."""
    places = Q(room__in=Room.objects.filter(within([held])))
    if held.station_id:
        places |= Q(station=held.station_id)
    if held.county_id:
        places |= Q(station__county=held.county_id) | Q(county=held.county_id)
    return places & Q(role__in=GIVES[held.role])


def roles_given_by(viewer: Account, over: Room | Station) -> frozenset[str]:
    """Keys of the roles the viewer may give there."""
    given = (GIVES[held.role] for held in appointments_to(viewer, GIVES) if reaches(held, over))
    return frozenset[str]().union(*given)


def colleagues(viewer: Account, room: Room) -> QuerySet[Account]:
    """Who can take on a matter of the room: active, with a role that works on matters there."""
    return working(room, Permission.MATTER_WORK)


def working(room: Room, permission: Permission) -> QuerySet[Account]:
    """Who works with the permission in the room or its station."""
    there = Q(room=room) | Q(station=room.station_id)
    workers = Appointment.objects.filter(there, role__in=roles_with(permission))
    return Account.objects.filter(pk__in=workers.values("account"), is_active=True).order_by("name")


def checkers(room: Room, besides: Account | None) -> QuerySet[Account]:
    """Who may look whether an outcome in the room holds, besides whoever did the work; the room's own first."""
    reach = Q(room=room) | Q(station=room.station_id) | Q(county__stations=room.station_id)
    held = Appointment.objects.filter(reach, role__in=roles_with(Permission.MATTER_CHECK))
    others = Account.objects.filter(pk__in=held.values("account"), is_active=True)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    is_here = Exists(held.filter(account=OuterRef("pk"), room=room))
    return others.order_by(is_here.desc(), "name")


def above(room: Room, *, is_county: bool) -> QuerySet[Account]:
    """Who takes on what goes up to the township, the station or else the county, or to the county."""
    movers = Appointment.objects.filter(role__in=roles_with(Permission.MATTER_MOVE))
    at_station, at_county = movers.filter(station=room.station_id), movers.filter(county__stations=room.station_id)
    reach = at_county if is_county or not at_station.exists() else at_station
    return Account.objects.filter(pk__in=reach.values("account"), is_active=True).order_by("name")


def on_duty(room: Room, at: datetime | None = None) -> QuerySet[Account]:
    """Who is on duty in the room at that moment, in the order their duty began."""
    moment = at or timezone.now()
    duties = Duty.objects.filter(room=room, starts_at__lte=moment, ends_at__gt=moment)
    return Account.objects.filter(pk__in=duties.values("account"), is_active=True).order_by("created_at")


def duties(room: Room, since: datetime, until: datetime) -> QuerySet[Duty]:
    """Duty in the room that touches the time, the earliest first."""
    touching = Duty.objects.filter(room=room, starts_at__lt=until, ends_at__gt=since)
    return touching.select_related("account").order_by("starts_at", "account__created_at")
