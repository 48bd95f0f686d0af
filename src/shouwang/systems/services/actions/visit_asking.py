"""A visit out of another matter: asked for, still without a time. Somebody rings and finds one."""

from dataclasses import dataclass

from django.db import transaction

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.actions import bonds
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.actions import note_person
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.queries import open_person
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.models import Visit, VisitPurpose
from shouwang.systems.services.queries.visiting import purposes
from shouwang.systems.services.visit_kind import KIND
from shouwang.systems.services.visit_text import PURPOSE

FITTING = (
    VisitPurpose.Sort.CARD,
    VisitPurpose.Sort.PAPERS,
    VisitPurpose.Sort.OTHER,
)  # of an errand, the first there is


@dataclass(frozen=True)
class Asked:
    """`words`: what the officer must know before going, for the room alone. `visited`: None for whoever asked."""

    words: str
    for_whom: str
    visited: Person | None = None


def purpose_for(room: Room) -> VisitPurpose | None:
    """What an errand's visit is booked as; None where the room offers no visits."""
    found = list(purposes(room))
    ranked = [one for sort in FITTING for one in found if one.sort == sort]
    return next(iter(ranked or found), None)


@transaction.atomic
def ask_out_of(*, by: Account, matter: Matter, purpose: VisitPurpose, asked: Asked) -> Matter:
    """The visit's matter, handed over from this one. Raises PermissionDenied for who may not work on visits."""
    who = stories.require(by, lifecycle.WHO, matter)
    opened = bonds.hand_over(
        by=by, matter=matter, to_kind=KIND.key, topic=purpose.sort, inside=asked.words, is_by_part=True
    )
    visited = asked.visited or opened.reporter
    basis = Person.LegalBasis.DUTY if asked.visited else Person.LegalBasis.CONSENT  # see visit_text.py
    known = open_person(visited) if visited else {"name": "", "phone": ""}
    person = note_person(
        by=who, room=opened.room, purpose=PURPOSE, legal_basis=basis, name=known["name"], phone=known["phone"],
    )  # fmt: skip
    Visit.objects.create(
        matter=opened, purpose=purpose, minutes=purpose.minutes, why=Visit.Why.CANT_WALK, for_whom=asked.for_whom,
        visited=person, latitude=opened.latitude, longitude=opened.longitude, position_source=opened.position_source,
    )  # fmt: skip
    return opened
