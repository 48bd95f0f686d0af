"""What became of shifts: held, late, missed and why, called off. Of shifts, never of who was in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from shouwang.systems.patrol.models import Shift, Turn
from shouwang.systems.patrol.queries.turns import COUNTS_FROM
from shouwang.systems.patrol.volunteering import Reason

LATE_FROM = timedelta(minutes=10)


class Fate(StrEnum):
    """What became of a shift that is over. The last four say why it was missed."""

    HELD = "held"
    LATE = "late"  # held, but the first who came began more than ten minutes late
    CALLED_OFF = "called_off"
    NOBODY = "nobody"  # nobody was put down for it in the end
    ALL_GONE = "all_gone"  # everybody who was said that they can't come
    NOT_BEGUN = "not_begun"
    TOO_SHORT = "too_short"  # somebody began, and nobody stayed ten minutes


MISSED = (Fate.NOBODY, Fate.ALL_GONE, Fate.NOT_BEGUN, Fate.TOO_SHORT)


@dataclass(frozen=True)
class Standing:
    """One shift that is over, and what became of it; `late_by` where it is late."""

    shift: Shift
    fate: Fate
    late_by: timedelta = timedelta()


def standings(shifts: QuerySet[Shift], now: datetime) -> list[Standing]:
    """What became of those that are over, in order of time. Two questions, however many there are."""
    over = shifts.filter(ends_at__lte=now).select_related("place").prefetch_related("turns")
    return [standing(shift, shift.turns.all()) for shift in over.order_by("starts_at", "work", "number", "id")]


def standing(shift: Shift, turns: Iterable[Turn]) -> Standing:
    """What became of one shift that is over."""
    known = [one for one in turns if one.why_missed != Reason.TAKEN_OUT]
    if shift.cancelled_at is not None:
        return Standing(shift, Fate.CALLED_OFF)
    served = [one.began_at for one in known if one.began_at and one.ended_at and _counts(one.began_at, one.ended_at)]
    if served:
        late_by = min(served) - shift.starts_at
        return Standing(shift, Fate.LATE, late_by) if late_by > LATE_FROM else Standing(shift, Fate.HELD)
    if any(one.began_at for one in known):
        return Standing(shift, Fate.TOO_SHORT)
    if any(one.state != Turn.State.GONE for one in known):
        return Standing(shift, Fate.NOT_BEGUN)
    return Standing(shift, Fate.ALL_GONE if known else Fate.NOBODY)


def _counts(began: datetime, ended: datetime) -> bool:
    return ended - began >= COUNTS_FROM
