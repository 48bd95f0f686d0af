"""Reports that may be one matter: found by the places they name, the words they use, distance and time.

Plain Python and numpy; nothing was learned beforehand and nothing is downloaded.
"""

from shouwang.lib.grams import Counts
from shouwang.systems.watch.related.explaining import Reasons, reasons
from shouwang.systems.watch.related.grouping import Group, group
from shouwang.systems.watch.related.index import Index, Report
from shouwang.systems.watch.related.learning import learned
from shouwang.systems.watch.related.rarity import Rarity
from shouwang.systems.watch.related.reading import Traits, traits
from shouwang.systems.watch.related.scoring import ENOUGH, Likeness, likeness, likenesses, possible

__all__ = [
    "ENOUGH",
    "Counts",
    "Group",
    "Index",
    "Likeness",
    "Rarity",
    "Reasons",
    "Report",
    "Traits",
    "group",
    "learned",
    "likeness",
    "likenesses",
    "possible",
    "reasons",
    "traits",
]
