"""What was found on patrol and what became of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from shouwang.kernel.ground.queries import work_calendar
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.clock import read_clocks
from shouwang.kernel.matters.models import Entry
from shouwang.systems.patrol.models import Finding, Shift


@dataclass(frozen=True)
class Found:
    """How many things were found; `handled` are those settled on the spot or closed within their time."""

    findings: int
    settled: int
    handled: int


def found_in(shifts: QuerySet[Shift], now: datetime) -> Found:
    """Of what was found in these shifts. Two questions, however many there are."""
    known = list(Finding.objects.filter(shift__in=shifts).select_related("matter"))
    closed = [one for one in known if not one.is_settled and one.matter.state == lifecycle.CLOSED]
    stories: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(matter__in=[one.matter_id for one in closed]).order_by("at", "id"):
        stories[entry.matter_id].append(entry)
    calendar = work_calendar()
    in_time = 0
    for one in closed:
        kind = kinds.get(one.matter.kind)
        urgent = kind.urgent_limits if one.matter.is_urgent else None
        in_time += not read_clocks(stories[one.matter_id], kind.limits, calendar, now, urgent).whole.is_late
    settled = sum(one.is_settled for one in known)
    return Found(len(known), settled, settled + in_time)
