"""Who signs which paper of a dispute, by the paper's own fields: parties, who sits at the table, and hands named in a row.

One table for filling, for the page that takes a signature and for the check of what still lacks one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from shouwang.kernel.people.models import Person
from shouwang.systems.mediation.models import Party, Seat, Signature, SignedPaper
from shouwang.systems.mediation.queries.filling.needed import Wanted
from shouwang.systems.mediation.queries.standing import Standing


@dataclass(frozen=True)
class Signer:
    """Somebody a paper has room for: a party, a seat, or a hand: a person, a name, or "" where it only leaves room."""

    field: str
    party: Party | None = None
    seat: Seat | None = None
    person: Person | None = None
    name: str = ""

    @property
    def key(self) -> str:
        """Which of the paper's signers: the key of the row, or the field for a hand."""
        row = self.party or self.seat
        return str(row.pk) if row else self.field


Who = Callable[[Standing, UUID], Iterable[Party | Seat | Person | str]]


def signers(standing: Standing, one: Wanted) -> list[Signer]:
    """In the order of the paper. Empty for a paper that only a seal stands on."""
    return [_signer(name, who) for name, found in SIGNED.get(one.key, {}).items() for who in found(standing, one.row)]


def signatures(standing: Standing, one: Wanted) -> dict[str, Signature]:
    """Those that are there, by `Signer.key`."""
    there = (each for each in standing.signatures if each.paper == one.key and each.row == one.row)
    return {str(each.party_id or each.seat_id or each.hand): each for each in there}


def left_to_sign(standing: Standing, one: Wanted) -> list[Signer]:
    """Who still can, whether the paper demands it or only has room."""
    there = signatures(standing, one)
    return [each for each in signers(standing, one) if each.key not in there]


def unsigned(standing: Standing, one: Wanted) -> list[Signer]:
    """Who has not signed where the paper demands it; nobody where the signed paper itself was put back as a scan."""
    if scans(standing, one):
        return []
    required = {field.name for field in one.document.paper.fields() if field.required}
    return [each for each in left_to_sign(standing, one) if each.field in required]


def scans(standing: Standing, one: Wanted) -> list[SignedPaper]:
    """The pages of the signed paper that were put back, in the order they came."""
    return [each for each in standing.signed_papers if each.paper == one.key and each.row == one.row]


def _signer(field: str, who: Party | Seat | Person | str) -> Signer:
    match who:
        case Party():
            return Signer(field, party=who)
        case Seat():
            return Signer(field, seat=who)
        case Person():
            return Signer(field, person=who)
    return Signer(field, name=who)


def _applicants(standing: Standing, row: UUID) -> list[Party]:
    return [party for party in standing.parties if party.side == Party.Side.APPLICANT]


def _here(standing: Standing, row: UUID) -> list[Party]:
    return standing.here


def _all(standing: Standing, row: UUID) -> list[Party]:
    return standing.parties


def _principal(standing: Standing, row: UUID) -> list[Party]:
    return [party for party in standing.parties if party.pk == row]


def _agent(standing: Standing, row: UUID) -> list[Person | str]:
    return [party.agent or "" for party in standing.parties if party.pk == row]


def _came(standing: Standing, row: UUID) -> list[Party]:
    session = next(one for one in standing.sessions if one.pk == row)
    return sorted(session.parties.all(), key=lambda party: party.place)


def _invited_there(standing: Standing, row: UUID) -> list[Seat]:
    session = next(one for one in standing.sessions if one.pk == row)
    return [seat for seat in session.seats.all() if seat.needs_consent]


def _mediated_there(standing: Standing, row: UUID) -> list[Seat]:
    session = next(one for one in standing.sessions if one.pk == row)
    return [seat for seat in session.seats.all() if seat.mediates]


def _mediators(standing: Standing, row: UUID) -> list[Seat]:
    return [seat for seat in standing.table if seat.mediates]


def _payee(standing: Standing, row: UUID) -> list[Party | str]:
    duty = next(one for one in standing.obligations if one.pk == row)
    return [next((party for party in standing.parties if party.pk == duty.obligee_id), "")]


def _of(rows: str, name: str) -> Who:
    """What one of the dispute's rows says in a field of its own."""

    def found(standing: Standing, row: UUID) -> list[str]:
        return [getattr(next(one for one in getattr(standing, rows) if one.pk == row), name)]

    return found


def _met(rows: str, name: str) -> Who:
    """The party that one of the dispute's rows is about, or what it says of somebody else."""

    def found(standing: Standing, row: UUID) -> list[Party | str]:
        one = next(each for each in getattr(standing, rows) if each.pk == row)
        return [next((party for party in standing.parties if party.pk == one.party_id), getattr(one, name))]

    return found


def _recorder(standing: Standing, row: UUID) -> list[str]:
    return [standing.agreement.recorder if standing.agreement else ""]


def _filer(standing: Standing, row: UUID) -> list[str]:
    return [standing.dispute.filer]


def _somebody(standing: Standing, row: UUID) -> list[str]:
    return [""]


_COURT: Mapping[str, Who] = {"applicants_sign": _here}
_AGREED: Mapping[str, Who] = {"parties_sign": _here, "mediators_sign": _mediators, "recorder_signs": _recorder}
SIGNED: Mapping[str, Mapping[str, Who]] = {
    "application": {"applicants_sign": _applicants},
    "register": {"parties_sign": _here, "registrar_signs": _somebody},
    "refusal": {"received_by": _somebody},
    "rights": {"parties_sign": _here},
    "identity": {"seen_by": _somebody},
    "authority": {"principals_sign": _principal, "agents_sign": _agent},
    "inquiry": {
        "questioned_sign": _met("inquiries", "asked"),
        "investigators_sign": _of("inquiries", "investigator"),
        "recorder_signs": _of("inquiries", "recorder"),
    },
    "evidence": {"taken_by": _somebody},
    "record": {
        "parties_sign": _came,
        "invited_sign": _invited_there,
        "mediators_sign": _mediated_there,
        "recorder_signs": _of("sessions", "recorder"),
    },
    "agreement": _AGREED,
    "oral": _AGREED,
    "performance": {"checked_by": _somebody},
    "receipt": {"payee_signs": _payee},
    "visit": {"visited_sign": _met("visits", "visited"), "visitors_sign": _of("visits", "visitor")},
    "confirmation_persons": _COURT,
    "confirmation_unit": _COURT,
    "termination": {"parties_sign": _all},
    "file_note": {"by": _filer},
    "closing_report": {"reporter_signs": _somebody},
}
