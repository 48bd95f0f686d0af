"""How a benchmark says what it measured: a table on the terminal and build/bench/<name>.json."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from unicodedata import east_asian_width

OUT = Path(__file__).resolve().parent.parent / "build" / "bench"


@dataclass(frozen=True)
class Row:
    """One figure. `target` is what was promised, in words ("≤ 50", "≥ 0.9"), `holds` whether it is kept, `peers` what
    others reach, measured in the same run, and figures beside it that promise nothing."""

    what: str
    value: float
    unit: str
    target: str
    holds: bool
    peers: str = ""


def show(name: str, rows: Sequence[Row]) -> bool:
    """Print and keep the rows; whether every promise holds. Raises ValueError for a row that promises nothing."""
    if idle := [row.what for row in rows if not row.target or not isinstance(row.holds, bool)]:
        raise ValueError(f"{name}: no target, or neither kept nor broken: {', '.join(idle)}")
    heads = ("", "value", "target", "", "peers")
    signs = {True: "✓", False: "✗"}
    cells = [(row.what, f"{_round(row.value)} {row.unit}", row.target, signs[row.holds], row.peers) for row in rows]
    widths = [max(_width(line[column]) for line in (heads, *cells)) for column in range(len(heads))]
    print(f"\n{name}")
    for line in (heads, *cells):
        print(
            "  "
            + "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        )
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / f"{name}.json").write_text(
        json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return all(row.holds for row in rows)


def _round(value: float) -> str:
    """Three figures that count, no exponent."""
    if value == int(value):
        return f"{value:.0f}"
    return f"{value:.{max(0, 3 - len(str(int(abs(value)))))}f}"


def _width(text: str) -> int:
    """Columns on a terminal; a Chinese character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
