"""How long a place is alone: the gaps between the times somebody was there. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

Stay = tuple[datetime, datetime]
NONE = timedelta()


@dataclass(frozen=True)
class Idle:
    """Of one place in one time: how often somebody came, how long it was alone between, on the mean and at the worst.

    Counted are the gaps from one stay's end to the next one's beginning that end in the time, each in its whole length, and
    the one that goes on at its end, up to there. Without any stay nothing is known of the gaps: `gaps` is 0.
    """

    visits: int
    gaps: int
    alone: timedelta  # all gaps together
    worst: timedelta

    @property
    def mean(self) -> timedelta:
        return self.alone / self.gaps if self.gaps else NONE


def idleness(stays: Iterable[Stay], start: datetime, end: datetime) -> Idle:
    """Of the stays of one place, those from before `start` too: the last of them begins the first gap."""
    merged = _merged(one for one in stays if one[0] < end)
    before = [one for one in merged if one[1] < start]
    within = merged[len(before) :]
    gaps = []
    free_since = before[-1][1] if before else None
    for begins, ends in within:
        if free_since is not None and begins > free_since:
            gaps.append(begins - free_since)
        free_since = ends
    if free_since is not None and free_since < end:
        gaps.append(end - free_since)
    return Idle(len(within), len(gaps), sum(gaps, NONE), max(gaps, default=NONE))


def _merged(stays: Iterable[Stay]) -> list[Stay]:
    """In order of time; two that meet are one."""
    found: list[Stay] = []
    for begins, ends in sorted(stays):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found
