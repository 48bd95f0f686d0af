"""Saying what a place needs."""

from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.patrol.actions.nights import require
from shouwang.systems.patrol.models import Need
from shouwang.systems.patrol.models.needs import DWELL_MINUTES, GAP_MINUTES


@dataclass(frozen=True)
class Said:
    """What the officer says a place needs."""

    weight: int = 1
    visits: int = 1
    dwell: int = DWELL_MINUTES
    gap: int = GAP_MINUTES
    opens: time | None = None
    closes: time | None = None
    may_stand: bool = False
    is_closed_off: bool = False
    note: str = ""


@transaction.atomic
def say(*, by: Account, place: Place, need: Said) -> Need:
    """Keep it; the plans from now on obey it. Raises PermissionDenied."""
    require(by, place.room)
    who = actor(by)
    kept, _made = Need.objects.update_or_create(
        place=place,
        defaults={
            **{field: getattr(need, field) for field in Said.__dataclass_fields__},
            "set_by": who.label[:80],
            "set_at": timezone.now(),
        },
    )
    journal.record(by=who, verb="patrol.need_said", of=_place(place), room=place.room_id, detail=str(need.weight))
    return kept


@transaction.atomic
def unsay(*, by: Account, place: Place) -> None:
    """The place is like any other again. Raises PermissionDenied."""
    require(by, place.room)
    if Need.objects.filter(place=place).delete()[0]:
        journal.record(by=actor(by), verb="patrol.need_unsaid", of=_place(place), room=place.room_id)


def _place(place: Place) -> Subject:
    return Subject("place", str(place.pk), place.name)
