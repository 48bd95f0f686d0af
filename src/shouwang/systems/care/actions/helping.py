"""Who helps in a case: asked first are the family, whose duty it is by law; then neighbours, volunteers, cadres, a doctor."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import note_person
from shouwang.kernel.people.actions.devices import make_phone_code
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import is_of_room
from shouwang.kernel.people.sealed import lookup, seal, unseal
from shouwang.lib.ids import uuid7
from shouwang.systems.care.actions.emptying import leave_aide
from shouwang.systems.care.actions.writing import must, write
from shouwang.systems.care.models import Aide, Case, Helper, Planned

PURPOSE = "care.helper"


@dataclass(frozen=True)
class Helping:
    """What somebody does in a case."""

    role: str
    does: str = ""
    may_ring_at_night: bool = False
    asked_on: date | None = None


@transaction.atomic
def aide_of_account(*, by: Account, room: Room, account: Account) -> Aide:
    """The colleague as an aide of the room."""
    must(by, Permission.CARE_MANAGE, room)
    if not is_of_room(account, room):
        raise Refused("not_of_room", "aide")
    return Aide.objects.get_or_create(room=room, account=account)[0]


@transaction.atomic
def aide_of_person(*, by: Account, room: Room, name: str, phone: str) -> Aide:
    """Somebody without an account, phone cleaned. Whoever helps already or has an enrolled phone, by that number and name,
    is the same person; one who only brought something to the room, or shares the telephone, is not."""
    who = must(by, Permission.CARE_MANAGE, room)
    person = _known(room, name, phone)
    if person is None:
        consented = Person.LegalBasis.CONSENT
        person = note_person(by=who, room=room, purpose=PURPOSE, legal_basis=consented, name=name, phone=phone)
    return Aide.objects.get_or_create(room=room, person=person)[0]


def _known(room: Room, name: str, phone: str) -> Person | None:
    if not phone:
        return None
    numbered = Person.objects.filter(room=room, erased_at=None, phone_lookup=lookup(phone))
    enrolled = Q(devices__isnull=False, devices__revoked_at=None)
    found = numbered.filter(Q(care_aides__room=room) | enrolled).distinct().order_by("created_at")
    return next((one for one in found if unseal(one.name_sealed, record=one.pk).strip() == name.strip()), None)


@transaction.atomic
def help_in(*, by: Account, case: Case, aide: Aide, helping: Helping) -> Helper:
    """The aide helps in the case."""
    who = must(by, Permission.CARE_MANAGE, case.room)
    if not case.is_open:
        raise Refused("case_over")
    if aide.room_id != case.room_id:
        raise ValueError("aide of another room")
    if Helper.objects.filter(case=case, aide=aide).exists():
        raise Refused("helps_already", "aide")
    key = uuid7()
    made = Helper.objects.create(
        id=key, case=case, aide=aide, role=helping.role, does_sealed=seal(helping.does, record=key),
        may_ring_at_night=helping.may_ring_at_night, asked_on=helping.asked_on,
    )  # fmt: skip
    write(who, case, "care.helper_joined", helping.role)
    return made


@transaction.atomic
def help_no_more(*, by: Account, helper: Helper) -> None:
    """They help there no more: their phone shows it no more; whoever helps nowhere is forgotten."""
    who, case, aide = must(by, Permission.CARE_MANAGE, helper.case.room), helper.case, helper.aide
    Planned.objects.filter(case=case, aide=aide, visit=None).delete()
    helper.delete()
    write(who, case, "care.helper_left", helper.role)
    if aide.person:
        leave_aide(who, aide.person)


@transaction.atomic
def take_on(*, by: Account, aide: Aide, a_week: int) -> Aide:
    """How many visits a week they take on."""
    who = must(by, Permission.CARE_MANAGE, aide.room)
    aide.a_week = a_week
    aide.save(update_fields=["a_week"])
    of = Subject("aide", str(aide.pk))
    journal.record(by=who, verb="care.aide_takes", of=of, room=aide.room_id, detail=str(a_week))
    return aide


@transaction.atomic
def give_phone_code(*, by: Account, aide: Aide) -> str:
    """The secret of a code by which one phone of theirs gets onto the list. Raises ValueError for a colleague."""
    who = must(by, Permission.CARE_MANAGE, aide.room)
    if aide.person is None:
        raise ValueError("a colleague has an account")
    return make_phone_code(by=who, person=aide.person)[1]
