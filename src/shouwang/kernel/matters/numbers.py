"""Short numbers people can say on the phone: HW-2026-0147."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils import timezone

from shouwang.kernel.ground.models import Room

TYPED = re.compile(r"(?:(?P<code>[A-Z]{1,6})-*(?P<year>20[0-9]{2})-*)?(?P<number>[0-9]{1,7})")


@dataclass(frozen=True)
class Typed:
    """A matter's number as somebody typed it: whole, or only its last part."""

    number: int
    code: str = ""
    year: int = 0

    @property
    def reference(self) -> str:
        """The number as it is written; empty when only its last part was typed."""
        return f"{self.code}-{self.year}-{self.number:04d}" if self.code else ""


def reference(room: Room, year: int, number: int) -> str:
    """At least four digits, more when a room has more."""
    return f"{room.code}-{year}-{number:04d}"


def typed(text: str) -> Typed | None:
    """What number was typed, with any dashes and blanks or none, in any width; None when it is no number."""
    signs = unicodedata.normalize("NFKC", text).upper()
    plain = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in signs if not sign.isspace())
    found = TYPED.fullmatch(plain)
    return Typed(int(found["number"]), found["code"] or "", int(found["year"] or 0)) if found else None


def is_reference(text: str) -> bool:
    """Whether somebody typed the whole number of a matter. No follow code is taken for one: they have no 0."""
    found = typed(text)
    return found is not None and bool(found.code)


def this_year() -> int:
    """The year on the wall calendar of the room."""
    return timezone.localtime().year
