"""Who wants to know when something happens to a matter: plain functions, called in the same transaction."""

from collections.abc import Callable
from dataclasses import dataclass

from shouwang.kernel.matters.models import Entry, Matter


@dataclass(frozen=True)
class Happened:
    """A matter and the timeline entry that says what happened."""

    matter: Matter
    entry: Entry


Listener = Callable[[Happened], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Call the function whenever something is written to a timeline. Registered once, in `ready()`."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(happened: Happened) -> None:
    """Called by the timeline only."""
    for listener in _listeners:
        listener(happened)
