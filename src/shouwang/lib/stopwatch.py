"""The clock of a matter, read from its log of ticks: due, left, late, and the sum that proves it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from shouwang.lib.clock import MINUTE, ROUND_THE_CLOCK, WorkCalendar, day_of, whole_minute

Kind = Literal["start", "stop", "pause", "resume", "extend", "restart"]
State = Literal["not started", "running", "paused", "stopped"]
LineKey = Literal["counted", "closed", "paused", "stopped"]


@dataclass(frozen=True)
class Tick:
    """Something that moved the clock. `minutes` and `days` are for `extend` only.

    They count as the limit counts: open time for a working limit, else all time. Raises
    ValueError when one is negative.
    """

    at: datetime
    kind: Kind
    reason: str = ""
    minutes: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if self.minutes < 0 or self.days < 0:
            raise ValueError("an extension cannot be negative")


@dataclass(frozen=True)
class Limit:
    """How long a thing may take. Days run to the end of the last one; the first is not counted."""

    amount: int
    unit: Literal["working_days", "working_minutes", "days", "minutes"]

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a limit cannot be negative")

    def calendar(self, working: WorkCalendar) -> WorkCalendar:
        """The calendar this limit is counted in."""
        return working if self.unit.startswith("working") else ROUND_THE_CLOCK

    def minutes_from(self, start: datetime, calendar: WorkCalendar) -> int:
        """How many minutes of `calendar` the limit gives a clock that starts at `start`."""
        if not self.unit.endswith("days"):
            return self.amount
        end = calendar.add_working_days(start, self.amount)
        return calendar.working_minutes_between(start, end)


@dataclass(frozen=True)
class SumLine:
    """One line of the sum: the `minutes` of the time from `start` to `end` that were `key`."""

    key: LineKey
    start: datetime
    end: datetime
    minutes: int
    reason: str = ""


@dataclass(frozen=True)
class Reading:
    """What the clock says; `used + left - late_by == allowed`, all in minutes that count.

    `due_at` is None before the start and while paused, unless it had passed before the pause.
    `is_late` is true from the minute after `due_at`, also in closed hours, where `late_by` stays.
    `reason` was given with the last turn: why it is paused or stopped.
    The lines of `sum_lines` add up to all minutes from `started_at` until now or the stop.
    """

    state: State
    started_at: datetime | None = None
    due_at: datetime | None = None
    stopped_at: datetime | None = None
    allowed: int = 0
    used: int = 0
    left: int = 0
    is_late: bool = False
    late_by: int = 0
    sum_lines: tuple[SumLine, ...] = ()
    reason: str = ""


# What a tick does in a state. A tick that is not here changes nothing (a second pause, say).
_MOVES: Final[dict[tuple[State, Kind], State]] = {
    ("not started", "start"): "running",
    ("running", "pause"): "paused",
    ("running", "stop"): "stopped",
    ("paused", "resume"): "running",
    ("paused", "stop"): "stopped",
    ("stopped", "resume"): "running",
}


@dataclass
class _Stretch:
    state: State
    start: datetime
    reason: str
    end: datetime | None = None


@dataclass
class _Count:
    """One count from its start or restart: stretches of one state each, the last one open."""

    limit: Limit
    calendar: WorkCalendar
    stretches: list[_Stretch] = field(default_factory=list)
    allowed: int = 0

    @property
    def state(self) -> State:
        return self.stretches[-1].state if self.stretches else "not started"

    def take(self, tick: Tick) -> None:
        at = whole_minute(tick.at)
        if tick.kind == "restart" or (self.state, tick.kind) == ("not started", "start"):
            self.stretches = [_Stretch("running", at, tick.reason)]
            self.allowed = self.limit.minutes_from(at, self.calendar)
        elif tick.kind == "extend" and self.state in ("running", "paused"):
            self.extend(tick)
        elif state := _MOVES.get((self.state, tick.kind)):
            self.stretches[-1].end = at
            self.stretches.append(_Stretch(state, at, tick.reason))

    def extend(self, tick: Tick) -> None:
        """Days move the due moment to the same time of a later day, minutes by minutes that count."""
        due = self.due(whole_minute(tick.at))
        # The day of a due moment at midnight is the day that ends there.
        day = day_of(due - MINUTE)
        later = due + (self.calendar.working_day(day, tick.days) - day) if tick.days else due
        self.allowed += self.calendar.working_minutes_between(due, later) + tick.minutes

    def due(self, at: datetime) -> datetime:
        """When the allowed minutes are used up, if a clock that stands still went on from `at`."""
        left = self.allowed
        for stretch in self.stretches:
            if stretch.state == "running":
                due = self.calendar.add_working_minutes(stretch.start, left)
                if stretch.end is None or due < stretch.end:
                    return due
                left -= self.calendar.working_minutes_between(stretch.start, stretch.end)
        return self.calendar.add_working_minutes(at, left)

    def lines(self, now: datetime) -> tuple[SumLine, ...]:
        return tuple(
            line
            for stretch in self.stretches
            if not (stretch.state == "stopped" and stretch.end is None)
            for line in self._lines_of(stretch, stretch.end or now)
            if line.minutes
        )

    def _lines_of(self, stretch: _Stretch, end: datetime) -> list[SumLine]:
        start, minutes = stretch.start, (end - stretch.start) // MINUTE
        if stretch.state == "paused":
            return [SumLine("paused", start, end, minutes, stretch.reason)]
        if stretch.state == "stopped":
            return [SumLine("stopped", start, end, minutes, stretch.reason)]
        counted = self.calendar.working_minutes_between(start, end)
        return [
            SumLine("counted", start, end, counted),
            SumLine("closed", start, end, minutes - counted),
        ]


def read(ticks: Iterable[Tick], limit: Limit, calendar: WorkCalendar, now: datetime) -> Reading:
    """The clock at `now`, from its ticks in any order; of one moment the given order holds.

    Ticks after `now` have not happened yet. A restart begins a new count and forgets the old
    one; a resume after a stop goes on with the old one. All moments must be aware.
    """
    count = _Count(limit, limit.calendar(calendar))
    for tick in sorted(ticks, key=lambda tick: tick.at):
        if tick.at <= now:
            count.take(tick)
    return _reading(count, whole_minute(now))


def _reading(count: _Count, now: datetime) -> Reading:
    if not count.stretches:
        return Reading("not started")
    stopped_at = count.stretches[-1].start if count.state == "stopped" else None
    end, lines = stopped_at or now, count.lines(now)
    due = count.due(end)
    used = sum(line.minutes for line in lines if line.key == "counted")
    return Reading(
        state=count.state,
        started_at=count.stretches[0].start,
        due_at=None if count.state == "paused" and end <= due else due,
        stopped_at=stopped_at,
        allowed=count.allowed,
        used=used,
        left=max(0, count.allowed - used),
        is_late=end > due,
        late_by=max(0, used - count.allowed),
        sum_lines=lines,
        reason=count.stretches[-1].reason,
    )
