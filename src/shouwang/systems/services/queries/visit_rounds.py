"""The round of a day: in which order, when to leave the room, how far from house to house, and what does not fit."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from shouwang.kernel.ground.models import Room
from shouwang.kernel.people.models import Account
from shouwang.lib.planning import visits as planning
from shouwang.lib.planning.visits import Day, Placed, Stop, Trip
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visiting
from shouwang.systems.services.models import Visit
from shouwang.systems.services.queries.visit_days import OfficerDay, Want, ground_of, officer_day, point_of
from shouwang.systems.services.queries.visits import visits

LATE_QUARTERS = 2  # half an hour: what counts as kept, so as late as a promised time may become on the way


@dataclass(frozen=True)
class Leg:
    """One visit of the round. `way_minutes` as it is ridden, from the house before or the room; `quarters` as it is held."""

    visit: Visit
    leaves_at: datetime
    begins_at: datetime
    ends_at: datetime
    way_minutes: float
    quarters: visiting.Stretch
    is_from_room: bool

    @property
    def is_late(self) -> bool:
        """Whether it begins later than was promised."""
        return self.visit.is_timed and self.visit.starts_at is not None and self.begins_at > self.visit.starts_at


@dataclass(frozen=True)
class Round:
    """The legs still to be made, in their order; `left_out` does not fit; `under_way` and `over` stand beside them.

    `home_at`: when the officer is back in the room after the last.
    """

    room: Room
    account: Account
    day: date
    legs: tuple[Leg, ...]
    left_out: tuple[Visit, ...]
    under_way: tuple[Visit, ...]
    over: tuple[Visit, ...]
    home_at: datetime | None
    way_minutes: float  # in all, each way home included
    seen: frozenset[UUID] = frozenset()  # which of the visits the viewer may see; of the others the time alone

    def sees(self, visit: Visit) -> bool:
        """Whether number, name and house may be shown: not of another room's visit, nor of one that is sheltered."""
        return visit.pk in self.seen

    @property
    def is_empty(self) -> bool:
        return not (self.legs or self.left_out or self.under_way or self.over)

    @property
    def has_untimed(self) -> bool:
        return any(not leg.visit.is_timed for leg in self.legs)


def round_of(room: Room, account: Account, day: date, now: datetime, *, viewer: Account) -> Round:
    """The day in its best order as it stands at the moment: what is over is over, the rest begins where the officer is.

    What the viewer may not see takes its time all the same.
    """
    over = tuple(
        Visit.objects.filter(
            account=account, stage__in=(lifecycle.DONE, lifecycle.NOBODY), starts_at__gte=visiting.moment(day, 0),
            starts_at__lt=visiting.moment(day, visiting.DAY_LONG),
        ).select_related("matter__room", "purpose").order_by("over_at", "pk")
    )  # fmt: skip
    whole = officer_day(ground_of(room), account, day, now)
    under_way = tuple(visit for visit in whole.visits if visit.stage in (lifecycle.ON_WAY, lifecycle.THERE))
    waiting = tuple(visit for visit in whole.visits if visit.stage in lifecycle.WAITING)
    is_begun = visiting.day_of(now) == day and bool(over or under_way)
    last = (under_way or over)[-1] if is_begun else None
    rest = OfficerDay(
        whole.ground, account, day, now, waiting, whole.open_for, (Want(0, point_of(last)),) if last else ()
    )
    ordered = planning.order(_problem(rest, last, now))
    found = _as_round(rest, ordered, under_way, over)
    keys = [visit.pk for visit in (*whole.visits, *over)]
    return replace(found, seen=frozenset(visits(viewer).filter(pk__in=keys).values_list("pk", flat=True)))


def _problem(rest: OfficerDay, last: Visit | None, now: datetime) -> Day:
    """What is still to be made; where the day has begun, from the last house on, and a promised time may be half an hour late."""
    stops = rest.stops()
    trips: tuple[Trip, ...] = rest.trips
    if last is not None:
        free_at = _free_at(last, now, rest.day)
        stops = tuple(Stop(one.stay, one.opens, one.closes + LATE_QUARTERS, one.weight) for one in stops)
        late = [Trip(max(one.leaves, free_at), one.back_by + LATE_QUARTERS) for one in trips if one.back_by > free_at]
        first = Trip(free_at, late[0].back_by, len(stops)) if late else None
        trips = (first, *late[1:]) if first else ()
    return Day(rest.travel, stops, trips)


def _free_at(last: Visit, now: datetime, day: date) -> int:
    """When the officer goes on from the last house: now, or when the visit that goes on should be over."""
    over = now
    if last.stage == lifecycle.THERE and last.arrived_at:
        over = max(now, last.arrived_at + timedelta(minutes=last.minutes))
    elif last.stage == lifecycle.ON_WAY and last.starts_at:
        over = max(now, last.starts_at) + timedelta(minutes=last.minutes)
    return visiting.quarter_after(over, day)


def _as_round(
    rest: OfficerDay, ordered: planning.Ordered, under_way: tuple[Visit, ...], over: tuple[Visit, ...]
) -> Round:
    home = len(rest.travel) - 1
    legs: list[Leg] = []
    at, trip, way = home, -1, 0.0
    for placed in ordered.visits:
        is_from_room = placed.trip != trip and not (rest.wants and not legs)
        at = home if placed.trip != trip and legs else at
        if rest.wants and not legs:
            at = len(rest.visits)
        if placed.trip != trip and legs:
            way += rest.minutes[ordered.visits[len(legs) - 1].stop][home]
        way += rest.minutes[at][placed.stop]
        legs.append(_leg(rest, placed, rest.minutes[at][placed.stop], is_from_room))
        at, trip = placed.stop, placed.trip
    back = rest.minutes[at][home] if legs else 0.0
    return Round(
        rest.ground.room, rest.account, rest.day, tuple(legs), tuple(rest.visits[n] for n in ordered.left_out), under_way, over,
        legs[-1].ends_at + timedelta(minutes=back) if legs else None, way + back,
    )  # fmt: skip


def _leg(rest: OfficerDay, placed: Placed, way: float, is_from_room: bool) -> Leg:
    visit, begins = rest.visits[placed.stop], visiting.moment(rest.day, placed.begins)
    leaves = begins - timedelta(minutes=round(way))
    ends = begins + timedelta(minutes=visit.minutes)
    return Leg(visit, leaves, begins, ends, way, (placed.leaves, placed.ends), is_from_room)
