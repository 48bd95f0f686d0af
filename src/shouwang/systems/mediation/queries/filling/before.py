"""The values of the papers up to the table: application, register, rights, identity, authority, inquiry, sessions."""

from typing import Any
from uuid import UUID

from shouwang.kernel.papers.description import Words
from shouwang.systems.mediation.models import Dispute, Party
from shouwang.systems.mediation.queries.filling.source import Source

Values = dict[str, Any]
COPY_KEPT = Words("原件已核对", "original seen")
OPEN, PRIVATE = Words("公开", "in public"), Words("不公开", "in private")


def lines(text: str) -> list[str]:
    """A list as people type it: a point a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def application(source: Source, row: UUID) -> Values:
    dispute = source.standing.dispute
    applicants = source.side(Party.Side.APPLICANT)
    return {
        "applicants": [source.card(party) for party in applicants],
        "respondents": [source.card(party) for party in source.side(Party.Side.RESPONDENT, Party.Side.THIRD)],
        "facts": dispute.matter.text,
        "requests": lines(dispute.requests),
        "committee": source.committee,
        "applicants_sign": source.party_signs("application", row, applicants),
    }


def register(source: Source, row: UUID) -> Values:
    standing = source.standing
    return source.head | {
        "accepted": standing.dispute.accepted_date,
        "source": came_by(standing.dispute),
        "type": source.topic,
        "place": standing.dispute.matter.where,
        "parties": [source.card(party) for party in standing.parties],
        "facts": standing.dispute.matter.text,
        "parties_sign": source.party_signs("register", row, standing.here),
    }


def came_by(dispute: Dispute) -> str:
    """The source in words, with who referred it."""
    said = str(Dispute.Source(dispute.source).label)
    return f"{said} · {Dispute.Referrer(dispute.referrer).label}" if dispute.referrer else said


def refusal(source: Source, row: UUID) -> Values:
    dispute = source.standing.dispute
    return source.head | {
        "to": source.names(source.side(Party.Side.APPLICANT)),
        "dispute": source.dispute,
        "applied": dispute.asked_date,
        "reasons": "\n".join(filter(None, [dispute.ended_because, dispute.routes_told])),
    }


def rights(source: Source, row: UUID) -> Values:
    signs = source.party_signs("rights", row, source.standing.here)
    return source.head | {"dispute": source.dispute, "parties_sign": signs}


def identity(source: Source, row: UUID) -> Values:
    """The dates of the looks are not kept, so their column stays for the pen."""
    seen = [
        {"name": source.name(party), "paper": party.identity_seen, "last": party.identity_last4}
        for party in source.standing.parties
        if party.identity_seen
    ]
    return source.head | {"dispute": source.dispute, "seen": seen}


def authority(source: Source, row: UUID) -> Values:
    party = next(one for one in source.standing.parties if one.pk == row)
    agent = source.human(party.agent)
    scope = [str(Party.Authority(party.agent_authority).label)] if party.agent_authority else []
    return {
        "principals": [source.card(party)],
        "agents": [{"name": agent["name"], "phone": agent["phone"], "address": agent["address"]}],
        "dispute": source.dispute,
        "committee": source.committee,
        "scope": [*scope, *lines(party.agent_scope)],
        "until": party.agent_until,
        "principals_sign": source.party_signs("authority", row, [party]),
        "agents_sign": [agent["name"]],
    }


def inquiry(source: Source, row: UUID) -> Values:
    one = next(inquiry for inquiry in source.standing.inquiries if inquiry.pk == row)
    return source.head | {
        "dispute": source.dispute,
        "begins": one.at,
        "place": one.where,
        "investigators": one.investigator,
        "recorder": one.recorder,
        "present": one.others,
        "questioned": [{"name": one.asked}],
        "content": one.content,
        "questioned_sign": [one.asked],
        "investigators_sign": [one.investigator],
        "recorder_signs": one.recorder,
    }


def evidence(source: Source, row: UUID) -> Values:
    return source.head | {
        "dispute": source.dispute,
        "items": [
            {
                "name": one.title,
                "kind": source.said(COPY_KEPT) if one.original_seen else "",
                "from": one.given_by,
                "day": one.given_date,
                "shows": one.proves,
            }
            for one in source.standing.evidence
        ],
    }


def invitation(source: Source, row: UUID) -> Values:
    """To all at once; whoever needs it for one strikes the others out in the DOCX."""
    session = next(one for one in source.standing.sessions if one.pk == row)
    return source.head | {
        "to": source.names(source.standing.here),
        "dispute": source.dispute,
        "begins": session.starts_at,
        "place": session.where,
        "contact": source.listed(seat.name for seat in source.mediators()),
    }


def record(source: Source, row: UUID) -> Values:
    session = next(one for one in source.standing.sessions if one.pk == row)
    parties = sorted(session.parties.all(), key=lambda party: party.place)
    seats = list(session.seats.all())
    mediators, invited = [one for one in seats if one.mediates], [one for one in seats if one.needs_consent]
    return source.head | {
        "subject": source.dispute,
        "begins": session.starts_at,
        "ends": session.ends_at,
        "place": session.where,
        "manner": source.said(OPEN if session.is_public else PRIVATE),
        "parties": source.names(parties),
        "mediators": source.listed(seat.name for seat in mediators),
        "recorder": session.recorder,
        "invited": source.listed(seat.name for seat in invited),
        "statements": session.content,
        "checked": source.standing.dispute.found,
        "result": str(session.Outcome(session.outcome).label) if session.outcome else "",
        "parties_sign": source.party_signs("record", row, parties),
        "invited_sign": source.seat_signs("record", row, invited),
        "mediators_sign": source.seat_signs("record", row, mediators),
        "recorder_signs": session.recorder,
    }
