"""Short ways to put something in the outbox."""

from datetime import UTC, datetime
from typing import Any

from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.notices import actions
from shouwang.kernel.notices.models import Notice
from tests.cast import Cast

NOON = datetime(2026, 3, 3, 4, 0, tzinfo=UTC)  # 12:00 in China, a Tuesday
NIGHT = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)  # 23:00 in China
MORNING = datetime(2026, 3, 3, 23, 0, tzinfo=UTC)  # 07:00 in China, the day after
MATTER = Subject("matter", "0190", "HW-2026-0147")


def put(cast: Cast, key: str = "k", **how: Any) -> Notice:
    """A mail to a villager unless told otherwise."""
    how.setdefault("channel", "email")
    if not {"account", "robot", "address"} & set(how):
        how["address"] = "villager@example.invalid"
    how.setdefault("words", {"number": "HW-2026-0147", "more": ""})
    notice = actions.queue(key=key, room=cast.room, template="sample", about=MATTER, **how)
    assert notice is not None
    return notice
