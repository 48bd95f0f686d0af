"""How unlikely a count in a cylinder is: the figure by which the scan ranks cylinders.

N cases lie in the window, m of them in the period, n in the zone, c in both. If days are dealt out anew among the
cases, c follows the hypergeometric distribution with mean n · m / N.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]
Score = Callable[[int, int], Table]
"""(N, m) → a table of shape (m + 1, N + 1): the score of c (row) cases in a zone of n (column); 0 where the count is
not above what is expected."""


def tail(cases: int, period: int) -> Table:
    """−ln P(C ≥ c), the exact hypergeometric tail in nats. A zone smaller than c counts as one of c."""
    column = np.arange(cases + 1)
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, cases + 1)))])  # ln k!
    table = np.full((period + 1, cases + 1), -np.inf)
    for count in range(period + 1):
        fits = (column >= count) & (cases - column >= period - count)
        zone = column[fits]
        table[count, fits] = (
            _choose(logs, zone, count) + _choose(logs, cases - zone, period - count) - _choose(logs, cases, period)
        )
    for count in range(period - 1, -1, -1):  # P(C = c) to P(C ≥ c), from above
        table[count] = np.logaddexp(table[count], table[count + 1])
    for count in range(1, period + 1):
        table[count, :count] = table[count, count]
    return _above(-table)


def likelihood_ratio(cases: int, period: int) -> Table:
    """ln of the Poisson likelihood ratio c ln(c / µ) + (N − c) ln((N − c) / (N − µ)), µ = n · m / N.

    The figure of Kulldorff et al. (2005), who take it as an approximation for zones and periods that hold a small part
    of all cases. Kept to compare with: `make bench ONLY=warning`.
    """
    count = np.arange(period + 1, dtype=float)[:, None]
    zone = np.maximum(np.arange(cases + 1, dtype=float)[None, :], np.maximum(count, 1))
    expected = zone * period / cases
    inside = count * np.log(np.maximum(count, 1) / expected)
    rest = cases - count
    outside = rest * np.log(np.maximum(rest, 1) / np.maximum(cases - expected, 1e-9))
    return _above(inside + outside)


def _choose(logs: NDArray[np.float64], all_of_them: NDArray[np.int64] | int, some: int) -> NDArray[np.float64]:
    return np.asarray(logs[all_of_them] - logs[some] - logs[np.asarray(all_of_them) - some])


def _above(table: NDArray[np.float64]) -> Table:
    """The table with 0 where c ≤ n · m / N, compared in whole numbers."""
    period, cases = table.shape[0] - 1, table.shape[1] - 1
    count, zone = np.arange(period + 1)[:, None], np.arange(cases + 1)[None, :]
    return np.where(count * cases > np.maximum(zone, count) * period, np.maximum(table, 0), 0).astype(np.float32)
