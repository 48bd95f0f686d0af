"""A night thought through: posts, rounds, what is left out and why, and drawing the one that is walked."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import pairwise
from uuid import uuid4
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.planning.checking import faults
from shouwang.lib.planning.surprise import NOT, evenness, spread
from shouwang.systems.patrol import nights
from shouwang.systems.patrol.drawing import draw
from shouwang.systems.patrol.night import BEGINNINGS, REST, Job, Night, Spot, Why, apart, stand, walk
from shouwang.systems.patrol.weighing import Part, total, weigh
from shouwang.systems.patrol.weighing import Why as Because

SHANGHAI = ZoneInfo("Asia/Shanghai")
EIGHT, TEN = 20 * 60.0, 22 * 60.0


def spot(**more: object) -> Spot:
    return Spot(uuid4(), **{"weight": 1.0, **more})  # type: ignore[arg-type]


def job(*, is_round: bool = True, starts: float = EIGHT, ends: float = TEN, at: int | None = None) -> Job:
    return Job(uuid4(), is_round, starts, ends, at)


def village(spots: list[Spot], jobs: list[Job], *, apart: float = 4.0, required: frozenset[int] = frozenset()) -> Night:
    """Places on one long lane, the room at its beginning."""
    at = np.array([apart * (number + 1) for number in range(len(spots))] + [0.0])
    return Night(tuple(spots), tuple(jobs), np.abs(at[:, None] - at[None, :]), required)


def walked(night: Night, seed: int = 1) -> list[list[tuple[int, float, float]]]:
    walking = walk(night, stand(night), seconds=0.05, seed=seed)
    return [[(one.spot, one.arrives, one.leaves) for one in route] for route in walking.stops(walking.solution.best)]


def test_a_round_goes_out_and_is_back_in_time() -> None:
    night = village([spot() for _ in range(12)], [job()])
    (route,) = walked(night)
    assert route
    assert route[0][1] - night.minutes[night.home, route[0][0]] >= EIGHT
    assert route[-1][2] + night.minutes[route[-1][0], night.home] <= TEN + 1e-9
    assert all(leaves - arrives >= 12 for _spot, arrives, leaves in route)


@settings(max_examples=25, deadline=None)
@given(
    weights=st.lists(st.integers(0, 10), min_size=1, max_size=9),
    visits=st.lists(st.integers(0, 3), min_size=9, max_size=9),
    length=st.integers(5, 240),
    rounds=st.integers(0, 3),
    seed=st.integers(0, 99),
)
def test_no_plan_breaks_a_shift_or_a_gap(
    weights: list[int], visits: list[int], length: int, rounds: int, seed: int
) -> None:
    spots = [spot(weight=float(weight), visits=visits[n]) for n, weight in enumerate(weights)]
    night = village(spots, [job(ends=EIGHT + length) for _ in range(rounds)])
    walking = walk(night, stand(night), seconds=0.01, seed=seed)
    for plan in walking.solution.plans:
        seen: dict[int, list[float]] = {}
        for route in walking.stops(plan):
            for stop in route:
                assert EIGHT <= stop.arrives <= stop.leaves <= EIGHT + length
                seen.setdefault(stop.spot, []).append(stop.arrives)
        left = {one.spot: one.count for one in walking.missed(plan)}
        for number, one in enumerate(spots):
            wanted = one.visits if one.weight else 0
            assert len(seen.get(number, [])) + left.get(number, 0) == wanted


def test_visits_of_one_place_are_no_further_apart_than_its_gap() -> None:
    night = village([spot(visits=2, gap=60.0, weight=9.0)], [job(), job()])
    arrivals = sorted(arrives for route in walked(night) for _spot, arrives, _leaves in route)
    assert len(arrivals) == 2
    assert arrivals[1] - arrivals[0] <= 60


@pytest.mark.parametrize("length", [100.0, 120.0, 180.0])
def test_nobody_comes_back_before_it_shows_anybody_anything_new(length: float) -> None:
    spots = [
        spot(visits=2, weight=9.0),
        spot(visits=2, weight=5.0, opens=EIGHT + 10),
        spot(weight=2.0),
        spot(weight=1.0),
    ]
    night = village(spots, [job(ends=EIGHT + length)])
    seen = 0
    for seed in range(8):
        walking = walk(night, stand(night), seconds=0.1, seed=seed)
        for problem, plans in walking.pool():
            for plan in plans:
                for number, one in enumerate(spots):
                    times = sorted(visit.begins for visit in plan.routes[0] if walking.of[visit.point] == number)
                    for sooner, later in pairwise(times):
                        seen += 1
                        assert later - (sooner + one.dwell) >= one.gap * REST - 1e-9
                        assert later - sooner <= one.gap + 1e-9
                assert faults(problem, plan) == []
    assert seen


def test_what_is_left_out_has_its_reason() -> None:
    spots = [
        spot(is_closed_off=True),
        spot(weight=0.0),
        spot(opens=6 * 60.0, closes=7 * 60.0),
        spot(dwell=500.0),
    ]
    night = village(spots, [job()])
    walking = walk(night, stand(night), seconds=0.02, seed=1)
    why = {one.spot: one.why for one in walking.missed(walking.solution.best)}
    assert why == {0: Why.CLOSED_OFF, 2: "closed", 3: "too_far"}


def test_a_place_nobody_can_reach_is_named() -> None:
    night = village([spot(), spot()], [job()])
    night.minutes[1, :] = night.minutes[:, 1] = math.inf
    walking = walk(night, stand(night), seconds=0.02, seed=1)
    assert [(one.spot, one.why) for one in walking.missed(walking.solution.best)] == [(1, "unreachable")]


def test_no_rounds_and_no_places_make_an_empty_plan() -> None:
    for night in (village([], []), village([spot()], []), village([], [job()])):
        walking = walk(night, stand(night), seconds=0.01, seed=1)
        assert walking.solution.best.prize == 0
        assert draw(walking, night, before={}, seed=1).surprise is None


def test_a_night_on_which_nothing_weighs_anything_is_planned_empty() -> None:
    night = village([spot(weight=0.0, may_stand=True) for _ in range(4)], [job(), job(is_round=False)])
    standing = stand(night)
    walking = walk(night, standing, seconds=0.02, seed=1)
    assert walking.solution.best.prize == 0
    assert not any(walking.stops(walking.solution.best))
    assert sum(one.first_weight for one in standing.stood) == 0


def test_a_place_that_must_be_in_is_in() -> None:
    spots = [spot(weight=9.0) for _ in range(8)] + [spot(weight=0.1)]
    plain = village(spots, [job(ends=EIGHT + 100)])
    asked = village(spots, [job(ends=EIGHT + 100)], required=frozenset({8}))
    assert 8 not in {stop[0] for stop in walked(plain)[0]}
    assert 8 in {stop[0] for stop in walked(asked)[0]}


def test_a_post_stands_where_it_covers_most_and_rounds_leave_it_alone() -> None:
    spots = [spot(weight=5.0), spot(weight=5.0, may_stand=True), spot(weight=5.0), spot(weight=1.0, may_stand=True)]
    night = village(spots, [job(), job(is_round=False)])
    standing = stand(night)
    assert [one.spot for one in standing.stood] == [1]
    assert standing.found is not None
    assert standing.found.is_proven
    walking = walk(night, standing, seconds=0.02, seed=1)
    assert (1, Why.HELD) in [(one.spot, one.why) for one in walking.missed(walking.solution.best)]


def test_a_post_tied_to_a_place_stands_there_and_one_without_a_site_is_named() -> None:
    spots = [spot(weight=9.0, may_stand=True), spot(weight=1.0)]
    tied = village(spots, [job(is_round=False, at=1)])
    assert [one.spot for one in stand(tied).stood] == [1]
    nowhere = village([spot()], [job(is_round=False)])
    assert stand(nowhere).unplaced == (0,)


def test_a_tied_post_drags_no_other_and_two_stand_at_one_place() -> None:
    spots = [spot(weight=0.1), spot(weight=5.0, may_stand=True), spot(weight=5.0), spot(weight=3.0, may_stand=True)]
    early = [job(is_round=False, starts=EIGHT - 120, ends=EIGHT - 60, at=0) for _each in range(2)]
    night = village(spots, [*early, job(is_round=False), job(is_round=False, at=3)], apart=7.0)
    standing = stand(night)
    assert [(one.job, one.spot) for one in standing.stood] == [(0, 0), (1, 0), (2, 1), (3, 3)]
    assert standing.unplaced == ()
    assert standing.found is not None
    assert standing.found.is_proven


def test_no_other_press_surpasses_the_bound() -> None:
    night = hot()
    walks = [walk(night, stand(night), seconds=0.1, seed=seed, prove=seed == 0) for seed in range(6)]
    assert max(one.solution.best.prize for one in walks) <= walks[0].solution.bound + 1e-9


@pytest.mark.parametrize(
    ("length", "visits", "dwell", "gap"), [(60, 2, 12, 120), (60, 2, 30, 60), (120, 3, 12, 120), (90, 3, 25, 30)]
)
def test_visits_that_do_not_fit_one_after_the_other_are_left_out(
    length: int, visits: int, dwell: int, gap: int
) -> None:
    one = spot(visits=visits, weight=9.0, dwell=float(dwell), gap=float(gap))
    night = village([one, spot()], [job(ends=EIGHT + length), job(ends=EIGHT + length)])
    for seed in range(6):
        walking = walk(night, stand(night), seconds=0.1, seed=seed)
        for _problem, plans in walking.pool():
            for plan in plans:
                times = sorted(stop.arrives for route in walking.stops(plan) for stop in route if stop.spot == 0)
                assert all(later - sooner >= apart(one) - 1e-9 for sooner, later in pairwise(times))
                missed = {each.spot: each.count for each in walking.missed(plan)}
                assert len(times) + missed.get(0, 0) == visits


def test_the_same_seed_draws_the_same_and_costs_two_per_cent_at_most() -> None:
    night = village([spot(weight=float(1 + number % 3)) for number in range(10)], [job(), job()])
    walking = walk(night, stand(night), seconds=0.2, seed=3)
    first, again = (draw(walking, night, before={}, seed=3) for _ in range(2))
    assert first.plan == again.plan
    assert 0 <= first.given_up <= 0.02 + 1e-9


def hot() -> Night:
    """Places that want somebody every hour, and ways that are not all the same."""
    spots = [spot(weight=float(1 + number % 3), visits=1 + number % 3, gap=60.0) for number in range(9)]
    return village(spots, [job(), job()], apart=2.5)


def test_windows_begin_at_several_moments_and_every_plan_keeps_its_own() -> None:
    night = hot()
    walking = walk(night, stand(night), seconds=0.2, seed=5)
    assert 2 <= 1 + len(walking.others) <= BEGINNINGS
    assert len({problem.opens.tobytes() for problem, _plans in walking.pool()}) == 1 + len(walking.others)
    assert all(solution.best.prize <= walking.solution.best.prize for _problem, solution in walking.others)
    for problem, plans in walking.pool():
        for plan in plans:
            assert faults(problem, plan) == []
            assert plan.prize >= walking.least - 1e-9
    for seed in range(20):
        drawn = draw(walking, night, before={}, seed=seed)
        assert faults(drawn.problem, drawn.plan) == []
        assert drawn.given_up <= 0.02 + 1e-9


def test_a_place_that_must_be_in_goes_before_weight_whenever_windows_begin() -> None:
    night = replace(hot(), required=frozenset({1, 2}))
    walking = walk(night, stand(night), seconds=0.2, seed=5)
    for problem, plans in walking.pool():
        for plan in plans:
            assert problem.required <= {visit.point for route in plan.routes for visit in route}


def test_plans_with_different_times_are_drawn_evenly() -> None:
    slots = np.array([[0, 3], [1, 2], [2, 1], [3, 0]])
    found = spread(slots, np.ones(2), 4)
    assert found.chances == pytest.approx(np.full(4, 0.25), abs=0.01)
    assert found.surprise == pytest.approx(1.0, abs=0.01)
    assert found.guess == pytest.approx(0.25, abs=0.02)


def test_a_slot_of_the_nights_before_is_drawn_less() -> None:
    slots = np.array([[0], [1], [2], [3]])
    found = spread(slots, np.ones(1), 4, before=np.array([[8.0, 0, 0, 0]]))
    assert found.chances[0] < 0.1
    assert found.chances[1:] == pytest.approx(np.full(3, found.chances[1]), abs=0.02)


def test_one_plan_alone_can_be_guessed() -> None:
    found = spread(np.array([[2, NOT]]), np.array([1.0, 0.0]), 4)
    assert (found.surprise, found.guess) == (0.0, 1.0)
    assert evenness(np.array([3.0, 3.0])) == pytest.approx(1.0)
    with pytest.raises(ValueError, match="no plan"):
        spread(np.empty((0, 2), dtype=np.int64), np.ones(2), 4)


def test_a_weight_is_a_sum_that_can_be_said_aloud() -> None:
    drawn = [Part(Because.WARNING, 3.0, "火灾隐患")]
    assert total(weigh(said=None, note="", drawn=[], reports=0)) == 1
    assert total(weigh(said=4, note="灯暗", drawn=drawn, reports=2)) == 8
    assert total(weigh(said=4, note="", drawn=[], reports=50)) == 7
    assert total(weigh(said=0, note="", drawn=drawn, reports=9)) == 0


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (datetime(2026, 11, 27, 20, 59, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 11, 27, 21, 0, tzinfo=UTC), date(2026, 11, 28)),
        (datetime(2026, 11, 27, 12, 0, tzinfo=UTC), date(2026, 11, 27)),
    ],
)
def test_a_night_ends_at_five(moment: datetime, night: date) -> None:
    assert nights.night_of(moment, SHANGHAI) == night
    start, end = nights.bounds(night, SHANGHAI)
    assert start <= moment < end


def test_a_shift_over_midnight_ends_on_the_next_day() -> None:
    start, end = nights.span(date(2026, 12, 31), time(22), time(1, 30), SHANGHAI)
    assert (start.isoformat(), end.isoformat()) == ("2026-12-31T22:00:00+08:00", "2027-01-01T01:30:00+08:00")
    late, _end = nights.span(date(2026, 12, 31), time(1), time(3), SHANGHAI)
    assert late.isoformat() == "2027-01-01T01:00:00+08:00"
