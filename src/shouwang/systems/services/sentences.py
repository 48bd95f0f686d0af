"""What the services write of themselves to whoever brought a matter, and how it is read again in the reader's language.

It is kept in the room's language (`stored`). On a page it is known again by its words, so that an English visitor reads English;
whatever somebody wrote by hand, and a sentence of an earlier version, stays as it was written.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from shouwang.lib.words import date_words
from shouwang.systems.services.catalogue import ERRANDS
from shouwang.systems.services.models import LostThing
from shouwang.ui.moments import language

BACK = _("It was found and handed back to you.")
HANDED_BACK = _("It was handed back to whom it belongs. Thank you for bringing it.")
THANKS = _("Thank you. A notice hangs, so that whoever lost it finds it.")
HANGS = _("The notice hangs. It may be claimed until %(day)s.")
HANDED_IN = _("It was handed to: %(to)s. Whoever lost it is looked for there.")
TO_STATE = _("Nobody claimed it within a year of the notice. By the Civil Code, Art 318, it now belongs to the State.")
FOUND_AGAIN = _("It is there again: %(said)s")
GONE = _("It does not lie here any more: %(said)s")
GIVEN_UP = _("Nobody looks for it any more: %(said)s")
LET_GO = _("It could not be kept: %(said)s")
PERHAPS = _("A thing like yours may be here. Come to the room and say what it is like, or wait until we ring.")
MAYBE_FOUND = _("Somebody says they found a thing like yours. It is not here yet; we ring you when it is.")
NOT_YOURS = _("We looked again: what is here is not yours. Your thing is still looked for.")
SOLD = _("Your thing could not be kept and was sold. The money is kept for you at the room.")
PAID = _("It was found, could not be kept, and the money it was sold for was paid out to you.")
PAID_OUT = _("Whoever lost it was found, and got the money it was sold for. Thank you for bringing it.")
ASKS_ON = _("We ask on %(day)s whether it helped.")
HELPED = _("%(name)s helped.")
ERRAND_DONE = _("Every step of the errand is written down.")
OFFICER_COMES = _("An officer comes to you. It goes on as %(number)s.")

OF_HELP: tuple[Promise, ...] = (
    BACK, HANDED_BACK, THANKS, HANGS, HANDED_IN, TO_STATE, FOUND_AGAIN, GONE, GIVEN_UP, LET_GO, PERHAPS, NOT_YOURS, SOLD, PAID,
    PAID_OUT, ASKS_ON, HELPED, MAYBE_FOUND,
)  # fmt: skip
OF_ERRANDS: tuple[Promise, ...] = (ERRAND_DONE, OFFICER_COMES)
PART = " · "  # between the parts of a title
NAMES = {errand.name.zh: errand.name.en for errand in ERRANDS}


def read_help(text: str) -> str:
    """A sentence or title of a help request as its reader reads it."""
    return _in_words(text, OF_HELP) or _title(text)


def read_errand(text: str) -> str:
    """A sentence or title of an errand as its reader reads it; an errand the room renamed keeps its own name."""
    return _in_words(text, OF_ERRANDS) or (NAMES.get(text, text) if language() == "en" else text)


def _title(text: str) -> str:
    """ "丢失 · 相机 · …" with its labels in the reader's language; what was typed behind them stays."""
    parts = text.split(PART)
    if parts[0] not in _labels():
        return text
    said = PART.join(str(_labels().get(part, part)) for part in parts)
    return said[:1].upper() + said[1:]


@cache
def _labels() -> dict[str, Promise]:
    with override(settings.LANGUAGE_CODE):
        return {str(label): label for one in (LostThing.Side, LostThing.What) for label in _lazy(one)}


def _lazy(choices: type) -> Iterable[Promise]:
    return (one._label_ for one in choices)  # type: ignore[attr-defined]


def _in_words(text: str, sentences: Iterable[Promise]) -> str:
    """The sentence it is, with its values, a day written out; nothing when it is none."""
    for pattern, sentence in _patterns(tuple(sentences)):
        if found := pattern.fullmatch(text):
            values = {name: _day(value) for name, value in found.groupdict().items()}
            return str(sentence) % values if values else str(sentence)
    return ""


@cache
def _patterns(sentences: tuple[Promise, ...]) -> list[tuple[re.Pattern[str], Promise]]:
    with override(settings.LANGUAGE_CODE):
        return [(_pattern(str(one)), one) for one in sentences]


def _pattern(sentence: str) -> re.Pattern[str]:
    literal_and_name = re.split(r"%\((\w+)\)s", sentence)
    made = (f"(?P<{piece}>.+)" if n % 2 else re.escape(piece) for n, piece in enumerate(literal_and_name))
    return re.compile("".join(made), re.DOTALL)


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return date_words(day, timezone.localdate(), language())
