"""The codes that hang at places: an address nobody can guess, by which whoever stands there says so.

A code is made of the place's id with the room's own key, so that none has to be kept and a print can be made again. One
that went round is made anew: only how often that was done is kept.
"""

import hmac
from typing import Final
from uuid import UUID

from django.db.models import QuerySet, Sum

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import rooms
from shouwang.kernel.people.sealed import derived, digest
from shouwang.systems.patrol.models import PlaceCode

LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # none that could be read as another
LENGTH: Final = 12  # 59 bits


def code_of(place: Place) -> str:
    """The code of a place; one question more where the place does not bring its edition along (`with_codes`)."""
    kept = getattr(place, "patrol_code", None)
    number = int(derived("patrol.place", *([str(place.pk), str(kept.edition)] if kept else [str(place.pk)])), 16)
    found = []
    for _each in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        found.append(LETTERS[rest])
    return "".join(found)


def is_code_of(place: Place, code: str) -> bool:
    """Whether it hangs there."""
    return hmac.compare_digest(code_of(place).encode(), code.encode())


def mark_of(place: Place) -> str:
    """By which a phone without a network knows a scanned code again, without knowing any code beforehand."""
    return digest(code_of(place))


def with_codes(room: Room) -> QuerySet[Place]:
    """The places of a room with what their codes are made of."""
    return Place.objects.filter(room=room).select_related("patrol_code")


def editions(room: Room) -> int:
    """How often codes of the room were made anew: another number as soon as phones know a code no more."""
    return PlaceCode.objects.filter(place__room=room).aggregate(all=Sum("edition"))["all"] or 0


def place_with(room: Room, code: str) -> Place | None:
    """The place where this code hangs."""
    return next((place for place in with_codes(room) if is_code_of(place, code)), None)


def places(viewer: Account, room: Room) -> list[Place]:
    """Where a code can hang, for those who plan there."""
    here = rooms(viewer, Permission.PATROL_PLAN).filter(pk=room.pk)
    return list(with_codes(room).filter(room__in=here).order_by("name"))


def place_of(room: Room, key: UUID) -> Place | None:
    """One place of the room."""
    return Place.objects.filter(room=room, pk=key).first()
