"""Sealed words of a case, readable. The caller has asked who may and journals the look before."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from shouwang.kernel.people.models import Person
from shouwang.kernel.people.sealed import unseal
from shouwang.systems.care.models import Agreement, Aid, Aide, Call, Case, Helper, Need, Tick, Visit
from shouwang.systems.care.queries.circumstances import written


def name_of(person: Person) -> str:
    """Their name; what stands for it where it was forgotten."""
    return unseal(person.name_sealed, record=person.pk) or _("(name gone)")


def phone_of(person: Person) -> str:
    return unseal(person.phone_sealed, record=person.pk)


def address_of(person: Person) -> str:
    return unseal(person.address_sealed, record=person.pk)


def aide_name(aide: Aide) -> str:
    """A colleague's name, or the sealed one of somebody without an account."""
    return aide.account.name if aide.account else name_of(aide.person) if aide.person else ""


def aide_phone(aide: Aide) -> str:
    return aide.account.phone if aide.account else phone_of(aide.person) if aide.person else ""


def words_of(row: Visit | Call | Tick) -> str:
    return unseal(row.words_sealed, record=row.pk)


def does(helper: Helper) -> str:
    return unseal(helper.does_sealed, record=helper.pk)


def guardian_of(agreement: Agreement) -> str:
    return unseal(agreement.guardian_sealed, record=agreement.pk)


def details_of(aid: Aid) -> str:
    return unseal(aid.details_sealed, record=aid.pk)


def answer_of(aid: Aid) -> str:
    return unseal(aid.answer_sealed, record=aid.pk)


def reason_of(aid: Aid) -> str:
    return unseal(aid.reason_sealed, record=aid.pk)


@dataclass(frozen=True)
class OpenNeed:
    """A need with its words."""

    row: Need
    words: str
    how: str


def needs(case: Case, fields: Sequence[str]) -> list[OpenNeed]:
    """The needs of some fields, those not met yet first."""
    rows = sorted(case.needs.filter(field__in=fields), key=lambda one: (one.state != Need.State.OPEN, one.pk))
    return [
        OpenNeed(one, unseal(one.words_sealed, record=one.pk), unseal(one.met_sealed, record=one.pk)) for one in rows
    ]


def own_words(case: Case) -> dict[str, object]:
    """All that is kept of somebody in their own case, for their copy."""
    said = [f"{one.row.get_field_display()}: {one.words}" for one in needs(case, Need.Field.values)]
    visits = [f"{one.at:%Y-%m-%d}: {words}" for one in case.visits.order_by("at") if (words := words_of(one))]
    there = [str(Case.Circumstance(name).label) for name in sorted(written(case))]
    told = {
        "every_days": case.rhythm_days, "speaks": case.speaks, "circumstances": "; ".join(there),
        "needs": "; ".join(said), "visits": "; ".join(visits),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}
