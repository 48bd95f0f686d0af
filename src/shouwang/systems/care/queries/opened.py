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
    said = [
        f"{one.row.get_field_display()}: {' → '.join(filter(None, (one.words, one.how)))}"
        for one in needs(case, Need.Field.values)
    ]
    visits = [f"{one.at:%Y-%m-%d}: {words}" for one in case.visits.order_by("at") if (words := words_of(one))]
    calls = [
        f"{one.at:%Y-%m-%d}: {words}" for one in case.calls.exclude(at=None).order_by("at") if (words := words_of(one))
    ]
    ticks = Tick.objects.filter(chain__case=case).order_by("at")
    there = [str(Case.Circumstance(name).label) for name in sorted(written(case))]
    told: dict[str, object] = {
        "every_days": case.rhythm_days, "speaks": case.speaks, "circumstances": "; ".join(there),
        "needs": "; ".join(said), "visits": "; ".join(visits), "calls": "; ".join(calls),
        "nobody_answered": "; ".join(f"{one.at:%Y-%m-%d}: {words_of(one)}" for one in ticks),
        "guardian": "; ".join(filter(None, (guardian_of(one) for one in case.agreements.all()))),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def own_aid(aid: Aid) -> dict[str, object]:
    """All that is kept of an application, for the copy of whoever made it."""
    gifts = [
        " ".join(filter(None, (f"{one.given_on}", one.what, f"{one.amount} CNY" if one.amount else "")))
        for one in aid.gifts.order_by("number")
    ]
    papers = [f"{one.name}: {one.seen_on or '…'}" for one in aid.documents.order_by("id")]
    told: dict[str, object] = {
        "details": details_of(aid), "papers_seen": "; ".join(papers), "passed_to": aid.passed_to,
        "passed_on": str(aid.passed_on or ""), "answer": answer_of(aid),
        "decision": str(aid.get_decision_display()) if aid.decision else "", "reason": reason_of(aid),
        "given": "; ".join(gifts),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}
