"""What people's tables forget by themselves; how long each row is kept stands in models.py."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.queries import expired


@transaction.atomic
def forget_expired(*, by: Actor, now: datetime) -> dict[str, int]:
    """Delete attempts, answers, keys, phones, secret addresses and consents past their time; how many of each that had any."""
    gone = {name: _deleted(rows) for name, rows in expired(now).items()}
    gone = {name: number for name, number in gone.items() if number}
    if gone:
        detail = ", ".join(f"{name} {number}" for name, number in gone.items())
        journal.record(by=by, verb="rows.forgotten", of=Subject("rows", ""), detail=detail, at=now)
    return gone


def _deleted(rows: QuerySet[Any]) -> int:
    return rows.delete()[0]
