"""The three clocks of a matter, each a pure function of its timeline (first answer, next update, whole).

| clock  | starts                       | stops                    | goes on from where it stood      | pauses, extensions |
|--------|------------------------------|--------------------------|----------------------------------|--------------------|
| answer | received                     | first answer, or the end | unmerged and not answered so far | never              |
| update | first answer, again at each  | the end                  | unmerged and not answered so far | both               |
| whole  | received, again when reopened| the end                  | unmerged                         | both               |

An answer in a pause begins the update clock again, and it stands: who answers still waits for somebody else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.kinds import Limits
from shouwang.lib.clock import WorkCalendar
from shouwang.lib.stopwatch import Kind, Reading, Tick, read

BEGINNINGS = frozenset({"received", "imported"})
ANSWERS = frozenset({"answer", "return", "close", "close_unchecked"})
# What an `unmerge` says in `after` when whoever brought it was answered while it was merged.
ANSWERED = "answered"


class Moment(Protocol):
    """What a clock reads of a timeline entry."""

    at: datetime
    verb: str
    state: str
    reason: str
    after: str
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


def _told(story: Iterable[Moment]) -> Iterator[tuple[Moment, bool, Moment | None]]:
    """Each entry with whether the matter was over before it, and the pause the matter stands in after it."""
    was_over, pause = False, None
    for entry in story:
        if entry.verb == "pause":
            pause = entry
        elif entry.verb in ("resume", "reopen"):
            pause = None
        yield entry, was_over, pause
        was_over = _ends(entry)


def _whole(story: Iterable[Moment]) -> Iterator[Tick]:
    for entry, was_over, pause in _told(story):
        if entry.verb in BEGINNINGS:
            yield Tick(entry.at, "start")
        elif was_over and entry.verb in ("reopen", "unmerge"):
            yield from _run(entry, "restart" if entry.verb == "reopen" else "resume", pause)
        yield from _pauses(entry)
        if _ends(entry) and not was_over:
            yield Tick(entry.at, "stop")


def _answer(story: Iterable[Moment]) -> Iterator[Tick]:
    for entry, was_over, _ in _told(story):
        if entry.verb in BEGINNINGS:
            yield Tick(entry.at, "start")
        elif was_over and entry.verb == "unmerge" and entry.after != ANSWERED:
            yield Tick(entry.at, "resume")
        if _answers(entry) or (_ends(entry) and not was_over):
            yield Tick(entry.at, "stop")
        if _answers(entry) or entry.after == ANSWERED or (_ends(entry) and entry.state != lifecycle.MERGED):
            return


def _update(story: Iterable[Moment]) -> Iterator[Tick]:
    has_begun = False
    for entry, was_over, pause in _told(story):
        kind = _update_turn(entry, was_over=was_over, has_begun=has_begun)
        if kind:
            yield from _run(entry, kind, pause)
            has_begun = True
        elif has_begun:
            yield from _pauses(entry)
            if _ends(entry) and not was_over:
                yield Tick(entry.at, "stop")


def _update_turn(entry: Moment, *, was_over: bool, has_begun: bool) -> Kind | None:
    if _ends(entry):
        return None
    if _answers(entry) or (was_over and (entry.verb == "reopen" or entry.after == ANSWERED)):
        return "restart"
    return "resume" if was_over and has_begun else None


def _run(entry: Moment, kind: Kind, pause: Moment | None) -> Iterator[Tick]:
    """Let a clock run, or stand at once where the matter is paused."""
    yield Tick(entry.at, kind, entry.reason)
    if pause:
        yield Tick(entry.at, "pause", pause.reason)


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
