"""What no plan can surpass, so that a page can say how much better one could be at most.

Two relaxations, each true for whatever table of ways: points in a knapsack of all minutes, each with the least time it can
cost; and a flow of walkers through time that may be split into parts, solved as a linear program by HiGHS.
"""

import math
from typing import Any, Final

import highspy
import numpy as np
from numpy.typing import NDArray

from shouwang.lib.planning.problem import Numbers, Rounds

LARGE: Final = 120  # points; with more the linear program takes longer than anybody waits
SLACK: Final = 1e-6  # what a linear program may be off by, and minutes


def bound(problem: Rounds, *, seconds: float = 1.0) -> float:
    """The better of both; the knapsack alone where the flow is too large or its time is over."""
    least = knapsack(problem)
    net = Net(problem)
    if net.points and len(net.points) <= LARGE:
        least = min(least, whole(problem, net.flow(seconds)))
    return least


def whole(problem: Rounds, value: float) -> float:
    """Rounded down where every prize is a whole number, for then so is every plan's."""
    prizes = problem.prizes
    return (
        math.floor(value * (1 + SLACK) + SLACK)
        if math.isfinite(value) and bool((prizes == np.floor(prizes)).all())
        else value
    )


def knapsack(problem: Rounds) -> float:
    """All minutes of all shifts, and what each point costs at least: its stay, half its nearest way in, half that out."""
    net = Net(problem)
    if not net.points:
        return math.fsum(float(problem.prizes[point]) for point in net.points)
    points, ways = np.array(net.points), net.travel
    near = np.unique([*net.points, *net.starts, *net.ends])
    table = ways[np.ix_(points, near)].copy()
    table[points[:, None] == near[None, :]] = math.inf
    back = ways[np.ix_(near, points)].T.copy()
    back[points[:, None] == near[None, :]] = math.inf
    costs = problem.dwell[points] + (_least(table) + _least(back)) / 2
    room = math.fsum(
        max(0.0, one.back_by - one.leaves - (ways[one.start, points].min() + ways[points, one.end].min()) / 2)
        for one in net.walkers
    )
    prizes = np.maximum(problem.prizes[points], 0.0)
    order = np.argsort(-prizes / np.maximum(costs, 1e-12))
    used = np.cumsum(costs[order])
    full = int(np.searchsorted(used, room, side="right"))
    total = float(prizes[order[:full]].sum())
    if full < len(order):
        before = float(used[full - 1]) if full else 0.0
        total += float(prizes[order[full]] * (room - before) / costs[order[full]])
    return whole(problem, total)


def _least(table: Numbers) -> Numbers:
    """The nearest of each row; at the very place where there is none."""
    least: Numbers = table.min(axis=1)
    return np.where(np.isfinite(least), least, 0.0)


class Net:
    """Who can be where when: ways made shortest, walkers who can get home, points somebody can do."""

    def __init__(self, problem: Rounds) -> None:
        self.problem = problem
        self.travel = np.nan_to_num(problem.travel, nan=math.inf, posinf=math.inf)
        for middle in range(len(self.travel)):
            self.travel = np.minimum(self.travel, self.travel[:, [middle]] + self.travel[[middle], :])
        self.walkers = [one for one in problem.walkers if one.leaves + self.travel[one.start, one.end] <= one.back_by]
        self.starts = [one.start for one in self.walkers]
        self.ends = [one.end for one in self.walkers]
        size = len(problem.prizes)
        self.early, self.late = np.full(size, math.inf), np.full(size, -math.inf)
        for one in self.walkers:
            self.early = np.minimum(self.early, one.leaves + self.travel[one.start])
            self.late = np.maximum(self.late, one.back_by - self.travel[:, one.end] - problem.dwell)
        self.early = np.maximum(self.early, problem.opens)
        self.late = np.minimum(self.late, problem.closes)
        can = (problem.prizes > 0) & (self.early <= self.late + SLACK)
        self.points = [int(point) for point in np.flatnonzero(can)]

    def flow(self, seconds: float) -> float:
        """Walkers flow from their starts through the points to their ends, and carry the hour with them.

        Columns: each way used (0 to 1), the minutes by which it is used later than it could be, each point visited.
        """
        tails, heads, first, last = self.ways()
        count, n, m = len(tails), len(self.points), len(self.walkers)
        into, out = np.flatnonzero(heads < n), np.flatnonzero(tails < n)
        begun, home = np.flatnonzero(tails >= n), np.flatnonzero(heads >= n)
        ways, visited = np.arange(count), 2 * count + np.arange(n)
        ones, early = np.ones(count), self.early[self.points]
        rows = [  # number of rows, least, most, and what stands in them: (row, column, number)
            (n, 0.0, 0.0, [(heads[into], into, ones[into]), (np.arange(n), visited, -np.ones(n))]),
            (n, 0.0, 0.0, [(tails[out], out, ones[out]), (np.arange(n), visited, -np.ones(n))]),
            (m, 0.0, 1.0, [(tails[begun] - n, begun, ones[begun])]),
            (m, 0.0, 1.0, [(heads[home] - n, home, ones[home])]),
            (count, -math.inf, 0.0, [(ways, count + ways, ones), (ways, ways, first - last)]),
            (
                n,
                0.0,
                math.inf,
                [
                    (tails[out], count + out, ones[out]),
                    (tails[out], out, early[tails[out]]),
                    (heads[into], count + into, -ones[into]),
                    (heads[into], into, -first[into]),
                ],
            ),
        ]
        costs = np.concatenate([np.zeros(2 * count), self.problem.prizes[self.points]])
        upper = np.concatenate([ones, np.full(count, math.inf), np.ones(n)])
        return _solved(rows, costs, upper, seconds)

    def ways(self) -> tuple[NDArray[np.int_], NDArray[np.int_], Numbers, Numbers]:
        """From, to, the earliest and the latest arrival: points first, then walkers, only what the clock allows."""
        points, starts, ends = np.array(self.points), np.array(self.starts), np.array(self.ends)
        leaves, back = (np.array([getattr(one, name) for one in self.walkers], float) for name in ("leaves", "back_by"))
        inner = (self.early + self.problem.dwell)[points][:, None] + self.travel[np.ix_(points, points)]
        ending = (self.early + self.problem.dwell)[points][:, None] + self.travel[np.ix_(points, ends)]
        starting = leaves[:, None] + self.travel[np.ix_(starts, points)]
        none = np.full((len(leaves), len(leaves)), math.inf)
        first = np.block([[inner, ending], [starting, none]])
        np.fill_diagonal(first, math.inf)
        last = np.broadcast_to(np.concatenate([self.late[points], back]), first.shape)
        tails, heads = np.nonzero(first <= last + SLACK)
        found = first[tails, heads]
        return tails, heads, found, np.maximum(last[tails, heads], found)


def _solved(
    rows: list[tuple[int, float, float, list[tuple[Any, Any, Any]]]], costs: Numbers, upper: Numbers, seconds: float
) -> float:
    """The most the columns can bring, or inf when the time was over."""
    at, begin, lower, most = [], 0, list[Numbers](), list[Numbers]()
    for count, least, greatest, parts in rows:
        at += [(row + begin, column, number) for row, column, number in parts]
        lower.append(np.full(count, least))
        most.append(np.full(count, greatest))
        begin += count
    row, column, number = (np.concatenate([part[which] for part in at]) for which in range(3))
    order = np.argsort(row, kind="stable")
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(costs), begin
    model.col_cost_, model.col_lower_, model.col_upper_ = -costs, np.zeros(len(costs)), upper
    model.row_lower_, model.row_upper_ = np.concatenate(lower), np.concatenate(most)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.searchsorted(row[order], np.arange(begin + 1)).astype(np.int32)
    model.a_matrix_.index_, model.a_matrix_.value_ = column[order].astype(np.int32), number[order].astype(float)
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return math.inf
    return float(-solver.getInfo().objective_function_value) * (1 + SLACK)
