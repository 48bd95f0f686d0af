"""Volunteers: taken on, checked to be of age, given phones and papers; they leave. Their times are in availability.py."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.actions import (
    give_consent,
    let_go,
    make_phone_code,
    note_person,
    revoke_device,
    revoke_phone_code,
    withdraw_consent,
)
from shouwang.kernel.people.models import Account, Device, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor, may, open_phone_code
from shouwang.systems.patrol.actions import tracks
from shouwang.systems.patrol.actions.turns import recheck_of
from shouwang.systems.patrol.models import Availability, Insurance, OneOff, Skill, Training, Turn, Volunteer, Wish
from shouwang.systems.patrol.models.volunteers import FROM_A_PHONE
from shouwang.systems.patrol.queries.fitness import at_work
from shouwang.systems.patrol.queries.volunteers import PURPOSE, is_volunteer, volunteer_with

NOTICE = (
    "2026-11"  # the words beside the box on the page of a new volunteer; change it when they promise something else
)
TRACK_NOTICE = "2026-11"  # the words that are said before somebody agrees to be located in a shift
DESK, PHONE = "desk", "field"


class AlreadyThere(Exception):
    """This person or account is a volunteer of the room already."""


@transaction.atomic
def take_on(*, by: Account, room: Room, name: str, phone: str = "", account: Account | None = None) -> Volunteer:
    """Somebody new, who agreed to what is kept of them. Raises PermissionDenied, AlreadyThere."""
    _require(by, room)
    if account and volunteer_with(room, account):
        raise AlreadyThere
    person = note_person(
        by=actor(by), room=room, purpose=PURPOSE, legal_basis=Person.LegalBasis.CONSENT, name=name, phone=phone
    )
    return _take_on(by, room, person, account)


@transaction.atomic
def take_on_known(*, by: Account, room: Room, person: Person) -> Volunteer:
    """Somebody whom another part of the room knows already, as the same person. Raises PermissionDenied, AlreadyThere."""
    _require(by, room)
    current = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if current.room_id != room.pk or current.erased_at is not None:
        raise PermissionDenied("nobody of this room")
    if is_volunteer(current):
        raise AlreadyThere
    return _take_on(by, room, current, None)


@transaction.atomic
def check_adult(*, by: Account, volunteer: Volunteer) -> None:
    """Somebody saw a paper that says they are of age. What it says is not kept. Raises PermissionDenied."""
    _require(by, volunteer.room)
    volunteer.adult_checked_at, volunteer.adult_checked_by = timezone.now(), by.name[:80]
    volunteer.save(update_fields=["adult_checked_at", "adult_checked_by"])
    _note(actor(by), "patrol.adult_checked", volunteer)


@transaction.atomic
def train(
    *, by: Account, volunteer: Volunteer, kind: str, held_on: date, valid_until: date | None = None, note: str = ""
) -> Training:
    """They were taught something. Raises PermissionDenied."""
    _require(by, volunteer.room)
    training = Training.objects.create(
        volunteer=volunteer, kind=kind, held_on=held_on, valid_until=valid_until, note=note
    )
    _note(actor(by), "patrol.trained", volunteer, kind)
    return training


@transaction.atomic
def drop_training(*, by: Account, training: Training) -> list[Turn]:
    """It was written down wrongly; the turns they may not do without it. Raises PermissionDenied."""
    _require(by, training.volunteer.room)
    training.delete()
    _note(actor(by), "patrol.training_dropped", training.volunteer, training.kind)
    return recheck_of(volunteer=training.volunteer)


@transaction.atomic
def insure(
    *, by: Account, volunteer: Volunteer, insurer: str, policy_no: str, starts_on: date, ends_on: date
) -> Insurance:
    """They have an accident insurance from one day to another. Raises PermissionDenied."""
    _require(by, volunteer.room)
    insurance = Insurance.objects.create(
        volunteer=volunteer, insurer=insurer, policy_no=policy_no, starts_on=starts_on, ends_on=ends_on
    )
    _note(actor(by), "patrol.insured", volunteer, f"{starts_on} – {ends_on}")
    return insurance


@transaction.atomic
def drop_insurance(*, by: Account, insurance: Insurance) -> list[Turn]:
    """It ended or was written down wrongly; they are out of the risky shifts it was for, which are given back.

    Raises PermissionDenied.
    """
    _require(by, insurance.volunteer.room)
    insurance.delete()
    _note(actor(by), "patrol.insurance_dropped", insurance.volunteer, f"{insurance.starts_on} – {insurance.ends_on}")
    return recheck_of(volunteer=insurance.volunteer)


@transaction.atomic
def set_skills(*, by: Account, volunteer: Volunteer, kinds: Collection[str]) -> None:
    """All they can do that a shift may need. Raises PermissionDenied."""
    _require(by, volunteer.room)
    volunteer.skills.exclude(kind__in=kinds).delete()
    for kind in kinds:
        Skill.objects.get_or_create(volunteer=volunteer, kind=kind)
    _note(actor(by), "patrol.skills_set", volunteer)


@transaction.atomic
def give_phone_code(*, by: Account, volunteer: Volunteer) -> str:
    """The secret of a code by which a phone of theirs gets onto the list. Raises PermissionDenied."""
    _require(by, volunteer.room)
    return make_phone_code(by=actor(by), person=volunteer.person)[1]


@transaction.atomic
def take_back_phone_code(*, by: Account, volunteer: Volunteer) -> None:
    """No phone gets onto the list by the code that was made for them. Raises PermissionDenied."""
    _require(by, volunteer.room)
    if code := open_phone_code(volunteer.person, timezone.now()):
        revoke_phone_code(by=actor(by), code=code)


@transaction.atomic
def take_off_phone(*, by: Account, device: Device) -> None:
    """A phone was lost or changed hands: it opens nothing any more. Raises PermissionDenied."""
    _require(by, device.person.room)
    revoke_device(by=actor(by), device=device)


@transaction.atomic
def agree_to_track(*, by: Account | Volunteer, volunteer: Volunteer) -> None:
    """They agree to be located while they are in a shift. Raises PermissionDenied."""
    who, channel = _who(by, volunteer)
    tracks.agree(volunteer=volunteer, text_version=TRACK_NOTICE, channel=channel, by=who)


@transaction.atomic
def refuse_track(*, by: Account | Volunteer, volunteer: Volunteer) -> None:
    """They agree no more, and their tracks go at once: nothing else changes for them. Raises PermissionDenied."""
    who, _channel = _who(by, volunteer)
    tracks.withdraw(volunteer=volunteer, by=who)


@transaction.atomic
def leave(*, by: Account, volunteer: Volunteer) -> bool:
    """They walk no more: what was kept for it goes, past turns stay without them; whether they were forgotten as a person.

    Raises PermissionDenied.
    """
    _require(by, volunteer.room)
    _let_go(actor(by), volunteer)
    return let_go(by=actor(by), person=volunteer.person, reason="left the volunteers")


@transaction.atomic
def forget_person(by: Actor, person: Person) -> dict[str, int]:
    """The whole room forgets somebody: as a volunteer they are gone as if they had left; off how many lists."""
    left = list(Volunteer.objects.filter(person=person, left_at=None).select_related("person", "room"))
    for volunteer in left:
        _let_go(by, volunteer)
    return {"lists": len(left)}


def _let_go(by: Actor, volunteer: Volunteer) -> None:
    now = timezone.now()
    tracks.withdraw(volunteer=volunteer, by=by)
    current = Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
    current.turns.filter(at_work(now), began_at=None).delete()
    current.turns.update(volunteer=None)
    for rows in (Training, Insurance, Availability, OneOff, Skill, Wish):
        rows.objects.filter(volunteer=current).delete()
    Wish.objects.filter(beside=current).delete()
    current.left_at, current.account, current.calendar_digest, current.calendar_made_at = now, None, "", None
    current.save(update_fields=["left_at", "account", "calendar_digest", "calendar_made_at"])
    current.person.memberships.filter(team__room=current.room_id).delete()
    for consent in current.person.consents.filter(purpose=PURPOSE, withdrawn_at=None):
        withdraw_consent(by=by, consent=consent)
    _note(by, "patrol.left", current)


@transaction.atomic
def look(*, by: Account, room: Room, verb: str = "patrol.volunteers_seen") -> None:
    """Somebody looked at who the room's volunteers are, or could be. Raises PermissionDenied."""
    if not may(by, Permission.PATROL_SEE, room):
        raise PermissionDenied(Permission.PATROL_SEE)
    of = Subject("room", str(room.pk), room.code)
    journal.record(by=actor(by), verb=verb, of=of, room=room.pk)


@transaction.atomic
def look_at(*, by: Account, volunteer: Volunteer, verb: str = "patrol.volunteer_seen") -> None:
    """Somebody looked at what is kept of a volunteer, or printed it. Raises PermissionDenied."""
    _require(by, volunteer.room)
    _note(actor(by), verb, volunteer)


def _take_on(by: Account, room: Room, person: Person, account: Account | None) -> Volunteer:
    give_consent(by=actor(by), person=person, purpose=PURPOSE, text_version=NOTICE, channel=DESK)
    volunteer = Volunteer.objects.create(room=room, person=person, account=account, joined_at=timezone.now())
    _note(actor(by), "patrol.taken_on", volunteer)
    return volunteer


def _require(by: Account, room: Room) -> None:
    if not may(by, Permission.VOLUNTEER_MANAGE, room):
        raise PermissionDenied(Permission.VOLUNTEER_MANAGE)


def _who(by: Account | Volunteer, volunteer: Volunteer) -> tuple[Actor, str]:
    if isinstance(by, Account):
        _require(by, volunteer.room)
        return actor(by), DESK
    if by.pk != volunteer.pk or by.left_at is not None:
        raise PermissionDenied("only they themselves")
    return Actor(str(by.pk), FROM_A_PHONE), PHONE


def _note(by: Actor, verb: str, volunteer: Volunteer, detail: str = "") -> None:
    # By number only: the journal's rows outlive the name.
    of = Subject("volunteer", str(volunteer.pk))
    journal.record(by=by, verb=verb, of=of, room=volunteer.room_id, detail=detail)
