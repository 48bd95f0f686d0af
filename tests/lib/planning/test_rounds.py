"""Rounds: no plan breaks a window or a shift, what must be in is in, and each point left out has its reason."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.planning import compiling, search
from shouwang.lib.planning.checking import faults
from shouwang.lib.planning.problem import Reason, Rounds, Walker
from shouwang.lib.planning.rounds import solve

DAY = 120.0


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain Python, so that no test waits for a compiler or depends on whether one is there."""
    monkeypatch.setattr(compiling, "quickest", lambda: search)


def village(seed: int, points: int = 14, walkers: int = 2, *, windows: bool = False, crooked: bool = False) -> Rounds:
    """Places strewn over a square half an hour wide; point 0 is the room."""
    chance = np.random.default_rng(seed)
    at = chance.random((points, 2)) * 30
    travel = np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1))
    if crooked:
        travel = travel * (1 + chance.random((points, points)))
        for middle in range(points):
            travel = np.minimum(travel, travel[:, [middle]] + travel[[middle], :])
    prizes = chance.integers(1, 20, points).astype(float)
    prizes[0] = 0
    opens = chance.random(points) * 60 if windows else np.full(points, -math.inf)
    closes = opens + 30 if windows else np.full(points, math.inf)
    shifts = tuple(Walker(0, 0, 10.0 * one, 10.0 * one + 80) for one in range(walkers))
    return Rounds(travel, prizes, chance.random(points) * 12, opens, closes, shifts)


def changed(problem: Rounds, **fields: object) -> Rounds:
    return Rounds(**{**vars(problem), **fields})  # type: ignore[arg-type]


def reasons(problem: Rounds) -> dict[int, Reason]:
    plan = solve(problem, seconds=math.inf, iterations=5).best
    return {one.point: one.reason for one in plan.left_out}


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    points=st.integers(1, 16),
    walkers=st.integers(0, 4),
    windows=st.booleans(),
    crooked=st.booleans(),
    must=st.sets(st.integers(0, 15), max_size=3),
)
def test_no_plan_breaks_a_window_a_shift_or_what_must_be_in(
    seed: int, points: int, walkers: int, windows: bool, crooked: bool, must: set[int]
) -> None:
    problem = village(seed, points, walkers, windows=windows, crooked=crooked)
    problem = changed(problem, required=frozenset(point for point in must if point < points))
    found = solve(problem, seconds=math.inf, iterations=15, keep=4, within=0.1, seed=seed)
    for plan in found.plans:
        assert faults(problem, plan) == []
        visited = {visit.point for route in plan.routes for visit in route}
        assert visited | {one.point for one in plan.left_out} == set(range(points))
    assert found.bound >= found.best.prize - 1e-9


def test_the_same_seed_makes_the_same_plan() -> None:
    problem = village(3)
    one, other = (solve(problem, seconds=math.inf, iterations=40, seed=5, keep=5, within=0.05) for _ in range(2))
    assert one.plans == other.plans


def test_every_point_left_out_has_its_reason() -> None:
    problem = village(1, points=8, walkers=1)
    travel, prizes, opens, closes = (vars(problem)[name].copy() for name in ("travel", "prizes", "opens", "closes"))
    prizes[2] = 0
    travel[:, 3] = math.inf
    travel[4, :] = math.inf
    travel[0, 5] = travel[5, 0] = 41
    opens[6], closes[6] = 50, 20
    closes[7] = -1
    told = reasons(changed(problem, travel=travel, prizes=prizes, opens=opens, closes=closes))
    assert {point: told[point] for point in (2, 3, 4, 5, 6, 7)} == {
        2: Reason.NOTHING_TO_GAIN,
        3: Reason.UNREACHABLE,
        4: Reason.UNREACHABLE,
        5: Reason.TOO_FAR,
        6: Reason.CLOSED,
        7: Reason.CLOSED,
    }
