"""Texts written for this project, a file of examples/ for each type: a text a line, lines that begin with # left out."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "examples"


@dataclass(frozen=True)
class Example:
    """A text of a known type (or "ordinary"). Texts of one `group` are near-duplicates and never part."""

    text: str
    type: str
    source: str = "seed"
    group: str = ""


def examples() -> list[Example]:
    """All of them; the name of the file is the type, "ordinary" is what is no fraud."""
    return [
        Example(line.strip(), path.stem, "seed", f"{path.stem}:{number}")
        for path in sorted(FOLDER.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
        if line.strip() and not line.startswith("#")
    ]
