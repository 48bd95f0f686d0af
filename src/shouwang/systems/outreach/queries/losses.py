"""Questions about losses and rescues: which there are, and what they come to by type and month."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from shouwang.kernel.figures.measures import Share
from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.systems.outreach.models import FraudCase

Outcome = FraudCase.Outcome


@dataclass(frozen=True)
class Figures:
    """Of some days. Sums in yuan, of those cases whose sum is known: `…_of` says of how many. `saved` is what was at stake in
    those stopped; `back` what came back after a loss."""

    tried: int
    stopped: int
    losses: int
    lost: Decimal
    lost_of: int
    saved: Decimal
    saved_of: int
    back: Decimal
    back_of: int
    by_type: tuple[tuple[str, int], ...]  # most first
    by_channel: tuple[tuple[str, int], ...]
    stopped_by: tuple[tuple[str, int], ...]

    @property
    def all(self) -> int:
        return self.tried + self.stopped + self.losses


def cases(viewer: Account, room: Room) -> QuerySet[FraudCase]:
    """Every one of the room, struck ones too; newest first."""
    mine = rooms(viewer, Permission.OUTREACH_WORK).filter(pk=room.pk)
    return FraudCase.objects.filter(room__in=mine).select_related("room", "matter").order_by("-day", "-id")


def figures(room: Room, start: date, end: date) -> Figures:
    """From the first day to before the second; what was struck does not count."""
    rows = list(FraudCase.objects.filter(room=room, day__gte=start, day__lt=end, struck_at=None))
    outcomes = Counter(row.outcome for row in rows)
    lost = [row.lost for row in rows if row.lost]
    saved = [row.saved for row in rows if row.saved and row.outcome == Outcome.STOPPED]
    back = [row.saved for row in rows if row.saved and row.outcome == Outcome.LOSS]
    return Figures(
        outcomes[Outcome.ATTEMPT], outcomes[Outcome.STOPPED], outcomes[Outcome.LOSS],
        sum(lost, Decimal(0)), len(lost), sum(saved, Decimal(0)), len(saved),
        sum(back, Decimal(0)), len(back),
        _ranked(row.type for row in rows), _ranked(row.channel for row in rows),
        _ranked(row.stopped_by for row in rows if row.outcome == Outcome.STOPPED),
    )  # fmt: skip


def stopped_in_time(room: Room, start: datetime, end: datetime) -> Share:
    """Of those where money was at stake, how many were stopped."""
    first, last = timezone.localdate(start), timezone.localdate(end)
    counted = figures(room, first, last)
    return Share(counted.stopped, counted.stopped + counted.losses)


def _ranked(keys: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(keys).items(), key=lambda item: (-item[1], item[0])))
