"""The services' own tables, a module for each subject."""

from shouwang.systems.services.models.visit import Visit, VisitCalendar, VisitCall, VisitQuarter
from shouwang.systems.services.models.visiting import VisitingDay, VisitingHours, VisitingRules, VisitPurpose

__all__ = [
    "Visit",
    "VisitCalendar",
    "VisitCall",
    "VisitPurpose",
    "VisitQuarter",
    "VisitingDay",
    "VisitingHours",
    "VisitingRules",
]
