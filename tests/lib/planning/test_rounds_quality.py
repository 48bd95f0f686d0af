"""How good rounds are, in plain Python, against what is proven; and tables of others whose values nobody can walk."""

import math

import numpy as np
import pytest

from benchmarks import orienteering_data
from benchmarks.orienteering_proof import most
from shouwang.lib.planning import compiling, search
from shouwang.lib.planning.checking import believable, faults
from shouwang.lib.planning.problem import Rounds, Walker
from shouwang.lib.planning.rounds import solve
from tests.real import needs_patrol


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain Python, as on a server without numba."""
    monkeypatch.setattr(compiling, "quickest", lambda: search)


def evening(seed: int, *, points: int = 22, walkers: int = 2) -> Rounds:
    """Places in a village twenty minutes across, eight minutes at each, an hour for each walker."""
    chance = np.random.default_rng(seed)
    at = chance.random((points, 2)) * 20
    travel = np.sqrt(((at[:, None] - at[None]) ** 2).sum(-1))
    prizes = np.round(chance.gamma(2, 3, points) + 1)
    prizes[0] = 0
    stay, never = np.where(np.arange(points) > 0, 8.0, 0.0), np.full(points, math.inf)
    return Rounds(travel, prizes, stay, -never, never, (Walker(0, 0, 0.0, 60.0),) * walkers)


@pytest.mark.parametrize("seed", range(4))
def test_plain_python_comes_within_a_hundredth_of_the_proven_best(seed: int) -> None:
    problem = evening(seed)
    proven, routes = most(problem)
    assert believable(problem, proven, routes)
    found = solve(problem, seconds=math.inf, iterations=1_500, seed=seed)
    assert faults(problem, found.best) == []
    assert 0.99 * proven <= found.best.prize <= proven
    assert found.bound >= proven


def test_the_proof_is_for_walkers_alike_without_windows() -> None:
    problem = evening(1)
    with pytest.raises(ValueError, match="windows"):
        most(Rounds(**{**vars(problem), "closes": np.full(22, 40.0)}))


@needs_patrol
@pytest.mark.parametrize(("name", "table", "best"), [("p1.3.h", 75, 70), ("p1.3.o", 215, 205), ("p6.4.k", 546, 528)])
def test_a_table_s_value_that_nobody_can_walk_is_refused(name: str, table: int, best: int) -> None:
    problem = orienteering_data.chao(name)
    proven, routes = most(problem)
    assert proven == best < table
    assert believable(problem, best, routes)
    assert not believable(problem, table, routes)
    assert orienteering_data.known()[name] == best


@needs_patrol
def test_routes_that_only_rounding_makes_possible_are_refused() -> None:
    """p1.3.h: the 75 of the table is there as soon as a shift may last a tenth longer than it does."""
    problem = orienteering_data.chao("p1.3.h")
    longer = Walker(0, len(problem.prizes) - 1, 0.0, problem.walkers[0].back_by + 0.1)
    value, routes = most(Rounds(**{**vars(problem), "walkers": (longer,) * 3}))
    assert value >= 75
    assert not believable(problem, value, routes)


@needs_patrol
@pytest.mark.parametrize("name", ["p1.4.r", "p3.4.t", "p6.2.j", "p7.2.j"])
def test_published_rounds_in_plain_python_are_near_the_best_known(name: str) -> None:
    problem = orienteering_data.chao(name)
    found = solve(problem, seconds=math.inf, iterations=1_200, seed=1).best
    assert faults(problem, found) == []
    assert 0.93 * orienteering_data.known()[name] <= found.prize <= orienteering_data.known()[name]


@needs_patrol
def test_published_windows_are_kept() -> None:
    for name, walkers in (("c101", 2), ("pr01", 1), ("rc102", 4)):
        problem = orienteering_data.with_windows(name, walkers)
        found = solve(problem, seconds=math.inf, iterations=150, seed=1).best
        assert faults(problem, found) == []
        assert found.prize > 0
