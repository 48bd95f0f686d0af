"""A plan changed on the way: nothing visited is undone, nobody comes back too late, what must be in is in if it can be."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.config.demo.pretend import pretend
from shouwang.kernel.ground.models import Place
from shouwang.systems.patrol.actions import changing, nights, plans, turns
from shouwang.systems.patrol.actions.plans import MadeMeanwhile
from shouwang.systems.patrol.changing import change
from shouwang.systems.patrol.models import CheckIn, Plan, Turn, Work
from shouwang.systems.patrol.night import Job, Night, Spot, Standing, walk
from shouwang.systems.patrol.nights import window
from shouwang.systems.patrol.queries import changes as queries
from tests.cast import Cast
from tests.systems.patrol.test_volunteers_turns import made

START, END = 1200.0, 1320.0


def a_night(seed: int, spots: int, rounds: int, *, required: frozenset[int] = frozenset()) -> Night:
    chance = np.random.default_rng(seed)
    points = chance.uniform(0, 20, (spots + 1, 2))
    minutes = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    found = tuple(
        Spot(
            uuid4(), float(chance.integers(0, 6)), visits=int(chance.integers(1, 3)), gap=90,
            opens=float(chance.choice([-np.inf, 1220])), closes=float(chance.choice([np.inf, 1290])),
        )
        for _ in range(spots)
    )  # fmt: skip
    jobs = tuple(Job(uuid4(), is_round=True, starts=START, ends=END) for _ in range(rounds))
    return Night(found, jobs, minutes, required)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 9), st.integers(1, 3), st.integers(-5, 125), st.data())
def test_no_change_unvisits_or_breaks_a_length(
    seed: int, spots: int, rounds: int, after: int, data: st.DataObject
) -> None:
    asked = data.draw(st.sets(st.integers(0, spots - 1), max_size=2))
    gone = data.draw(st.sets(st.integers(0, rounds - 1), max_size=1))
    night = a_night(seed, spots, rounds, required=frozenset(asked))
    walking = walk(night, Standing(), seconds=0.01, seed=seed)
    before = dict(enumerate(walking.stops(walking.solution.best)))
    now = START + after
    found = change(night, before, now=now, gone=gone, seconds=0.01)
    for job, stops in found.stops.items():
        begun = [stop for stop in before[job] if stop.arrives <= now]
        assert [stop.spot for stop in stops[: len(begun)]] == [stop.spot for stop in begun]
        way = [night.home, *(stop.spot for stop in stops), night.home]
        times = [(START, START), *((stop.arrives, stop.leaves) for stop in stops)]
        for (_, left), (arrives, _), here, there in zip(times, times[1:], way, way[1:], strict=False):
            assert arrives >= left + night.minutes[here, there] - 1e-6
        if stops:
            assert stops[-1].leaves + night.minutes[stops[-1].spot, night.home] <= END + 1e-6
        for stop in stops[len(begun) :]:
            assert job not in gone
            assert (
                stop.arrives
                <= max(night.spots[stop.spot].closes, *(one.arrives for one in before[job] or [stop])) + 1e-6
            )
    for job in gone:
        assert all(stop.arrives <= now for stop in found.stops[job])
    visited = {stop.spot for stops in found.stops.values() for stop in stops}
    missed = {one.spot for one in found.missed}
    assert asked <= visited | missed
    assert found.bound >= found.weight - 1e-9


def test_what_must_be_in_is_in_and_the_least_goes_for_it() -> None:
    minutes = np.full((4, 4), 20.0) - 20 * np.eye(4)
    spots = tuple(Spot(uuid4(), weight) for weight in (3.0, 2.0, 1.0))
    night = Night(spots, (Job(uuid4(), is_round=True, starts=0, ends=90),), minutes)
    walking = walk(night, Standing(), seconds=0.05, seed=1)
    before = dict(enumerate(walking.stops(walking.solution.best)))
    assert {stop.spot for stop in before[0]} == {0, 1}
    found = change(Night(spots, night.jobs, minutes, frozenset({2})), before, now=-10, seconds=0.05)
    assert {stop.spot for stop in found.stops[0]} == {0, 2}
    assert found.asked == {2}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    room = cast.room
    room.latitude, room.longitude = 34.9, 112.6
    room.save()
    for number in range(1, 15):
        Place.objects.create(room=room, name=f"地点{number}", latitude=34.9 + 0.0008 * number, longitude=112.6)
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(21, 30), count=2)
    nights.make_usual(by=cast.officer, room=room, pattern=pattern)
    made_plan = plans.plan_night(by=cast.officer, room=room, night=timezone.localdate() + timedelta(days=1), seed=1)
    plans.send(by=cast.officer, plan=made_plan)
    return Plan.objects.select_related("room").get(pk=made_plan.pk)


def on_the_way(plan: Plan, minutes: int) -> datetime:
    starts = plan.room.shifts.order_by("starts_at").first()
    assert starts is not None
    return starts.starts_at + timedelta(minutes=minutes)


@pytest.mark.django_db
def test_a_report_on_the_way_changes_the_rest_of_the_night_only(cast: Cast, plan: Plan) -> None:
    left_out = plan.left_out.filter(place__isnull=False).order_by("-weight").first()
    assert left_out is not None
    assert left_out.place is not None
    assert left_out.detour is not None
    now = on_the_way(plan, 25)
    done = set(plan.stops.filter(arrives_at__lte=now).values_list("place", "shift", "arrives_at"))
    later = changing.change_night(by=cast.officer, plan=plan, required=[left_out.place], now=now)
    assert done <= set(later.stops.values_list("place", "shift", "arrives_at"))
    assert later.stops.get(place=left_out.place).is_asked
    assert later.stops.get(place=left_out.place).arrives_at > now
    told = queries.difference(later)
    assert told is not None
    assert left_out.place in [stop.place for stop in told.added]
    plan.refresh_from_db()
    assert plan.state == Plan.State.SENT, "nothing is ordered by itself"
    plans.send(by=cast.officer, plan=later)
    plan.refresh_from_db()
    assert plan.state == Plan.State.DROPPED


@pytest.mark.django_db
def test_a_change_that_is_not_wanted_leaves_the_plan_as_it_was(cast: Cast, plan: Plan) -> None:
    later = changing.change_night(by=cast.officer, plan=plan)
    told = queries.difference(later)
    assert told is not None
    assert not told.dropped
    plans.put_aside(by=cast.officer, plan=later)
    plan.refresh_from_db()
    later.refresh_from_db()
    assert (plan.state, later.state) == (Plan.State.SENT, Plan.State.DROPPED)


@pytest.mark.django_db
def test_a_draft_that_is_put_aside_gives_back_the_one_before(cast: Cast, plan: Plan) -> None:
    first = plans.plan_night(by=cast.officer, room=plan.room, night=plan.night, seen=plan.pk)
    second = changing.change_night(by=cast.officer, plan=first)
    plans.put_aside(by=cast.officer, plan=second)
    first.refresh_from_db()
    assert first.state == Plan.State.DRAFT


@pytest.mark.django_db
def test_two_officers_who_change_at_once_see_each_other(cast: Cast, plan: Plan) -> None:
    changing.change_night(by=cast.officer, plan=plan)
    with pytest.raises(MadeMeanwhile):
        changing.change_night(by=cast.officer, plan=plan)


@pytest.mark.django_db
def test_a_round_that_lost_its_people_hands_its_stops_to_the_other(cast: Cast) -> None:
    room = cast.room
    room.latitude, room.longitude = 34.9, 112.6
    room.save()
    for number in range(1, 7):
        Place.objects.create(room=room, name=f"地点{number}", latitude=34.9 + 0.001 * number, longitude=112.6)
    for number in range(4):
        made(cast, f"义警{number}")
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22), count=2)
    nights.make_usual(by=cast.officer, room=room, pattern=pattern)
    plan = plans.plan_night(by=cast.officer, room=room, night=timezone.localdate() + timedelta(days=1))
    plans.send(by=cast.officer, plan=plan)
    lost = plan.stops.order_by("shift__number").first()
    assert lost is not None
    turn = Turn.objects.filter(shift=lost.shift).first()
    assert turn is not None
    turns.cannot_come(by=cast.officer, turn=turn)
    fresh = Plan.objects.select_related("room").get(pk=plan.pk)
    assert queries.since(fresh).short == [lost.shift]
    later = changing.change_night(by=cast.officer, plan=fresh)
    assert not later.stops.filter(shift=lost.shift).exists()
    assert later.left_out.filter(shift=lost.shift, why="too_few").exists()
    told = queries.difference(later)
    assert told is not None
    assert all(new.shift_id != lost.shift_id for _old, new in told.moved)
    assert later.stops.count() + len(told.dropped) == plan.stops.count()


@pytest.mark.django_db
def test_a_round_that_is_held_stays_as_it_is(cast: Cast, plan: Plan) -> None:
    stop = plan.stops.order_by("shift__number").first()
    assert stop is not None
    left_out = plan.left_out.filter(place__isnull=False).first()
    assert left_out is not None
    assert left_out.place is not None
    later = changing.change_night(by=cast.officer, plan=plan, required=[left_out.place], held=[stop.shift_id])
    same = list(plan.stops.filter(shift=stop.shift_id).values_list("place", "arrives_at"))
    assert list(later.stops.filter(shift=stop.shift_id).values_list("place", "arrives_at")) == same


@pytest.mark.django_db
def test_what_nobody_went_to_is_open_again_on_the_way(cast: Cast) -> None:
    room = cast.room
    room.latitude, room.longitude = 34.9, 112.6
    room.save()
    for number in range(1, 5):
        Place.objects.create(room=room, name=f"地点{number}", latitude=34.9 + 0.0005 * number, longitude=112.6)
    people = [made(cast, name) for name in ("马小川", "白明")]
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(23))
    nights.make_usual(by=cast.officer, room=room, pattern=pattern)
    plan = plans.plan_night(by=cast.officer, room=room, night=timezone.localdate() + timedelta(days=1))
    plans.send(by=cast.officer, plan=plan)
    for number, stop in enumerate(plan.stops.select_related("shift").order_by("arrives_at")):
        arrives = stop.shift.starts_at + timedelta(minutes=5 + 20 * number)
        plan.stops.filter(pk=stop.pk).update(arrives_at=arrives, leaves_at=arrives + timedelta(minutes=12))
    first, second = plan.stops.select_related("shift", "place").order_by("arrives_at")[:2]
    turn = Turn.objects.get(shift=first.shift, volunteer=people[0])
    Turn.objects.filter(shift=first.shift).update(began_at=first.shift.starts_at)
    CheckIn.objects.create(
        id=uuid4(), turn=turn, place=first.place, way="code", at=first.arrives_at, received_at=first.arrives_at
    )
    now = second.leaves_at + timedelta(minutes=20)
    fresh = Plan.objects.select_related("room").get(pk=plan.pk)
    later = changing.change_night(by=cast.officer, plan=fresh, now=now)
    assert later.stops.get(place=first.place).arrives_at == first.arrives_at
    assert later.stops.get(place=second.place).arrives_at > now


@pytest.mark.django_db
def test_a_draft_is_told_against_what_phones_show(cast: Cast, plan: Plan) -> None:
    out = [one.place for one in plan.left_out.filter(place__isnull=False).order_by("-weight")[:2] if one.place]
    first = changing.change_night(by=cast.officer, plan=plan, required=out[:1])
    second = changing.change_night(by=cast.officer, plan=first, required=out)
    told, phones = queries.difference(second), set(plan.stops.values_list("place", flat=True))
    assert told is not None
    assert {stop.place_id for stop in told.added} == set(second.stops.values_list("place", flat=True)) - phones


@pytest.mark.django_db
def test_a_night_that_is_being_walked_is_not_drawn_anew(cast: Cast, plan: Plan) -> None:
    with pretend(on_the_way(plan, 5)), pytest.raises(plans.Underway):
        plans.plan_night(by=cast.officer, room=plan.room, night=plan.night, seen=plan.pk)


@pytest.mark.django_db
def test_a_round_planned_late_begins_now(cast: Cast, plan: Plan) -> None:
    Plan.objects.all().delete()
    now = on_the_way(plan, 30)
    with pretend(now):
        late = plans.plan_night(by=cast.officer, room=plan.room, night=plan.night)
    assert late.stops.exists()
    assert all(stop.arrives_at >= now for stop in late.stops.all())


def test_what_must_be_in_is_not_dropped_for_something_heavier() -> None:
    minutes = np.full((4, 4), 20.0) - 20 * np.eye(4)
    spots = (Spot(uuid4(), 1.0), Spot(uuid4(), 2.0), Spot(uuid4(), 9.0))
    jobs = (Job(uuid4(), is_round=True, starts=0, ends=90),)
    walking = walk(Night(spots[:2], jobs, minutes[np.ix_([0, 1, 3], [0, 1, 3])]), Standing(), seconds=0.05, seed=1)
    before = dict(enumerate(walking.stops(walking.solution.best)))
    found = change(Night(spots, jobs, minutes, frozenset({0})), before, now=-10, seconds=0.05)
    assert 0 in {stop.spot for stop in found.stops[0]}


def test_hours_of_a_place_are_those_of_the_evening_they_meet() -> None:
    zone, night = timezone.get_default_timezone(), datetime(2026, 11, 27).date()  # noqa: DTZ001
    assert window(night, time(4, 30), time(22), zone)[0].date() == night
    assert window(night, time(0), time(23, 59), zone)[0].date() == night
    assert window(night, time(1), time(4), zone)[0].date() == night + timedelta(days=1)
    start, end = window(night, time(22), time(2), zone)
    assert (start.date(), end.date()) == (night, night + timedelta(days=1))


@pytest.mark.django_db
def test_a_stop_of_the_same_round_at_another_time_is_told(cast: Cast, plan: Plan) -> None:
    later = changing.change_night(by=cast.officer, plan=plan)
    stop = later.stops.order_by("arrives_at").first()
    assert stop is not None
    same = plan.stops.get(place=stop.place)
    for minutes, is_told in ((4, False), (20, True), (-20, True)):
        by = timedelta(minutes=minutes)
        times = {"arrives_at": same.arrives_at + by, "leaves_at": same.leaves_at + by}
        later.stops.filter(pk=stop.pk).update(shift=same.shift, **times)
        told = queries.difference(later)
        assert told is not None
        assert [(old.place, new.place) for old, new in told.shifted if new.place == stop.place] == (
            [(stop.place, stop.place)] if is_told else []
        )
        assert not (is_told and told.is_none)
