"""Reports that may be one matter: found by the places they name, the words they use, distance and time.

Plain Python and numpy; nothing was learned beforehand and nothing is downloaded.
"""

from shouwang.systems.watch.related.grams import Counts
from shouwang.systems.watch.related.grouping import Group, group
from shouwang.systems.watch.related.index import Index, Report
from shouwang.systems.watch.related.learning import learned
from shouwang.systems.watch.related.likeness import ENOUGH, Likeness, likeness
from shouwang.systems.watch.related.rarity import Rarity
from shouwang.systems.watch.related.traits import Traits, traits

__all__ = [
    "ENOUGH",
    "Counts",
    "Group",
    "Index",
    "Likeness",
    "Rarity",
    "Report",
    "Traits",
    "group",
    "learned",
    "likeness",
    "traits",
]
