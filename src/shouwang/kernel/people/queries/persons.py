"""Persons who came to the room: their sealed words, the rows that are one human, what they agreed to."""

from collections.abc import Iterable, Set
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import (
    Account,
    Consent,
    Person,
)
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries.reach import rooms
from shouwang.kernel.people.sealed import lookup, sealed_length, unseal
from shouwang.lib.identity import LONGEST_PHONE, phones_in
from shouwang.lib.traces import Traces, traces


def open_person(person: Person) -> dict[str, str]:
    """The person's sealed words, readable: name, phone, identity, address. The caller journals the look."""
    return {
        "name": unseal(person.name_sealed, record=person.pk),
        "phone": unseal(person.phone_sealed, record=person.pk),
        "identity": unseal(person.identity_sealed, record=person.pk),
        "address": unseal(person.address_sealed, record=person.pk),
    }


def persons(viewer: Account) -> QuerySet[Person]:
    """Persons of every room where the viewer may see what is held of them, and erase it; the latest first."""
    return Person.objects.filter(room__in=rooms(viewer, Permission.PERSON_ERASE)).order_by("-created_at", "-id")


def persons_with(viewer: Account, room: Room, *, phone: str = "", identity: str = "") -> list[Person]:
    """Persons of the room noted with this cleaned telephone or ID number. The caller journals the search."""
    same = _same(room.pk, {lookup(phone)} - {""}, {lookup(identity)} - {""})
    return list(persons(viewer).filter(same, room=room))


def persons_called(viewer: Account, room: Room, name: str) -> list[Person]:
    """Who has exactly this whole name in the room, the latest first, for who may erase. Names are sealed, so every row is
    opened: a few milliseconds for a hundred. The caller journals it."""
    rows = persons(viewer).filter(room=room, erased_at=None).exclude(name_sealed="").order_by("-created_at")
    wanted = "".join(name.split())
    return [row for row in rows if "".join(unseal(row.name_sealed, record=row.pk).split()) == wanted]


def same_human(person: Person) -> list[Person]:
    """Every row of the room that shares a telephone or an ID number with this one, or with one that does; this first.

    Any of a row's telephones joins: a cell of a table may hold two. A guess: two people can share a telephone, so whoever
    acts on it looks at the list.
    """
    found, fresh = [person], [person]
    while fresh:
        phones = set().union(*map(_phones, fresh))
        same = _same(person.room_id, phones, {row.identity_lookup for row in fresh} - {""})
        known = [row.pk for row in found]
        fresh = list(Person.objects.filter(same, room=person.room_id).exclude(pk__in=known).order_by("-created_at"))
        found += fresh
    return found


def _same(room: UUID, phones: Set[str], identities: Set[str]) -> Q:
    several = [row.pk for row in _with_several(room) if phones & _phones(row)] if phones else []
    return Q(phone_lookup__in=phones) | Q(identity_lookup__in=identities) | Q(pk__in=several)


def _with_several(room: UUID) -> QuerySet[Person]:
    """Rows whose telephone field may hold more than one; only the first of them can be looked up by its column.

    Known by the length, which sealing does not hide: so few are opened, and no column is needed for what is rare.
    """
    is_long = GreaterThan(Length("phone_sealed"), sealed_length(LONGEST_PHONE))
    return Person.objects.filter(is_long, room=room).only("phone_sealed", "phone_lookup")


def _phones(row: Person) -> set[str]:
    """How every telephone of the row is looked up."""
    if len(row.phone_sealed) <= sealed_length(LONGEST_PHONE):
        return {row.phone_lookup} - {""}
    return {row.phone_lookup, *map(lookup, phones_in(unseal(row.phone_sealed, record=row.pk)))} - {""}


def traces_of(persons: Iterable[Person]) -> Traces:
    """The words that lead to these persons, to be looked for in texts."""
    known = [open_person(person) for person in persons]
    return traces(
        names=[said for one in known for said in (one["name"], one["address"]) if said],
        numbers=[said for one in known for said in (one["phone"], one["identity"]) if said],
    )


def consents(viewer: Account) -> QuerySet[Consent]:
    """What people agreed to in every room where the viewer may erase; the latest first."""
    reach = rooms(viewer, Permission.PERSON_ERASE)
    return Consent.objects.filter(person__room__in=reach).select_related("person").order_by("-given_at", "-id")


def without_number(viewer: Account, room: Room) -> QuerySet[Person]:
    """Who agreed to something in the room and left neither telephone nor ID number, so that no search finds them."""
    agreed = Consent.objects.filter(withdrawn_at=None).values("person")
    unknown = persons(viewer).filter(room=room, pk__in=agreed, erased_at=None)
    return unknown.filter(phone_lookup="", identity_lookup="")
