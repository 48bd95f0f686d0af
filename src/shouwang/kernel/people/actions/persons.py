"""Persons who came to the room: written down sealed, emptied; what they agreed to."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.actions.devices import revoke_device
from shouwang.kernel.people.models import Consent, Person
from shouwang.kernel.people.needed import end_what_rests_on, is_needed
from shouwang.kernel.people.queries import traces_of
from shouwang.kernel.people.sealed import lookup, seal
from shouwang.lib.identity import phones_in


@transaction.atomic
def note_person(
    *,
    by: Actor,
    room: Room,
    purpose: str,
    legal_basis: str,
    name: str = "",
    phone: str = "",
    identity: str = "",
    address: str = "",
) -> Person:
    """Write down somebody who came to the room, sealed. The caller has cleaned phone and ID number."""
    person = Person(room=room, purpose=purpose, legal_basis=legal_basis)
    person.name_sealed = seal(name, record=person.pk)
    person.phone_sealed = seal(phone, record=person.pk)
    person.phone_lookup = _phone_lookup(phone)
    person.identity_sealed = seal(identity, record=person.pk)
    person.identity_lookup = lookup(identity)
    person.address_sealed = seal(address, record=person.pk)
    person.save(force_insert=True)
    journal.record(by=by, verb="person.noted", of=Subject("person", str(person.pk)), room=room.pk, detail=purpose)
    return person


@transaction.atomic
def note_persons(
    *, by: Actor, room: Room, purpose: str, legal_basis: str, people: Sequence[tuple[str, str]]
) -> list[Person]:
    """Write down many at once, each by name and phone, sealed; one record in the journal says how many."""
    noted = []
    for name, phone in people:
        person = Person(room=room, purpose=purpose, legal_basis=legal_basis)
        person.name_sealed, person.phone_sealed = seal(name, record=person.pk), seal(phone, record=person.pk)
        person.phone_lookup = _phone_lookup(phone)
        noted.append(person)
    Person.objects.bulk_create(noted)
    if noted:
        detail = f"{purpose}: {len(noted)}"
        journal.record(by=by, verb="person.noted", of=Subject("room", str(room.pk)), room=room.pk, detail=detail)
    return noted


def _phone_lookup(phone: str) -> str:
    """Of the first whole number: a cell of a table may hold two, and all of it is kept sealed."""
    return lookup((phones_in(phone) or [phone])[0])


@transaction.atomic
def note_search(*, by: Actor, room: Room, found: int) -> None:
    """Somebody looked for a person by a number; the number itself is not written."""
    detail = f"found {found}"
    journal.record(
        by=by, verb="person.looked_for", of=Subject("room", str(room.pk), room.code), room=room.pk, detail=detail
    )


@transaction.atomic
def note_look(*, by: Actor, person: Person, verb: str = "person.seen") -> None:
    """Somebody looked at what is held of a person, or gave it out to them."""
    journal.record(by=by, verb=verb, of=Subject("person", str(person.pk)), room=person.room_id)


@transaction.atomic
def leave_out(*, by: Actor, rows: Sequence[Person], beside: Sequence[Person], reason: str) -> None:
    """The rows are somebody else than those beside them, who have the same number: nothing is done to them.

    The reason is written down, without the names of either.
    """
    why = traces_of([*rows, *beside]).struck(reason)
    for row in rows:
        journal.record(by=by, verb="person.left_out", of=Subject("person", str(row.pk)), room=row.room_id, detail=why)


@transaction.atomic
def empty_person(*, by: Actor, person: Person, reason: str) -> None:
    """Forget who it was; the row stays so that counts stay. What they agreed to and their phones end with it.

    Matters forget too: see matters.actions.erasing. The reason must not name them, the journal keeps it.
    """
    for field in (
        "name_sealed",
        "phone_sealed",
        "phone_lookup",
        "identity_sealed",
        "identity_lookup",
        "address_sealed",
    ):
        setattr(person, field, "")
    person.erased_at = timezone.now()
    person.save()
    person.consents.filter(withdrawn_at=None).update(withdrawn_at=person.erased_at)
    person.phone_codes.filter(revoked_at=None).update(revoked_at=person.erased_at)
    for device in person.devices.filter(revoked_at=None):
        revoke_device(by=by, device=device)
    journal.record(
        by=by, verb="person.erased", of=Subject("person", str(person.pk)), room=person.room_id, detail=reason
    )


@transaction.atomic
def correct_reach(*, by: Actor, person: Person, phone: str, address: str) -> None:
    """Another telephone, cleaned by the caller, or another address (PIPL Art 46); neither stands in the journal."""
    person.phone_sealed, person.phone_lookup = seal(phone, record=person.pk), _phone_lookup(phone)
    person.address_sealed = seal(address, record=person.pk)
    person.save(update_fields=["phone_sealed", "phone_lookup", "address_sealed"])
    journal.record(by=by, verb="person.corrected", of=Subject("person", str(person.pk)), room=person.room_id)


@transaction.atomic
def forget_reach(*, by: Actor, person: Person, reason: str) -> None:
    """Forget telephone and address; the name stays, so that it can be shown what they agreed to and took back."""
    person.phone_sealed = person.phone_lookup = person.address_sealed = ""
    person.save(update_fields=["phone_sealed", "phone_lookup", "address_sealed"])
    journal.record(
        by=by, verb="person.reach_forgotten", of=Subject("person", str(person.pk)), room=person.room_id, detail=reason
    )


@transaction.atomic
def let_go(*, by: Actor, person: Person, reason: str) -> bool:
    """Somebody left a part of the room: they are in no team, their phones open nothing and it is forgotten who it was.

    Nothing happens while another part still needs them (see needed.py); whether it did.
    """
    if person.erased_at is not None or is_needed(person):
        return False
    person.memberships.all().delete()
    empty_person(by=by, person=person, reason=reason)
    return True


@transaction.atomic
def give_consent(
    *, by: Actor, person: Person, purpose: str, text_version: str, channel: str, at: datetime | None = None
) -> Consent:
    """Record what a person agreed to."""
    consent = Consent.objects.create(
        person=person, purpose=purpose, text_version=text_version, channel=channel, given_at=at or timezone.now()
    )
    journal.record(
        by=by, verb="consent.given", of=Subject("person", str(person.pk)), room=person.room_id, detail=purpose
    )
    return consent


@transaction.atomic
def withdraw_consent(*, by: Actor, consent: Consent) -> None:
    """Record that it was taken back, and end what rests on it alone; the service goes on (PIPL Art 15-16)."""
    consent.withdrawn_at = timezone.now()
    consent.save(update_fields=["withdrawn_at"])
    journal.record(
        by=by,
        verb="consent.withdrawn",
        of=Subject("person", str(consent.person_id)),
        room=consent.person.room_id,
        detail=consent.purpose,
    )
    end_what_rests_on(by, consent)
