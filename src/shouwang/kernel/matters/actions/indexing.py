"""Keeping the full-text index true to the matter, in the same transaction."""

from collections.abc import Iterable, Sequence

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


def index_all(brought: Iterable[tuple[Matter, Sequence[str]]]) -> None:
    """Put many matters in that were never in it, each with what its story already says."""
    rows = SearchText.objects.bulk_create(
        SearchText(matter=matter, text=_joined(matter, said)) for matter, said in brought
    )
    _put_all([(row.pk, row.text) for row in rows])


def take_out(matters: Iterable[Matter]) -> None:
    """Take matters out of the index, before their rows go."""
    rows = SearchText.objects.filter(matter__in=matters)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO matters_search(matters_search, rowid, words) VALUES ('delete', %s, %s)",
                [(row.pk, index_words(row.text)) for row in rows],
            )
    rows.delete()


def clear_words_taken_out() -> None:
    """Words that were taken out leave the file too: FTS5 only marks them as gone, and keeps each, a telephone number
    whole, until its parts are merged (its `secure-delete` came with SQLite 3.42). Writes the whole index anew."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO matters_search(matters_search) VALUES ('optimize')")


def _insert(matter: Matter, text: str) -> None:
    _put(SearchText.objects.create(matter=matter, text=text).pk, text)


def _joined(matter: Matter, said: Iterable[str]) -> str:
    return "\n".join(part for part in (matter.reference, matter.title, matter.text, matter.where, *said) if part)


def _put(row: int, text: str) -> None:
    _put_all([(row, text)])


def _put_all(rows: Sequence[tuple[int, str]]) -> None:
    words = [(row, index_words(text)) for row, text in rows]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany("INSERT INTO matters_search(rowid, words) VALUES (%s, %s)", words)
        else:
            cursor.executemany(
                "UPDATE matters_searchtext SET words = to_tsvector('simple', %s) WHERE id = %s",
                [(text, row) for row, text in words],
            )


def _take_out(row: SearchText) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO matters_search(matters_search, rowid, words) VALUES ('delete', %s, %s)",
                [row.pk, index_words(row.text)],
            )
