"""A table of codes as data: each says where it is from and how far that is known."""

from dataclasses import dataclass, field
from enum import StrEnum

from shouwang.kernel.matters.kinds import Words


class Status(StrEnum):
    """How far a table is known. Only what is confirmed may be printed as what the law says."""

    CONFIRMED = "confirmed"  # read in the text of the law or rule
    UNVERIFIED = "unverified"  # said to be a standard's; the standard itself was not read
    EXAMPLE = "example"  # one place's practice or the program's own proposal: a default to change


@dataclass(frozen=True)
class Code:
    """One line of a table; `within` is the code above it, if any."""

    key: str
    name: Words
    within: str = ""


@dataclass(frozen=True)
class Table:
    """Codes in the order in which they are offered."""

    key: str
    name: Words
    source: Words
    status: Status
    codes: tuple[Code, ...]
    by_key: dict[str, Code] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {code.key: code for code in self.codes})

    def under(self, key: str = "") -> list[Code]:
        """The codes right below one; those at the top without."""
        return [code for code in self.codes if code.within == key]

    def name_of(self, key: str) -> Words:
        """What a stored code is called; the code itself if the table no longer has it."""
        return self.by_key[key].name if key in self.by_key else key
