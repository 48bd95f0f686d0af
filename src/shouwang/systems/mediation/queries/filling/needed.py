"""Which papers a dispute needs now, and of which row each is: one for every session, inquiry, visit and payment."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.models import Dispute, Obligation, Party, Session
from shouwang.systems.mediation.papers.registry import BY_KEY, Document
from shouwang.systems.mediation.queries.standing import Standing


@dataclass(frozen=True)
class Wanted:
    """One paper of the file: which document, of which row (the dispute's own where there is one), the how-manieth."""

    key: str
    row: UUID
    count: int = 1
    is_offered: bool = False  # to be printed if they want it; no paper of the file yet

    @property
    def document(self) -> Document:
        return BY_KEY[self.key]


def wanted(standing: Standing) -> list[Wanted]:
    """In the order of the file, without covers and contents list."""
    found = [*_beginning(standing), *_work(standing), *_outcome(standing), *_ending(standing)]
    return sorted(found, key=lambda one: (one.document.place, one.count))


def _each(key: str, rows: list[UUID]) -> Iterator[Wanted]:
    yield from (Wanted(key, row, count) for count, row in enumerate(rows, 1))


def _beginning(standing: Standing) -> Iterator[Wanted]:
    dispute = standing.dispute
    asked = dispute.source == Dispute.Source.APPLICATION and dispute.asked == Dispute.Asked.WRITTEN
    yield Wanted("application" if asked else "register", dispute.pk)
    if dispute.stage == lifecycle.REFUSED:
        yield Wanted("refusal", dispute.pk)
    if dispute.accepted_date:
        yield Wanted("rights", dispute.pk)
        yield Wanted("identity", dispute.pk)
    yield from _each("authority", [party.pk for party in standing.here if party.agent_id])


def _work(standing: Standing) -> Iterator[Wanted]:
    yield from _each("inquiry", [one.pk for one in standing.inquiries])
    if standing.evidence:
        yield Wanted("evidence", standing.dispute.pk)
    for key, state in (("invitation", Session.State.CALLED), ("record", Session.State.HELD)):
        yield from _each(key, [one.pk for one in standing.sessions if one.state == state])


def _outcome(standing: Standing) -> Iterator[Wanted]:
    agreement = standing.agreement
    if agreement:
        yield Wanted("oral" if agreement.form == agreement.Form.ORAL else "agreement", agreement.pk)
        done = [one for one in standing.obligations if one.state == Obligation.State.DONE]
        if done:
            yield Wanted("performance", agreement.pk)
        yield from _each("receipt", [one.pk for one in done if one.amount])
        is_asked = standing.confirmation is not None
        if is_asked or (standing.may_ask_court and not agreement.is_about_ownership):
            has_unit = any(party.is_organisation for party in standing.here)
            key = "confirmation_unit" if has_unit else "confirmation_persons"
            yield Wanted(key, agreement.pk, is_offered=not is_asked)
    yield from _each("visit", [one.pk for one in standing.visits])


def _ending(standing: Standing) -> Iterator[Wanted]:
    dispute = standing.dispute
    yield from _each("transfer", [one.pk for one in standing.passings])
    if dispute.result in (Dispute.Result.NONE, Dispute.Result.LEFT, Dispute.Result.STOPPED):
        yield Wanted("termination", dispute.pk)
    if dispute.note:
        yield Wanted("file_note", dispute.pk)
    if dispute.summary:
        yield Wanted("closing_report", dispute.pk)


def both_kinds(parties: list[Party]) -> tuple[list[Party], list[Party]]:
    """Persons, and organisations."""
    return [one for one in parties if not one.is_organisation], [one for one in parties if one.is_organisation]
