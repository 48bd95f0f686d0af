"""The three files. Each says how many rows it holds, so that whoever gets it can tell whether it is whole."""

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

import xlsxwriter
from django.utils import timezone

from shouwang.kernel.matters.export.columns import Layout, Value, local, rows_of
from shouwang.kernel.matters.models import Matter, Matters
from shouwang.lib.cells import safe_cell

TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
}
AT_ONCE: Final = 200
BLOCK: Final = 64 * 1024
MOST_ROWS: Final = 1_000_000  # a sheet holds 1,048,576; then another one begins
MOST_SIGNS: Final = 32_767  # a cell of a workbook holds no more
DATUM: Final = "WGS-84 (EPSG:4326)"


def parts_of(shape: str, matters: Matters, layout: Layout, folder: Path) -> Iterator[bytes]:
    """The file in one of the shapes of TYPES, part by part; `folder` is for what a workbook needs meanwhile."""
    if shape == "xlsx":
        return _blocks(xlsx_file(matters, layout, folder))
    return csv_parts(matters, layout) if shape == "csv" else geojson_parts(matters, layout)


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block


def csv_parts(matters: Matters, layout: Layout) -> Iterator[bytes]:
    """CSV in UTF-8 with its mark (Excel needs it), headings first, the number of rows in the last line."""
    count = 0
    yield "\ufeff".encode() + _csv_lines([[layout.headings[column.key] for column in layout.columns]])
    matters_left = rows_of(matters, bool(layout.reporter_rooms))
    while chunk := list(islice(matters_left, AT_ONCE)):
        count += len(chunk)
        yield _csv_lines([_cells(matter, layout) for matter in chunk])
    yield _csv_lines([[f"{layout.sentences['rows']} [count]", count]])


def _cells(matter: Matter, layout: Layout) -> list[object]:
    return [_csv_cell(layout.cell(column, matter)) for column in layout.columns]


def _csv_cell(value: Value) -> object:
    return local(value) if isinstance(value, datetime) else safe_cell(value)


def _csv_lines(rows: list[list[object]] | list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def geojson_parts(matters: Matters, layout: Layout) -> Iterator[bytes]:
    """A FeatureCollection (RFC 7946): only matters with a position; `count` and `without_position` close it."""
    count = left_out = 0
    yield f'{{"type":"FeatureCollection","datum":"{DATUM}","features":['.encode()
    for matter in rows_of(matters, bool(layout.reporter_rooms)):
        if matter.latitude is None or matter.longitude is None:
            left_out += 1
            continue
        text = json.dumps(_feature(matter, layout), ensure_ascii=False, separators=(",", ":"))
        yield (",\n" if count else "\n").encode() + text.encode()
        count += 1
    yield f'\n],"count":{count},"without_position":{left_out}}}\n'.encode()


def _feature(matter: Matter, layout: Layout) -> dict[str, object]:
    values = {column.key: layout.value(column, matter) for column in layout.columns}
    properties = {
        key: timezone.localtime(value).isoformat() if isinstance(value, datetime) else value
        for key, value in values.items()
        if key not in ("latitude", "longitude")
    }
    point = [values["longitude"], values["latitude"]]
    return {
        "type": "Feature",
        "id": str(matter.pk),
        "geometry": {"type": "Point", "coordinates": point},
        "properties": properties,
    }


def xlsx_file(matters: Matters, layout: Layout, folder: Path) -> IO[bytes]:
    """A workbook in a file without a name in the folder, at its beginning; a second sheet says how many rows there are."""
    # Closed by whoever sends it.
    target = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
    options = {
        "constant_memory": True,
        "tmpdir": str(folder),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "yyyy-mm-dd hh:mm",
    }
    with xlsxwriter.Workbook(target, options) as book:
        count, cut = _write_sheets(book, matters, layout)
        about = book.add_worksheet(layout.sentences["about"])
        facts: list[tuple[str, str | int]] = [
            (f"{layout.sentences['rows']} [count]", count),
            (f"{layout.sentences['cut_count']} [cut]", cut),
            (f"{layout.sentences['datum']} [datum]", DATUM),
            (f"{layout.sentences['made']} [made]", local(timezone.now())),
        ]
        for row, fact in enumerate(facts):
            about.write_row(row, 0, fact)
    target.seek(0)
    return target


def _write_sheets(book: Any, matters: Matters, layout: Layout) -> tuple[int, int]:
    count = cut = 0
    matters_left = rows_of(matters, bool(layout.reporter_rooms))
    is_more = True
    while is_more:
        number = count // MOST_ROWS
        sheet = book.add_worksheet(layout.sentences["sheet"] + (f" {number + 1}" if number else ""))
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(layout.columns):
            sheet.write_string(0, place, layout.headings[column.key])
        row = 0
        for row, matter in enumerate(islice(matters_left, MOST_ROWS), start=1):
            for place, column in enumerate(layout.columns):
                cut += _write(sheet, row, place, layout.cell(column, matter), layout)
        count += row
        is_more = row == MOST_ROWS
    return count, cut


def _write(sheet: Any, row: int, place: int, value: Value, layout: Layout) -> bool:
    """Whether the cell had to be cut."""
    if isinstance(value, datetime):
        sheet.write_datetime(row, place, timezone.localtime(value).replace(tzinfo=None))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    elif value:
        text = str(safe_cell(str(value)))
        is_long = len(text) > MOST_SIGNS
        mark = layout.sentences["cut"]
        sheet.write_string(row, place, text[: MOST_SIGNS - len(mark)] + mark if is_long else text)
        return is_long
    return False
