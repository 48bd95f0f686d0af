"""A file as a table: XLSX and XLS by calamine, CSV in the encodings people really have. Every cell becomes text."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from shouwang.kernel.matters.sheets import zipguard
from shouwang.kernel.matters.sheets.refusal import Unreadable
from shouwang.lib.cells import UndecodableFile, decode_csv

MOST_BYTES: Final = 50 * 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DELIMITERS: Final = ",\t;|"
TRIED_LINES: Final = 30
# Papers and web pages also decode as text; old systems give out HTML under the name of .xls.
NO_TABLES: Final = ("%pdf-", "{\\rtf", "<html", "<!doctype", "<?xml", "<table")

Line = tuple[int, list[str]]
"""The number a spreadsheet shows beside the row, and its cells; empty rows are left out."""


@dataclass(frozen=True)
class Table:
    """The lines of one sheet, headings and all, `height` at most; `unread` names the file's other sheets with something."""

    sheet: str
    unread: tuple[str, ...]
    lines: Iterator[Line]
    height: int = 0


def check_size(path: Path) -> None:
    """Raises Unreadable for a file that is empty or too large to be read."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("empty")
    if size > MOST_BYTES:
        raise Unreadable("too_big", f"{MOST_BYTES >> 20} MB")


def open_table(path: Path) -> Table:
    """The table in the file. Raises Unreadable with words that say what to do."""
    check_size(path)
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic == ZIP:
        zipguard.inspect(str(path))
    return _workbook(path) if magic in (ZIP, OLE) else _csv(path)


def _workbook(path: Path) -> Table:
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            shown = [meta.name for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
            sheets = [sheet for name in shown if (sheet := book.get_sheet_by_name(name)).height]
    except (CalamineError, ValueError, OSError) as fault:
        raise Unreadable("damaged") from fault
    if not sheets:
        raise Unreadable("empty")
    first, *others = sheets
    if first.width > zipguard.MOST_COLUMNS:
        raise Unreadable("too_many_columns", zipguard.MOST_COLUMNS)
    return Table(first.name, tuple(sheet.name for sheet in others), _sheet_lines(first), first.total_height)


def _sheet_lines(sheet: CalamineSheet) -> Iterator[Line]:
    # iter_rows gives the area from A1 on, so that the count is the spreadsheet's own.
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [as_text(value) for value in row]
        if any(cells):
            yield number, cells


def as_text(value: object) -> str:
    """A cell as a person sees it: whole numbers without a point, times as 2019-01-06 12:09:38."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).strip() if value is not None else ""


def _csv(path: Path) -> Table:
    try:
        text, _encoding = decode_csv(path.read_bytes())
    except UndecodableFile as fault:
        raise Unreadable(fault.reason) from fault
    if not text.strip():
        raise Unreadable("empty")
    if text.lstrip()[:16].lower().startswith(NO_TABLES):
        raise Unreadable("not_a_table")
    csv.field_size_limit(MOST_BYTES)
    delimiter = sniff(text)
    _check_quotes(text, delimiter)
    return Table("", (), _csv_lines(text, delimiter), text.count("\n") + 1)


def sniff(text: str) -> str:
    """The sign that splits the most lines into the same number of cells, more than one."""

    def score(delimiter: str) -> tuple[float, int]:
        rows = _csv_rows(text[:200_000], delimiter)
        widths = [len(row) for row, _ in zip((row for row in rows if row), range(TRIED_LINES), strict=False)]
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        return (widths.count(common) / len(widths) if common > 1 else 0, common)

    return max(DELIMITERS, key=score)


def _csv_rows(text: str, delimiter: str, *, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _check_quotes(text: str, delimiter: str) -> None:
    """A quote that is never closed would swallow all lines after it into one cell."""
    whole = 0
    try:
        for _ in _csv_rows(text, delimiter, strict=True):
            whole += 1
    except csv.Error as fault:
        if "end of data" in str(fault):
            raise Unreadable("quote", whole + 1) from fault


def _csv_lines(text: str, delimiter: str) -> Iterator[Line]:
    for number, row in enumerate(_csv_rows(text, delimiter), start=1):
        if number > zipguard.MOST_LINES:
            raise Unreadable("too_many_lines", f"{zipguard.MOST_LINES:,}")
        if len(row) > zipguard.MOST_COLUMNS:
            raise Unreadable("too_many_columns", zipguard.MOST_COLUMNS)
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield number, cells
