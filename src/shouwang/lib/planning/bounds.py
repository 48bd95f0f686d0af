"""What no plan can surpass, so that a page can say how much better one could be at most."""

from shouwang.lib.planning.problem import Plan, Rounds


def quick_bound(problem: Rounds, plan: Plan) -> float:
    return float(problem.prizes.clip(0).sum())
