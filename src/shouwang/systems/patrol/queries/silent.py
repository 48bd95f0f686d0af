"""Shifts that nobody hears from: begun by the clock and by nobody, or without a word for longer than planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from shouwang.kernel.ground.models import Room
from shouwang.systems.patrol.models import CheckIn, Finding, HandOver, Plan, Shift, Stop, TrackPoint, Turn
from shouwang.systems.patrol.models.needs import GAP_MINUTES
from shouwang.systems.patrol.queries.fitness import IN

NOT_BEGUN_AFTER: Final = timedelta(minutes=10)
LATER_THAN_PLANNED: Final = timedelta(minutes=15)
WITHOUT_STOPS: Final = timedelta(minutes=GAP_MINUTES)  # a post, or a round without a plan
MOST_SILENT: Final = timedelta(hours=1)  # whatever is planned: else a post of two hours could never be missed
STILL_OUT: Final = timedelta(hours=3)  # so long after the end one asks for who has not said that they are done


class Why(StrEnum):
    """What is missing."""

    NOT_BEGUN = "not_begun"
    ONE_MISSING = "one_missing"  # somebody has begun, and somebody else who should be there has not
    NO_WORD = "no_word"


@dataclass(frozen=True)
class Silent:
    """A shift that wants a call. `since` is the last sign of it, or when it should have begun."""

    shift: Shift
    why: Why
    since: datetime


def silent(now: datetime, room: Room | None = None) -> list[Silent]:
    """The silent shifts of a room or of all, the longest silent first. Six queries, however many shifts."""
    found = [one for shift in _under_way(now, room) if (one := _heard(shift, now))]
    return sorted(found, key=lambda one: one.since)


def planned_gap(shift: Shift, stops: Sequence[Stop]) -> timedelta:
    """The longest time between two arrivals by plan, the shift's beginning and end counted as such."""
    if not stops:
        return WITHOUT_STOPS
    moments = sorted([shift.starts_at, shift.ends_at, *(stop.arrives_at for stop in stops)])
    return max(later - earlier for earlier, later in pairwise(moments))


def _under_way(now: datetime, room: Room | None) -> QuerySet[Shift]:
    still_out = Turn.objects.filter(shift=OuterRef("pk"), began_at__isnull=False, ended_at=None)
    running = Shift.objects.filter(sent_at__isnull=False, cancelled_at=None, starts_at__lte=now - NOT_BEGUN_AFTER)
    running = running.filter(Q(ends_at__gt=now) | (Q(ends_at__gt=now - STILL_OUT) & Exists(still_out)))
    if room is not None:
        running = running.filter(room=room)
    last_point = TrackPoint.objects.filter(turn=OuterRef("pk")).order_by("-at").values("at")[:1]
    people = Turn.objects.filter(state__in=IN).annotate(located_at=Subquery(last_point)).order_by("-is_lead", "id")
    people = people.prefetch_related(
        Prefetch("check_ins", CheckIn.objects.order_by("at")), Prefetch("hand_overs", HandOver.objects.defer("text"))
    )
    stops = Stop.objects.filter(plan__state=Plan.State.SENT)
    return running.select_related("room__station").prefetch_related(
        Prefetch("turns", people),
        Prefetch("stops", stops),
        Prefetch("findings", Finding.objects.select_related("matter")),
    )


def _heard(shift: Shift, now: datetime) -> Silent | None:
    turns = list(shift.turns.all())
    if not turns:
        return None  # nobody is in it: that is said elsewhere, and there is nobody to call
    begun = [turn for turn in turns if turn.began_at is not None]
    if not begun:
        return Silent(shift, Why.NOT_BEGUN, shift.starts_at)
    if all(turn.ended_at is not None for turn in begun):
        return None
    last = min(max(_signs(shift, begun)), now)
    allowed = min(planned_gap(shift, list(shift.stops.all())) + LATER_THAN_PLANNED, MOST_SILENT)
    if now - last > allowed:
        return Silent(shift, Why.NO_WORD, last)
    if len(begun) < len(turns) and shift.ends_at > now:
        return Silent(shift, Why.ONE_MISSING, shift.starts_at)
    return None


def _signs(shift: Shift, begun: Sequence[Turn]) -> list[datetime]:
    """Every moment at which something was heard of those who began."""
    found = [one.matter.received_at for one in shift.findings.all()]
    for turn in begun:
        found += [at for at in (turn.began_at, getattr(turn, "located_at", None)) if at]
        found += [at for one in turn.check_ins.all() for at in (one.at, one.left_at) if at]
        found += [one.written_at for one in turn.hand_overs.all()]
    return found
