"""Short numbers people can say on the phone: HW-2026-0147."""

from django.utils import timezone

from shouwang.kernel.ground.models import Room


def reference(room: Room, year: int, number: int) -> str:
    """At least four digits, more when a room has more."""
    return f"{room.code}-{year}-{number:04d}"


def this_year() -> int:
    """The year on the wall calendar of the room."""
    return timezone.localtime().year
