"""A question as it is shown to everybody: in the reader's language, its answers mixed and lettered."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from shouwang.systems.outreach.models import Option, Wording
from shouwang.systems.outreach.queries.quiz import in_order
from shouwang.systems.outreach.quiz.item import FALSE, TRUE, WHOLE, Kind

TRUTH = {TRUE: pgettext_lazy("quiz", "True"), FALSE: gettext_lazy("Not true")}
LETTERS = "ABCDEFGHIJKL"


@dataclass(frozen=True)
class Choice:
    """One answer; `place` is what is sent, `letter` what is read out."""

    place: int
    letter: str
    text: str
    is_right: bool
    feedback: str
    match: str

    @property
    def lettered(self) -> str:
        return f"{self.letter}. {self.text}" if self.letter else self.text


@dataclass(frozen=True)
class Shown:
    """The question. `right` are the words of what is right, for the explanation."""

    key: UUID
    kind: Kind
    text: str
    choices: tuple[Choice, ...]
    explanation: str
    right: tuple[str, ...]

    @property
    def right_lettered(self) -> tuple[str, ...]:
        """As `right`, under the letters that were chosen from."""
        if self.kind not in (Kind.SINGLE, Kind.MULTIPLE):
            return self.right
        return tuple(one.lettered for one in self.choices if one.is_right)

    @property
    def matches(self) -> list[tuple[int, str]]:
        """The other halves of pairs, by their place, each once and in an order that gives nothing away."""
        once = {one.match: one.place for one in reversed(self.choices)}
        return sorted(((place, match) for match, place in once.items()), key=lambda one: one[1])


def shown(wording: Wording, language: str) -> Shown:
    """The question in "zh-hans" or "en"; Chinese where no English was written."""
    kind, is_english = Kind(wording.kind), language == "en"
    choices = tuple(
        Choice(
            one.place,
            "" if kind is Kind.TRUE_FALSE else LETTERS[number],
            words_of(one, language),
            one.weight > 0 if kind is Kind.MULTIPLE else one.weight == WHOLE,
            (one.feedback_en if is_english else "") or one.feedback,
            (one.match_en if is_english else "") or one.match,
        )
        for number, one in enumerate(in_order(wording))
    )
    text = (wording.text_en if is_english else "") or wording.text
    explanation = (wording.explanation_en if is_english else "") or wording.explanation
    return Shown(wording.pk, kind, text, choices, explanation, _right(kind, choices))


def words_of(option: Option, language: str) -> str:
    """The answer's words."""
    if option.text in TRUTH:
        return str(TRUTH[option.text])
    return (option.text_en if language == "en" else "") or option.text


def _right(kind: Kind, choices: tuple[Choice, ...]) -> tuple[str, ...]:
    if kind is Kind.MATCHING:
        return tuple(_("%(one)s: %(other)s") % {"one": one.text, "other": one.match} for one in choices)
    return tuple(one.text for one in choices if one.is_right)
