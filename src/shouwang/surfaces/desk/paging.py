"""Pages of a list by key, not by number: the last row shown says where the next page begins."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from shouwang.kernel.matters.models import Matter, Matters

PAGE = 25
Cursor = tuple[datetime | None, UUID]


@dataclass(frozen=True)
class Order:
    """By which field (then by id), and whether the greatest comes first. Rows without a moment stand at the far end."""

    field: str
    is_descending: bool
    may_lack: bool = False


BY_DUE = Order("due_at", is_descending=False)
BY_TURN = Order("due_at", is_descending=False, may_lack=True)  # paused ones have no due moment: they come last
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
        matters = matters.filter(_beyond(order, cursor, down))
    found = list(matters.order_by(_by(order, down), "-id" if down else "id")[: PAGE + 1])
    return _cut(found, lambda item: _write(item, order.field), came_from=cursor is not None, is_back=is_back)


def page_of_hits(hits: Matters, *, after: str = "", before: str = "") -> Page:
    """The same for hits of `search.find`, newest in the index first: it stops after a page however many there are."""
    line, is_back, cursor = "search_text__id", bool(before), before or after
    came_from = cursor.isascii() and cursor.isdigit()
    if came_from:
        hits = hits.filter(**{f"{line}__{'gt' if is_back else 'lt'}": int(cursor)})
    is_back = is_back and came_from
    found = list(hits.annotate(line=F(line)).order_by(line if is_back else f"-{line}")[: PAGE + 1])
    return _cut(found, lambda item: str(item.line), came_from=came_from, is_back=is_back)  # type: ignore[attr-defined]


def _cut(found: list[Matter], write: Callable[[Matter], str], *, came_from: bool, is_back: bool) -> Page:
    """A page of what was read, which is one row more than a page when there is more that way."""
    has_more, items = len(found) > PAGE, found[:PAGE]
    if is_back:
        items.reverse()
    has_before, has_after = (has_more, came_from) if is_back else (came_from, has_more)
    return Page(
        items,
        before=write(items[0]) if items and has_before else "",
        after=write(items[-1]) if items and has_after else "",
    )


def _by(order: Order, down: bool) -> OrderBy | str:
    """NULLS are named only where there are any, because an index without them serves the rest on every database."""
    if not order.may_lack:
        return f"-{order.field}" if down else order.field
    return F(order.field).desc(nulls_first=True) if down else F(order.field).asc(nulls_last=True)


def _beyond(order: Order, cursor: Cursor, down: bool) -> Q:
    moment, key = cursor
    field, way = order.field, "lt" if down else "gt"
    lacking, later = Q(**{f"{field}__isnull": True}), Q(**{f"id__{way}": key})
    if moment is None:
        return lacking & later | ~lacking if down else lacking & later
    # The first comparison alone lets an index on the field do the work.
    beyond = Q(**{f"{field}__{way}e": moment}) & (Q(**{f"{field}__{way}": moment}) | later)
    return beyond | lacking if order.may_lack and not down else beyond


def _write(matter: Matter, field: str) -> str:
    moment: datetime | None = getattr(matter, field)
    return urlsafe_b64encode(f"{moment.isoformat() if moment else ''}~{matter.pk}".encode()).decode()


def _read(cursor: str) -> Cursor | None:
    try:
        moment, _, key = urlsafe_b64decode(cursor.encode()).decode().partition("~")
        return datetime.fromisoformat(moment) if moment else None, UUID(key)
    except ValueError:
        return None
