"""What a plan changes against the one before, and what happened since it was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from uuid import UUID

from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.systems.patrol.models import Plan, Shift, Stop
from shouwang.systems.patrol.queries.fitness import can_go
from shouwang.systems.patrol.queries.needs import is_near, newly_verified
from shouwang.systems.patrol.queries.nights import shifts
from shouwang.systems.patrol.queries.plans import sent
from shouwang.systems.patrol.queries.volunteers import keeps_list

NOTICED = timedelta(minutes=1)  # below it nobody walks differently
SHIFTED = timedelta(minutes=5)  # and at one stop nobody minds


@dataclass(frozen=True)
class Difference:
    """Stops that are new, that are not made any more, that another round makes (before, now), that the same round makes at
    another time; and by how much later each round is done, below zero where sooner."""

    added: Sequence[Stop]
    dropped: Sequence[Stop]
    moved: Sequence[tuple[Stop, Stop]]
    shifted: Sequence[tuple[Stop, Stop]]
    later: Sequence[tuple[Shift, timedelta]]

    @property
    def is_none(self) -> bool:
        return not (self.added or self.dropped or self.moved or self.shifted or self.later)


def difference(plan: Plan) -> Difference | None:
    """Against what phones show, else against the plan it was made from; None for one that was made anew."""
    known = sent(plan.room, plan.night) if plan.state == Plan.State.DRAFT else None
    older = known or plan.replaces
    if not plan.is_change or older is None:
        return None
    before, now = _by_place(older), _by_place(plan)
    added, dropped = list[Stop](), list[Stop]()
    moved, shifted = list[tuple[Stop, Stop]](), list[tuple[Stop, Stop]]()
    for place in before.keys() | now.keys():
        for old, new in zip_longest(before.get(place, ()), now.get(place, ())):
            if old is None:
                added.append(new)
            elif new is None:
                dropped.append(old)
            elif old.shift_id != new.shift_id:
                moved.append((old, new))
            elif abs(new.arrives_at - old.arrives_at) >= SHIFTED:
                shifted.append((old, new))
    return Difference(
        sorted(added, key=lambda stop: stop.arrives_at),
        sorted(dropped, key=lambda stop: stop.arrives_at),
        sorted(moved, key=lambda pair: pair[1].arrives_at),
        sorted(shifted, key=lambda pair: pair[1].arrives_at),
        _later(before, now),
    )


@dataclass(frozen=True)
class Since:
    """What happened after a plan was made: places with newly verified reports, shifts that lack people now."""

    reports: Sequence[Place]
    short: Sequence[Shift]


def since(plan: Plan) -> Since:
    """What speaks for changing it. A place that has a stop made for it already is not said again."""
    asked = set(plan.stops.filter(is_asked=True).values_list("place", flat=True))
    now = timezone.now()
    fresh = list(newly_verified(plan.room, plan.made_at))
    places = [
        place
        for place in plan.room.places.exclude(pk__in=asked).order_by("name")
        if any(is_near((place.latitude, place.longitude), spot) for spot in fresh)
    ]
    in_it = {*plan.stops.values_list("shift", flat=True), *plan.stands.values_list("shift", flat=True)}
    here = {shift.pk: shift for shift in shifts(plan.room, plan.night)}
    short = [shift for key, shift in here.items() if key in in_it and _lacks(shift, now)]
    return Since(places, short if keeps_list(plan.room) else [])


def _lacks(shift: Shift, now: datetime) -> bool:
    """Whether it can't go, and that is no wonder: whoever is done is not lacking."""
    is_done = shift.ends_at <= now or any(turn.ended_at for turn in shift.turns.all())
    return not is_done and not can_go(shift)


def _by_place(plan: Plan) -> Mapping[UUID, list[Stop]]:
    found: dict[UUID, list[Stop]] = {}
    for stop in plan.stops.select_related("place", "shift").order_by("arrives_at"):
        found.setdefault(stop.place_id, []).append(stop)
    return found


def _later(before: Mapping[UUID, list[Stop]], now: Mapping[UUID, list[Stop]]) -> list[tuple[Shift, timedelta]]:
    old, new = _ends(before), _ends(now)
    both = [(new[key], new[key].leaves_at - old[key].leaves_at) for key in old.keys() & new.keys()]
    found = [(stop.shift, change) for stop, change in both if abs(change) >= NOTICED]
    return sorted(found, key=lambda one: one[0].number)


def _ends(stops: Mapping[UUID, list[Stop]]) -> dict[UUID, Stop]:
    """The last stop of each round."""
    last: dict[UUID, Stop] = {}
    for stop in (stop for here in stops.values() for stop in here):
        if stop.shift_id not in last or stop.leaves_at > last[stop.shift_id].leaves_at:
            last[stop.shift_id] = stop
    return last
