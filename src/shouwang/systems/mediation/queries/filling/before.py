"""The values of the papers up to the table: application, register, rights, identity, authority, inquiry, sessions."""

import re
from typing import Any
from uuid import UUID

from shouwang.kernel.papers.description import Words
from shouwang.kernel.papers.said import day
from shouwang.systems.mediation.because import said
from shouwang.systems.mediation.models import Dispute, Party, Session
from shouwang.systems.mediation.queries.filling.source import Source
from shouwang.systems.mediation.queries.standing import CHINA

Values = dict[str, Any]
COPY_KEPT = Words("原件已核对", "original seen")
TOLD = {
    "orally": Words(
        "{day}已向{name}口头告知权利义务。", "{name} was told rights and duties by word of mouth on {day}."
    ),
    "written": Words("{day}已向{name}书面告知权利义务。", "{name} was told rights and duties in writing on {day}."),
}
OPEN, PRIVATE = Words("公开", "in public"), Words("不公开", "in private")


# A number people put before a point themselves, 一、 1. （二） ③; a measure like 3.5 is none.
NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}(?:、|[.．](?!\d))|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳])\s*"
)
RESULTS = {
    Session.Outcome.AGREED: Words("达成协议", "agreement reached"),
    Session.Outcome.GOES_ON: Words("继续调解", "to be continued"),
    Session.Outcome.FAILED: Words("未达成协议", "no agreement"),
}


def lines(text: str) -> list[str]:
    """A list as people type it: a point a line. The paper numbers them, so that their own numbers go."""
    typed = (line.strip() for line in text.splitlines())
    return [point for line in typed if (point := line[found.end() :] if (found := NUMBER.match(line)) else line)]


def application(source: Source, row: UUID) -> Values:
    dispute = source.standing.dispute
    return {
        "applicants": [source.card(party) for party in source.side(Party.Side.APPLICANT)],
        "respondents": [source.card(party) for party in source.side(Party.Side.RESPONDENT, Party.Side.THIRD)],
        "facts": dispute.matter.text,
        "requests": lines(dispute.requests),
        "committee": source.committee,
    }


def register(source: Source, row: UUID) -> Values:
    standing = source.standing
    return source.head | {
        "accepted": standing.dispute.accepted_date,
        "source": came_by(standing.dispute),
        "type": source.topic,
        "place": "" if source.is_shielded else standing.dispute.matter.where,
        "parties": [source.card(party) for party in standing.parties],
        "facts": standing.dispute.matter.text,
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
        "reasons": "\n".join(filter(None, [said(dispute.ended_because), dispute.routes_told])),
    }


def rights(source: Source, row: UUID) -> Values:
    return source.head | {"dispute": source.dispute}


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
        "questioned": [{"name": source.met(one.party_id, one.asked)}],
        "content": one.content,
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
        "phone": source.telephone,
    }


def _told(source: Source, parties: list[Party]) -> str:
    """When and how each was told their rights; a line for each."""
    return "\n".join(
        source.said(
            TOLD[party.informed_how],
            name=source.name(party),
            day=day(party.informed_at.astimezone(CHINA).date(), source.language),
        )
        for party in parties
        if party.informed_at
    )


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
        "told": _told(source, parties),
        "statements": session.content,
        "checked": source.standing.dispute.found,
        "result": source.said(RESULTS[Session.Outcome(session.outcome)]) if session.outcome else "",
    }
