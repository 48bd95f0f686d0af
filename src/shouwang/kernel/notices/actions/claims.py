"""How workers share the outbox: one takes a row, for a lease; who lost it changes nothing any more."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from shouwang.kernel.notices.lifecycle import LEASE, MOST_TRIES, delay_after
from shouwang.kernel.notices.models import Outgoing, State, Trouble

Row = TypeVar("Row", bound=Outgoing)


def running(now: datetime) -> Callable[[], datetime]:
    """A clock that starts at `now` and goes on while letters are being sent."""
    start = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - start)


def claim(model: type[Row], now: datetime, *, only: Q | None = None, besides: Q | None = None) -> Row | None:
    """Take the row whose turn it is, among some or besides some; None when nothing is due. A row left behind at its last
    try is dead."""
    rows: QuerySet[Row] = model._default_manager.all()
    due = rows.filter(only or Q(), not_before__lte=now)
    if besides:
        due = due.exclude(besides)
    # Without this look a worker with nothing to do would take SQLite's one write lock every few seconds.
    while due.exists():
        with transaction.atomic():
            row = due.select_for_update(skip_locked=True, of=("self",)).order_by(*model.TURN).first()
            if row is None:
                return None
            # PostgreSQL locked the row, SQLite's transaction is alone; the guard holds without either.
            as_seen = rows.filter(pk=row.pk, state=row.state, claim=row.claim)
            if row.attempts >= MOST_TRIES:
                as_seen.update(claim=None, state=State.DEAD, not_before=None, trouble=Trouble.STOPPED)
            elif _take(row, as_seen, now):
                return row
    return None


def _take(row: Outgoing, as_seen: QuerySet[Row], now: datetime) -> bool:
    row.claim, row.attempts, row.state, row.not_before = uuid4(), row.attempts + 1, State.SENDING, now + LEASE
    return as_seen.update(claim=row.claim, attempts=row.attempts, state=row.state, not_before=row.not_before) == 1


def keep_hold(row: Row, now: datetime, **changes: Any) -> bool:
    """Note progress and lengthen the lease; False when another worker has the row by now."""
    return _held(row).update(not_before=now + LEASE, **changes) == 1


def finish(row: Row, now: datetime, **changes: Any) -> bool:
    """It arrived."""
    clean = {"claim": None, "trouble": "", "last_error": "", "not_before": None}
    return _held(row).update(state=State.SENT, sent_at=now, **clean, **changes) == 1


def postpone(row: Row, until: datetime) -> bool:
    """Not its time: back to the queue, and not counted as a try."""
    tries = max(row.attempts - 1, 0)
    return _held(row).update(claim=None, state=State.WAITING, not_before=until, attempts=tries) == 1


def bury(row: Row, trouble: Trouble, detail: str = "") -> bool:
    """It is not sent any more, and nobody needs to look at it: what it tells of has ended, or nobody could mend it."""
    over = {"claim": None, "not_before": None, "trouble": trouble, "last_error": detail[:300]}
    return _held(row).update(state=State.BURIED, **over) == 1


def fail(
    row: Row,
    now: datetime,
    *,
    trouble: Trouble,
    detail: str,
    is_final: bool = False,
    after: timedelta | None = None,
    **changes: Any,
) -> bool:
    """It did not arrive: again after the delay (and not before we are asked to), or dead. True when dead."""
    delay = None if is_final else delay_after(row.attempts)
    changes |= {"claim": None, "trouble": trouble, "last_error": detail[:300]}
    if delay is None:
        _held(row).update(state=State.DEAD, not_before=None, **changes)
        return True
    _held(row).update(state=State.WAITING, not_before=now + max(delay, after or timedelta(0)), **changes)
    return False


def _held(row: Row) -> QuerySet[Row]:
    rows: QuerySet[Row] = type(row)._default_manager.all()
    return rows.filter(pk=row.pk, state=State.SENDING, claim=row.claim)
