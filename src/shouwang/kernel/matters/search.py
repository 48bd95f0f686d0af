"""Full text over matters, newest in the index first. Call it on a scope (`queries.visible`), never on the bare table."""

from typing import cast
from uuid import UUID

from django.db import connection
from django.db.models import F

from shouwang.kernel.matters.models import Matter, Matters
from shouwang.lib.text import postgres_tsquery, sqlite_match


def find(matters: Matters, words: str, *, older_than: int | None = None, newer_than: int | None = None) -> Matters:
    """Those of the matters whose title, text, place or words said contain every phrase; none for nothing to look for.

    Ordered by the index's row, which each hit has as `line`, so that a page of 25 reads 25 hits of a word with a
    hundred thousand: the newest first, or, of those `newer_than` a line, the oldest first.
    """
    if connection.vendor == "sqlite":
        expression, row = sqlite_match(words), "matters_search.rowid"
        tables, where = ["matters_search"], ["matters_search MATCH %s", f"{row} = matters_searchtext.id"]
    else:
        expression, row = postgres_tsquery(words), "matters_searchtext.id"
        tables, where = [], ["matters_searchtext.words @@ to_tsquery('simple', %s)"]
    if not expression:
        return matters.none()
    if older_than is not None:
        where, bound = [*where, f"{row} < %s"], [expression, older_than]
    elif newer_than is not None:
        where, bound = [*where, f"{row} > %s"], [expression, newer_than]
    else:
        bound = [expression]
    # The bounds name the index's own row, so that it starts there instead of reading up to it.
    found = matters.filter(search_text__isnull=False).annotate(line=F("search_text__id"))
    turn = row if newer_than is not None else f"-{row}"
    return cast(Matters, found.extra(tables=tables, where=where, params=bound, order_by=[turn]))  # noqa: S610  # bound


def line_of(hit: Matter) -> int:
    """Where in the index a hit of `find` stands: the next page begins there."""
    return int(vars(hit)["line"])


def newest_keys(matters: Matters, words: str, most: int) -> list[UUID]:
    """Keys of the newest hits in the index, `most` at most: for counting several things of the same hits."""
    return list(find(matters, words).values_list("pk", flat=True)[:most])
