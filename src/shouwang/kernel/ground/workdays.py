"""Who wants to know when a day becomes a holiday or a working day: plain functions, registered in `ready()`."""

from collections.abc import Callable

from django.db import transaction

Listener = Callable[[], object]
_listeners: list[Listener] = []


def on_change(listener: Listener) -> None:
    """Call the function once a change of the calendar is written. It is short: long work is a task of its own."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_changed() -> None:
    """Called by `actions` only, inside its transaction."""
    for listener in _listeners:
        transaction.on_commit(listener)
