"""A county's nights: every village has its answer, the same as if it were thought through alone."""

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from benchmarks.county_data import POSTS, TEAMS, asked
from shouwang.lib.planning import compiling, search
from shouwang.lib.planning.checking import faults
from shouwang.lib.planning.roster_checks import breaches
from shouwang.systems.patrol.county import Answer, Asked, fed, think


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain Python: no test waits for a compiler."""
    monkeypatch.setattr(compiling, "quickest", lambda: search)


def test_a_village_is_thought_through_from_its_ways_to_its_roster() -> None:
    village = asked(3)
    found = think(village, 0.02)
    assert found.problem.minutes.shape == (len(village.points),) * 2
    assert len(found.standing.stood) == POSTS
    assert found.standing.found is not None
    assert found.standing.found.is_proven
    assert faults(found.drawn.problem, found.drawn.plan) == []
    assert len(found.drawn.plan.routes) == TEAMS
    assert found.roster is not None
    assert village.case is not None
    assert not breaches(village.case, found.roster.teams)
    assert list(found.seconds) == ["ways", "posts", "rounds", "draw", "roster"]


def test_a_county_reads_few_villages_ahead_and_answers_for_each() -> None:
    read: list[int] = []

    def villages() -> Iterator[Asked]:
        for seed in range(4):
            read.append(seed)
            yield asked(seed)

    with ThreadPoolExecutor(1) as pool:
        answers = fed(pool, villages(), ahead=2, search=0.02)
        first = next(answers)
        assert len(read) <= 3
        keys = [first.key, *(one.key for one in answers)]
    assert sorted(keys) == [UUID(int=seed) for seed in range(4)]


def test_what_goes_between_processes_comes_out_as_it_went_in() -> None:
    village = asked(1)
    sent: Asked = pickle.loads(pickle.dumps(village))  # our own, made here
    assert (sent.spots, sent.jobs, sent.case) == (village.spots, village.jobs, village.case)
    answer = think(sent, 0.02)
    back: Answer = pickle.loads(pickle.dumps(answer))
    assert (back.drawn.plan, back.drawn.spots) == (answer.drawn.plan, answer.drawn.spots)
    assert back.standing.stood == answer.standing.stood == think(village, 0.02).standing.stood
