"""A paper and its values as ready words in their places, for whichever program draws them.

Every text becomes plain words here: no control or direction signs, nothing too long for its cell.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import TypeAlias
from zoneinfo import ZoneInfo

from shouwang.kernel.papers.checks import is_empty
from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Values, Words

CHINA = ZoneInfo("Asia/Shanghai")
LONG_RUN = re.compile(r"([!-~]{32})(?=[!-~])")  # an address or a number without a blank would leave its cell
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEAL = Words("（盖章）", "(seal)")
DAY_LINE = Words("年　　月　　日", "Date: ____________")
NUMBERED = Words("{label}：{number}", "{label}: {number}")
PAGE = Words("第 {page} 页　共 {pages} 页", "Page {page} of {pages}")
BLANK_ROWS = 3


@dataclass(frozen=True)
class Cell:
    """A label and what is said to it; `span` 1 is half a row, 2 a whole one."""

    label: str
    text: str
    span: int


@dataclass(frozen=True)
class Pairs:
    """Rows of labels and what is said to them."""

    rows: list[list[Cell]]
    part: str = "pairs"


@dataclass(frozen=True)
class Grid:
    """A table: heads, rows of words, widths in shares, which columns are numbers."""

    label: str
    heads: list[str]
    rows: list[list[str]]
    shares: list[int]
    numbers: list[bool]
    part: str = "grid"


@dataclass(frozen=True)
class Place:
    """Where somebody signs: what as, who, with a seal or without, and the line for the day."""

    label: str
    name: str
    seal: str
    day: str


@dataclass(frozen=True)
class Places:
    """Places to sign, side by side."""

    places: list[Place]
    part: str = "places"


Part: TypeAlias = Pairs | Grid | Places


@dataclass(frozen=True)
class Block:
    """One section: its parts in the order of its fields."""

    title: str
    parts: list[Part]
    note: str


@dataclass(frozen=True)
class Sheet:
    """The whole paper in words."""

    language: str
    title: str
    issuer: str
    number: str
    page: str
    blocks: list[Block]


def lay_out(paper: Paper, values: Values, language: str, *, single: bool = False) -> Sheet:
    """The sheet, with one cell a row when `single`.

    Raises ValueError for an unknown name and TypeError for a value of another kind.
    """
    if unknown := set(values) - {field.name for field in paper.fields()}:
        raise ValueError(f"{paper.key} has no field {', '.join(sorted(unknown))}")
    number = _said(paper.number, values, language) if paper.number else ""
    if paper.number and number:
        number = NUMBERED.said(language).format(label=paper.number.label.said(language), number=number)
    return Sheet(
        language="en" if language.startswith("en") else "zh",
        title=paper.title.said(language),
        issuer=_said(paper.issuer, values, language) if paper.issuer else "",
        number=number,
        page=PAGE.said(language),
        blocks=[_block(section, values, language, single) for section in paper.sections],
    )


def plain(text: str) -> str:
    """The text without what cannot be printed or turns the direction of writing; line breaks stay."""
    shown = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in shown if sign == "\n" or _is_printed(sign))


def _is_printed(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp") and sign not in "\ufffe\uffff"


def _block(section: Section, values: Values, language: str, single: bool) -> Block:
    parts: list[Part] = []
    for kind, together in groupby(section.fields, key=_part_of):
        fields = list(together)
        if kind is Kind.TABLE:
            parts += [_grid(field, values, language) for field in fields]
        elif kind is Kind.SIGNATURE:
            parts.append(Places([_place(field, values, language) for field in fields]))
        else:
            parts.append(Pairs(_rows([_cell(field, values, language) for field in fields], single)))
    title, note = section.title, section.note
    return Block(title.said(language) if title else "", parts, note.said(language) if note else "")


def _part_of(field: Field) -> Kind:
    return field.kind if field.kind in (Kind.TABLE, Kind.SIGNATURE) else Kind.TEXT


def _cell(field: Field, values: Values, language: str) -> Cell:
    text = _said(field, values, language) or "\n" * (field.lines - 1)
    return Cell(field.label.said(language), text, 2 if field.wide else 1)


def _rows(cells: Sequence[Cell], single: bool) -> list[list[Cell]]:
    """Two half cells a row unless `single`; a half one without a neighbour takes the whole row."""
    rows: list[list[Cell]] = []
    for cell in cells:
        if rows and not single and cell.span == 1 and len(rows[-1]) == 1 and rows[-1][0].span == 1:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [[Cell(row[0].label, row[0].text, 2)] if len(row) == 1 else row for row in rows]


def _grid(field: Field, values: Values, language: str) -> Grid:
    given = values.get(field.name) or ()
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise TypeError(f"{field.name} takes a list of rows")
    rows = [[_words(column, row.get(column.name), language) for column in field.columns] for row in given]
    blank = [[""] * len(field.columns)] * (0 if rows else BLANK_ROWS)
    return Grid(
        label=field.label.said(language),
        heads=[column.label.said(language) for column in field.columns],
        rows=rows or blank,
        shares=[column.share for column in field.columns],
        numbers=[column.kind is Kind.MONEY for column in field.columns],
    )


def _place(field: Field, values: Values, language: str) -> Place:
    seal = SEAL.said(language) if field.seal else ""
    return Place(field.label.said(language), _said(field, values, language), seal, DAY_LINE.said(language))


def _said(field: Field, values: Values, language: str) -> str:
    return _words(field, values.get(field.name), language)


def _words(field: Field | Column, value: object, language: str) -> str:
    if is_empty(value):
        return ""
    match field.kind, value:
        case ((Kind.TEXT | Kind.SIGNATURE), str()):
            return LONG_RUN.sub("\\1\u200b", plain(value))
        case Kind.DATE, date():
            return _day(value, language)
        case Kind.MONEY, Decimal():
            return f"CNY {value:,.2f}" if language.startswith("en") else f"{value:,.2f} 元"
    raise TypeError(f"{field.name} takes {field.kind.value}, not {type(value).__name__}")


def _day(value: date, language: str) -> str:
    """The day as it is written on papers, with the hour of China when there is one."""
    if isinstance(value, datetime):
        value = value.astimezone(CHINA)
    hour = f" {value:%H:%M}" if isinstance(value, datetime) else ""
    if language.startswith("en"):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}{',' if hour else ''}{hour}"
    return f"{value.year}年{value.month}月{value.day}日{hour}"
