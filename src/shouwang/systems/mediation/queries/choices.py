"""The choices the pages offer, by name: surfaces ask queries, never the tables."""

from shouwang.systems.mediation.models import (
    Confirmation,
    Danger,
    Dispute,
    Member,
    Obligation,
    Party,
    Seat,
    Service,
    Session,
    Signature,
    Visit,
)

Source, Referrer, Asked = Dispute.Source, Dispute.Referrer, Dispute.Asked
Grade, Result = Dispute.Grade, Dispute.Result
Side, Sex, Authority = Party.Side, Party.Sex, Party.Authority
Role, Reply, Conflict = Seat.Role, Seat.Reply, Seat.Conflict
Post, What = Member.Post, Service.What
DangerKind = Danger.Kind
SessionState, Outcome = Session.State, Session.Outcome
OwedState, How = Obligation.State, Signature.How
Decision, Satisfied = Confirmation.Decision, Visit.Satisfied

__all__ = [
    "Asked",
    "Authority",
    "Conflict",
    "DangerKind",
    "Decision",
    "Grade",
    "How",
    "Outcome",
    "OwedState",
    "Post",
    "Referrer",
    "Reply",
    "Result",
    "Role",
    "Satisfied",
    "SessionState",
    "Sex",
    "Side",
    "Source",
    "What",
]
