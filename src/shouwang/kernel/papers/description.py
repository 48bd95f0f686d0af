"""How a document is described, once: from this come its form, its checks, its PDF and its DOCX."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


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
    SIGNATURE = "signature"  # str: who signs; the hand and the seal come on paper


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` is its width beside the others."""

    name: str
    label: Words
    kind: Kind = Kind.TEXT
    share: int = 1
    required: bool = False


@dataclass(frozen=True)
class Field:
    """One thing the paper says. `wide` takes a whole row; `lines` are left for a pen when it is empty."""

    name: str
    label: Words
    kind: Kind = Kind.TEXT
    required: bool = False
    wide: bool = False
    lines: int = 1
    columns: tuple[Column, ...] = ()
    seal: bool = False

    def __post_init__(self) -> None:
        if (self.kind is Kind.TABLE) != bool(self.columns):
            raise ValueError(f"{self.name}: a table has columns, and nothing else has")


@dataclass(frozen=True)
class Section:
    """Fields that belong together, with a heading above and a note below them, or without."""

    fields: tuple[Field, ...]
    title: Words | None = None
    note: Words | None = None


@dataclass(frozen=True)
class Paper:
    """A document. `issuer` and `number` name the text fields printed in its head; they are in no section."""

    key: str
    title: Words
    sections: tuple[Section, ...]
    issuer: Field | None = None
    number: Field | None = None

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
