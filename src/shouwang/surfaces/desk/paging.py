"""Pages of a list by key, not by number: the last row shown says where the next page begins."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from shouwang.kernel.matters.models import Matter, Matters

PAGE = 25


@dataclass(frozen=True)
class Order:
    """By which field (then by id), and whether the greatest comes first."""

    field: str
    is_descending: bool


BY_DUE, BY_TURN = Order("due_at", is_descending=False), Order("turn", is_descending=False)
OLDEST_FIRST, NEWEST_FIRST = Order("received_at", is_descending=False), Order("received_at", is_descending=True)


@dataclass(frozen=True)
class Page:
    """One page of rows, with the cursors of its neighbours; empty where there is none."""

    items: Sequence[Matter]
    before: str = ""
    after: str = ""


def page_of(matters: Matters, order: Order, *, after: str = "", before: str = "") -> Page:
    """The page after or before a cursor. A cursor that makes no sense is the beginning."""
    is_back, cursor = bool(before), _read(before or after)
    down = order.is_descending != is_back
    if cursor is not None:
        matters = matters.filter(_beyond(order.field, cursor, down))
    sign = "-" if down else ""
    found = list(matters.order_by(f"{sign}{order.field}", f"{sign}id")[: PAGE + 1])
    has_more, items = len(found) > PAGE, found[:PAGE]
    if is_back:
        items.reverse()
    came_from = cursor is not None
    has_before, has_after = (has_more, came_from) if is_back else (came_from, has_more)
    return Page(
        items,
        before=_write(items[0], order.field) if items and has_before else "",
        after=_write(items[-1], order.field) if items and has_after else "",
    )


def _beyond(field: str, cursor: tuple[datetime, UUID], down: bool) -> Q:
    moment, key = cursor
    way = "lt" if down else "gt"
    # The first comparison alone lets an index on the field do the work.
    return Q(**{f"{field}__{way}e": moment}) & (Q(**{f"{field}__{way}": moment}) | Q(**{f"id__{way}": key}))


def _write(matter: Matter, field: str) -> str:
    moment: datetime = getattr(matter, field)
    return urlsafe_b64encode(f"{moment.isoformat()}~{matter.pk}".encode()).decode()


def _read(cursor: str) -> tuple[datetime, UUID] | None:
    try:
        moment, _, key = urlsafe_b64decode(cursor.encode()).decode().partition("~")
        return datetime.fromisoformat(moment), UUID(key)
    except ValueError:
        return None
