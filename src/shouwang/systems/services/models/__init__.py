"""Tables of the services, one module per subject."""

from shouwang.systems.services.models.elsewhere import Elsewhere, HandOver
from shouwang.systems.services.models.lost import LostThing
from shouwang.systems.services.models.rights import ErasureReport, ErasureStay, RightsDeed, RightsRequest

__all__ = ["Elsewhere", "ErasureReport", "ErasureStay", "HandOver", "LostThing", "RightsDeed", "RightsRequest"]
