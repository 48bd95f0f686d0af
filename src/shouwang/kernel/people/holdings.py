"""In which files of the parts somebody stands: for whoever answers "what do you hold of me?" (PIPL Art 45, 47).

A matter knows only who brought it. Who stands in a part's own tables (a party, a side) is told by the part, which registers
one plain function here. It tells no more than the asking colleague may see.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.functional import Promise

from shouwang.kernel.people.models import Account, Person

Words = str | Promise


@dataclass(frozen=True)
class Holding:
    """Somebody stands in one file: as what, since when, how long it is kept and why. `own`: what else is kept of them.

    `is_told`: whether the copy to hand over may show it. Not where it would give away who sought shelter, or that the
    police look into something (PIPL Art 45 with 18, Anti-Domestic Violence Law Art 14): then a colleague alone reads it.
    `is_law`: a law says that it is kept whatever they wish; else it ends when they are erased. `page`: what `matter` is the
    key of, "matter", "case" (of care), "aide", "volunteer" or "group", so that its own page is found.
    """

    person: UUID
    matter: UUID
    reference: str
    file: Words
    role: Words
    since: datetime
    years: int  # after the file is closed; 0 is for ever, or, where no law keeps it, as long as `why` says
    until: date | None  # None: it is not closed yet, or is kept for ever
    why: Words
    is_told: bool = True
    own: Mapping[str, object] = field(default_factory=dict)
    is_law: bool = True
    page: str = "matter"
    days: int = 0  # after it is over, where it is counted in days and not in years


Tells = Callable[[Account, Sequence[Person]], list[Holding]]
Standing = Callable[[Account, UUID], Sequence[Person]]
_tells: list[Tells] = []
_standing: list[Standing] = []


def register(tells: Tells) -> None:
    """Ask this for what a part holds of somebody. Registered once, in `ready()`."""
    if tells not in _tells:
        _tells.append(tells)


def register_standing(stands: Standing) -> None:
    """Ask this for who stands in a matter, whose key it gets, as far as the asking colleague sees it. Once, in `ready()`."""
    if stands not in _standing:
        _standing.append(stands)


def standing_in(viewer: Account, matter: UUID) -> list[Person]:
    """Who stands in a matter beside whoever brought it, once each: so somebody without a telephone is found by its number."""
    found = {one.pk: one for stands in _standing for one in stands(viewer, matter) if one.erased_at is None}
    return list(found.values())


def holdings(viewer: Account, rows: Sequence[Person]) -> list[Holding]:
    """Every file in which the person stands who stands in these rows, the latest first. The caller journals the look."""
    found = [one for tells in _tells for one in tells(viewer, rows)]
    return sorted(found, key=lambda one: (one.since, one.reference), reverse=True)
