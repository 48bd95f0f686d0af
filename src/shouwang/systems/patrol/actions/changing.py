"""Changing a night's plan as little as can be. What comes out is a draft: whoever plans looks at it, then sends it."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import actor
from shouwang.systems.patrol import night as thinking
from shouwang.systems.patrol.actions.nights import Over, require
from shouwang.systems.patrol.actions.plans import MadeMeanwhile, detour, minutes, note, posed, walkable
from shouwang.systems.patrol.changing import Changed, change
from shouwang.systems.patrol.models import LeftOut, Plan, Shift, Stand, Stop
from shouwang.systems.patrol.queries import nights as night_queries
from shouwang.systems.patrol.queries import plans as known
from shouwang.systems.patrol.queries.needs import Wanted
from shouwang.systems.patrol.queries.presence import visits
from shouwang.systems.patrol.queries.volunteers import keeps_list

SECONDS = 0.04  # of search: whoever walks is told within a breath (measured, `benchmarks/`)
SECONDS_BEFORE = 0.3  # while nobody walks yet
GRACE = timedelta(minutes=15)  # whoever is later than that at a stop is not coming there any more


@dataclass(frozen=True)
class _Going:
    """The night as it is now: its places and problem, the plan's stops by job, and the stands that stay."""

    places: Sequence[Wanted]
    problem: thinking.Night
    origin: datetime
    shifts: Sequence[Shift]
    stops: Mapping[int, Sequence[thinking.Stopped]]
    gone: Collection[int]
    stands: Sequence[Stand]


def change_night(
    *,
    by: Account,
    plan: Plan,
    required: Collection[Place] = (),
    held: Collection[UUID] = (),
    now: datetime | None = None,
) -> Plan:
    """A draft that keeps to the plan but for what happened: places that must be visited from now on, rounds that do not go
    because people are lacking. Rounds `held` (keys of shifts) and posts stay as they are; what was visited stays.

    Raises PermissionDenied, Over, MadeMeanwhile when another plan of the night was made since.
    """
    require(by, plan.room)
    began, moment = time.perf_counter(), now or timezone.now()
    if night_queries.is_over(plan.room, plan.night, moment):
        raise Over
    going = _going(plan, required, moment)
    at = minutes(going.origin, moment)
    is_before = all(job.starts > at for job in going.problem.jobs)
    keys = {one.place.pk: number for number, one in enumerate(going.places)}
    near = {keys[UUID(key)] for each in going.stands for key in (*each.covers, *each.backs_up) if UUID(key) in keys}
    found = change(
        going.problem,
        going.stops,
        now=at,
        gone=going.gone,
        held={number for number, job in enumerate(going.problem.jobs) if job.key in set(held)},
        covered=near,
        stood=_stood(going, keys),
        seconds=SECONDS_BEFORE if is_before else SECONDS,
        seed=plan.seed,
    )
    with transaction.atomic():
        Room.objects.select_for_update(of=("self",)).get(pk=plan.room_id)
        newest = known.newest(plan.room, plan.night)
        if newest is None or newest.pk != plan.pk:
            raise MadeMeanwhile(newest or plan)
        made = Plan(room=plan.room, night=plan.night, seed=plan.seed, replaces=plan, is_change=True)
        made.made_by, made.made_at = actor(by).label[:80], timezone.now()
        made.weight, made.whole, made.bound = found.weight, max(plan.whole, found.weight), found.bound
        made.cover, made.cover_gap, made.one_more, made.one_more_at = (
            plan.cover, plan.cover_gap, plan.one_more, plan.one_more_at,
        )  # fmt: skip
        made.seconds = time.perf_counter() - began
        made.save(force_insert=True)
        _write(made, going, found, moment)
        Plan.objects.filter(pk=plan.pk, state=Plan.State.DRAFT).update(state=Plan.State.DROPPED)
        note(actor(by), "patrol.plan_changed", made)
    return made


def _going(plan: Plan, required: Collection[Place], now: datetime) -> _Going:
    """Also the shifts of the plan that were called off or lack people: they are gone, what they visited stays.

    A stop whose time is over counts as made where somebody of the shift was there, or where no list says who walks."""
    room, night = plan.room, plan.night
    stops = list(plan.stops.order_by("shift", "number"))
    stands = list(plan.stands.all())
    planned = {stop.shift_id for stop in stops} | {each.shift_id for each in stands}
    able = {shift.pk for shift in walkable(room, list(night_queries.shifts(room, night)))}
    every = list(night_queries.loaded(Shift.objects.filter(pk__in=planned | able)))
    places, problem, origin = posed(room, night, every, required=required)
    keys = {one.place.pk: number for number, one in enumerate(places)}
    jobs = {job.key: number for number, job in enumerate(problem.jobs)}
    by_job: dict[int, list[thinking.Stopped]] = {}
    made = {(one.shift, one.place) for one in visits(Shift.objects.filter(pk__in=planned))}
    has_list = keeps_list(room)
    for stop in stops:
        if has_list and stop.leaves_at + GRACE <= now and (stop.shift_id, stop.place_id) not in made:
            continue
        by_job.setdefault(jobs[stop.shift_id], []).append(
            thinking.Stopped(
                keys[stop.place_id], minutes(origin, stop.arrives_at), minutes(origin, stop.leaves_at), stop.weight
            )
        )
    gone = {number for key, number in jobs.items() if key not in able}
    return _Going(places, problem, origin, every, by_job, gone, [one for one in stands if one.shift_id in able])


def _stood(going: _Going, keys: Mapping[UUID, int]) -> set[int]:
    """Spots a post stands at as long as rounds go: nobody needs to come by."""
    rounds = [job for number, job in enumerate(going.problem.jobs) if job.is_round and number not in going.gone]
    jobs = {job.key: job for job in going.problem.jobs}
    return {
        keys[each.place_id]
        for each in going.stands
        if all(jobs[each.shift_id].starts <= job.starts and jobs[each.shift_id].ends >= job.ends for job in rounds)
    }


def _write(made: Plan, going: _Going, found: Changed, now: datetime) -> None:
    shifts = {shift.pk: shift for shift in going.shifts}
    jobs = going.problem.jobs
    before = Stop.objects.filter(plan=made.replaces_id, is_asked=True)
    asked = set(before.values_list("place", flat=True)) | {going.places[spot].place.pk for spot in found.asked}
    since = minutes(going.origin, now)
    Stop.objects.bulk_create(
        Stop(
            plan=made,
            shift=shifts[jobs[job].key],
            place=going.places[stop.spot].place,
            number=number,
            arrives_at=going.origin + timedelta(minutes=stop.arrives),
            leaves_at=going.origin + timedelta(minutes=stop.leaves),
            weight=stop.worth,
            is_asked=stop.arrives > since and going.places[stop.spot].place.pk in asked,
        )
        for job, stops in found.stops.items()
        for number, stop in enumerate(stops, start=1)
    )
    Stand.objects.bulk_create(
        Stand(
            plan=made, shift_id=one.shift_id, place_id=one.place_id, first=one.first, backup=one.backup,
            covers=one.covers, backs_up=one.backs_up,
        )
        for one in going.stands
    )  # fmt: skip
    routes = [[stop.spot for stop in stops] for stops in found.stops.values()]
    left = [
        LeftOut(
            plan=made, place=going.places[one.spot].place, why=one.why, count=one.count,
            weight=going.places[one.spot].weight, detour=detour(going.problem, routes, one.spot),
        )
        for one in found.missed
    ]  # fmt: skip
    left += [LeftOut(plan=made, shift=shifts[jobs[job].key], why="too_few") for job in sorted(going.gone)]
    LeftOut.objects.bulk_create(left)
