"""The same rounds at other times: every one holds every rule, and gives nothing up."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.planning.checking import faults
from shouwang.lib.planning.problem import Rounds, Walker
from shouwang.lib.planning.rounds import solve
from shouwang.lib.planning.variants import variants


def problem(seed: int, points: int, walkers: int) -> Rounds:
    chance = np.random.default_rng(seed)
    where = chance.uniform(0, 20, (points + 1, 2))
    travel = np.hypot(*(where[:, None] - where[None]).transpose(2, 0, 1))
    opens = np.where(chance.random(points + 1) < 0.3, 30.0, -np.inf)
    closes = np.where(chance.random(points + 1) < 0.3, 90.0, np.inf)
    prizes, dwell = chance.integers(1, 6, points + 1).astype(float), np.full(points + 1, 8.0)
    prizes[points] = dwell[points] = 0.0
    opens[points], closes[points] = -np.inf, np.inf
    return Rounds(travel, prizes, dwell, opens, closes, tuple(Walker(points, points, 0, 150) for _ in range(walkers)))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 3))
def test_no_variant_breaks_a_rule_or_gives_anything_up(seed: int, points: int, walkers: int) -> None:
    asked = problem(seed, points, walkers)
    known = solve(asked, seconds=60, seed=seed, within=0.02, keep=5, iterations=40).plans
    found = variants(asked, known, seed=seed)
    assert found[: len(known)] == known
    for one in found:
        assert faults(asked, one) == []
        assert one.prize in [plan.prize for plan in known]
    assert variants(asked, known, seed=seed) == found
    least = 0.9 * known[0].prize
    for one in variants(asked, known[:1], seed=seed, least=least):
        assert faults(asked, one) == []
        assert one.prize >= least - 1e-9


def test_a_round_with_time_to_spare_is_begun_at_many_hours() -> None:
    travel = np.full((4, 4), 5.0) - 5 * np.eye(4)
    always = np.full(4, math.inf)
    asked = Rounds(travel, np.array([1.0, 1, 1, 0]), np.array([8.0, 8, 8, 0]), -always, always, (Walker(3, 3, 0, 150),))
    (best, *_) = solve(asked, seconds=60, seed=1, iterations=40).plans
    found = variants(asked, [best], seed=1, each=30)
    assert len({round(plan.routes[0][0].begins / 10) for plan in found}) >= 3
