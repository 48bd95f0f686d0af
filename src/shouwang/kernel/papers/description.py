"""How a document is described, once: from this come its form, its checks, its PDF and its DOCX."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

BLANK = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Words:
    """The same words in both languages. A paper's language is the reader's, not the page's, so no gettext."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        """The words in "zh-hans" or "en"; Chinese for any other."""
        return self.en if language.startswith("en") else self.zh


class Kind(StrEnum):
    """What stands in a field, and the Python value it takes."""

    TEXT = "text"  # str
    DATE = "date"  # date, or an aware datetime when the hour matters
    MONEY = "money"  # Decimal, yuan
    TABLE = "table"  # sequence of mappings, one a row
    CARDS = "cards"  # sequence of mappings, each as cells under one another: people, with more to say than a row holds
    PROSE = "prose"  # str: a heading and paragraphs that run over as many pages as they need; no cell
    POINTS = "points"  # sequence of str: a heading and a numbered list
    SIGNATURE = "signature"  # str or Signed: who signs; without a picture the hand and the seal come on paper
    SIGNATURES = "signatures"  # sequence of the same: one place for each

    @property
    def has_rows(self) -> bool:
        return self in (Kind.TABLE, Kind.CARDS)


@dataclass(frozen=True)
class Signed:
    """One who signs: the name, as what, the drawn signature (PNG or JPEG), in what way it was given, and the day."""

    name: str
    role: str = ""
    picture: bytes = b""
    how: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table, `share` its width beside the others; or a cell of a card, `share` 2 a whole row.

    An `optional` cell of a card is left out when it is empty.
    """

    name: str
    label: Words
    kind: Kind = Kind.TEXT
    share: int = 1
    required: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Field:
    """One thing the paper says. `wide` takes a whole row; `lines` are left for a pen when it is empty.

    `optional` leaves it out when it is empty; `capitals` writes money in capital characters too (壹仟元整), so that no
    digit can be added to it.
    """

    name: str
    label: Words
    kind: Kind = Kind.TEXT
    required: bool = False
    wide: bool = False
    lines: int = 1
    columns: tuple[Column, ...] = ()
    seal: bool = False
    optional: bool = False
    capitals: bool = False

    def __post_init__(self) -> None:
        if self.kind.has_rows != bool(self.columns):
            raise ValueError(f"{self.name}: a table has columns, and nothing else has")
        if self.optional and self.required:
            raise ValueError(f"{self.name}: what is required is never left out")


@dataclass(frozen=True)
class Section:
    """Fields that belong together, with a heading above and a note below them, or without.

    `text` are paragraphs and `points` numbered ones that are the same on every copy. A `{name}` in them is the blank of
    a field of this section, which then has no cell. A `slip` is cut off and handed back: a broken line stands above it.
    `on_new_page`: what is above may be given out without it.
    """

    fields: tuple[Field, ...] = ()
    title: Words | None = None
    note: Words | None = None
    text: tuple[Words, ...] = ()
    points: tuple[Words, ...] = ()
    slip: bool = False
    on_new_page: bool = False

    def __post_init__(self) -> None:
        fit = {field.name for field in self.fields if field.kind in (Kind.TEXT, Kind.DATE, Kind.MONEY)}
        for words in (*self.text, *self.points):
            if set(BLANK.findall(words.zh)) != set(BLANK.findall(words.en)):
                raise ValueError(f"the two languages have other blanks: {words.zh}")
        if wrong := self.blanks() - fit:
            raise ValueError(f"no text, date or money of this section: {', '.join(sorted(wrong))}")

    def blanks(self) -> set[str]:
        """The names of the fields that stand in the text."""
        return {name for words in (*self.text, *self.points) for name in BLANK.findall(words.zh)}


class Shape(StrEnum):
    """How the paper is drawn."""

    SHEET = "sheet"
    COVER = "cover"  # the title large in the upper half, the fields below; neither head nor page number
    BACK = "back"  # the fields at the foot


@dataclass(frozen=True)
class Paper:
    """A document. `issuer` and `number` name the text fields printed in its head; they are in no section."""

    key: str
    title: Words
    sections: tuple[Section, ...]
    issuer: Field | None = None
    number: Field | None = None
    shape: Shape = Shape.SHEET

    def __post_init__(self) -> None:
        names = [field.name for field in self.fields()]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.key}: two fields share a name")

    def fields(self) -> Iterator[Field]:
        """Every field, head first."""
        yield from (field for field in (self.issuer, self.number) if field)
        for section in self.sections:
            yield from section.fields


Values = Mapping[str, object]
