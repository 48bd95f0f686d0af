"""How much a place matters tonight, and why: the officer's word, early warnings, verified reports. Never a person.

A sum that can be said aloud; what each part adds stands beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

REPORT_ADDS = 0.5
REPORTS_ADD_AT_MOST = 3.0
PLAIN = 1.0  # of a place nobody said anything about


class Why(StrEnum):
    """Where a part of a weight comes from."""

    OFFICER = "officer"
    PLAIN = "plain"
    WARNING = "warning"
    REPORTS = "reports"


@dataclass(frozen=True)
class Part:
    """What one reason adds. `words` are the officer's note or the warning's name; `count` the reports."""

    why: Why
    weight: float
    words: str = ""
    count: int = 0
    subject: tuple[str, str] = ("", "")


def weigh(*, said: float | None, note: str, drawn: Sequence[Part], reports: int) -> tuple[Part, ...]:
    """The parts of a weight. An officer's 0 is a word too: then nothing is added to it."""
    if said == 0:
        return (Part(Why.OFFICER, 0, note),)
    first = Part(Why.PLAIN, PLAIN) if said is None else Part(Why.OFFICER, float(said), note)
    counted = min(reports * REPORT_ADDS, REPORTS_ADD_AT_MOST)
    more = (Part(Why.REPORTS, counted, count=reports),) if reports else ()
    return (first, *drawn, *more)


def total(parts: Sequence[Part]) -> float:
    """The weight that the parts make."""
    return sum(part.weight for part in parts)
