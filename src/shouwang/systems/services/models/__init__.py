"""Tables of the services; each module says how long its rows are kept."""

from shouwang.systems.services.models.catalogue import CatalogueFact, CatalogueVersion
from shouwang.systems.services.models.errand import Errand, ErrandPerson, Original, PaperCheck, Slip
from shouwang.systems.services.models.pledge import Pledge
from shouwang.systems.services.models.visit import Visit, VisitCalendar, VisitCall, VisitQuarter
from shouwang.systems.services.models.visiting import VisitingDay, VisitingHours, VisitingRules, VisitPurpose

__all__ = [
    "CatalogueFact",
    "CatalogueVersion",
    "Errand",
    "ErrandPerson",
    "Original",
    "PaperCheck",
    "Pledge",
    "Slip",
    "Visit",
    "VisitCalendar",
    "VisitCall",
    "VisitPurpose",
    "VisitQuarter",
    "VisitingDay",
    "VisitingHours",
    "VisitingRules",
]
