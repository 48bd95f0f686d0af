"""Full text over matters, newest in the index first. Call it on a scope (`queries.visible`), never on the bare table."""

from typing import cast
from uuid import UUID

from django.db import connection

from shouwang.kernel.matters.models import Matters
from shouwang.lib.text import postgres_tsquery, sqlite_match


def find(matters: Matters, words: str) -> Matters:
    """Those of the matters whose title, text, place or words said contain every phrase; none for nothing to look for.

    Ordered by the index's row, so that a page of 25 reads 25 hits of a word with a hundred thousand.
    """
    if connection.vendor == "sqlite":
        expression = sqlite_match(words)
        found = matters.filter(search_text__isnull=False).extra(  # parameters are bound
            tables=["matters_search"],
            where=["matters_search MATCH %s", "matters_search.rowid = matters_searchtext.id"],
            params=[expression],
            order_by=["-matters_search.rowid"],
        )
    else:
        expression = postgres_tsquery(words)
        found = (
            matters.filter(search_text__isnull=False)
            .extra(where=["matters_searchtext.words @@ to_tsquery('simple', %s)"], params=[expression])
            .order_by("-search_text__id")
        )
    return cast(Matters, found if expression else matters.none())


def newest_keys(matters: Matters, words: str, most: int) -> list[UUID]:
    """Keys of the newest hits in the index, `most` at most: for counting several things of the same hits."""
    return list(find(matters, words).values_list("pk", flat=True)[:most])
