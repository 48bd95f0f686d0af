"""What a scam question looks like to who reads it: its text in pieces, the words that say so marked, and why for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwang.systems.outreach.models import ScamQuestion
from shouwang.systems.outreach.scam.cues import find
from shouwang.systems.outreach.scam.types import TYPES, Type
from shouwang.systems.outreach.scam.verdict import too_short

TOO_SHORT = _("Too short to tell. Please copy in the whole message, or tell what was said.")


@dataclass(frozen=True)
class Part:
    """Some of the text; `number` of the reason it is marked for, 0 where it is not marked."""

    words: str
    number: int = 0


@dataclass(frozen=True)
class Reason:
    number: int
    words: str
    says: str | Promise


@dataclass(frozen=True)
class Look:
    parts: Sequence[Part]
    reasons: Sequence[Reason]
    types: Sequence[Type]
    answer: str | Promise


def look(question: ScamQuestion) -> Look:
    """The marks are found anew by the rules as they are now; the answer and the types are those given then.

    Where words of two reasons overlap, the first is marked, and both are told.
    """
    parts, reasons, end = list[Part](), list[Reason](), 0
    is_silent = question.answer == ScamQuestion.Answer.NOTHING_FOUND
    hits = [] if is_silent else find(question.text)
    for number, hit in enumerate(hits, start=1):
        reasons.append(Reason(number, hit.words, hit.cue.says))
        if hit.start >= end:
            parts += [Part(question.text[end : hit.start]), Part(hit.words, number)]
            end = hit.end
    parts.append(Part(question.text[end:]))
    return Look(
        [part for part in parts if part.words],
        reasons,
        [TYPES[key] for key in question.type_keys if key in TYPES],
        TOO_SHORT if is_silent and too_short(question.text) else question.get_answer_display(),
    )
