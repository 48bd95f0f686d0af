"""Who wants to know when something happens to a matter: plain functions, called by the worker soon after.

Not in the act's own transaction: finding out whom to tell took four tenths of taking a report in, while every
other writer waited. The act leaves one row (`News`); the worker tells within a second or so, each entry once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from shouwang.kernel.matters.models import Entry, Matter


@dataclass(frozen=True)
class Happened:
    """A timeline entry, the matter as it stands by now, and the matter's version just after the entry."""

    matter: Matter
    entry: Entry
    version: int


Listener = Callable[[Happened], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call the function for whatever is written to a timeline, in the transaction that ticks it off.

    Registered once, in `ready()`. It writes rows only: long work is a task of its own.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def tell(happened: Happened) -> None:
    """Called by `actions.news` only."""
    for listener in _listeners:
        listener(happened)
