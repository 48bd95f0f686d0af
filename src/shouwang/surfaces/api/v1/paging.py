"""Lists in pages by keyset: the cursor holds where the last page ended, so nothing is skipped or doubled."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from shouwang.kernel.matters import search
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.surfaces.api.v1.problems import Fault, Problem

MOST = 200


@dataclass(frozen=True)
class Page:
    """The matters of a page and the cursor of the next, or None at the end."""

    matters: list[Matter]
    next: str | None


def newest(matters: Matters, cursor: str, limit: int) -> Page:
    """Newest received first."""
    ordered = matters.order_by("-received_at", "-id")
    if cursor:
        at, identifier = _read(cursor, "n", 2)
        moment = _moment(at)
        # The first half lets the index find the place, the second cuts those of the same moment.
        ordered = ordered.filter(received_at__lte=moment).filter(
            Q(received_at__lt=moment) | Q(id__lt=_uuid(identifier))
        )
    found = list(ordered[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page(found[:limit], _write("n", last.received_at.isoformat(), str(last.pk)) if last else None)


def hits(matters: Matters, words: str, cursor: str, limit: int) -> Page:
    """Hits of a search in the order of the index, newest in it first."""
    older_than = _number(_read(cursor, "h", 1)[0]) if cursor else None
    rows = list(search.find(matters, words, older_than=older_than)[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return Page(rows[:limit], _write("h", str(search.line_of(last))) if last else None)


def _write(kind: str, *parts: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([kind, *parts]).encode()).decode().rstrip("=")


def _read(cursor: str, kind: str, length: int) -> list[str]:
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        raise _unknown() from None
    if not isinstance(parts, list) or len(parts) != length + 1 or not all(isinstance(part, str) for part in parts):
        raise _unknown()
    if parts[0] != kind:
        raise _unknown()
    return parts[1:]


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _unknown() from None
    if moment.tzinfo is None:
        raise _unknown()
    return moment


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _unknown() from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise _unknown()
    return int(text)


def _unknown() -> Problem:
    return Problem(422, errors=[Fault("query.cursor", _("This cursor is not from a page of this list."))])
