"""May this volunteer take this shift, and if not, why: plain rules without tables, the same for desk, phone and planner.

All moments are local: what a day or an hour is depends on the village's clock, not on that of a database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from shouwang.systems.patrol.nights import DAWN, night_at

BASIC = "basic"
LEADING = "leading"
DAY = timedelta(days=1)


class Reason(StrEnum):
    """Why not. The first five are of law and safety and hold whatever anybody agreed to."""

    LEFT = "left"
    NOT_ADULT = "not_adult"
    NOT_TRAINED = "not_trained"
    NOT_INSURED = "not_insured"
    LACKS_SKILL = "lacks_skill"
    BUSY = "busy"  # in another shift at that time
    KEPT_FOR_LEAD = "kept_for_lead"  # the last place, and nobody is there yet who was trained to lead
    FULL = "full"
    OVER = "over"
    CANCELLED = "cancelled"
    NOT_SENT = "not_sent"
    NOT_FREE = "not_free"
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    ENOUGH = "enough"
    DECLINED = "declined"  # they said that they can't come to this one
    TAKEN_OUT = "taken_out"  # the desk planned this one without them


# What somebody may pass over for once by saying yes: it is their own time.
THEIRS = frozenset({Reason.NOT_FREE, Reason.TOO_LATE, Reason.TOO_EARLY, Reason.ENOUGH, Reason.DECLINED})
SWAPPED: Final = "swapped"  # why somebody is in a shift no more: another came in for them


@dataclass(frozen=True)
class Days:
    """From one day to another, both included; without a last day for good."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Span:
    """From one moment to a later one."""

    starts: datetime
    ends: datetime

    def meets(self, other: "Span") -> bool:
        return self.starts < other.ends and other.starts < self.ends

    @property
    def days(self) -> list[date]:
        """Every day it touches; ending at midnight touches no new day."""
        last = (self.ends - timedelta(microseconds=1)).date()
        return [self.starts.date() + DAY * n for n in range((last - self.starts.date()).days + 1)]


@dataclass(frozen=True)
class Weekly:
    """Free on a weekday (Monday 0); an end that is not after the start is on the next day."""

    weekday: int
    starts: time
    ends: time

    def on(self, day: date) -> Span | None:
        if day.weekday() != self.weekday:
            return None
        ends = day if self.ends > self.starts else day + DAY
        return Span(datetime.combine(day, self.starts), datetime.combine(ends, self.ends))


@dataclass(frozen=True)
class Facts:
    """What the room knows of a volunteer. Who has said nothing of their week may be asked for any time."""

    has_left: bool = False
    is_adult: bool = False
    trained: Sequence[Days] = ()  # in the basics
    insured: Sequence[Days] = ()
    weekly: Sequence[Weekly] = ()
    free: Sequence[Span] = ()  # for once
    away: Sequence[Span] = ()
    skills: frozenset[str] = frozenset()
    not_after: time | None = None
    not_before: time | None = None
    at_most: int | None = None  # times a week
    turns: Sequence[Span] = ()  # other shifts they are in


@dataclass(frozen=True)
class Asked:
    """What a shift asks of whoever takes it."""

    span: Span
    is_risky: bool = False
    skills: frozenset[str] = frozenset()


def fit(volunteer: Facts, shift: Asked) -> tuple[Reason, ...]:
    """Everything that stands against it, in the order of Reason; nothing: may go."""
    span = shift.span
    found = {
        Reason.LEFT: volunteer.has_left,
        Reason.NOT_ADULT: not volunteer.is_adult,
        Reason.NOT_TRAINED: not _covered(volunteer.trained, span),
        Reason.NOT_INSURED: shift.is_risky and not _covered(volunteer.insured, span),
        Reason.LACKS_SKILL: bool(shift.skills - volunteer.skills),
        Reason.BUSY: any(turn.meets(span) for turn in volunteer.turns),
        Reason.NOT_FREE: not is_free(volunteer, span),
        Reason.TOO_LATE: volunteer.not_after is not None and span.ends > _in_night(span, volunteer.not_after),
        Reason.TOO_EARLY: volunteer.not_before is not None and span.starts < _in_night(span, volunteer.not_before),
        Reason.ENOUGH: volunteer.at_most is not None and turns_in_week(volunteer, span) >= volunteer.at_most,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def is_free(volunteer: Facts, span: Span) -> bool:
    """Whether the whole time lies in what they said of their week or for once, and in nothing they are away for."""
    if any(away.meets(span) for away in volunteer.away):
        return False
    if not volunteer.weekly:
        return True
    around = [span.starts.date() - DAY, *span.days]
    weekly = (weekly.on(day) for day in around for weekly in volunteer.weekly)
    return _fills([*volunteer.free, *(one for one in weekly if one)], span)


def _fills(parts: Iterable[Span], span: Span) -> bool:
    reached = span.starts
    for part in sorted(parts, key=lambda one: one.starts):
        if part.starts > reached:
            break
        reached = max(reached, part.ends)
    return reached >= span.ends


def _covered(days: Iterable[Days], span: Span) -> bool:
    known = list(days)
    return all(any(one.covers(day) for one in known) for day in span.days)


def _in_night(span: Span, hour: time) -> datetime:
    """That hour of the shift's night: one before five is after midnight."""
    day = night_at(span.starts)
    return datetime.combine(day + DAY if hour < DAWN else day, hour)


def turns_in_week(volunteer: Facts, span: Span) -> int:
    """How many turns they have in the week of that time."""
    week = night_at(span.starts).isocalendar()[:2]
    return sum(night_at(turn.starts).isocalendar()[:2] == week for turn in volunteer.turns)
