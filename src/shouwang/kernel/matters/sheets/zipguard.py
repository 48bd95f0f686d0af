"""A look into a workbook before it is opened: a small file must not unpack to fill the memory.

Declared sizes lie, so every member is inflated and counted, block by block. Cells are counted by their addresses,
because readers make room for every cell between the first and the last.
"""

import re
import zipfile
import zlib
from typing import Final, cast

from shouwang.kernel.matters.sheets.refusal import Unreadable

MOST_MEMBERS: Final = 2_000
MOST_BYTES: Final = 400 * 1024 * 1024
MOST_RATIO: Final = 200
SMALL: Final = 5 * 1024 * 1024  # tables of few words repeated pack better than any ratio allows
MOST_LINES: Final = 200_000
MOST_COLUMNS: Final = 300
BLOCK: Final = 1 << 20

# The address of a cell that holds something; an empty one ends in "/>" and costs nothing.
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>/]*>")
_OVERLAP: Final = 200  # a tag cut in two by a block


def inspect(path: str) -> None:
    """Raises Unreadable for what is no workbook, a bomb, or a table of unreasonable size."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if not any(member.filename == "xl/workbook.xml" for member in members):
                raise Unreadable("not_a_table")
            _weigh(archive, members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise Unreadable("damaged") from fault


def _weigh(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    packed = sum(member.compress_size for member in members)
    allowed = min(MOST_BYTES, max(SMALL, packed * MOST_RATIO))
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > allowed:
        raise Unreadable("bomb")
    inflated = 0
    for member in members:
        is_sheet = member.filename.startswith("xl/worksheets/")
        tail = b""
        with archive.open(member) as stream:
            while block := stream.read(BLOCK):
                inflated += len(block)
                if inflated > allowed:
                    raise Unreadable("bomb")
                if is_sheet:
                    _measure(tail + block)
                    tail = block[-_OVERLAP:]


def _measure(xml: bytes) -> None:
    for match in _CELL.finditer(xml):
        column, line = cast("tuple[bytes, bytes]", match.groups())
        if int(line) > MOST_LINES:
            raise Unreadable("too_many_lines", f"{MOST_LINES:,}")
        if len(column) > 1 and _number(column) > MOST_COLUMNS:
            raise Unreadable("too_many_columns", MOST_COLUMNS)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
