"""Pages of a list by key, not by number: the last row shown says where the next page begins."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest

from shouwang.kernel.matters import search
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.ui.parts import Pager

PAGE = 25
MOST_PAGES_DIGITS = 4
LINE_DIGITS = 18  # what fits into the index's own number
Cursor = tuple[datetime | None, UUID]
M = TypeVar("M", bound=Model)


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
class Page(Generic[M]):
    """One page of rows, with the cursors of its neighbours; empty where there is none."""

    items: Sequence[M]
    before: str = ""
    after: str = ""


def page_of(things: QuerySet[M], order: Order, *, after: str = "", before: str = "") -> Page[M]:
    """The page after or before a cursor. A cursor that makes no sense is the beginning."""
    is_back, cursor = bool(before), _read(before or after)
    down = order.is_descending != is_back
    if cursor is not None:
        things = things.filter(_beyond(order, cursor, down))
    found = list(things.order_by(_by(order, down), "-id" if down else "id")[: PAGE + 1])
    return _cut(found, lambda item: _write(item, order.field), came_from=cursor is not None, is_back=is_back)


def part_of(request: HttpRequest, things: QuerySet[M]) -> tuple[Sequence[M], Pager | None]:
    """The page that `?page=` names of a list in its own order, for lists of some hundreds; the pager where there is more."""
    said = request.GET.get("page", "")
    number = int(said) if said.isascii() and said.isdigit() and 0 < len(said) <= MOST_PAGES_DIGITS else 1
    first = (max(number, 1) - 1) * PAGE
    found = list(things[first : first + PAGE + 1])
    newer, older = f"?page={number - 1}" if number > 1 else "", f"?page={number + 1}" if len(found) > PAGE else ""
    return found[:PAGE], Pager(newer, older) if newer or older else None


def page_of_hits(matters: Matters, words: str, *, after: str = "", before: str = "") -> Page[Matter]:
    """The same for what says the words, newest in the index first: it stops after a page however many there are."""
    newer_than = line_in(before)
    older_than = None if newer_than is not None else line_in(after)
    found = list(search.find(matters, words, older_than=older_than, newer_than=newer_than)[: PAGE + 1])
    came_from = newer_than is not None or older_than is not None
    return _cut(found, lambda hit: str(search.line_of(hit)), came_from=came_from, is_back=newer_than is not None)


def line_in(cursor: str) -> int | None:
    """The line of the index that a cursor names; None for one that makes no sense."""
    return int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) <= LINE_DIGITS else None


def _cut(found: list[M], write: Callable[[M], str], *, came_from: bool, is_back: bool) -> Page[M]:
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


def _write(thing: Model, field: str) -> str:
    moment: datetime | None = getattr(thing, field)
    return urlsafe_b64encode(f"{moment.isoformat() if moment else ''}~{thing.pk}".encode()).decode()


def _read(cursor: str) -> Cursor | None:
    try:
        moment, _, key = urlsafe_b64decode(cursor.encode()).decode().partition("~")
        return datetime.fromisoformat(moment) if moment else None, UUID(key)
    except ValueError:
        return None
