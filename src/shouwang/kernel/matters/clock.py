"""The three clocks of a matter, each a pure function of its timeline (first answer, next update, whole).

| clock  | starts                       | stops                    | goes on from where it stood      | pauses, extensions |
|--------|------------------------------|--------------------------|----------------------------------|--------------------|
| answer | received                     | first answer, or the end | unmerged and not answered so far | never              |
| update | first answer, again at each  | the end                  | unmerged and not answered so far | both               |
| whole  | received, again when reopened| the end                  | unmerged                         | both               |

When the reporter is erased, the first two end for good: nobody is left to be told. The whole goes on with the matter. Where
another matter was merged in before, its reporter still reads the answers here, so nothing ends.

An answer in a pause begins the update clock again, and it stands: who answers still waits for somebody else.

A matter that becomes urgent on the way has the urgent time from that moment on, unless its ordinary time ends sooner: what
was in time before is not made late afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.kinds import Limits
from shouwang.lib.clock import WorkCalendar
from shouwang.lib.stopwatch import Kind, Limit, Reading, Tick, read

BEGINNINGS = frozenset({"received", "imported"})
ANSWERS = frozenset({"answer", "return", "close", "close_unchecked"})
# What an `unmerge` says in `after` when whoever brought it was answered while it was merged.
ANSWERED = "answered"
# What a `forgotten` says in `after` when it was whoever brought the matter, and why the clocks that wait for them ended.
REPORTER = "reporter"
REPORTER_ERASED = "reporter erased"
_ANY = Limit(0, "minutes")  # for asking how a clock stands, not by when it ends


class Moment(Protocol):
    """What a clock reads of a timeline entry."""

    at: datetime
    verb: str
    state: str
    reason: str
    after: str
    field: str
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


def _was_answered(entry: Moment) -> bool:
    """Whether it comes back from a merge in which whoever brought it was answered."""
    return entry.verb == "unmerge" and entry.after == ANSWERED


def _leaves_nobody(told: Sequence[Moment], place: int) -> bool:
    """Whether the entry there is the erasure of the last one who waits for an answer."""
    entry = told[place]
    is_theirs = entry.verb == "forgotten" and entry.after == REPORTER
    return is_theirs and all(before.verb != "merged_in" for before in told[:place])


def _waited_for(told: Sequence[Moment]) -> tuple[Sequence[Moment], datetime | None]:
    """The story as long as somebody waits for an answer, and when nobody does any more."""
    end = next((place for place in range(len(told)) if _leaves_nobody(told, place)), None)
    return (told, None) if end is None else (told[:end], told[end].at)


def _until_erased(ticks: Iterable[Tick], at: datetime | None) -> Iterator[Tick]:
    yield from ticks
    if at:
        yield Tick(at, "stop", REPORTER_ERASED)


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
        if _answers(entry) or _was_answered(entry) or (_ends(entry) and entry.state != lifecycle.MERGED):
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
    if _answers(entry) or (was_over and (entry.verb == "reopen" or _was_answered(entry))):
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


def read_clocks(
    story: Iterable[Moment], limits: Limits, calendar: WorkCalendar, now: datetime, urgent: Limits | None = None
) -> Clocks:
    """The clocks at `now`, from the timeline in the order it happened; `urgent` are the limits of an urgent matter."""
    told = list(story)
    heard, erased_at = _waited_for(told)
    since = _urgent_since(told) if urgent else None

    def reading(ticks: Iterator[Tick], name: str) -> Reading:
        ticked, limit = list(ticks), getattr(urgent if urgent and since is None else limits, name)
        ordinary = read(ticked, limit, calendar, now)
        if since is None:
            return ordinary
        hurried = read(_from(ticked, since, calendar), getattr(urgent, name), calendar, now)
        return min(ordinary, hurried, key=lambda one: (one.due_at is None, one.due_at or now))

    return Clocks(
        answer=reading(_until_erased(_answer(heard), erased_at), "answer"),
        update=reading(_until_erased(_update(heard), erased_at), "update"),
        whole=reading(_whole(told), "whole"),
    )


def _urgent_since(told: Sequence[Moment]) -> datetime | None:
    """When an urgent matter became so; None when it came so."""
    turns = [entry.at for entry in told if entry.verb == "revise" and entry.field == "is_urgent" and entry.after]
    return max(turns, default=None)


def _from(ticks: Sequence[Tick], since: datetime, calendar: WorkCalendar) -> Iterator[Tick]:
    """The same clock begun at that moment, if it ran or stood then; one that was stopped begins when it is set again."""
    state = read([tick for tick in ticks if tick.at <= since], _ANY, calendar, since).state
    if state in ("running", "paused"):
        yield Tick(since, "start")
    if state == "paused":
        yield Tick(since, "pause")
    yield from (tick for tick in ticks if tick.at > since)
