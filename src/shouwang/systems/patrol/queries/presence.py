"""When somebody was at a place: visits by check-in, and posts that stood there. Who it was is not asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Max, OuterRef, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from shouwang.kernel.ground.models import Room
from shouwang.systems.patrol.models import CheckIn, Plan, Shift, Stand, Turn, Work
from shouwang.systems.patrol.queries.turns import served

ONE_VISIT = timedelta(
    minutes=30
)  # check-ins of one shift at one place nearer than that are one visit: two who walk together


@dataclass(frozen=True)
class Visit:
    """Somebody of a shift was at a place from when to when; `is_proven` unless they only said so."""

    place: UUID
    shift: UUID
    begins: datetime
    ends: datetime
    is_proven: bool = True

    def meets(self, start: datetime, end: datetime) -> bool:
        return self.begins < end and self.ends >= start


def visits(shifts: QuerySet[Shift]) -> list[Visit]:
    """The visits of these shifts in order of time, each once however many of the shift checked in."""
    found = CheckIn.objects.filter(turn__shift__in=shifts).order_by("at", "id")
    rows = found.values_list("place", "turn__shift", "at", Coalesce("left_at", "at"), "way")
    return _joined(Visit(place, shift, came, gone, way != CheckIn.Way.SAID) for place, shift, came, gone, way in rows)


def posts_held(shifts: QuerySet[Shift]) -> list[Visit]:
    """Where posts of these shifts really stood, in order of time."""
    turns = _at_posts(served(Turn.objects.filter(shift__in=shifts)))
    found = turns.order_by("began_at", "id").values_list("stood_at", "shift", "began_at", "ended_at")
    return _joined(Visit(place, shift, began, ended) for place, shift, began, ended in found if began and ended)


def last_presence(room: Room, before: datetime) -> dict[UUID, datetime]:
    """Until when somebody was last at each place, by check-in or at a post; `before` itself where a post stands now."""
    checked = CheckIn.objects.filter(place__room=room, at__lt=before)
    until = checked.values_list("place").annotate(last=Max(Coalesce("left_at", "at"))).values_list("place", "last")
    posts = _at_posts(Turn.objects.filter(shift__room=room, began_at__lt=before, shift__cancelled_at=None))
    ended = posts.filter(ended_at__gt=F("began_at")).values_list("stood_at").annotate(last=Max("ended_at"))
    standing = posts.filter(ended_at=None, shift__ends_at__gt=before).values_list("stood_at", flat=True)
    found: dict[UUID, datetime] = {}
    for place, last in (*until, *ended.values_list("stood_at", "last"), *((one, before) for one in standing)):
        found[place] = max(found.get(place, min(last, before)), min(last, before))
    return found


def _at_posts(turns: QuerySet[Turn]) -> QuerySet[Any]:
    """Those at posts, with the place as `stood_at`: the shift's own, else where the plan that was sent puts it."""
    planned = Stand.objects.filter(shift=OuterRef("shift"), plan__state=Plan.State.SENT).values("place")[:1]
    place = Coalesce("shift__place", Subquery(planned), output_field=UUIDField())
    found = turns.filter(shift__work=Work.POST).annotate(stood_at=place)
    return found.filter(stood_at__isnull=False)


def _joined(ordered: Iterable[Visit]) -> list[Visit]:
    open_ones: dict[tuple[UUID, UUID], Visit] = {}
    done: list[Visit] = []
    for one in ordered:
        key = (one.shift, one.place)
        before = open_ones.get(key)
        if before and one.begins - before.ends < ONE_VISIT:
            proven = before.is_proven or one.is_proven
            open_ones[key] = Visit(one.place, one.shift, before.begins, max(before.ends, one.ends), proven)
            continue
        if before:
            done.append(before)
        open_ones[key] = one
    return _in_order([*done, *open_ones.values()])


def _in_order(found: Collection[Visit]) -> list[Visit]:
    return sorted(found, key=lambda one: (one.begins, one.place, one.shift))
