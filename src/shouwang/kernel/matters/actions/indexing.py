"""Keeping the full-text index true to the matter, in the same transaction."""

from collections.abc import Iterable

from django.db import connection

from shouwang.kernel.matters.models import Matter, SearchText
from shouwang.lib.text import index_words

SAID = ("note", "answer", "reporter_words", "report", "return", "close", "close_unchecked")


def index(matter: Matter) -> None:
    """Put the matter's words into the index, or change what stands there."""
    text = document(matter)
    before = SearchText.objects.filter(matter=matter).first()
    if before is None:
        _insert(matter, text)
    elif before.text != text:
        _take_out(before)
        SearchText.objects.filter(pk=before.pk).update(text=text)
        _put(before.pk, text)


def index_new(matter: Matter) -> None:
    """Put a matter in that has no story yet."""
    _insert(matter, _joined(matter, ()))


def document(matter: Matter) -> str:
    """Everything of a matter that can be searched, a part a line."""
    said = matter.entries.filter(verb__in=SAID).exclude(text="").order_by("at", "id").values_list("text", flat=True)
    return _joined(matter, said)


def _insert(matter: Matter, text: str) -> None:
    _put(SearchText.objects.create(matter=matter, text=text).pk, text)


def _joined(matter: Matter, said: Iterable[str]) -> str:
    return "\n".join(part for part in (matter.reference, matter.title, matter.text, matter.where, *said) if part)


def _put(row: int, text: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO matters_search(rowid, words) VALUES (%s, %s)", [row, index_words(text)])
        else:
            cursor.execute(
                "UPDATE matters_searchtext SET words = to_tsvector('simple', %s) WHERE id = %s",
                [index_words(text), row],
            )


def _take_out(row: SearchText) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO matters_search(matters_search, rowid, words) VALUES ('delete', %s, %s)",
                [row.pk, index_words(row.text)],
            )
