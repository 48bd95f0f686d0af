"""Tables of the services; each module says how long its rows are kept."""

from shouwang.systems.services.models.catalogue import CatalogueFact, CatalogueVersion
from shouwang.systems.services.models.elsewhere import Elsewhere, HandOver
from shouwang.systems.services.models.errand import Errand, ErrandPerson, Original, PaperCheck, Slip
from shouwang.systems.services.models.lost import LostThing
from shouwang.systems.services.models.pledge import Pledge
from shouwang.systems.services.models.rights import ErasureReport, ErasureStay, RightsDeed, RightsRequest
from shouwang.systems.services.models.visit import Visit, VisitCalendar, VisitCall, VisitQuarter
from shouwang.systems.services.models.visiting import VisitingDay, VisitingHours, VisitingRules, VisitPurpose

__all__ = [
    "CatalogueFact",
    "CatalogueVersion",
    "Elsewhere",
    "ErasureReport",
    "ErasureStay",
    "Errand",
    "ErrandPerson",
    "HandOver",
    "LostThing",
    "Original",
    "PaperCheck",
    "Pledge",
    "RightsDeed",
    "RightsRequest",
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
