"""Where a table's headings are: registers often begin with a title over the whole width."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from shouwang.kernel.matters.sheets.fields import by_name
from shouwang.kernel.matters.sheets.reader import Line, Table
from shouwang.kernel.matters.sheets.refusal import Unreadable
from shouwang.lib.cells import moment

LOOKED_AT = 10
SAMPLE = 200


@dataclass(frozen=True)
class Head:
    """The headings, the first lines under them, and the title lines above."""

    headings: tuple[str, ...]
    above: tuple[Line, ...]
    sample: tuple[Line, ...]


def find(table: Table) -> Head:
    """Take headings and a sample off the table; its other lines are still to come. Raises Unreadable."""
    first = list(islice(table.lines, LOOKED_AT))
    if not first:
        raise Unreadable("empty")
    width = max(len(cells) for _, cells in first)
    at = _heading_line([cells for _, cells in first])
    cells = first[at][1] if at is not None else []
    start = at + 1 if at is not None else 0
    sample = first[start:] + list(islice(table.lines, SAMPLE))
    if not sample:
        raise Unreadable("header_only")
    return Head(_named(cells, width), tuple(first[: start - 1] if start else ()), tuple(sample))


def _heading_line(lines: Sequence[Sequence[str]]) -> int | None:
    """The line with the most known names, at least two; else the first unless it looks like data."""
    known = [sum(by_name(cell) is not None for cell in cells if len(cell) <= 20) for cells in lines]
    if max(known) >= 2:
        return known.index(max(known))
    return None if _is_data(lines[0]) else 0


def _is_data(cells: Sequence[str]) -> bool:
    return any(cell and (moment(cell) is not None or cell.isdecimal() or len(cell) > 40) for cell in cells)


def _named(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Every column has a name, and no two the same."""
    names: list[str] = []
    for place in range(width):
        name = " ".join((cells[place] if place < len(cells) else "").split())[:60] or f"#{place + 1}"
        while name in names:
            name += "'"
        names.append(name)
    return tuple(names)
