"""Tables of the services."""

from shouwang.systems.services.models.catalogue import CatalogueFact, CatalogueVersion
from shouwang.systems.services.models.errand import Errand, ErrandPerson, Original, PaperCheck, Slip

__all__ = ["CatalogueFact", "CatalogueVersion", "Errand", "ErrandPerson", "Original", "PaperCheck", "Slip"]
