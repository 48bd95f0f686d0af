"""A plan under way: what was visited stays, who dropped out goes nowhere more, a post stays, what is new is put in."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.planning import compiling, search
from shouwang.lib.planning.bounds import bound, knapsack
from shouwang.lib.planning.checking import believable, checked, faults
from shouwang.lib.planning.problem import Rounds, Walker
from shouwang.lib.planning.replanning import replan
from shouwang.lib.planning.rounds import solve


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "quickest", lambda: search)


def village(seed: int, points: int = 14, walkers: int = 3) -> Rounds:
    chance = np.random.default_rng(seed)
    at = chance.random((points, 2)) * 25
    travel = np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1))
    prizes = chance.integers(1, 20, points).astype(float)
    prizes[[0, points - 1]] = 0
    never = np.full(points, math.inf)
    return Rounds(travel, prizes, np.full(points, 8.0), -never, never, (Walker(0, 0, 0.0, 80.0),) * walkers)


def reported(problem: Rounds, prize: float, by: float) -> Rounds:
    """A report at the last point."""
    prizes, closes = problem.prizes.copy(), problem.closes.copy()
    prizes[-1], closes[-1] = prize, by
    return replace(problem, prizes=prizes, closes=closes)


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    now=st.floats(0, 90),
    gone=st.sets(st.integers(0, 2), max_size=3),
    held=st.sets(st.integers(0, 2), max_size=2),
)
def test_what_was_begun_is_never_undone(seed: int, now: float, gone: set[int], held: set[int]) -> None:
    problem = village(seed)
    plan = solve(problem, seconds=math.inf, iterations=10, seed=seed).best
    after = reported(problem, 30, now + 20)
    change = replan(after, plan, now=now, gone=gone - held, held=held, seconds=math.inf, iterations=6)
    for walker, route in enumerate(plan.routes):
        begun = tuple(visit for visit in route if visit.begins <= now)
        assert change.plan.routes[walker][: len(begun)] == begun
        if walker in held:
            assert change.plan.routes[walker] == route
        elif walker in gone:
            assert change.plan.routes[walker] == begun
    assert faults(after, change.plan) == []
    was, becomes = ({visit.point for route in one.routes for visit in route} for one in (plan, change.plan))
    assert set(change.added) == becomes - was
    assert set(change.dropped) == was - becomes


def test_a_report_is_put_in_and_nothing_else_need_change() -> None:
    problem = replace(village(4), walkers=(Walker(0, 0, 0.0, 400.0),) * 2)
    plan = solve(problem, seconds=math.inf, iterations=30).best
    change = replan(reported(problem, 30, 300.0), plan, now=-1.0, seconds=math.inf, iterations=6)
    assert change.added == (13,)
    assert change.dropped == ()


def test_a_report_that_must_be_met_pushes_others_out() -> None:
    problem = village(2, walkers=1)
    plan = solve(problem, seconds=math.inf, iterations=30).best
    after = replace(reported(problem, 0.5, 79.0), required=frozenset({13}))
    change = replan(after, plan, now=0.0, seconds=math.inf, iterations=40)
    assert 13 in change.added


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), walkers=st.integers(0, 4))
def test_no_plan_surpasses_the_bounds(seed: int, walkers: int) -> None:
    problem = village(seed, walkers=walkers)
    found = solve(problem, seconds=math.inf, iterations=60, seed=seed)
    assert bound(problem, seconds=10) <= knapsack(problem)
    assert found.best.prize <= bound(problem, seconds=10)


def test_all_minutes_spent_on_one_line_are_a_bound_that_is_met() -> None:
    """Three places on a road, five minutes apart, with time for two: nothing better than two exists."""
    travel = np.abs(np.arange(4.0)[:, None] - np.arange(4.0)[None]) * 5
    none, never = np.zeros(4), np.full(4, math.inf)
    problem = Rounds(travel, np.array([0.0, 3, 3, 3]), none, -never, never, (Walker(0, 0, 0.0, 21.0),))
    found = solve(problem, seconds=math.inf, iterations=20, prove=True)
    assert found.best.prize == 6
    assert found.bound < 9


def test_a_plan_that_cannot_be_walked_is_never_shown() -> None:
    problem = village(1)
    plan = solve(problem, seconds=math.inf, iterations=10).best
    wrong = replace(plan, prize=plan.prize + 1)
    with pytest.raises(ValueError, match="brings"):
        checked(problem, wrong)
    twice = replace(plan, routes=(plan.routes[0], plan.routes[0], ()))
    assert any("twice" in one for one in faults(problem, twice))
    late = replace(problem, walkers=(Walker(0, 0, 0.0, 5.0),) * 3)
    assert any("too late" in one for one in faults(late, plan))


def test_a_value_from_a_table_is_believed_with_its_routes_only() -> None:
    problem = village(1)
    plan = solve(problem, seconds=math.inf, iterations=10).best
    assert believable(problem, plan.prize, plan.order)
    assert not believable(problem, plan.prize + 5, plan.order)
