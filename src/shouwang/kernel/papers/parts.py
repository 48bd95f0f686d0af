"""A paper in ready words, part by part, for whichever program draws it."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Cell:
    """A label and what is said to it; `span` 1 is half a row, 2 a whole one."""

    label: str
    text: str
    span: int


@dataclass(frozen=True)
class Pairs:
    """Rows of labels and what is said to them; with a head when they tell of one of several."""

    rows: list[list[Cell]]
    head: str = ""
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
class Prose:
    """Paragraphs, under a heading or without; `lines` for a pen where nothing is said."""

    label: str
    paragraphs: list[str]
    lines: int = 0
    part: str = "prose"


@dataclass(frozen=True)
class Points:
    """Numbered paragraphs: `marks` are their numbers as they are written."""

    label: str
    marks: list[str]
    points: list[str]
    lines: int = 0
    part: str = "points"


@dataclass(frozen=True)
class Place:
    """Where somebody signs: what as, who, with a seal or without, and the line for the day.

    `picture` is a signature that was drawn, `how` says in what way it was given.
    """

    label: str
    name: str
    seal: str
    day: str
    picture: bytes = b""
    how: str = ""


@dataclass(frozen=True)
class Places:
    """Places to sign, side by side."""

    places: list[Place]
    part: str = "places"


Part: TypeAlias = Pairs | Grid | Prose | Points | Places


@dataclass(frozen=True)
class Block:
    """One section: its parts in the order of its fields."""

    title: str
    parts: list[Part]
    note: str
    slip: bool = False
    on_new_page: bool = False


@dataclass(frozen=True)
class Sheet:
    """The whole paper in words."""

    language: str
    title: str
    issuer: str
    number: str
    page: str
    blocks: list[Block]
    shape: str = "sheet"

    def places(self) -> list[Place]:
        """Every place to sign."""
        parts = (part for block in self.blocks for part in block.parts)
        return [place for part in parts if isinstance(part, Places) for place in part.places]
