"""A quiz question without a database: its kind, its answers, and which of what was given is right."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

WHOLE, NOTHING = Decimal(100), Decimal(0)
TRUE, FALSE = "TRUE", "FALSE"  # texts of the two answers of a true/false question, as GIFT writes them


class Kind(StrEnum):
    """How it is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "truefalse"
    MATCHING = "matching"
    SHORT = "short"


@dataclass(frozen=True)
class Answer:
    """One answer. `weight` in percent, 100 is wholly right, at most 0 is wrong; `match` is the other half of a pair."""

    text: str
    weight: Decimal = NOTHING
    feedback: str = ""
    match: str = ""

    @property
    def is_right(self) -> bool:
        return self.weight > 0


@dataclass(frozen=True)
class Item:
    """A question with its answers in their order; `explanation` is said to everybody after answering."""

    kind: Kind
    text: str
    answers: tuple[Answer, ...]
    title: str = ""
    explanation: str = ""
    category: str = ""


@dataclass(frozen=True)
class Given:
    """What somebody answered: numbers of answers from 0, typed words, or for each pair the number of its match."""

    chosen: frozenset[int] = frozenset()
    typed: str = ""
    matched: tuple[int, ...] = ()


def is_right(kind: Kind, answers: Sequence[Answer], given: Given) -> bool:
    """Whether it is wholly right. Of several every right one and no other; typed words without case and spaces."""
    right = {place for place, one in enumerate(answers) if one.is_right}
    if kind is Kind.MATCHING:
        return [answers[to].match if 0 <= to < len(answers) else "" for to in given.matched] == [
            one.match for one in answers
        ]
    if kind is Kind.SHORT:
        return _plain(given.typed) in {_plain(answers[place].text) for place in right if answers[place].weight == WHOLE}
    if kind is Kind.MULTIPLE:
        return given.chosen == right
    whole = {place for place in right if answers[place].weight == WHOLE}
    return len(given.chosen) == 1 and given.chosen <= whole


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()
