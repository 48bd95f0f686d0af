"""Tables of people's mediation."""

from shouwang.systems.mediation.models.agreement import Agreement, Confirmation, Obligation, Signature, Visit
from shouwang.systems.mediation.models.committee import Committee, FileNumbers, Member, Service
from shouwang.systems.mediation.models.dispute import Answer, Danger, Dispute, Disputes, Passing
from shouwang.systems.mediation.models.hearing import Evidence, Inquiry, Session
from shouwang.systems.mediation.models.panel import Consent, Seat
from shouwang.systems.mediation.models.party import Party

__all__ = [
    "Agreement",
    "Answer",
    "Committee",
    "Confirmation",
    "Consent",
    "Danger",
    "Dispute",
    "Disputes",
    "Evidence",
    "FileNumbers",
    "Inquiry",
    "Member",
    "Obligation",
    "Party",
    "Passing",
    "Seat",
    "Service",
    "Session",
    "Signature",
    "Visit",
]
