"""The watch net's own tables. Whoever is in a group is a person of the room; their report is a matter."""

from shouwang.systems.watch.models.calls import Call, Called, Unit, UnitMember
from shouwang.systems.watch.models.groups import Group, Invitation, Member
from shouwang.systems.watch.models.messages import Message, MessageRead
from shouwang.systems.watch.models.related import GramCount, GroupedReport, Grouping, Posting, Suggestion, Trait
from shouwang.systems.watch.models.reports import Report
from shouwang.systems.watch.models.warnings import EarlyWarning, Look, Night

__all__ = [
    "Call",
    "Called",
    "EarlyWarning",
    "GramCount",
    "Group",
    "GroupedReport",
    "Grouping",
    "Invitation",
    "Look",
    "Member",
    "Message",
    "MessageRead",
    "Night",
    "Posting",
    "Report",
    "Suggestion",
    "Trait",
    "Unit",
    "UnitMember",
]
