"""The three clocks of a matter, each a pure function of its timeline (first answer, next update, whole).

| clock  | starts                       | stops                        | pauses and extensions |
|--------|------------------------------|------------------------------|-----------------------|
| answer | received                     | first answer, or the end     | never                 |
| update | first answer, again at each  | the end                      | pauses, extensions    |
| whole  | received, again when reopened| the end                      | pauses, extensions    |
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.kinds import Limits
from shouwang.lib.clock import WorkCalendar
from shouwang.lib.stopwatch import Reading, Tick, read

BEGINNINGS = frozenset({"received", "imported"})
ANSWERS = frozenset({"answer", "return", "close", "close_unchecked"})


class Moment(Protocol):
    """What a clock reads of a timeline entry."""

    at: datetime
    verb: str
    state: str
    reason: str
    is_public: bool
    days: int | None


@dataclass(frozen=True)
class Clocks:
    """Readings of the three clocks at one moment."""

    answer: Reading
    update: Reading
    whole: Reading

    @property
    def named(self) -> Mapping[str, Reading]:
        return {"answer": self.answer, "update": self.update, "whole": self.whole}

    @property
    def due_at(self) -> datetime | None:
        """The nearest due moment of the clocks that run."""
        return min((r.due_at for r in self.named.values() if r.state == "running" and r.due_at), default=None)


def _ends(entry: Moment) -> bool:
    return entry.state in lifecycle.ENDED


def _answers(entry: Moment) -> bool:
    return entry.is_public and entry.verb in ANSWERS


def _whole(story: Iterable[Moment]) -> Iterator[Tick]:
    ended = False
    for entry in story:
        if entry.verb in BEGINNINGS:
            yield Tick(entry.at, "start")
        elif entry.verb in ("reopen", "unmerge") and ended:
            yield Tick(entry.at, "restart", entry.reason)
        yield from _pauses(entry)
        if _ends(entry) and not ended:
            yield Tick(entry.at, "stop")
        ended = _ends(entry)


def _answer(story: Iterable[Moment]) -> Iterator[Tick]:
    for entry in story:
        if entry.verb in BEGINNINGS:
            yield Tick(entry.at, "start")
        if _answers(entry) or _ends(entry):
            yield Tick(entry.at, "stop")
            return


def _update(story: Iterable[Moment]) -> Iterator[Tick]:
    started = ended = False
    for entry in story:
        if (_answers(entry) and not _ends(entry)) or (entry.verb in ("reopen", "unmerge") and ended):
            yield Tick(entry.at, "restart" if started else "start", entry.reason)
            started = True
        if started:
            yield from _pauses(entry)
            if _ends(entry) and not ended:
                yield Tick(entry.at, "stop")
        ended = _ends(entry)


def _pauses(entry: Moment) -> Iterator[Tick]:
    if entry.verb in ("pause", "resume"):
        yield Tick(entry.at, "pause" if entry.verb == "pause" else "resume", entry.reason)
    elif entry.verb == "extend":
        yield Tick(entry.at, "extend", entry.reason, days=entry.days or 0)


def read_clocks(story: Iterable[Moment], limits: Limits, calendar: WorkCalendar, now: datetime) -> Clocks:
    """The clocks at `now`, from the timeline in the order it happened."""
    told = list(story)
    return Clocks(
        answer=read(_answer(told), limits.answer, calendar, now),
        update=read(_update(told), limits.update, calendar, now),
        whole=read(_whole(told), limits.whole, calendar, now),
    )
