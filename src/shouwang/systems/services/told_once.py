"""一次性告知: what is missing is said once and whole. What a later look adds needs a reason, and is counted.

Residence Permit Regulations Art 9, and 公通字〔2021〕12号: a counter says once everything that is missing.
"""

from collections.abc import Mapping

MISSING = "missing"


def late(before: Mapping[int, str], now: Mapping[int, str]) -> tuple[int, ...]:
    """Places in the list of papers that are called missing now, though an earlier look saw them and did not say so.

    Without an earlier look nothing is late.
    """
    return tuple(place for place, state in now.items() if state == MISSING and before.get(place, MISSING) != MISSING)


def unsaid(count: int, now: Mapping[int, str]) -> tuple[int, ...]:
    """Places of the list, which has `count` papers, of which nothing was said."""
    return tuple(place for place in range(count) if not now.get(place))
