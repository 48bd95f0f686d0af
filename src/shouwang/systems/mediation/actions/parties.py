"""The parties: written down sealed, told their rights, willing or not, leaving."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions.leading import need
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import empty_person, note_person
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.needed import is_needed
from shouwang.kernel.people.queries import open_person
from shouwang.systems.mediation.actions.turn import begin
from shouwang.systems.mediation.models import Dispute, Party, PoliceSide
from shouwang.systems.mediation.models.party import GROWN_UP

PURPOSE, POLICE_PURPOSE = "mediation.file", "mediation.police"
PURPOSES = (PURPOSE, POLICE_PURPOSE)


@dataclass(frozen=True)
class Human:
    """Somebody by name; phone and ID number are cleaned. Empty: nobody."""

    name: str = ""
    phone: str = ""
    address: str = ""

    def __bool__(self) -> bool:
        return bool(self.name.strip())


@dataclass(frozen=True)
class Entered:
    """What is written down of one party."""

    side: str
    human: Human
    is_organisation: bool = False
    sex: str = ""
    birth_year: int | None = None
    is_minor: bool = False
    occupation: str = ""
    identity_seen: str = ""
    identity_last4: str = ""
    spokesman: Human = Human()
    spokesman_post: str = ""
    guardian: Human = Human()
    guardian_kin: str = ""
    agent: Human = Human()
    agent_authority: str = ""
    agent_scope: str = ""
    agent_until: date | None = None
    has_letter: bool = False
    is_willing: bool | None = None


PLAIN = (
    "side", "is_organisation", "sex", "birth_year", "occupation", "identity_seen", "identity_last4", "spokesman_post",
    "guardian_kin", "agent_authority", "agent_scope", "agent_until", "has_letter", "is_willing",
)  # fmt: skip


@transaction.atomic
def name_party(*, by: Account, dispute: Dispute, entered: Entered, party: Party | None = None) -> Party:
    """Write a party down, or anew. Who changes a name makes a new sealed row; the old one is let go at once.

    Raises Refused: "no_name", "agent_authority", "minor_agent", "organisation_speaks".
    """
    turn, told = begin(by, dispute, "name_party"), "change_party" if party else ""
    _check(entered, turn.today.year)
    turn.take()
    if party is None:
        last = turn.dispute.parties.aggregate(last=Max("place"))["last"] or 0
        party = Party(dispute=turn.dispute, place=last + 1)
    elif party.dispute_id != turn.dispute.pk:
        raise ValueError("party of another dispute")
    for name in PLAIN:
        setattr(party, name, getattr(entered, name))
    if entered.is_organisation:
        party.sex, party.birth_year = "", None
    party.is_minor = _is_minor(entered, turn.today.year)
    room, before = turn.matter.room, people_of(party)
    party.person = noted(turn.who, room, entered.human, party.person if party.person_id else None)
    for role in ("spokesman", "guardian", "agent"):
        human: Human = getattr(entered, role)
        setattr(party, role, noted(turn.who, room, human, getattr(party, role)) if human else None)
    if not entered.agent:
        party.agent_authority, party.agent_scope, party.agent_until, party.has_letter = "", "", None, False
    party.save()
    let_go(turn.who, before)
    turn.tell(of=called(party), told=told)
    return party


def called(party: Party) -> str:
    """A party as the story calls it: never by name, since the story outlives the sealed row."""
    return f"{party.get_side_display()} {party.place}"


def _check(entered: Entered, year: int) -> None:
    if not entered.human:
        raise Refused("no_name", "name")
    if entered.agent and not entered.agent_authority:
        raise Refused("agent_authority", "agent_authority")
    if entered.birth_year and not year - 120 <= entered.birth_year <= year:
        raise Refused("birth_year", "birth_year")
    if entered.is_organisation and not (entered.spokesman or entered.agent):
        raise Refused("organisation_speaks", "spokesman_name")


def _is_minor(entered: Entered, year: int) -> bool:
    """By the year of birth where it is certain; on the edge by what was ticked."""
    if entered.is_organisation:
        return False
    age = year - entered.birth_year if entered.birth_year else None
    if age is None or age == GROWN_UP:
        return entered.is_minor
    return age < GROWN_UP


def people_of(row: Party | PoliceSide) -> list[Person]:
    """Everybody who stands in a row of a file, so far."""
    return [getattr(row, role) for role in row.ROLES if getattr(row, f"{role}_id")]


def let_go(who: Actor, people: list[Person]) -> None:
    """Empty what was noted for a file and stands in none any more: written anew, or written by mistake."""
    for person in people:
        if person.purpose in PURPOSES and person.erased_at is None and not is_needed(person):
            empty_person(by=who, person=person, reason="written anew or by mistake")


def noted(who: Actor, room: Room, human: Human, known: Person | None, purpose: str = PURPOSE) -> Person:
    """The person's sealed row; a new one where something of it changed."""
    said = {"name": human.name.strip(), "phone": human.phone, "address": human.address.strip()}
    if known is not None and known.erased_at is None:
        was = open_person(known)
        if all(was[name] == value for name, value in said.items()):
            return known
    return note_person(by=who, room=room, purpose=purpose, legal_basis=Person.LegalBasis.DUTY, **said)


@transaction.atomic
def drop_party(*, by: Account, dispute: Dispute, party: Party) -> Dispute:
    """Take out a party that was written down by mistake; only before it is taken on."""
    turn = begin(by, dispute, "drop_party")
    turn.take()
    if party.dispute_id != turn.dispute.pk:
        raise ValueError("party of another dispute")
    before = people_of(party)
    party.delete()
    let_go(turn.who, before)
    return turn.tell()


@transaction.atomic
def inform(*, by: Account | Actor, dispute: Dispute, parties: list[Party], how: str) -> Dispute:
    """Note that these parties were told their rights and duties, by word of mouth or in writing (Art 23, 24)."""
    turn = begin(by, dispute, "inform")
    if not parties:
        raise Refused("nobody", "parties")
    turn.take()
    keys = [party.pk for party in parties]
    turn.dispute.parties.filter(pk__in=keys, informed_at=None).update(informed_at=turn.now, informed_how=how)
    return turn.tell(of=", ".join(called(party) for party in parties))


@transaction.atomic
def leave(*, by: Account, dispute: Dispute, party: Party, reason: str) -> Dispute:
    """A party withdraws (Art 23). The others may go on while both sides are still there; else it must be ended."""
    turn = begin(by, dispute, "leave")
    need("leave", reason=reason)
    turn.take("reason")
    left = turn.dispute.parties.filter(pk=party.pk, left_at=None).update(left_at=turn.now, left_because=reason[:300])
    if not left:
        raise Refused("gone_already")
    return turn.tell(of=called(party), reason=reason)
