"""Tables of the services; each module says how long its rows are kept."""

from shouwang.systems.services.models.catalogue import CatalogueFact, CatalogueVersion
from shouwang.systems.services.models.errand import Errand, ErrandPerson, Original, PaperCheck, Slip
from shouwang.systems.services.models.pledge import Pledge

__all__ = [
    "CatalogueFact",
    "CatalogueVersion",
    "Errand",
    "ErrandPerson",
    "Original",
    "PaperCheck",
    "Pledge",
    "Slip",
]
