"""Nobody answered at the door: what is done next, by when, until somebody saw or heard the person.

ring again → ask family and neighbours → go there again with somebody → call 110 and 120. Each step has its own time, counted
from the moment the one before was done; the last is said again until the person was seen. The times are assumptions: no
rule that we know names them. A room changes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

RING, ASK, GO, EMERGENCY = "ring", "ask", "go", "emergency"
STEPS = (RING, ASK, GO, EMERGENCY)


@dataclass(frozen=True)
class Limits:
    """Minutes for each step."""

    ring: int = 30
    ask: int = 60
    go: int = 180
    emergency: int = 15


ASSUMED = Limits()


@dataclass(frozen=True)
class Done:
    """A step that was done: when, and whether somebody saw or heard the person by it."""

    step: str
    at: datetime
    is_seen: bool


@dataclass(frozen=True)
class Now:
    """The step that is on, since when and by when."""

    step: str
    since: datetime
    due_at: datetime

    def is_late(self, moment: datetime) -> bool:
        return moment > self.due_at


def first(opened_at: datetime, limits: Limits = ASSUMED) -> Now:
    """What is to be done when nobody answered just now."""
    return Now(RING, opened_at, opened_at + timedelta(minutes=limits.ring))


def standing(opened_at: datetime, done: Sequence[Done], limits: Limits = ASSUMED) -> Now | None:
    """What is to be done now; None once somebody saw or heard the person. `done` in the order it was done."""
    if any(one.is_seen for one in done):
        return None
    furthest = max((STEPS.index(one.step) for one in done), default=-1)
    step = STEPS[min(furthest + 1, len(STEPS) - 1)]
    since = max([opened_at, *(one.at for one in done)])
    return Now(step, since, since + timedelta(minutes=getattr(limits, step)))


def may_do(step: str, now: Now) -> bool:
    """Whether the step may be ticked: the one that is on, or a later one. Whoever fears for a life calls 120 at once."""
    return STEPS.index(step) >= STEPS.index(now.step)
