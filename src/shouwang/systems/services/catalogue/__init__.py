"""What the room helps with (代办): who may act for whom, with which papers, how long, where, at what cost."""

from typing import Final

from shouwang.systems.services.catalogue import cards, registration, stays
from shouwang.systems.services.catalogue.facts import Errand, Fact, Proxy, Sure

ERRANDS: Final = (*registration.ERRANDS, *cards.ERRANDS, *stays.ERRANDS)
BY_KEY: Final = {errand.key: errand for errand in ERRANDS}

__all__ = ["BY_KEY", "ERRANDS", "Errand", "Fact", "Proxy", "Sure"]
