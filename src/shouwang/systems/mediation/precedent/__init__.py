"""Closed disputes that are like one, so that a mediator sees what settled them. Plain Python and numpy, no model.

Texts go through `without_names` and `without_places` first; `read` makes terms of them, `add` puts those on a shelf, `find`
asks it.
"""

from shouwang.systems.mediation.precedent.finding import ENOUGH, Answer, Found, find
from shouwang.systems.mediation.precedent.naming import without_names
from shouwang.systems.mediation.precedent.places import without_places
from shouwang.systems.mediation.precedent.reading import EDITION, read
from shouwang.systems.mediation.precedent.reasons import Reason, reasons
from shouwang.systems.mediation.precedent.shelf import Entry, Kept, Memory, Row, Shelf, add, held, take_out

__all__ = [
    "EDITION",
    "ENOUGH",
    "Answer",
    "Entry",
    "Found",
    "Kept",
    "Memory",
    "Reason",
    "Row",
    "Shelf",
    "add",
    "find",
    "held",
    "read",
    "reasons",
    "take_out",
    "without_names",
    "without_places",
]
