"""How a phone gets onto the list, in plain words: why a code lets nobody in any more."""

from datetime import datetime
from enum import StrEnum


class Closed(StrEnum):
    """Why a code is no use."""

    UNKNOWN = "unknown"
    REVOKED = "revoked"
    EXPIRED = "expired"
    USED_UP = "used_up"


def why_closed(
    *, revoked_at: datetime | None, expires_at: datetime, used: int, most: int, now: datetime
) -> Closed | None:
    """Why nobody can join by it, or None while it is open."""
    if revoked_at is not None:
        return Closed.REVOKED
    if used >= most:
        return Closed.USED_UP
    return Closed.EXPIRED if expires_at <= now else None
