"""A value for every field of a paper, each told from every other, to be looked for in what is printed."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Signed, Values
from shouwang.kernel.papers.said import words_of

_numbers = count(1000)


def filled(paper: Paper, rows: int = 2) -> Values:
    """All fields, tables with two rows."""
    return {field.name: _of(field, rows) for field in paper.fields()}


def said(paper: Paper, values: Values, language: str) -> Iterator[tuple[str, str]]:
    """Each field (or column) and the words that must be found."""
    for field in paper.fields():
        yield from ((field.name, words) for words in _words(field, values[field.name], language))


def _of(field: Field | Column, rows: int) -> object:
    number = next(_numbers)
    match field.kind:
        case Kind.DATE:
            return date(2026, 1, 1) + timedelta(days=number)
        case Kind.MONEY:
            return Decimal(number) + Decimal("0.25")
        case Kind.POINTS:
            return [f"第{number}点{row}䶮" for row in range(rows)]
        case Kind.SIGNATURE:
            return Signed(f"𠮷签{number}", how=f"手写{number}")
        case Kind.SIGNATURES:
            return [Signed(f"签{number}之{row}", how=f"按指印{number}") for row in range(rows)]
        case Kind.TABLE | Kind.CARDS:
            assert isinstance(field, Field)
            return [{column.name: _of(column, rows) for column in field.columns} for _ in range(rows)]
        case _:
            return f"𠮷文{number}"


def _words(field: Field | Column, value: object, language: str) -> Sequence[str]:
    match value:
        case Signed():
            return [value.name, value.how]
        case list():
            return [words for one in value for words in _words(field, one, language)]
        case dict():
            assert isinstance(field, Field)
            return [words for column in field.columns for words in _words(column, value[column.name], language)]
        case _ if field.kind is Kind.POINTS:
            return [str(value)]
        case _:
            return [words_of(field, value, language)]
