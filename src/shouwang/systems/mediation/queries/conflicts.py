"""Who may not be this mediator: what the file itself shows. Kinship and interest only people know, so they are asked."""

from collections.abc import Iterable

from shouwang.kernel.people.queries import open_person
from shouwang.lib.identity import phones_in
from shouwang.systems.mediation.models import Member, Party


def _people(parties: Iterable[Party]) -> list[dict[str, str]]:
    """Everybody who is a party or stands for one; nobody who was forgotten."""
    rows = [row for party in parties for row in (party.person, party.agent, party.guardian, party.spokesman) if row]
    return [open_person(row) for row in rows]


def same_phone(member: Member, parties: Iterable[Party]) -> bool:
    """Whether the member has the telephone of a party, or of somebody who stands for one: then they are the same."""
    phones = set(phones_in(member.phone)) or {member.phone} - {""}
    return any(phones & (set(phones_in(one["phone"])) or {one["phone"]} - {""}) for one in _people(parties))


def same_name(name: str, parties: Iterable[Party]) -> bool:
    """Whether somebody of the parties is called the same; two people may be, so it is asked about."""
    return any(one["name"] and one["name"].strip() == name.strip() for one in _people(parties))


def called(name: str, parties: Iterable[Party]) -> Party | None:
    """The one party of that name; None for nobody, and for two of one name, who must be chosen."""
    found = [party for party in parties if open_person(party.person)["name"].strip() == name.strip()]
    return found[0] if len(found) == 1 else None
