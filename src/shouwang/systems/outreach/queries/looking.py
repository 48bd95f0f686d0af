"""What a scam question looks like to who reads it: its text in pieces, the words that say so marked, and why for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from shouwang.systems.outreach.models import ScamQuestion
from shouwang.systems.outreach.scam.cues import find
from shouwang.systems.outreach.scam.marks import marks
from shouwang.systems.outreach.scam.types import TYPES, Type


@dataclass(frozen=True)
class Part:
    """Some of the text; `number` of the mark, 0 where it is not marked."""

    words: str
    number: int = 0


@dataclass(frozen=True)
class Reason:
    """`number` is that of the mark its words stand in: words of several reasons may stand in one."""

    number: int
    words: str
    says: str | Promise


@dataclass(frozen=True)
class Look:
    parts: Sequence[Part]
    reasons: Sequence[Reason]
    types: Sequence[Type]


def look(question: ScamQuestion) -> Look:
    """The marks are found anew by the rules as they are now; the answer and the types are those given then."""
    text, parts, reasons, end = question.text, list[Part](), list[Reason](), 0
    hits = find(text) if question.answer != ScamQuestion.Answer.NOTHING_FOUND else []
    for number, mark in enumerate(marks(text, hits), start=1):
        parts += [Part(text[end : mark.start]), Part(text[mark.start : mark.end], number)]
        reasons += [Reason(number, hit.words, hit.cue.says) for hit in mark.hits]
        end = mark.end
    parts.append(Part(text[end:]))
    return Look(
        [part for part in parts if part.words], reasons, [TYPES[key] for key in question.type_keys if key in TYPES]
    )
