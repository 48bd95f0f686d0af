"""Tables of the care part. Nobody stands here who did not agree to it, and no row ranks or scores anybody."""

from shouwang.systems.care.models.aid import Aid, Document, Gift
from shouwang.systems.care.models.calling import Call, Danger
from shouwang.systems.care.models.case import Agreement, Aide, Case, Helper, Need, Rules, Talk
from shouwang.systems.care.models.following import Chain, Tick
from shouwang.systems.care.models.visits import Planned, Visit

__all__ = [
    "Agreement",
    "Aid",
    "Aide",
    "Call",
    "Case",
    "Chain",
    "Danger",
    "Document",
    "Gift",
    "Helper",
    "Need",
    "Planned",
    "Rules",
    "Talk",
    "Tick",
    "Visit",
]
