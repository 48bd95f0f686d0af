"""Shifts that nobody hears from: begun by the clock and by nobody, or without a word for longer than planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from django.db.models import Prefetch, QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.systems.patrol.models import CheckIn, Plan, Shift, Stop, Turn
from shouwang.systems.patrol.models.needs import GAP_MINUTES
from shouwang.systems.patrol.queries.fitness import IN

NOT_BEGUN_AFTER: Final = timedelta(minutes=10)
LATER_THAN_PLANNED: Final = timedelta(minutes=15)
WITHOUT_STOPS: Final = timedelta(minutes=GAP_MINUTES)  # a post, or a round without a plan


class Why(StrEnum):
    """What is missing."""

    NOT_BEGUN = "not_begun"
    NO_WORD = "no_word"


@dataclass(frozen=True)
class Silent:
    """A shift that wants a call. `since` is the last sign of it, or when it should have begun."""

    shift: Shift
    why: Why
    since: datetime


def silent(now: datetime, room: Room | None = None) -> list[Silent]:
    """The silent shifts of a room or of all, the longest silent first. Four queries, however many shifts."""
    found = [one for shift in _under_way(now, room) if (one := _heard(shift, now))]
    return sorted(found, key=lambda one: one.since)


def planned_gap(shift: Shift, stops: Sequence[Stop]) -> timedelta:
    """The longest time between two arrivals by plan, the shift's beginning and end counted as such."""
    if not stops:
        return WITHOUT_STOPS
    moments = sorted([shift.starts_at, shift.ends_at, *(stop.arrives_at for stop in stops)])
    return max(later - earlier for earlier, later in pairwise(moments))


def _under_way(now: datetime, room: Room | None) -> QuerySet[Shift]:
    running = Shift.objects.filter(
        sent_at__isnull=False, cancelled_at=None, starts_at__lte=now - NOT_BEGUN_AFTER, ends_at__gt=now
    )
    if room is not None:
        running = running.filter(room=room)
    check_ins = Prefetch("check_ins", CheckIn.objects.order_by("at"))
    people = Turn.objects.filter(state__in=IN).order_by("-is_lead", "id").prefetch_related(check_ins)
    stops = Stop.objects.filter(plan__state=Plan.State.SENT)
    return running.select_related("room__station").prefetch_related(Prefetch("turns", people), Prefetch("stops", stops))


def _heard(shift: Shift, now: datetime) -> Silent | None:
    turns = list(shift.turns.all())
    if not turns:
        return None  # nobody is in it: that is said elsewhere, and there is nobody to call
    begun = [turn for turn in turns if turn.began_at is not None]
    if not begun:
        return Silent(shift, Why.NOT_BEGUN, shift.starts_at)
    if all(turn.ended_at is not None for turn in begun):
        return None
    signs = [turn.began_at for turn in begun if turn.began_at]
    for turn in begun:
        signs += [at for one in turn.check_ins.all() for at in (one.at, one.left_at) if at]
    last = max(signs)
    if now - last <= planned_gap(shift, list(shift.stops.all())) + LATER_THAN_PLANNED:
        return None
    return Silent(shift, Why.NO_WORD, last)
