"""Who may do what, where; who is who; who is on duty."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from shouwang.kernel.ground.models import Room, Station
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.journal.queries import objects_in
from shouwang.kernel.people.models import (
    ANSWERS_KEPT,
    ATTEMPTS_KEPT,
    CONSENTS_KEPT,
    KEYS_KEPT,
    Account,
    Appointment,
    Attempt,
    Consent,
    Duty,
    IdempotentAnswer,
    Person,
    SecretLink,
    Token,
)
from shouwang.kernel.people.permissions import GIVES, ROLES, Permission, roles_with
from shouwang.kernel.people.sealed import digest, lookup, unseal
from shouwang.lib.traces import Traces, traces


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


def _held(viewer: Account, roles: Collection[str]) -> list[Appointment]:
    """The viewer's appointments to one of the roles: one query, or none where they were prefetched for the request."""
    if not viewer.is_active:
        return []
    return [appointment for appointment in viewer.appointments.all() if appointment.role in roles]


def _within(held: Collection[Appointment]) -> Q:
    """The rooms that the appointments reach."""
    reach = Q(pk__in=[one.room_id for one in held if one.room_id])
    if stations := [one.station_id for one in held if one.station_id]:
        reach |= Q(station__in=stations)
    if counties := [one.county_id for one in held if one.county_id]:
        reach |= Q(station__county__in=counties)
    return reach


def rooms(viewer: Account, permission: Permission) -> QuerySet[Room]:
    """Every room in which the viewer holds the permission, by room, station or county."""
    return Room.objects.filter(_within(_held(viewer, roles_with(permission))))


def room_keys(viewer: Account, roles: Collection[str]) -> set[UUID]:
    """Keys of every room that the viewer's appointments to the roles reach; who works in rooms only costs no query."""
    held = _held(viewer, roles)
    if all(one.room_id for one in held):
        return {one.room_id for one in held if one.room_id}
    return set(Room.objects.filter(_within(held)).values_list("pk", flat=True))


def may(viewer: Account, permission: Permission, room: Room | UUID | None = None) -> bool:
    """Whether the viewer holds the permission in that room (in any room when none is named)."""
    reach = room_keys(viewer, roles_with(permission))
    return (room.pk if isinstance(room, Room) else room) in reach if room else bool(reach)


def roles_in(viewer: Account, room: Room) -> frozenset[str]:
    """Keys of the viewer's roles that reach the room."""
    return frozenset(one.role for one in _held(viewer, ROLES) if _reaches(one, room))


def _reaches(held: Appointment, over: Room | Station) -> bool:
    """Whether the appointment holds in that room, or over that whole station."""
    if held.room_id:
        return held.room_id == over.pk
    if held.station_id:
        return held.station_id == (over.station_id if isinstance(over, Room) else over.pk)
    station = over.station if isinstance(over, Room) else over
    return held.county_id == station.county_id


def is_of_room(viewer: Account, room: Room) -> bool:
    """Whether the viewer was appointed to this very room, not to the station or county above it."""
    return any(one.room_id == room.pk for one in viewer.appointments.all())


def permissions_in(viewer: Account, room: Room) -> frozenset[Permission]:
    """Every permission the viewer holds in the room; one query."""
    held = roles_in(viewer, room)
    return frozenset(permission for permission in Permission if roles_with(permission) & held)


def on_duty(room: Room, at: datetime | None = None) -> QuerySet[Account]:
    """Who is on duty in the room at that moment, in the order their duty began."""
    moment = at or timezone.now()
    duties = Duty.objects.filter(room=room, starts_at__lte=moment, ends_at__gt=moment)
    return Account.objects.filter(pk__in=duties.values("account"), is_active=True).order_by("created_at")


def colleagues(viewer: Account, room: Room) -> QuerySet[Account]:
    """Who can take on a matter of the room: active, with a role that works on matters there."""
    workers = Appointment.objects.filter(
        Q(room=room) | Q(station=room.station_id), role__in=roles_with(Permission.MATTER_WORK)
    )
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


def open_person(person: Person) -> dict[str, str]:
    """The person's sealed words, readable: name, phone, identity, address. The caller journals the look."""
    return {
        "name": unseal(person.name_sealed, record=person.pk),
        "phone": unseal(person.phone_sealed, record=person.pk),
        "identity": unseal(person.identity_sealed, record=person.pk),
        "address": unseal(person.address_sealed, record=person.pk),
    }


def token_of(secret: str) -> Token | None:
    """The key this secret is, while it is valid and its account open. Its account knows that it came by it."""
    known = Token.objects.select_related("account").filter(digest=digest(secret), revoked_at=None)
    token = known.prefetch_related("account__appointments").filter(account__is_active=True).first()
    if token is None or (token.expires_at and token.expires_at <= timezone.now()):
        return None
    token.account.came_by_key = token.name
    return token


def account_of_link(secret: str) -> Account | None:
    """Whose feed a secret address opens, while it was not revoked."""
    known = SecretLink.objects.select_related("account").filter(digest=digest(secret), revoked_at=None)
    link = known.filter(account__is_active=True).first()
    return link.account if link else None


def tries(key: str, per: timedelta) -> int:
    """How often something was tried under the key in the running window; see actions.count_attempt."""
    running = Attempt.objects.filter(key=key[:120], window__gte=timezone.now() - per)
    return running.values_list("count", flat=True).first() or 0


def account_of_offer(secret: str) -> Account | None:
    """Whose new password the secret of an offer sets; None once it was used or PASSWORD_RESET_TIMEOUT is over."""
    key, _, token = secret.partition(".")
    try:
        account = Account.objects.filter(pk=UUID(key), is_active=True).first()
    except ValueError:
        return None
    return account if account and default_token_generator.check_token(account, token) else None


def people_of(room: Room) -> QuerySet[Account]:
    """Everybody with a role that reaches the room, closed accounts too, by name."""
    reach = Q(room=room) | Q(station=room.station_id) | Q(county=room.station.county_id)
    return Account.objects.filter(Exists(Appointment.objects.filter(reach, account=OuterRef("pk")))).order_by("name")


def kept_by(viewer: Account) -> QuerySet[Account]:
    """Accounts the viewer may change: every role of theirs is one the viewer may give where it lies; never one's own.

    So nobody gets into an account that reaches further than their own. Accounts without a role are kept by
    administrators, and by the officer of a room whose journal says that they worked there.
    """
    held = _held(viewer, GIVES)
    given = reduce(or_, map(_given_with, held), Q(pk__in=[]))
    theirs = Appointment.objects.filter(account=OuterRef("pk"))
    kept = Account.objects.exclude(Exists(theirs.exclude(pk__in=Appointment.objects.filter(given))))
    if not any(one.role == "administrator" for one in held):
        left = {known for one in held if one.room_id for known in objects_in(one.room_id, "account.dismissed")}
        kept = kept.filter(Exists(theirs) | Q(pk__in=left))
    return kept.exclude(pk=viewer.pk).order_by("name")


def _given_with(held: Appointment) -> Q:
    """Appointments that the holder of this one may give and take."""
    places = Q(room__in=Room.objects.filter(_within([held])))
    if held.station_id:
        places |= Q(station=held.station_id)
    if held.county_id:
        places |= Q(station__county=held.county_id) | Q(county=held.county_id)
    return places & Q(role__in=GIVES[held.role])


def roles_given_by(viewer: Account, over: Room | Station) -> frozenset[str]:
    """Keys of the roles the viewer may give there."""
    given = (GIVES[held.role] for held in _held(viewer, GIVES) if _reaches(held, over))
    return frozenset[str]().union(*given)


def stations(viewer: Account, permission: Permission) -> QuerySet[Station]:
    """Stations over which, as a whole, the viewer holds the permission."""
    held = Appointment.objects.filter(account=viewer, role__in=roles_with(permission))
    return Station.objects.filter(
        Q(pk__in=held.filter(station__isnull=False).values("station"))
        | Q(county__in=held.filter(county__isnull=False).values("county"))
    )


def duties(room: Room, since: datetime, until: datetime) -> QuerySet[Duty]:
    """Duty in the room that touches the time, the earliest first."""
    touching = Duty.objects.filter(room=room, starts_at__lt=until, ends_at__gt=since)
    return touching.select_related("account").order_by("starts_at", "account__created_at")


def persons(viewer: Account) -> QuerySet[Person]:
    """Persons of every room where the viewer may see what is held of them, and erase it; the latest first."""
    return Person.objects.filter(room__in=rooms(viewer, Permission.PERSON_ERASE)).order_by("-created_at", "-id")


def persons_with(viewer: Account, room: Room, *, phone: str = "", identity: str = "") -> list[Person]:
    """Persons of the room noted with this cleaned telephone or ID number. The caller journals the search."""
    same = _same({lookup(phone)} - {""}, {lookup(identity)} - {""})
    return list(persons(viewer).filter(same, room=room))


def same_human(person: Person) -> list[Person]:
    """Every row of the room that shares a telephone or an ID number with this one, or with one that does; this first.

    A guess: two people can share a telephone, so whoever acts on it looks at the list.
    """
    found, fresh = [person], [person]
    while fresh:
        same = _same({row.phone_lookup for row in fresh} - {""}, {row.identity_lookup for row in fresh} - {""})
        known = [row.pk for row in found]
        fresh = list(Person.objects.filter(same, room=person.room_id).exclude(pk__in=known).order_by("-created_at"))
        found += fresh
    return found


def _same(phones: Collection[str], identities: Collection[str]) -> Q:
    return Q(phone_lookup__in=phones) | Q(identity_lookup__in=identities)


def traces_of(persons: Iterable[Person]) -> Traces:
    """The words that lead to these persons, to be looked for in texts."""
    known = [open_person(person) for person in persons]
    return traces(
        names=[said for one in known for said in (one["name"], one["address"]) if said],
        numbers=[said for one in known for said in (one["phone"], one["identity"]) if said],
    )


def consents(viewer: Account, room: Room) -> QuerySet[Consent]:
    """What people agreed to in the room, for those who may erase; the latest first."""
    reach = rooms(viewer, Permission.PERSON_ERASE).filter(pk=room.pk)
    return Consent.objects.filter(person__room__in=reach).select_related("person").order_by("-given_at", "-id")


def has_second_step(account: Account) -> bool:
    """Whether logging in asks for more than the password: a code or a passkey."""
    return bool(account.authenticator_set.filter(type__in=("totp", "webauthn")).exists())  # type: ignore[attr-defined]


def expired(now: datetime) -> dict[str, QuerySet[Any]]:
    """Rows past their time by name, as models.py says how long each is kept."""
    ended = Q(expires_at__lt=now - KEYS_KEPT) | Q(revoked_at__lt=now - KEYS_KEPT)
    return {
        "attempts": Attempt.objects.filter(window__lt=now - ATTEMPTS_KEPT),
        "answers": IdempotentAnswer.objects.filter(created_at__lt=now - ANSWERS_KEPT),
        "keys": Token.objects.filter(ended),
        "addresses": SecretLink.objects.filter(revoked_at__lt=now - KEYS_KEPT),
        "consents": Consent.objects.filter(withdrawn_at__lt=now - CONSENTS_KEPT),
    }
