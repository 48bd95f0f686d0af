"""The wordings of notices: key → subject and body, filled by the parts in their apps.ready().

Both are English msgids with %(name)s places; Chinese comes from the catalogue, in the receiver's language.
Words must carry no personal data: name a matter by its number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_SUBJECT = 120
MOST_BODY = 4000


@dataclass(frozen=True)
class Wording:
    """One kind of notice as the receiver reads it."""

    key: str
    subject: str | Promise
    body: str | Promise


WORDINGS: dict[str, Wording] = {}


def register(key: str, *, subject: str | Promise, body: str | Promise) -> None:
    """Add a wording. The same key twice, with other words, is a mistake and raises ValueError."""
    wording = Wording(key, subject, body)
    if WORDINGS.setdefault(key, wording) != wording:
        raise ValueError(f"two wordings named {key}")


def spoken(words: Mapping[str, str | Promise], language: str) -> dict[str, str]:
    """The words as they are said in the language."""
    with translation.override(language):
        return {name: str(word) for name, word in words.items()}


def write(key: str, words: Mapping[str, str | Promise], language: str) -> tuple[str, str]:
    """Subject (one line) and body in the language. KeyError: unknown wording, or a missing word."""
    wording = WORDINGS[key]
    with translation.override(language):
        said = spoken(words, language)
        subject, body = str(wording.subject) % said, str(wording.body) % said
    return _cut(" ".join(subject.split()), MOST_SUBJECT), _cut(body.strip(), MOST_BODY)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


register(
    "robot.test",
    subject=_("Test from %(room)s"),
    body=_("This is a test. Messages from %(room)s will arrive here. Nothing needs to be done."),
)
