"""Tickets for uploads: the page that allows an upload signs what for, into which room, and how much.

A villager has no login, so the ticket is the permission; it lasts one day.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.core import signing

from shouwang.kernel.files.kinds import ALL, MOST_BYTES, Kind
from shouwang.kernel.ground.models import Room

SALT = "shouwang.files.ticket"
LASTS_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Ticket:
    """What one page allows."""

    purpose: str
    room: UUID
    most_bytes: int
    allowed: frozenset[Kind]
    number: str


def issue(purpose: str, room: Room, most_bytes: int = MOST_BYTES, allowed: Collection[Kind] = ALL) -> str:
    """A signed ticket to put into a page."""
    content = {
        "p": purpose,
        "r": str(room.pk),
        "m": min(most_bytes, MOST_BYTES),
        "k": sorted(kind.value for kind in allowed),
        "n": secrets.token_urlsafe(9),
    }
    return signing.dumps(content, salt=SALT)


def read(text: str) -> Ticket | None:
    """The ticket, or None when it was not signed here or its day is over."""
    try:
        content = signing.loads(text, salt=SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        return None
    allowed = frozenset(Kind(kind) for kind in content["k"])
    return Ticket(content["p"], UUID(content["r"]), content["m"], allowed, content["n"])
