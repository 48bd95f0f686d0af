"""The values of the papers after the table: agreement, performance, visits, court, passing on, the end, the covers."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from shouwang.kernel.papers.description import Words
from shouwang.systems.mediation.because import said
from shouwang.systems.mediation.models import Agreement, Dispute, Obligation, Visit
from shouwang.systems.mediation.queries.filling.before import came_by, lines
from shouwang.systems.mediation.queries.filling.needed import both_kinds
from shouwang.systems.mediation.queries.filling.source import Source
from shouwang.systems.mediation.queries.standing import CHINA

Values = dict[str, Any]
YES, NO = Words("有", "yes"), Words("没有", "no")
YEARS, FOR_EVER = Words("{years}年", "{years} years"), Words("永久", "for ever")
LEVELS = Words("{one} → {other}", "{one} → {other}")


def agreement(source: Source, row: UUID) -> Values:
    standing, made = source.standing, _made(source)
    common = source.head | {
        "parties": [source.card(party) for party in standing.here],
        "facts": "\n".join(filter(None, [made.facts, made.points])),
        "content": lines(made.content),
        "duties": _duties(source, standing.obligations),
        "total": sum((one.amount for one in standing.obligations if one.amount), Decimal(0)) or None,
    }  # fmt: skip
    if made.form == Agreement.Form.ORAL:
        return common | {"reached": made.reached_date}
    return common | {"copies": str(len(standing.here) + 1)}


def _made(source: Source) -> Agreement:
    if source.standing.agreement is None:
        raise LookupError("no agreement stands")
    return source.standing.agreement


def _duties(source: Source, several: list[Obligation]) -> list[dict[str, object]]:
    parties = {party.pk: party for party in source.standing.parties}
    return [source.duty(one, parties) for one in several]


def performance(source: Source, row: UUID) -> Values:
    done = [one for one in source.standing.obligations if one.state == Obligation.State.DONE]
    proofs = [
        {name: duty[name] for name in ("who", "what", "sum")} | {"day": one.done_date, "proof": one.note}
        for one, duty in zip(done, _duties(source, done), strict=True)
    ]
    return source.head | {"dispute": source.dispute, "proofs": proofs}


def receipt(source: Source, row: UUID) -> Values:
    one = next(duty for duty in source.standing.obligations if duty.pk == row)
    said = _duties(source, [one])[0]
    return {
        "number": source.number,
        "payer": said["who"],
        "sum": one.amount,
        "reason": one.what,
        "agreement": source.number,
        "day": one.done_date,
    }


def visit(source: Source, row: UUID) -> Values:
    one = next(visit for visit in source.standing.visits if visit.pk == row)
    return source.head | {
        "reason": source.dispute,
        "visited": source.met(one.party_id, one.visited),
        "at": one.at,
        "performed": one.performance,
        "satisfied": str(Visit.Satisfied(one.satisfied).label),
        "court": source.said(YES if one.went_to_court else NO),
        "signs": source.said(YES if one.flares_up else NO),
        "measures": one.measures,
    }


def confirmation(source: Source, row: UUID) -> Values:
    """The address for delivery is the party's own until they name another."""
    standing, made = source.standing, _made(source)
    persons, units = both_kinds(standing.here)

    def card(party: Any) -> dict[str, object]:
        said = source.card(party)
        return said | {"delivery": said["address"]}

    unit_only = ("name", "head", "phone", "agent", "address", "delivery")
    common = {
        "committee": source.committee,
        "agreement": source.number,
        "effective": made.effective_date,
        "facts": made.facts,
        "content": lines(made.content),
        "court": standing.confirmation.court if standing.confirmation else standing.dispute.committee.court,
    }
    if not units:
        return common | {"applicants": [card(party) for party in persons]}
    cards = [{name: card(party)[name] for name in unit_only} for party in units]
    return common | {"persons": [card(party) for party in persons], "units": cards}


def transfer(source: Source, row: UUID) -> Values:
    one = next(passing for passing in source.standing.passings if passing.pk == row)
    levels = {"one": one.get_from_level_display(), "other": one.get_to_level_display()}
    return source.head | {
        "to": one.body,
        "dispute": source.dispute,
        "parties": source.names(source.standing.parties),
        "accepted": source.standing.dispute.accepted_date,
        "level": source.said(LEVELS, **levels),
        "reasons": one.reason,
        "done": source.standing.dispute.found,
        "contact": source.listed(seat.name for seat in source.mediators()),
        "phone": source.telephone,
        "received": one.receipted_at,
        "feedback": one.feedback,
        "receiver_signs": one.receipted_by,
    }


def termination(source: Source, row: UUID) -> Values:
    dispute, parties = source.standing.dispute, source.standing.parties
    return source.head | {
        "to": source.names(parties),
        "dispute": source.dispute,
        "ended": dispute.over_date,
        "reasons": "\n".join(filter(None, [said(dispute.ended_because), dispute.routes_told])),
    }


def file_note(source: Source, row: UUID) -> Values:
    dispute = source.standing.dispute
    return source.head | {"dispute": source.dispute, "odd": dispute.note}


def closing_report(source: Source, row: UUID) -> Values:
    dispute = source.standing.dispute
    return source.head | {
        "reported": dispute.reported_date,
        "mediators": source.listed(seat.name for seat in source.mediators()),
        "accepted": dispute.accepted_date,
        "closed": dispute.closed_date,
        "parties": source.names(source.standing.parties),
        "source": came_by(dispute),
        "type": source.topic,
        "facts": dispute.matter.text,
        "result": "\n".join(filter(None, [_result(dispute), dispute.summary])),
    }


def _result(dispute: Dispute) -> str:
    return str(Dispute.Result(dispute.result).label) if dispute.result else ""


def cover(source: Source) -> Values:
    dispute = source.standing.dispute
    years = dispute.committee.keeps(dispute.grade)
    return source.head | {
        "name": source.dispute,
        "mediators": source.listed(seat.name for seat in source.mediators()),
        "from": dispute.accepted_date,
        "until": dispute.over_date,
        "filer": dispute.filer,
        "filed": dispute.archived_date,
        "keep": source.said(YEARS, years=years) if years else source.said(FOR_EVER),
    }


def back(source: Source) -> Values:
    dispute = source.standing.dispute
    checked = dispute.checked_at.astimezone(CHINA).date() if dispute.checked_at else None
    filed = dispute.archived_date or checked
    return {"committee": source.committee, "filer": dispute.filer, "filed": filed}
