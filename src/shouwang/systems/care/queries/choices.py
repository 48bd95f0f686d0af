"""What the forms and words of the surfaces choose from: the parts' own lists, by name."""

from shouwang.systems.care.models import Agreement, Aid, Call, Case, Danger, Gift, Helper, Need, Planned, Tick, Visit
from shouwang.systems.care.models.case import Way

Because = Case.Because
CallResult = Call.Result
Circumstances = Case.Circumstance.choices
DangerKind, DangerLevel = Danger.Kind, Danger.Level
OF_HEALTH = Case.OF_HEALTH
Decision = Aid.Decision
Face, Why = Planned.Face, Planned.Why
Giver = Gift.Giver
NeedField, NeedState, SENSITIVE = Need.Field, Need.State, Need.SENSITIVE
Outcome, SEEN = Visit.Outcome, Visit.SEEN
Role = Helper.Role
Step = Tick.Step
Subject = Agreement.Subject

__all__ = [
    "OF_HEALTH",
    "SEEN",
    "SENSITIVE",
    "Because",
    "CallResult",
    "Circumstances",
    "DangerKind",
    "DangerLevel",
    "Decision",
    "Face",
    "Giver",
    "NeedField",
    "NeedState",
    "Outcome",
    "Role",
    "Step",
    "Subject",
    "Way",
    "Why",
]
