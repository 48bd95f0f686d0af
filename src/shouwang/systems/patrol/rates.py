"""The two rates a room counts itself by, and the counts its formulas may use. No public source says how: the room does."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Rate(StrEnum):
    """What is counted in per cent."""

    VISIBILITY = "visibility"  # 见警率
    HANDLING = "handling"  # 管事率


class Count(StrEnum):
    """A number that a formula may name. What each is stands in words on the page."""

    MET = "met"
    WANTED = "wanted"
    VISITS = "visits"
    SAID = "said"
    PLANNED = "planned"
    ON_TIME = "on_time"
    REACHED = "reached"
    FINDINGS = "findings"
    SETTLED = "settled"
    HANDLED = "handled"
    PERSON_TIMES = "person_times"
    HOURS = "hours"
    NIGHTS = "nights"
    SHIFTS = "shifts"
    HELD = "held"
    LATE = "late"
    MISSED = "missed"


USUAL: Final = MappingProxyType({Rate.VISIBILITY: "met / wanted * 100", Rate.HANDLING: "handled / findings * 100"})
