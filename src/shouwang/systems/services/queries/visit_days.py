"""An officer's day of visits: what stands in it, and what still fits in between, way and all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

import numpy as np

from shouwang.kernel.ground.models import Room
from shouwang.kernel.ground.network import network_of, place_of
from shouwang.kernel.people.busy import busy
from shouwang.kernel.people.models import Account
from shouwang.lib.planning import visits as planning
from shouwang.lib.planning.network import DETOUR as STRAIGHT
from shouwang.lib.planning.network import Network
from shouwang.lib.planning.visits import Day, Ordered, Stop, Trip
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visiting
from shouwang.systems.services.models import Visit, VisitingRules
from shouwang.systems.services.queries.visiting import hours_on, rules, visitors

# Visits of a day; the planner takes two more, but a booking must not hold everybody for seconds. Measured: a half day with four
# officers who have up to ten visits each in it is booked in 0.5 s at most, the ways between all houses included.
FULL = 10
PART = "services"  # under which name this part says in kernel.people.busy what it holds itself
Point = tuple[float, float]  # longitude, latitude
FIXED, FLEXIBLE, ASKED = 10_000, 100, 1  # what a stop weighs: what is promised never gives way to what is asked for


@dataclass(frozen=True)
class Want:
    """A visit that is asked for: how long, where (None: nobody knows); `window`: from the one quarter, over by the other."""

    minutes: int
    point: Point | None
    window: visiting.Stretch = (0, visiting.DAY_LONG)

    @property
    def stay(self) -> int:
        return visiting.quarters(self.minutes)


@dataclass(frozen=True)
class Ground:
    """What all days of a room have in common, asked for once: how fast one gets about, where the room is, its ways."""

    room: Room
    rules: VisitingRules

    @cached_property
    def home(self) -> Point | None:
        return place_of(self.room)

    @cached_property
    def network(self) -> Network:
        return network_of(self.room)


@dataclass(frozen=True)
class OfficerDay:
    """One officer on one day: their visits, when they are out, how far it is between the houses."""

    ground: Ground
    account: Account
    day: date
    now: datetime
    visits: tuple[Visit, ...]
    open_for: tuple[visiting.Stretch, ...]
    wants: tuple[Want, ...] = ()

    @cached_property
    def minutes(self) -> list[list[float]]:
        """Minutes of way between the houses, those asked for after those booked, the room last."""
        houses = [*map(point_of, self.visits), *(want.point for want in self.wants)]
        return ways(self.ground, [*houses, self.ground.home])

    @cached_property
    def travel(self) -> list[list[int]]:
        """The same in quarters."""
        return [[visiting.quarters(one) for one in row] for row in self.minutes]

    def stops(self) -> tuple[Stop, ...]:
        """Of the visits that stand in the day."""
        return tuple(self._stop(visit) for visit in self.visits)

    def _stop(self, visit: Visit) -> Stop:
        stay = visiting.quarters(visit.minutes)
        if visit.is_timed or visit.stage not in lifecycle.WAITING:
            at = visiting.quarter_of(visit.starts_at, self.day) if visit.starts_at else 0
            return Stop(stay, at, at, FIXED)
        opens, closes = self.window(visit)
        soonest = max(opens, visiting.quarter_after(self.now, self.day))
        return Stop(stay, soonest, closes - stay, FLEXIBLE)

    def window(self, visit: Visit) -> visiting.Stretch:
        """The half day that was promised."""
        if visit.window_starts is None or visit.window_ends is None:
            return 0, visiting.DAY_LONG
        return visiting.quarter_after(visit.window_starts, self.day), visiting.quarter_of(visit.window_ends, self.day)

    @cached_property
    def trips(self) -> tuple[Trip, ...]:
        """Every stretch they are free in; a visit that was promised stands, whatever came in between since."""
        held = []
        for n, (visit, stop) in enumerate(zip(self.visits, self.stops(), strict=True)):
            if visit.is_timed:
                way = self.travel[n][-1]
                held.append((stop.opens - way, stop.opens + stop.stay + way))
        return visiting.trips(visiting.joined([*self.open_for, *held]))

    def ordered(self, *more: Stop) -> Ordered:
        """The day as it is, with `more` stops, one for each of the first that are wanted."""
        stops = (*self.stops(), *more)
        table = [*range(len(stops)), len(self.travel) - 1]
        travel = [[self.travel[a][b] for b in table] for a in table]
        return planning.order(Day(travel, stops, self.trips))

    @property
    def is_full(self) -> bool:
        """As many as are quickly tried out in every order: nobody makes more in a day anyway."""
        return len(self.visits) + 1 > FULL

    def fits(self, opens: int, closes: int) -> bool:
        """Whether what is wanted can begin from the one quarter to the other, and all else stays promised."""
        if self.is_full or closes < opens:
            return False
        asked = len(self.visits)
        return asked not in self.ordered(Stop(self.wants[0].stay, opens, closes, ASKED)).left_out

    def free(self, since: datetime) -> list[int]:
        """The quarters at which what is wanted can begin, none before the moment."""
        return [at for at in sorted(self._starts(since)) if self.fits(at, at)]

    def is_free(self, at: int, since: datetime) -> bool:
        """Whether what is wanted can begin at that quarter; asks of no other, since each takes its time."""
        return at in self._starts(since) and self.fits(at, at)

    def _starts(self, since: datetime) -> set[int]:
        """The quarters in the open hours, whatever else stands in the day."""
        want, first = self.wants[0], visiting.quarter_after(since, self.day)
        return {
            at
            for opens, closes in self.open_for
            for at in range(max(opens, first, want.window[0]), min(closes, want.window[1]) - want.stay + 1)
        }

    def half(self, since: datetime, half: visiting.Stretch) -> visiting.Stretch | None:
        """The part of the morning or afternoon that can be promised for what is wanted; None where it does not fit."""
        first = max(half[0], visiting.quarter_after(since, self.day))
        inside = [(max(opens, first), min(closes, half[1])) for opens, closes in self.open_for]
        inside = [one for one in inside if one[0] < one[1]]
        if not inside:
            return None
        opens, closes = inside[0][0], inside[-1][1]
        return (opens, closes) if self.fits(opens, closes - self.wants[0].stay) else None


HALVES = {"am": (0, visiting.NOON), "pm": (visiting.NOON, visiting.DAY_LONG)}


def point_of(visit: Visit) -> Point | None:
    return (visit.longitude, visit.latitude) if visit.longitude is not None and visit.latitude is not None else None


def ways(ground: Ground, points: Sequence[Point | None]) -> list[list[float]]:
    """Minutes between each two points along the room's ways, straight and 1.4 times as far where none leads; to and from a
    point nobody knows as many as the room reckons with."""
    said = ground.rules
    table = [[0.0 if a == b else float(said.far_minutes) for b in range(len(points))] for a in range(len(points))]
    known = [n for n, point in enumerate(points) if point is not None]
    if len(known) > 1:
        found = ground.network.minutes(
            np.array([points[n] for n in known], dtype=np.float64), pace=said.kmh * 1000 / 60
        )
        minutes = np.where(found.flies, found.minutes * visiting.DETOUR / STRAIGHT, found.minutes)
        for row, a in enumerate(known):
            for column, b in enumerate(known):
                table[a][b] = float(minutes[row, column])
    return table


def visits_on(account: Account, day: date, besides: UUID | None = None) -> tuple[Visit, ...]:
    """Those of the day for which time is held, the earliest first."""
    start = visiting.moment(day, 0)
    found = Visit.objects.filter(
        account=account,
        stage__in=lifecycle.TAKES_TIME,
        starts_at__gte=start,
        starts_at__lt=start + timedelta(days=1),
    ).exclude(pk=besides)
    return tuple(found.select_related("matter__room", "purpose").order_by("starts_at", "pk"))


def open_stretches(room: Room, account: Account, day: date) -> tuple[visiting.Stretch, ...]:
    """When somebody is out on visits that day, without what other parts have of it."""
    since, until = visiting.moment(day, 0), visiting.moment(day, visiting.DAY_LONG)
    taken = [
        (visiting.quarter_of(span.starts_at, day), visiting.quarter_after(span.ends_at, day))
        for span in busy(account, since, until, besides=PART)
    ]
    return tuple(visiting.without(visiting.stretches(hours_on(room, account, day)), taken))


def officer_day(
    ground: Ground, account: Account, day: date, now: datetime, *wants: Want, besides: UUID | None = None
) -> OfficerDay:
    """The day as it stands; `besides`: a visit that is to be moved, so its own time is free."""
    free = open_stretches(ground.room, account, day)
    return OfficerDay(ground, account, day, now, visits_on(account, day, besides), free, wants)


def ground_of(room: Room) -> Ground:
    return Ground(room, rules(room))


@dataclass(frozen=True)
class FreeDay:
    """What can be booked on a day: times, each with who comes; half days, each with who comes and the part of it promised."""

    day: date
    times: tuple[tuple[datetime, Account], ...]
    halves: tuple[tuple[str, Account, visiting.Stretch], ...]

    @property
    def is_empty(self) -> bool:
        return not self.times and not self.halves


def soonest(ground: Ground, now: datetime) -> datetime:
    """The first moment at which a visit may begin."""
    return now + timedelta(hours=ground.rules.notice_hours)


def free_day(
    ground: Ground, want: Want, day: date, now: datetime, *, accounts: Iterable[Account] | None = None,
    besides: UUID | None = None, since: datetime | None = None,
) -> FreeDay:  # fmt: skip
    """Everything that fits into the day; where several officers can come, whoever has fewest visits that day."""
    first = since or soonest(ground, now)
    times: dict[int, Account] = {}
    halves: dict[str, tuple[str, Account, visiting.Stretch]] = {}
    open_days = [
        officer_day(ground, one, day, now, want, besides=besides)
        for one in (visitors(ground.room) if accounts is None else accounts)
    ]
    for one in sorted(open_days, key=lambda each: len(each.visits)):
        if not one.open_for or one.is_full:
            continue
        for at in one.free(first):
            times.setdefault(at, one.account)
        for name, half in HALVES.items():
            if name not in halves and (part := one.half(first, half)):
                halves[name] = (name, one.account, part)
    found = tuple((visiting.moment(day, at), account) for at, account in sorted(times.items()))
    return FreeDay(day, found, tuple(halves[name] for name in HALVES if name in halves))


def free_days(
    room: Room, want: Want, now: datetime, *, since: date | None = None, most: int = 5, besides: UUID | None = None
) -> list[FreeDay]:
    """The next days on which something fits, the nearest first, as far ahead as the room books."""
    today, ground = visiting.day_of(now), ground_of(room)
    first, last = max(since or today, today), today + timedelta(days=ground.rules.days_ahead)
    found: list[FreeDay] = []
    accounts = list(visitors(room))
    while first <= last and len(found) < most:
        one = free_day(ground, want, first, now, accounts=accounts, besides=besides)
        if not one.is_empty:
            found.append(one)
        first += timedelta(days=1)
    return found


def near(
    room: Room, want: Want, at: datetime, now: datetime, *, besides: UUID | None = None, most: int = 6
) -> list[datetime]:
    """The free times nearest to one that is taken: of that day and the next ones, by how far off they are."""
    days, ground = [visiting.day_of(at)], ground_of(room)
    days += [one.day for one in free_days(room, want, now, since=days[0], most=3, besides=besides)]
    times = {time for day in sorted(set(days)) for time, _ in free_day(ground, want, day, now, besides=besides).times}
    return sorted(sorted(times, key=lambda one: (abs(one - at), one))[:most])
