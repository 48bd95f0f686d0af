"""Closed disputes that are like one, so that a mediator sees what settled them. Plain Python and numpy, no model.

Texts go through `without_names` first, `read` makes terms of them, `add` puts those on a shelf, `find` asks it.
"""

from shouwang.systems.mediation.precedent.finding import ENOUGH, Answer, Found, find
from shouwang.systems.mediation.precedent.naming import without_names
from shouwang.systems.mediation.precedent.reading import EDITION, read
from shouwang.systems.mediation.precedent.reasons import Reason, reasons
from shouwang.systems.mediation.precedent.shelf import Entry, Memory, Row, Shelf, add, take_out

__all__ = [
    "EDITION",
    "ENOUGH",
    "Answer",
    "Entry",
    "Found",
    "Memory",
    "Reason",
    "Row",
    "Shelf",
    "add",
    "find",
    "read",
    "reasons",
    "take_out",
    "without_names",
]
