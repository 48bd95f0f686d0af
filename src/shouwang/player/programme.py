"""What a loudspeaker may play, and when: the rules, without clock, network or sound.

`decide` is asked again and again with what is known at a moment; the player does what it says and nothing else.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Final
from uuid import UUID

# The room's time, whatever zone the player's machine is set to. China has no summer time.
BEIJING: Final = timezone(timedelta(hours=8))
MINUTE: Final = timedelta(minutes=1)


class Outcome(StrEnum):
    """How an item ended. Each item ends once."""

    PLAYED = "played"
    CUT = "cut"
    SKIPPED = "skipped"
    FAILED = "failed"


class Why(StrEnum):
    """What kept an item from being played to its end."""

    NOTHING = ""
    EXPIRED = "expired"
    QUIET = "quiet"
    LATE = "late"
    CHECKSUM = "checksum"
    DEVICE = "device"
    PREEMPTED = "preempted"
    STOPPED = "stopped"
    CALLED_OFF = "called_off"


@dataclass(frozen=True)
class Sound:
    """A file to play; `size` in bytes, `seconds` as the room measured it."""

    sha256: str
    url: str
    size: int
    seconds: float


@dataclass(frozen=True)
class Item:
    """One playing: it begins at `at`, at most `late` later, and nothing of it is heard from `expires_at` on."""

    id: UUID
    campaign: UUID
    title: str
    sound: Sound
    at: datetime
    late: timedelta
    expires_at: datetime
    urgent: bool = False
    over_quiet: bool = False

    @property
    def length(self) -> timedelta:
        return timedelta(seconds=self.sound.seconds)


@dataclass(frozen=True)
class Quiet:
    """Hours of every day in which nothing begins; they may go over midnight. The same hour twice is no time at all."""

    begins: time
    ends: time

    def reaches(self, start: datetime, end: datetime) -> bool:
        """Whether anything from `start` up to `end` lies in these hours. What ends when they begin does not."""
        begins, ends = self.begins.replace(tzinfo=BEIJING), self.ends.replace(tzinfo=BEIJING)
        day = start.astimezone(BEIJING).date() - timedelta(days=1)
        while day <= end.astimezone(BEIJING).date():
            first = datetime.combine(day, begins)
            last = datetime.combine(day if begins < ends else day + timedelta(days=1), ends)
            if begins != ends and start < last and (end > first or start >= first):
                return True
            day += timedelta(days=1)
        return False


@dataclass(frozen=True)
class Known:
    """What the player knows at a moment.

    `settled`: items that were begun or have ended, for ever. `at_hand`: sounds that lie checked in the cache. `faults`:
    sounds that can't be had, and why. `can_play`: whether the output is there.
    """

    items: Collection[Item] = ()
    settled: Collection[UUID] = frozenset()
    called_off: Collection[UUID] = frozenset()
    quiet: Collection[Quiet] = ()
    at_hand: Collection[str] = frozenset()
    faults: Mapping[str, Why] = field(default_factory=dict)
    can_play: bool = True


@dataclass(frozen=True)
class Decision:
    """What to do now, in this order: end what will never be played, stop what plays, begin one.

    `again_at`: when at the latest to ask again, None when nothing known waits.
    """

    over: tuple[tuple[UUID, Outcome, Why], ...] = ()
    stop: Why | None = None
    begin: Item | None = None
    again_at: datetime | None = None


def decide(now: datetime, known: Known, playing: Item | None) -> Decision:
    """What the rules want at the moment `now`, while `playing` is heard."""
    over = {
        item: (Outcome.SKIPPED, Why.CALLED_OFF)
        for item in known.called_off
        if item not in known.settled and not (playing and playing.id == item)
    }
    waiting: list[Item] = []
    for item in known.items:
        if item.id in known.settled or item.id in over or (playing and playing.id == item.id):
            continue
        if ended := _ended(now, known, item):
            over[item.id] = ended
        else:
            waiting.append(item)
    stop = _why_stop(now, known, playing)
    due = min((item for item in waiting if _can_begin(now, known, item)), key=_turn, default=None)
    begin = None
    if due and (playing is None or stop is not None or (due.urgent and not playing.urgent)):
        begin = due
        stop = stop if playing is None or stop is not None else Why.PREEMPTED
    return Decision(
        over=tuple((item, *ended) for item, ended in over.items()),
        stop=stop,
        begin=begin,
        again_at=_next(now, waiting, begin or playing),
    )


def _turn(item: Item) -> tuple[bool, datetime, str]:
    return (not item.urgent, item.at, str(item.id))


def _ended(now: datetime, known: Known, item: Item) -> tuple[Outcome, Why] | None:
    """How an item that was not begun has ended, if it has."""
    if now >= item.expires_at or now > item.at + item.late:
        if fault := known.faults.get(item.sound.sha256):
            return Outcome.FAILED, fault
        if item.sound.sha256 in known.at_hand and not known.can_play:
            return Outcome.FAILED, Why.DEVICE
        return Outcome.SKIPPED, Why.EXPIRED if now >= item.expires_at else Why.LATE
    if now >= item.at and not item.over_quiet and _is_quiet(now, known, item):
        return Outcome.SKIPPED, Why.QUIET
    return None


def _is_quiet(now: datetime, known: Known, item: Item) -> bool:
    """Whether it is too quiet to begin. An ordinary item must fit before the quiet hours; an urgent one may run into them."""
    end = now if item.urgent else min(now + item.length, item.expires_at)
    return any(hours.reaches(now, end) for hours in known.quiet)


def _can_begin(now: datetime, known: Known, item: Item) -> bool:
    return now >= item.at and known.can_play and item.sound.sha256 in known.at_hand


def _why_stop(now: datetime, known: Known, playing: Item | None) -> Why | None:
    if playing is None:
        return None
    if playing.id in known.called_off:
        return Why.CALLED_OFF
    return Why.EXPIRED if now >= playing.expires_at else None


def _next(now: datetime, waiting: Collection[Item], playing: Item | None) -> datetime | None:
    moments = [playing.expires_at] if playing else []
    for item in waiting:
        moments += [item.at, item.at + item.late, item.expires_at]
    return min((moment for moment in moments if moment > now), default=None)
