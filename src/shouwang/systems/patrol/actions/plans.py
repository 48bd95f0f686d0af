"""Planning a night and sending the plan. What is sent is on the phones; a draft is on nobody's."""

import math
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import SystemRandom
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.ground.network import network_of
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.patrol import night as thinking
from shouwang.systems.patrol import nights
from shouwang.systems.patrol.actions.crewing import crew
from shouwang.systems.patrol.actions.nights import Over, lay_out, require
from shouwang.systems.patrol.drawing import Drawn, draw
from shouwang.systems.patrol.models import LeftOut, Plan, Shift, Stand, Stop, Work
from shouwang.systems.patrol.queries import nights as night_queries
from shouwang.systems.patrol.queries import plans as known
from shouwang.systems.patrol.queries.fitness import can_go
from shouwang.systems.patrol.queries.needs import Wanted, wanted
from shouwang.systems.patrol.queries.volunteers import keeps_list
from shouwang.systems.patrol.queries.walks import walks

SECONDS = 0.2  # of search: what more brings is less than half a per cent (measured),
SECONDS_AGAIN = 0.5  # but some per cent where places are wanted more than once
SECONDS_FOR_POSTS = 1.0


class MadeMeanwhile(Exception):
    """Somebody else made a plan of this night since the page was opened; `plan` is theirs."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(str(plan.pk))
        self.plan = plan


class NothingToPlan(Exception):
    """No shift on that night, and none is usual on that day."""


class Underway(Exception):
    """The night's plan was sent and a shift of it has begun: it can be changed, not drawn anew."""


class Gone(Exception):
    """The plan was replaced or put aside meanwhile."""


def plan_night(
    *,
    by: Account,
    room: Room,
    night: date,
    seen: UUID | None = None,
    required: Collection[Place] = (),
    seed: int | None = None,
) -> Plan:
    """A draft for the night: its shifts laid out and filled, posts placed, rounds drawn. `seen` is the newest plan the
    page showed.

    Thinks before it takes the lock, so that nobody waits for the search. A round that should have begun begins now.
    Raises PermissionDenied, NothingToPlan, Over, Underway, MadeMeanwhile.
    """
    require(by, room)
    if night_queries.is_over(room, night, timezone.now()):
        raise Over
    shifts = lay_out(by=by, room=room, night=night)
    if not shifts:
        raise NothingToPlan
    now = timezone.now()
    if known.sent(room, night) and any(shift.starts_at <= now for shift in shifts):
        raise Underway
    crew(by=by, room=room, shifts=shifts)
    shifts = list(night_queries.shifts(room, night))  # with who was put down
    began = time.perf_counter()
    number = SystemRandom().randrange(2**31) if seed is None else seed
    places, problem, origin = posed(
        room, night, walkable(room, [shift for shift in shifts if shift.ends_at > now]), required=required, since=now
    )
    standing = thinking.stand(problem, seconds=SECONDS_FOR_POSTS)
    seconds = SECONDS_AGAIN if thinking.is_repeated(problem) else SECONDS
    walking = thinking.walk(problem, standing, seconds=seconds, seed=number, prove=True)
    drawn = draw(walking, problem, before=_before(room, night, places, origin), seed=number)
    with transaction.atomic():
        Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
        newest = known.newest(room, night)
        if newest and newest.pk != seen and newest.made_by != actor(by).label:
            raise MadeMeanwhile(newest)
        plan = Plan(room=room, night=night, seed=number, made_by=actor(by).label[:80], made_at=timezone.now())
        plan.replaces = newest
        plan.seconds = time.perf_counter() - began
        keep(plan, Thought(shifts, places, problem, origin, standing, walking, drawn))
        Plan.objects.filter(room=room, night=night, state=Plan.State.DRAFT).exclude(pk=plan.pk).update(
            state=Plan.State.DROPPED
        )
        note(actor(by), "patrol.planned", plan)
    return plan


@transaction.atomic
def send(*, by: Account, plan: Plan) -> None:
    """The phones show it from now on. Once is enough. Raises PermissionDenied, Gone."""
    require(by, plan.room)
    Room.objects.select_for_update(of=("self",)).get(pk=plan.room_id)
    current = Plan.objects.get(pk=plan.pk)
    if current.state == Plan.State.SENT:
        return
    if current.state == Plan.State.DROPPED:
        raise Gone
    now = timezone.now()
    Plan.objects.filter(room=plan.room_id, night=plan.night, state=Plan.State.SENT).update(state=Plan.State.DROPPED)
    current.state, current.sent_at, current.sent_by = Plan.State.SENT, now, actor(by).label[:80]
    current.save(update_fields=["state", "sent_at", "sent_by"])
    night_queries.of_night(plan.room, plan.night).filter(cancelled_at=None, sent_at=None).update(sent_at=now)
    note(actor(by), "patrol.plan_sent", current)


@transaction.atomic
def put_aside(*, by: Account, plan: Plan) -> None:
    """A draft that is not wanted: the draft it replaced holds again. What was sent stays until another is sent.

    Raises PermissionDenied.
    """
    require(by, plan.room)
    if Plan.objects.filter(pk=plan.pk, state=Plan.State.DRAFT).update(state=Plan.State.DROPPED):
        if plan.replaces_id:
            never_sent = Plan.objects.filter(pk=plan.replaces_id, state=Plan.State.DROPPED, sent_at=None)
            never_sent.update(state=Plan.State.DRAFT)
        note(actor(by), "patrol.plan_put_aside", plan)


def posed(
    room: Room, night: date, shifts: Sequence[Shift], *, required: Collection[Place] = (), since: datetime | None = None
) -> tuple[list[Wanted], thinking.Night, datetime]:
    """The night as a problem: its places in order, the problem with a job for each of these shifts, and the midnight from
    which minutes count. No job begins before `since`."""
    now = timezone.now()
    zone = timezone.get_default_timezone()
    origin = datetime.combine(night, datetime.min.time(), zone)
    places = wanted(room, now)
    last = known.last_visits(room, now)
    keys = {one.place.pk: number for number, one in enumerate(places)}
    spots = tuple(_spot(one, origin, last.get(one.place.pk), now) for one in places)
    jobs = tuple(
        thinking.Job(
            shift.pk,
            shift.work == Work.ROUND,
            minutes(origin, max(shift.starts_at, since) if since else shift.starts_at),
            minutes(origin, shift.ends_at),
            keys.get(shift.place_id) if shift.place_id else None,
        )
        for shift in shifts
    )
    table = walks(network_of(room), room, [one.place for one in places]).minutes
    asked = frozenset(keys[place.pk] for place in required if place.pk in keys)
    return places, thinking.Night(spots, jobs, table, asked), origin


def walkable(room: Room, shifts: Sequence[Shift]) -> list[Shift]:
    """The shifts that can take place: enough people, or a room that keeps no list of who walks."""
    if not keeps_list(room):
        return list(shifts)
    return [shift for shift in shifts if can_go(shift)]


def minutes(origin: datetime, at: datetime) -> float:
    """Minutes from the night's midnight to the moment."""
    return (at - origin).total_seconds() / 60


@dataclass(frozen=True)
class Thought:
    """A night as it was posed, and what was found for it. Minutes count from `origin`."""

    shifts: Sequence[Shift]
    places: Sequence[Wanted]
    problem: thinking.Night
    origin: datetime
    standing: thinking.Standing
    walking: thinking.Walking
    drawn: Drawn


def keep(plan: Plan, found: Thought) -> None:
    """Write the plan with all that belongs to it."""
    places, problem, origin = found.places, found.problem, found.origin
    standing, walking, drawn = found.standing, found.walking, found.drawn
    solution = walking.solution
    plan.weight, plan.bound = drawn.plan.prize, max(solution.bound, solution.best.prize)
    plan.whole = float(walking.problem.prizes.sum())
    plan.surprise, plan.given_up = drawn.surprise, drawn.given_up
    if standing.found:
        plan.cover = standing.found.share
        plan.cover_gap = standing.found.gap
        plan.one_more = standing.one_more
        plan.one_more_at = None if standing.one_more_at is None else places[standing.one_more_at].place
    plan.save(force_insert=True)
    by_key = {shift.pk: shift for shift in found.shifts}

    def at(value: float) -> datetime:
        return origin + timedelta(minutes=value)

    Stop.objects.bulk_create(
        Stop(
            plan=plan,
            shift=by_key[problem.jobs[job].key],
            place=places[stop.spot].place,
            number=number,
            arrives_at=at(stop.arrives),
            leaves_at=at(stop.leaves),
            weight=stop.worth,
            surprise=drawn.spots.get(stop.spot),
            is_asked=stop.spot in problem.required,
        )
        for job, route in zip(walking.jobs, walking.stops(drawn.plan), strict=True)
        for number, stop in enumerate(route, start=1)
    )
    Stand.objects.bulk_create(
        Stand(
            plan=plan,
            shift=by_key[problem.jobs[one.job].key],
            place=places[one.spot].place,
            first=one.first_weight,
            backup=one.backup_weight,
            covers=[str(places[spot].place.pk) for spot in one.first],
            backs_up=[str(places[spot].place.pk) for spot in one.backup],
        )
        for one in standing.stood
    )
    LeftOut.objects.bulk_create(_left_out(plan, found))


def _left_out(plan: Plan, found: Thought) -> list[LeftOut]:
    places, jobs, shifts = found.places, found.problem.jobs, found.shifts
    routes = [[stop.spot for stop in route] for route in found.walking.stops(found.drawn.plan)]
    left = [
        LeftOut(
            plan=plan, place=places[one.spot].place, why=one.why, count=one.count, weight=places[one.spot].weight,
            detour=detour(found.problem, routes, one.spot),
        )
        for one in found.walking.missed(found.drawn.plan)
    ]  # fmt: skip
    going = {job.key for job in jobs}
    left += [LeftOut(plan=plan, shift=shift, why="too_few") for shift in shifts if shift.pk not in going]
    by_key = {shift.pk: shift for shift in shifts}
    left += [LeftOut(plan=plan, shift=by_key[jobs[job].key], why="no_site") for job in found.standing.unplaced]
    return left


def detour(problem: thinking.Night, routes: Iterable[Sequence[int]], spot: int) -> float | None:
    """The fewest minutes that going to this spot and staying there would add to any round; None where no way leads."""
    ways = problem.minutes
    fewest = min(
        (
            float(ways[here, spot] + ways[spot, there] - ways[here, there])
            for route in routes
            for here, there in pairwise((problem.home, *route, problem.home))
        ),
        default=math.inf,
    )
    return fewest + problem.spots[spot].dwell if math.isfinite(fewest) else None


def _spot(one: Wanted, origin: datetime, last: datetime | None, now: datetime) -> thinking.Spot:
    opens, closes = -float("inf"), float("inf")
    if one.need.opens is not None and one.need.closes is not None:
        start, end = nights.window(origin.date(), one.need.opens, one.need.closes, timezone.get_default_timezone())
        opens, closes = minutes(origin, start), minutes(origin, end)
    waited = (now - last).days if last else thinking.NIGHTS_WAITED
    return thinking.Spot(
        one.place.pk,
        one.weight,
        visits=one.need.visits,
        dwell=one.need.dwell,
        gap=one.need.gap,
        opens=opens,
        closes=closes,
        may_stand=one.need.may_stand,
        is_closed_off=one.need.is_closed_off,
        waited=waited,
    )


def _before(room: Room, night: date, places: Sequence[Wanted], origin: datetime) -> dict[int, list[float]]:
    """Per spot the minutes of the night at which it was visited in the nights before."""
    keys = {one.place.pk: number for number, one in enumerate(places)}
    found: dict[int, list[float]] = {}
    for place, visits in known.arrivals_before(room, night).items():
        if place in keys:
            found[keys[place]] = [
                minutes(origin - timedelta(days=(origin.date() - when).days), at) for when, at in visits
            ]
    return found


def note(by: Actor, verb: str, plan: Plan) -> None:
    """Into the journal, under the night."""
    of = Subject("patrol_plan", str(plan.pk), plan.night.isoformat())
    journal.record(by=by, verb=verb, of=of, room=plan.room_id)
