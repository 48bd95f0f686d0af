"""The same covering, as it stands, given to HiGHS and to CP-SAT: a variable a site, one a place, nothing left out."""

import time
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from shouwang.lib.planning.posts import Ground
from shouwang.lib.planning.posts_model import Lean, model


@dataclass(frozen=True)
class Answer:
    """What was found, what nothing exceeds, and how long it took."""

    value: float
    bound: float
    seconds: float

    @property
    def is_proven(self) -> bool:
        return self.bound - self.value <= 1e-6 * max(1.0, self.value)


def by_highs(ground: Ground, posts: int, seconds: float) -> Answer:
    began = time.monotonic()
    columns = np.arange(ground.near.shape[1])
    whole = Lean(ground.near.astype(np.float64), ground.worth[:, 0], np.zeros(len(ground.worth)), columns)
    solver = model(whole, [(columns, 0, posts)], whole=True, until=began + seconds)
    solver.run()
    facts = solver.getInfo()
    return Answer(facts.objective_function_value, facts.mip_dual_bound, time.monotonic() - began)


def by_cp_sat(ground: Ground, posts: int, seconds: float) -> Answer:
    began = time.monotonic()
    cp = cp_model.CpModel()
    held = [cp.new_bool_var("") for _ in range(ground.near.shape[1])]
    covered = [cp.new_bool_var("") for _ in ground.worth]
    for place, one in enumerate(covered):
        cp.add_bool_or([held[site] for site in np.flatnonzero(ground.near[place])] + [~one])
    cp.add(sum(held) <= posts)
    cp.maximize(sum(int(weight) * one for weight, one in zip(ground.worth[:, 0], covered, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.02, began + seconds - time.monotonic())
    solver.parameters.num_workers = 1
    found = solver.solve(cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    value = solver.objective_value if found else 0.0
    return Answer(value, solver.best_objective_bound, time.monotonic() - began)
