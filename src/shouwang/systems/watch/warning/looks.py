"""How sure a look must be before the room is told, so that looking often does not cry wolf often.

The room looks after each report and every night. Promised is one night in a hundred with an alarm where there is
nothing, for all looks of the day together. The rule: a look after a report tells at p ≤ 0.001, and the night gives back
what the day's looks may have spent, so it tells at p ≤ 0.01 less 0.001 for each of them. After the fifth report of a
day the looks are silent until the night.

Why it holds: every p-value is conditional on how many reports of each kind each day had, so also on how many looks
there were. With L looks on a day, chance raises an alarm with a probability of at most L · 0.001 after the reports and
0.01 − L · 0.001 in the night, together 0.01 whatever L is. No independence of the looks is needed.

Between days nothing is shared out: the promise is a share of nights. A cluster stays in the data for days; telling of
the same reports once is the caller's duty.
"""

from typing import Final

TELLING_LOOKS: Final = 5
"""Looks after reports that may tell, a day."""


def level(reports_today: int, *, at_night: bool) -> float:
    """The greatest p-value that is told. `reports_today` counts the reports looked at so far today, this one included;
    in the night all of the day's."""
    if at_night:
        return (10 - min(reports_today, TELLING_LOOKS)) / 1000
    return 0.001 if 1 <= reports_today <= TELLING_LOOKS else 0.0
