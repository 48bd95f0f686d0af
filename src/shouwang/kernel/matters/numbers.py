"""Short numbers people can say on the phone: HW-2026-0147."""

import re
import unicodedata

from django.utils import timezone

from shouwang.kernel.ground.models import Room

REFERENCE = re.compile(r"[A-Z]{1,8}-?20\d\d-?\d{4,}")


def reference(room: Room, year: int, number: int) -> str:
    """At least four digits, more when a room has more."""
    return f"{room.code}-{year}-{number:04d}"


def is_reference(text: str) -> bool:
    """Whether somebody typed a matter's number, with any dashes and blanks or none."""
    signs = unicodedata.normalize("NFKC", text).upper()
    typed = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in signs if not sign.isspace())
    return REFERENCE.fullmatch(typed) is not None


def this_year() -> int:
    """The year on the wall calendar of the room."""
    return timezone.localtime().year
