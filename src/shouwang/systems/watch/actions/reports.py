"""A report from a watcher's phone: taken in once, with the time it was written by a clock set right."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions.intake import Brought, Receipt, receive
from shouwang.systems.watch.models import Report
from shouwang.systems.watch.queries import Holder

OLDEST = timedelta(days=60)  # a phone that lay in a drawer; older is a clock we don't believe


@dataclass(frozen=True)
class Written:
    """When a report was written and when it left, both by the phone's own clock: only the difference is believed."""

    at: datetime | None = None
    left_at: datetime | None = None

    def by_our_clock(self, now: datetime) -> datetime:
        """The moment it was written, however wrong the phone's clock is."""
        if self.at is None or self.left_at is None:
            return now
        return now - min(max(self.left_at - self.at, timedelta()), OLDEST)


@transaction.atomic
def report(*, by: Holder, brought: Brought, written: Written) -> Receipt:
    """Take a watcher's report in, once however often it is sent. Raises KeyError, intake.IdTaken."""
    receipt = receive(by=PUBLIC, room=by.room, brought=brought)
    # Whoever does not want to be named leaves no trace: in a group of five, the group is a name.
    if receipt.is_new and not brought.reporter.is_anonymous:
        now = timezone.now()
        Report.objects.create(
            matter=receipt.matter,
            group=by.member.group if by.member else None,
            said_at=min(written.by_our_clock(now), now),
            arrived_at=now,
        )
    return receipt
