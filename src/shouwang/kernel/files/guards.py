"""Who may look at a file: the layers above know, so they register guards here when the program starts."""

from collections.abc import Callable
from enum import IntEnum

from django.contrib.sessions.backends.base import SessionBase

from shouwang.kernel.files.models import File
from shouwang.kernel.people.models import Account


class Look(IntEnum):
    """What a guard says. PERSONAL allows the look and has it written to the journal."""

    NO = 0
    YES = 1
    PERSONAL = 2


Guard = Callable[[Account | None, SessionBase, File], Look | bool]
_guards: list[Guard] = []


def register(guard: Guard) -> Guard:
    """Ask this guard too, from now on; usable as a decorator. Registering twice changes nothing."""
    if guard not in _guards:
        _guards.append(guard)
    return guard


def look(viewer: Account | None, session: SessionBase, file: File) -> Look:
    """The strongest answer of all guards; NO when none knows the file."""
    return Look(max((int(guard(viewer, session, file)) for guard in _guards), default=0))
