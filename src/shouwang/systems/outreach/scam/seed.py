"""Texts written for this project, a file of examples/ for each type: a text a line, lines that begin with # left out."""

from pathlib import Path
from typing import Final

from shouwang.systems.outreach.scam.trainer import Example

FOLDER: Final = Path(__file__).parent / "examples"


def examples() -> list[Example]:
    """All of them; the name of the file is the type, "ordinary" is what is no fraud."""
    return [
        Example(line.strip(), path.stem, "seed", f"{path.stem}:{number}")
        for path in sorted(FOLDER.glob("*.txt"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
        if line.strip() and not line.startswith("#")
    ]
