"""Where a matter went on, read from timelines: in another by a merge until it was taken apart, or by a hand-over.

Whoever brought a matter follows this thread with the one code they were given. Of a matter it went on in they read
what the room answered while it did, and nothing that anybody else said there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shouwang.kernel.matters.clock import ANSWERS

Mark = tuple[datetime, UUID]
"""A place in a timeline: a moment, and of one moment the order of the entries."""


class Step(Protocol):
    """What is read of a timeline entry."""

    id: UUID
    at: datetime
    verb: str
    is_public: bool
    matter_id: UUID
    other_id: UUID | None


@dataclass(frozen=True)
class Stretch:
    """The part of another matter's story that belongs to the thread; `until` is None while it still does."""

    matter: UUID
    since: Mark
    until: Mark | None = None

    def tells(self, step: Step) -> bool:
        """Whether the entry is an answer of the room in this stretch."""
        is_within = self.since < mark(step) and (self.until is None or mark(step) < self.until)
        return step.matter_id == self.matter and is_within and step.is_public and step.verb in ANSWERS


def mark(step: Step) -> Mark:
    """Where the entry stands."""
    return step.at, step.id


def onward(story: Iterable[Step], within: Stretch | None = None) -> Iterator[Stretch]:
    """Where the matter of the story went on; with `within` only as far as that stretch reaches."""
    joined: Stretch | None = None
    for step in story:
        if step.verb == "hand_over" and step.other_id:
            yield from _cut(Stretch(step.other_id, mark(step)), within)
        elif step.verb == "merge" and step.other_id:
            joined = Stretch(step.other_id, mark(step))
        elif step.verb == "unmerge" and joined:
            yield from _cut(replace(joined, until=mark(step)), within)
            joined = None
    if joined:
        yield from _cut(joined, within)


def is_answered_since_merge(told: Sequence[Step]) -> bool:
    """Of what whoever brought a merged matter may read: whether anything since the merge is an answer."""
    merges = [mark(step) for step in told if step.verb == "merge"]
    return bool(merges) and any(step.verb in ANSWERS and mark(step) > merges[-1] for step in told)


def _cut(stretch: Stretch, within: Stretch | None) -> Iterator[Stretch]:
    if within is None:
        yield stretch
        return
    since = max(stretch.since, within.since)
    until = min((mark for mark in (stretch.until, within.until) if mark), default=None)
    if until is None or since < until:
        yield Stretch(stretch.matter, since, until)
