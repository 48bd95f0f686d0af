"""Tables of people's mediation, and of police mediation beside them."""

from shouwang.systems.mediation.models.agreement import (
    Agreement,
    Confirmation,
    Obligation,
    Signature,
    SignedPaper,
    Visit,
)
from shouwang.systems.mediation.models.committee import Committee, FileNumbers, Member, Service
from shouwang.systems.mediation.models.dispute import Answer, Danger, Dispute, Disputes, Passing
from shouwang.systems.mediation.models.hearing import Evidence, Inquiry, Session
from shouwang.systems.mediation.models.panel import Consent, Seat
from shouwang.systems.mediation.models.party import Party
from shouwang.systems.mediation.models.police import (
    PoliceAgreement,
    PoliceCase,
    PoliceDuty,
    PoliceKeeping,
    PoliceSession,
    PoliceSide,
)
from shouwang.systems.mediation.models.precedent import Posting, Precedent, PrecedentShelf

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
    "PoliceAgreement",
    "PoliceCase",
    "PoliceDuty",
    "PoliceKeeping",
    "PoliceSession",
    "PoliceSide",
    "Posting",
    "Precedent",
    "PrecedentShelf",
    "Seat",
    "Service",
    "Session",
    "Signature",
    "SignedPaper",
    "Visit",
]
