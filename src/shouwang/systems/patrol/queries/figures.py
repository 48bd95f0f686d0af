"""The patrols in numbers of a period. Of shifts and places, never of a person.

A shift belongs to the day it begins on, and counts once it is over. A visit is a check-in; several of one shift at one
place within half an hour are one (presence.ONE_VISIT). One that was only said is counted, and meets nothing (domain e).
What places need and weigh is taken as it stands today.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.lib import formula
from shouwang.lib.idleness import Idle, idleness
from shouwang.lib.periods import Period, Span
from shouwang.systems.patrol.models import OldMonth, Plan, Shift, Stop, Turn
from shouwang.systems.patrol.nights import night_of
from shouwang.systems.patrol.queries.coverage import cells, is_of_use, present
from shouwang.systems.patrol.queries.findings import found_in
from shouwang.systems.patrol.queries.formulas import Counted, formulas
from shouwang.systems.patrol.queries.needs import Wanted, wanted
from shouwang.systems.patrol.queries.presence import Visit, last_presence, posts_held, visits
from shouwang.systems.patrol.queries.standing import MISSED, Fate, Standing, standings
from shouwang.systems.patrol.queries.turns import served
from shouwang.systems.patrol.rates import Count, Rate

SLOT = timedelta(minutes=30)  # so much earlier or later than planned is still in time
Night = tuple[date, UUID]


@dataclass(frozen=True)
class OfPlace:
    """One place: what it needs, how often somebody came, how long it was alone."""

    place: Place
    weight: float
    wanted: int
    visits: int
    idle: Idle
    last: datetime | None  # until when somebody was last there, as of now


@dataclass(frozen=True)
class Hour:
    """One hour of the day: how much of what the places weigh somebody was at, summed over the nights with a shift then."""

    hour: int
    nights: int
    wanted: float
    reached: float

    @property
    def share(self) -> float:
        return self.reached / self.wanted if self.wanted else 0.0


@dataclass(frozen=True)
class Rated:
    """A rate and how it was counted; without a value there was nothing to divide by."""

    counted: Counted
    value: float | None


@dataclass(frozen=True)
class Figures:
    """Everything about one room and one period. `has_forgotten`: part of it is only known as counts of its months."""

    counts: dict[Count, float]
    rates: dict[Rate, Rated]
    standings: Sequence[Standing]
    called_off: int
    places: Sequence[OfPlace]
    hours: Sequence[Hour]
    has_forgotten: bool
    until: datetime


def figures(room: Room, period: Period, now: datetime) -> Figures:
    """What was done in the period. A fixed number of questions, however many nights."""
    begun = Shift.objects.filter(room=room, starts_at__gte=period.start, starts_at__lt=period.end)
    told = standings(begun, now)
    on = [one.shift for one in told if one.fate is not Fate.CALLED_OFF]
    done = begun.filter(cancelled_at=None, ends_at__lte=now)
    seen, posts = visits(done), posts_held(done)
    asked = [one for one in wanted(room, now) if one.weight > 0 and not one.need.is_closed_off]
    nights = {_night(shift) for shift in on}
    counts = _counts(room, period, told)
    proven = [one for one in seen if one.is_proven]
    counts |= _visited(on, asked, proven, posts)
    counts |= _planned(done, proven)
    counts |= {Count.VISITS: len(seen), Count.SAID: len(seen) - len(proven)}
    found = found_in(begun, now)
    counts |= {Count.FINDINGS: found.findings, Count.SETTLED: found.settled, Count.HANDLED: found.handled}
    old = _old(room, period)
    counts = {count: counts.get(count, 0) + old.get(count, 0) for count in Count}
    counts[Count.NIGHTS] = len(nights)
    return Figures(
        counts=counts,
        rates={rate: Rated(one, rated(one.text, counts)) for rate, one in formulas(room).items()},
        standings=told,
        called_off=sum(one.fate is Fate.CALLED_OFF for one in told) + int(old.get("called_off", 0)),
        places=_places(room, period, now, asked, len(nights), seen, posts),
        hours=_hours(on, asked, [*seen, *posts]),
        has_forgotten=_touches_old(room, period),
        until=min(now, period.end),
    )


def rated(text: str, counts: dict[Count, float]) -> float | None:
    """What a formula comes to; None where it divides by nothing, or names a count there no longer is."""
    try:
        return formula.read(text, set(Count)).value({count.value: number for count, number in counts.items()})
    except formula.Wrong:
        return None


def _counts(room: Room, period: Period, told: Sequence[Standing]) -> dict[Count, float]:
    turns = list(served(Turn.objects.filter(shift__room=room), period.first, period.last))
    whole = sum((one.ended_at - one.began_at for one in turns if one.began_at and one.ended_at), timedelta())
    held = sum(one.fate in (Fate.HELD, Fate.LATE) for one in told)
    missed = sum(one.fate in MISSED for one in told)
    return {
        Count.PERSON_TIMES: len(turns),
        Count.HOURS: float(Decimal(whole // timedelta(minutes=1)) / 60),
        Count.SHIFTS: held + missed,
        Count.HELD: held,
        Count.LATE: sum(one.fate is Fate.LATE for one in told),
        Count.MISSED: missed,
    }


def _visited(
    on: Sequence[Shift], asked: Sequence[Wanted], seen: Sequence[Visit], posts: Sequence[Visit]
) -> dict[Count, float]:
    """What was wanted in the nights there was a shift, and how much of it was met; a post that stood meets all of a place."""
    night_by_shift = {shift.pk: _night(shift) for shift in on}
    came: dict[Night, int] = defaultdict(int)
    for one in seen:
        came[night_by_shift[one.shift], one.place] += 1
    stood = {(night_by_shift[one.shift], one.place) for one in posts}
    met = due = 0
    for night in set(night_by_shift.values()):
        for each in asked:
            due += each.need.visits
            here = (night, each.place.pk)
            met += each.need.visits if here in stood else min(each.need.visits, came[here])
    return {Count.WANTED: due, Count.MET: met}


def _planned(done: QuerySet[Shift], seen: Sequence[Visit]) -> dict[Count, float]:
    """The stops of the plans that were sent: how many were made in their time, how many at all. A visit makes one stop."""
    stops = Stop.objects.filter(plan__state=Plan.State.SENT, shift__in=done).order_by("arrives_at", "id")
    by_night: dict[Night, list[Visit]] = defaultdict(list)
    nights = {shift.pk: _night(shift) for shift in done}
    for one in seen:
        by_night[nights[one.shift], one.place].append(one)
    left = {key: list(found) for key, found in by_night.items()}
    planned: dict[Night, int] = defaultdict(int)
    on_time = 0
    for shift, place, arrives, leaves in stops.values_list("shift", "place", "arrives_at", "leaves_at"):
        here = (nights[shift], place)
        planned[here] += 1
        fitting = next((one for one in left.get(here, ()) if one.meets(arrives - SLOT, leaves + SLOT)), None)
        if fitting is not None:
            left[here].remove(fitting)
            on_time += 1
    reached = sum(min(number, len(by_night[here])) for here, number in planned.items())
    return {Count.PLANNED: sum(planned.values()), Count.ON_TIME: on_time, Count.REACHED: reached}


def _places(
    room: Room,
    period: Period,
    now: datetime,
    asked: Sequence[Wanted],
    nights: int,
    seen: Sequence[Visit],
    posts: Sequence[Visit],
) -> list[OfPlace]:
    before, latest = last_presence(room, period.start), last_presence(room, now)
    stays: dict[UUID, list[tuple[datetime, datetime]]] = defaultdict(list)
    came: dict[UUID, int] = defaultdict(int)
    for place, last in before.items():
        stays[place].append((last, last))
    for one in (*seen, *posts):
        stays[one.place].append((one.begins, one.ends))
    for one in seen:
        came[one.place] += 1
    end = min(now, period.end)
    return [
        OfPlace(
            one.place,
            one.weight,
            one.need.visits * nights,
            came[one.place.pk],
            idleness(stays[one.place.pk], period.start, end),
            latest.get(one.place.pk),
        )
        for one in asked
    ]


def _hours(on: Sequence[Shift], asked: Sequence[Wanted], there: Sequence[Visit]) -> list[Hour]:
    weights = {one.place.pk: one.weight for one in asked}
    hours = {start for shift in on for start in cells(shift.starts_at, shift.ends_at)}
    at = present(there)
    found: dict[int, list[float]] = {}
    for start in hours:
        useful = {one.place.pk for one in asked if is_of_use(one, start)}
        sums = found.setdefault(timezone.localtime(start).hour, [0, 0.0, 0.0])
        sums[0] += 1
        sums[1] += sum(weights[place] for place in useful)
        sums[2] += sum(weights[place] for place in at[start] & useful)
    evening_first = sorted(found, key=lambda hour: (hour - 12) % 24)
    return [Hour(hour, int(found[hour][0]), found[hour][1], found[hour][2]) for hour in evening_first]


def _night(shift: Shift) -> date:
    return night_of(shift.starts_at, timezone.get_default_timezone())


def _old(room: Room, period: Period) -> dict[str, float]:
    """Counts of the months of the period whose nights are deleted; of a week nothing is known any more."""
    if period.span is Span.WEEK:
        return {}
    months = OldMonth.objects.filter(room=room, first__gte=period.first, first__lte=period.last)
    names = ("person_times", "held", "late", "missed", "called_off", "minutes")
    sums = months.aggregate(**{name: Sum(name) for name in names})
    known = {name: number or 0 for name, number in sums.items()}
    return {**known, "hours": known["minutes"] / 60, "shifts": known["held"] + known["missed"]}


def _touches_old(room: Room, period: Period) -> bool:
    month = period.first.replace(day=1)
    return OldMonth.objects.filter(room=room, first__gte=month, first__lte=period.last).exists()
