"""The published rosters as a model for CP-SAT: solved by it alone (the peer), or by the search of pieces around it."""

from dataclasses import dataclass

from ortools.sat.python import cp_model

from benchmarks.roster_data import OFF, Roster, Ward, Worker
from shouwang.lib.planning.roster_search import Cells


@dataclass(frozen=True)
class Posed:
    cp: cp_model.CpModel
    takes: dict[tuple[str, int, str], cp_model.IntVar]
    cells: Cells


def posed(given: Ward) -> Posed:
    """All rules as linear rows."""
    cp, takes, works = cp_model.CpModel(), dict[tuple[str, int, str], cp_model.IntVar](), {}
    for who in given.staff:
        for day in range(given.days):
            for kind in given.minutes:
                takes[who, day, kind] = cp.new_bool_var("")
            works[who, day] = cp.new_bool_var("")
            cp.add(sum(takes[who, day, kind] for kind in given.minutes) == works[who, day])
    for who in given.staff:
        _person(given, cp, takes, works, who)
    costs = [weight * (1 - takes[place]) for place, weight in given.wished.items()]
    costs += [weight * takes[place] for place, weight in given.unwished.items()]
    for (day, kind), (need, less, more) in given.cover.items():
        under, over = cp.new_int_var(0, need, ""), cp.new_int_var(0, len(given.staff), "")
        cp.add(sum(takes[who, day, kind] for who in given.staff) + under - over == need)
        costs += [less * under, more * over]
    cp.minimize(sum(costs))
    cells: Cells = {(who, day): [takes[who, day, kind] for kind in given.minutes] for who, day in works}
    return Posed(cp, takes, cells)


def _person(given: Ward, cp: cp_model.CpModel, takes: dict, works: dict, who: str) -> None:
    one, days = given.staff[who], given.days
    for day in one.off:
        cp.add(works[who, day] == 0)
    for kind, never in given.never_after.items():
        for day in range(days - 1):
            if never:
                cp.add(takes[who, day, kind] + sum(takes[who, day + 1, after] for after in never) <= 1)
    for kind, most in one.most.items():
        cp.add(sum(takes[who, day, kind] for day in range(days)) <= most)
    minutes = sum(given.minutes[kind] * takes[who, day, kind] for day in range(days) for kind in given.minutes)
    cp.add_linear_constraint(minutes, *one.minutes)
    _rows(cp, one, [works[who, day] for day in range(days)])


def _rows(cp: cp_model.CpModel, one: Worker, row: list[cp_model.IntVar]) -> None:
    """How long work and rest last, and weekends."""
    days, most = len(row), one.in_a_row[1]
    for day in range(days - most):
        cp.add(sum(row[day : day + most + 1]) <= most)
    for day in range(1, days):
        for long in range(1, min(one.in_a_row[0], days - day)):
            cp.add(sum(row[day : day + long]) - row[day - 1] - row[day + long] <= long - 1)
        for long in range(1, min(one.off_in_a_row, days - day)):
            cp.add(row[day - 1] + row[day + long] - sum(row[day : day + long]) <= 1)
    weekends = []
    for saturday in range(5, days, 7):
        weekends.append(cp.new_bool_var(""))
        for day in range(saturday, min(saturday + 2, days)):
            cp.add(row[day] <= weekends[-1])
    cp.add(sum(weekends) <= one.weekends)


def plain(given: Ward, seconds: float, workers: int, seed: int) -> tuple[Roster | None, float]:
    """CP-SAT as it is, with so many workers."""
    model = posed(given)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, solver.best_objective_bound
    return read(given, model, [solver.value(takes) for takes in model.takes.values()]), solver.best_objective_bound


def read(given: Ward, model: Posed, values: list[int]) -> Roster:
    taken = {place for place, value in zip(model.takes, values, strict=True) if value}
    return {
        who: [next((kind for kind in given.minutes if (who, day, kind) in taken), OFF) for day in range(given.days)]
        for who in given.staff
    }
