"""What is known of one errand: each fact with where it is from and how sure it is.

A room may change every one of them; what is not sure is never said as the law's word.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from shouwang.kernel.papers.description import Words


class Sure(StrEnum):
    """How far a fact is known."""

    RULE = "rule"  # read in the text of the law or rule itself
    SEEN = "seen"  # seen in one place only: a default and a label
    PLACE = "place"  # the practice of one place: a default to change
    OPEN = "open"  # not confirmed: ask the station

    @property
    def may_be_said(self) -> bool:
        """Whether the sheet says it without "ask the station"."""
        return self is Sure.RULE


@dataclass(frozen=True)
class Fact:
    """One sentence in both languages; `source` names the rule and its article."""

    words: Words
    sure: Sure
    source: str

    def __post_init__(self) -> None:
        if self.sure is Sure.RULE and not self.source:
            raise ValueError(f"a rule without its source: {self.words.zh}")


def fact(zh: str, en: str, source: str = "", sure: Sure = Sure.RULE) -> Fact:
    return Fact(Words(zh, en), sure, source)


class Proxy(StrEnum):
    """Whether somebody else may do it."""

    YES = "yes"
    LETTER = "letter"  # yes, but whoever acts, relatives too, brings a power of attorney
    PART = "part"  # papers may be carried or fetched by somebody else
    KIN = "kin"  # only near relatives or a guardian may act
    NO = "no"  # the person must come, or the officer goes to them
    COUNTER = "counter"  # the person must come to the counter: nobody can bring it to their home
    ASK = "ask"  # not known here

    @property
    def is_in_person(self) -> bool:
        """Whether nobody may act for the person at all."""
        return self in (Proxy.NO, Proxy.COUNTER)

    @property
    def says_why(self) -> bool:
        """Whether somebody is sent away with it, so that the four-part answer needs a reason."""
        return self.is_in_person or self in (Proxy.PART, Proxy.KIN)


@dataclass(frozen=True)
class Errand:
    """One thing the room helps with. What can't be done by somebody else says why: the four-part answer needs it."""

    key: str
    name: Words
    icon: str
    proxy: Proxy
    who: Fact
    documents: tuple[Fact, ...]
    time: tuple[Fact, ...]
    where: Fact
    steps: tuple[Fact, ...]
    why: Fact | None = None
    cost: Fact | None = None
    notes: tuple[Fact, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.proxy.says_why and self.why is None:
            raise ValueError(f"{self.key}: somebody else may not do it, and why is not said")

    def facts(self) -> tuple[Fact, ...]:
        """All of them, in the order of the sheet."""
        alone = [one for one in (self.why, self.cost) if one]
        return (self.who, *self.documents, *self.time, self.where, *self.steps, *alone, *self.notes)
