"""The plan of two weeks: what the planner is told, and how what it made is read."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.network import network_of
from shouwang.kernel.people.models import Account
from shouwang.lib.planning.plane import Floats
from shouwang.lib.planning.visiting import Key, Point, Slot, Wanted, Ways, straight
from shouwang.systems.care.models import Aide, Case, Helper, Planned, Visit
from shouwang.systems.care.queries.cases import aides, cases, standings


@dataclass(frozen=True)
class Problem:
    """What is to be planned. `dues`: the day each case is really due, which may be past."""

    wanted: list[Wanted]
    most: dict[Key, int]
    fixed: list[Slot]
    dues: dict[Key, date]
    ways: Ways


def problem(room: Room, first: date, days: int) -> Problem:
    """Open cases with who could go there; visits made this week and moved ones count and stay."""
    found = list(Case.objects.filter(room=room, ended_at=None).select_related("place"))
    by_case: dict[object, list[Key]] = defaultdict(list)
    for case_id, aide_id in Helper.objects.filter(case__in=found).order_by("id").values_list("case_id", "aide_id"):
        by_case[case_id].append(aide_id)
    last = _last_face(found)
    wanted = [
        Wanted(
            one.case.pk, one.due.day, one.case.rhythm_days, tuple(by_case[one.case.pk]), last.get(one.case.pk),
            (one.case.place.latitude, one.case.place.longitude) if one.case.place else None,
        )
        for one in standings(found, first)
    ]  # fmt: skip
    most: dict[Key, int] = dict(Aide.objects.filter(room=room).values_list("id", "a_week"))
    ways = _ways(room, [one.at for one in wanted if one.at])
    return Problem(wanted, most, _standing(room, first, days), {one.key: one.due for one in wanted}, ways)


def _ways(room: Room, points: Sequence[Point]) -> Ways:
    """Minutes along the room's ways; straight and a third more where none leads. Asked of the network once."""
    known = {point: n for n, point in enumerate(dict.fromkeys(points))}
    if not known:
        return straight
    table = network_of(room).minutes([(longitude, latitude) for latitude, longitude in known]).minutes

    def between(asked: Sequence[Point]) -> Floats:
        rows = [known[point] for point in asked]
        found: Floats = table[np.ix_(rows, rows)]
        return found

    return between


def off_the_ways(room: Room, found: Iterable[Case]) -> set[UUID]:
    """Cases whose place lies far from every way that is drawn: there the order is by the straight line."""
    placed = [one for one in found if one.place]
    if not placed:
        return set()
    points = [(one.place.longitude, one.place.latitude) for one in placed if one.place]
    return {placed[n].pk for n in network_of(room).attach(points).far}


def _standing(room: Room, first: date, days: int) -> list[Slot]:
    """What takes room in a helper's week already: of this week what was made, later what somebody moved."""
    monday = first - timedelta(days=first.weekday())
    rows = Planned.objects.filter(case__room=room, day__range=(monday, first + timedelta(days=days - 1)))
    return [
        Slot(one.case_id, one.aide_id, one.day, one.due)
        for one in rows
        if one.visit_id or (one.is_fixed and one.day >= first)
    ]


def _last_face(found: list[Case]) -> dict[object, Key]:
    """Who was last seen at the door of each."""
    seen = Visit.objects.filter(case__in=found, outcome__in=Visit.SEEN, aide__isnull=False).order_by("at")
    return dict(seen.values_list("case_id", "aide_id"))


def load(aide: Aide, day: date, besides: Planned | None = None) -> int:
    """How many visits of that calendar week the helper has in the plan."""
    monday = day - timedelta(days=day.weekday())
    rows = Planned.objects.filter(aide=aide, day__range=(monday, monday + timedelta(days=6)))
    return (rows.exclude(pk=besides.pk) if besides else rows).count()


def planned(viewer: Account, room: Room, first: date, days: int = 14) -> QuerySet[Planned]:
    """What is planned from that day on, by day, helper and turn."""
    rows = Planned.objects.filter(
        case__in=cases(viewer).order_by(), case__room=room, day__range=(first, first + timedelta(days=days - 1))
    )
    return rows.select_related("case__person", "case__place", "aide__account", "aide__person").order_by(
        "day", "aide", "turn", "id"
    )


@dataclass(frozen=True)
class Gap:
    """A case that has no planned visit by the day it is due."""

    case: Case
    due: date
    has_visitor: bool  # somebody who helps there takes on visits


def gaps(viewer: Account, room: Room, today: date, days: int = 14) -> list[Gap]:
    """Who is due in the two weeks and stands in no plan; nobody is left out silently."""
    until = today + timedelta(days=days - 1)
    found = list(cases(viewer).filter(room=room, ended_at=None))
    planned_for = set(
        Planned.objects.filter(case__in=found, visit=None, day__range=(today, until)).values_list("case_id", flat=True)
    )
    able = set(Helper.objects.filter(case__in=found, aide__a_week__gt=0).values_list("case_id", flat=True))
    return [
        Gap(one.case, one.due.day, one.case.pk in able)
        for one in standings(found, today)
        if one.due.day <= until and one.case.pk not in planned_for
    ]


def shares(viewer: Account, room: Room, today: date) -> list[tuple[Aide, int, int]]:
    """Each helper who visits: this week's and next week's number of visits."""
    return [(one, load(one, today), load(one, today + timedelta(days=7))) for one in aides(viewer, room) if one.a_week]
