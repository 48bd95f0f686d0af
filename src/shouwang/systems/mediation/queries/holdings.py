"""In which disputes and police cases somebody stands: for kernel.people.holdings."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.matter import years_before
from shouwang.kernel.people.holdings import Holding
from shouwang.kernel.people.models import Account, Person
from shouwang.systems.mediation.models import Party, PoliceSide
from shouwang.systems.mediation.queries.police import cases
from shouwang.systems.mediation.queries.police_keeping import years_of
from shouwang.systems.mediation.queries.scope import disputes

OWN = ("sex", "birth_year", "occupation", "identity_seen", "identity_last4")
STANDS_FOR = {
    "agent": _("their agent"),
    "guardian": _("their parent or guardian"),
    "spokesman": _("who speaks for them"),
}


def in_disputes(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As a party, or as who stands for one. What is sheltered is not in the copy: the other side may be reading along."""
    found = []
    parties = Party.objects.filter(_anywhere(rows, Party.ROLES), dispute__in=disputes(viewer))
    for party in parties.select_related("dispute__matter", "dispute__committee", *Party.ROLES):
        matter, years = party.dispute.matter, party.dispute.committee.keeps(party.dispute.grade)
        for role, person in _roles(party, rows):
            own = _own(party) if role == "person" else {}
            found.append(
                Holding(
                    person.pk, matter.pk, matter.reference, _("a dispute's file"), _as(party.get_side_display(), role),
                    person.created_at, years, _until(matter, years), _("People's Mediation Law, Art 27"),
                    not matter.is_sheltered, own,
                )
            )  # fmt: skip
    return found


def _own(party: Party) -> dict[str, object]:
    """What is written of a party, as far as it was asked."""
    told = {name: getattr(party, name) for name in OWN} | {"sex": str(party.get_sex_display()) if party.sex else ""}
    return {name: said for name, said in told.items() if said}


def in_police_cases(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """As offender or victim, or as who stands for one. In the copy only once it was taken on, when both know of it."""
    found = []
    sides = PoliceSide.objects.filter(_anywhere(rows, PoliceSide.ROLES), case__in=cases(viewer))
    for side in sides.select_related("case__matter__room", *PoliceSide.ROLES):
        matter = side.case.matter
        years = years_of(matter.room)
        for role, person in _roles(side, rows):
            own = {"is_minor": True} if role == "person" and side.is_minor else {}
            found.append(
                Holding(
                    person.pk, matter.pk, matter.reference, _("a case of police mediation"),
                    _as(side.get_side_display(), role), person.created_at, years, _until(matter, years),
                    _("Rules on Administrative Cases of the Police, Art 178–186"), side.case.accepted_date is not None, own,
                )
            )  # fmt: skip
    return found


def stands_in(viewer: Account, matter: UUID) -> list[Person]:
    """Every party of a dispute or side of a police case, and who stands for them."""
    parties = Party.objects.filter(dispute__in=disputes(viewer), dispute=matter).select_related(*Party.ROLES)
    sides = PoliceSide.objects.filter(case__in=cases(viewer), case=matter).select_related(*PoliceSide.ROLES)
    found = [getattr(row, role) for row in parties for role in Party.ROLES]
    found += [getattr(row, role) for row in sides for role in PoliceSide.ROLES]
    return [person for person in found if person]


def _anywhere(rows: Sequence[Person], roles: Sequence[str]) -> Q:
    found = Q()
    for role in roles:
        found |= Q(**{f"{role}__in": rows})
    return found


def _roles(row: Party | PoliceSide, rows: Sequence[Person]) -> Iterator[tuple[str, Person]]:
    keys = {person.pk for person in rows}
    for role in row.ROLES:
        if getattr(row, f"{role}_id") in keys:
            yield role, getattr(row, role)


def _as(side: str | Promise, role: str) -> str:
    return str(side) if role == "person" else f"{side} · {STANDS_FOR[role]}"


def _until(matter: Matter, years: int) -> date | None:
    """The day after which it is emptied; None while it is open, or where it is kept for ever."""
    if matter.ended_at is None or not years:
        return None
    return timezone.localtime(years_before(matter.ended_at, -years)).date()
