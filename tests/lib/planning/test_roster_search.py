"""Large rosters, piece by piece: nothing gets worse, no rule is broken, and what is said to be proven is."""

from random import Random

import pytest
from ortools.sat.python import cp_model

from benchmarks import roster_data, roster_peers
from benchmarks.roster_data import Ward, Worker
from shouwang.lib.planning import roster_solver
from shouwang.lib.planning.roster import Goal
from shouwang.lib.planning.roster_checks import breaches
from shouwang.lib.planning.roster_search import Cells, Place, _dear, _Run, _value, bettered
from tests.real import needs_patrol


def ward(people: int = 5, days: int = 14) -> Ward:
    """Early and late; nobody has an early day after a late one."""
    staff = {
        f"p{number}": Worker({"E": days, "L": days}, (0, 480 * days), (2, 5), 2, 1, {number})
        for number in range(people)
    }
    wished = {(f"p{number}", (3 * number) % days, "E"): 2 for number in range(people)}
    cover = {(day, kind): (2, 100, 1) for day in range(days) for kind in "EL"}
    return Ward(days, {"E": 480, "L": 480}, {"E": set(), "L": {"E"}}, staff, wished, {}, cover)


def cost(given: Ward, model: roster_peers.Posed, values: tuple[int, ...]) -> int | None:
    return roster_data.cost(given, roster_peers.read(given, model, [values[one.index] for one in model.takes.values()]))


def test_the_best_is_proven_where_it_can_be() -> None:
    given = ward(people=3, days=7)
    model = roster_peers.posed(given)
    found = bettered(model.cp, model.cells, seconds=20)
    assert found.is_proven
    assert found.gap == 0
    assert cost(given, model, found.values) == found.value


def test_pieces_better_what_they_begin_with_and_break_no_rule() -> None:
    given = ward(people=8)
    model = roster_peers.posed(given)
    nobody = bettered(*nothing(model), seconds=5).values
    before = cost(given, model, nobody)
    found = bettered(model.cp, model.cells, seconds=1.5, start=nobody, workers=2)
    after = cost(given, model, found.values)
    assert before is not None
    assert after is not None
    assert after == found.value < before
    assert found.bound <= found.value


def nothing(model: roster_peers.Posed) -> tuple[cp_model.CpModel, Cells]:
    """The same ward where nobody works: allowed, and dear."""
    empty = model.cp.clone()
    for one in model.takes.values():
        empty.add(one == 0)
    return empty, model.cells


def test_no_time_proves_nothing_and_says_so() -> None:
    model = roster_peers.posed(ward(people=12))
    found = bettered(model.cp, model.cells, seconds=0.0)
    assert not found.is_proven
    assert found.bound < found.value
    assert found.tries == 0


def test_a_roster_too_large_for_one_run_is_made_of_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the empty one, as where CP-SAT found nothing in its part of the time."""
    case = roster_data.volunteers(2, people=10, nights=8)
    best = roster_solver.plan(case)
    monkeypatch.setattr(roster_solver, "LARGE", 0)
    monkeypatch.setattr(roster_solver, "solved", lambda *_: None)
    found = roster_solver.plan(case, seconds=4)
    assert not breaches(case, found.teams)
    assert not found.is_proven
    assert found.value(Goal.SEATS) == best.value(Goal.SEATS)
    assert sum(gap.missing for gap in found.gaps) == found.value(Goal.SEATS)
    assert found.value(Goal.HOURS) <= best.value(Goal.HOURS) + 8
    assert all(count.bound <= count.value for count in found.counts)


def test_a_large_roster_that_is_proven_in_time_stays_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    case = roster_data.volunteers(2, people=10, nights=8)
    best = roster_solver.plan(case)
    monkeypatch.setattr(roster_solver, "LARGE", 0)
    found = roster_solver.plan(case, seconds=40)
    assert found.is_proven
    assert found.counts == best.counts


@pytest.mark.parametrize(
    ("days", "rule"),
    [
        ("E E . . . . .", ""),
        ("E . . . . . .", ""),
        (". E . . . . .", "row"),
        (". . E E . E E", "row"),
        ("E E E E E E .", "row"),
        ("L E . . . . .", "what may not follow"),
        (". . . . E E E", ""),
    ],
)
def test_the_cost_knows_the_rules(days: str, rule: str) -> None:
    given = ward(people=1, days=7)
    given.staff["p0"].off.clear()
    kinds = [roster_data.OFF if one == "." else one for one in days.split()]
    assert roster_data.broken(given, "p0", kinds) == ([rule] if rule else [])
    assert (roster_data.cost(given, {"p0": kinds}) is None) == bool(rule)


@needs_patrol
def test_a_published_ward_is_read_and_solved_to_the_best_of_its_table() -> None:
    given = roster_data.ward("Instance1")
    model = roster_peers.posed(given)
    found = bettered(model.cp, model.cells, seconds=30)
    assert found.is_proven
    assert cost(given, model, found.values) == found.value == roster_data.best_known()["Instance1"] == 607


def test_a_piece_is_let_go_around_what_costs() -> None:
    """Twelve people, twenty days, one wanted each day; only the eighth lacks somebody, and one wish was not kept."""
    model = cp_model.CpModel()
    cells: dict[Place, list[cp_model.IntVar]] = {
        (who, day): [model.new_bool_var(f"{who} {day}")] for who in range(12) for day in range(20)
    }
    lacking = [model.new_bool_var(f"lacking {day}") for day in range(20)]
    for day, short in enumerate(lacking):
        model.add(sum(cells[who, day][0] for who in range(12)) + short == 1)
    wish = cells[3, 15][0]
    model.minimize(100 * sum(lacking) - 2 * wish)
    values = [0] * len(model.proto.variables)
    for day in range(20):
        values[cells[0, day][0].index] = int(day != 8)
    values[lacking[8].index] = 1
    run = _Run(model, cells, 0.0, Random(1), best=tuple(values))
    pieces = [run.sore(0.05) for _each in range(200)]
    around = [any(day == 8 for _who, day in piece) for piece in pieces]
    assert sum(around) > 180  # a hundred against two
    assert all(around[number] or (3, 15) in piece for number, piece in enumerate(pieces))
    assert all(len(piece) <= 0.1 * len(cells) for piece in pieces)
    assert len({frozenset(piece) for piece in pieces}) > 100
    values[lacking[8].index], values[cells[5, 8][0].index], values[wish.index] = 0, 1, 1
    run.best = tuple(values)
    assert run.sore(0.05)  # nothing costs: any piece will do


def test_what_costs_most_comes_first_and_nothing_gets_worse_by_it() -> None:
    given = ward(people=8)
    model = roster_peers.posed(given)
    dear = _dear(model.cp)
    assert dear is not None
    weights = list(dear.proto.objective.coeffs)
    assert weights
    assert len(weights) < len(model.cp.proto.objective.coeffs)
    assert min(abs(one) for one in weights) > 0.1 * max(abs(one) for one in model.cp.proto.objective.coeffs)
    assert _dear(dear) is None
    tried = (bettered(model.cp, model.cells, seconds=seconds) for seconds in (1.0, 5.0, 25.0))
    start = next(one for one in tried if one.values)  # a busy machine may find none in the first second
    assert _value(model.cp, start.values) == pytest.approx(start.value)
    found = bettered(model.cp, model.cells, seconds=2.0, start=start.values, bound=-1.0, workers=2)
    assert found.value <= start.value
    assert cost(given, model, found.values) == found.value
    assert found.tries > 0
