"""A quiz question, a file of them, a round to play."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.outreach.actions.quiz import About, Line, Said
from shouwang.systems.outreach.quiz import gift
from shouwang.systems.outreach.quiz.item import Kind
from shouwang.systems.outreach.scam.types import OFFICIAL
from shouwang.systems.outreach.themes import THEMES

MOST_FILE = 400_000  # bytes; a thousand questions
WRONG = {
    "no_text": _("The question has no words."),
    "no_answers": _("It has no answers: they stand between { and }."),
    "no_end": _("The } after the answers is missing, or an empty line stands among them."),
    "braces": _("There is one { or } too many; as a letter it is written \\{ or \\}."),
    "essay": _("It asks for a text. A quiz needs answers to choose from."),
    "numeric": _("It asks for a number within limits; that is not played here."),
    "unmarked": _("Each answer begins with = (right) or ~ (wrong)."),
    "empty_answer": _("An answer is empty."),
    "none_right": _("No answer is right."),
    "half_pair": _("A pair has two halves: = one -> other; at least two pairs."),
    "weight": _("The percentages can't be: those of the right answers make 100."),
    "too_long": _("It is too long: 1,000 letters a question, 300 an answer."),
    "too_many": _("More than 12 answers."),
}
TYPES = [("", pgettext_lazy("fraud", "no type")), *OFFICIAL]


class AboutIt(forms.Form):
    """What it is about."""

    theme = forms.ChoiceField(label=_("Theme"), choices=THEMES)
    fraud_type = forms.ChoiceField(label=_("Type of fraud"), choices=TYPES, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("fraud_type") and said.get("theme") != "fraud":
            self.add_error("fraud_type", _("Only a question about fraud has a type of fraud."))
        return said


class Write(AboutIt):
    """A question, its answers one a line as GIFT writes them."""

    text = Words(label=pgettext_lazy("quiz", "The question"), rows=3, max_length=gift.MOST_TEXT)
    answers = Words(
        label=_("The answers, one a line"),
        rows=5,
        help_text=_(
            "Begin the right one with = and the wrong ones with ~. After # what is said to whoever chose it. True or "
            "false: T or F alone. Several right: ~%50% before each of two. Pairs: = one -> other."
        ),
    )
    explanation = Words(
        label=_("Why? Said to everybody after the answer"), rows=3, max_length=gift.MOST_TEXT,
        help_text=_("Two short sentences."),
    )  # fmt: skip
    source = forms.CharField(label=_("Where it comes from"), max_length=120, required=False)
    text_en = Words(label=_("The question in English"), rows=3, max_length=gift.MOST_TEXT, required=False)
    answers_en = Words(
        label=_("The answers in English"), rows=5, required=False, help_text=_("As many lines, in the same order.")
    )
    explanation_en = Words(label=_("Why, in English"), rows=3, max_length=gift.MOST_TEXT, required=False)
    field_order = ("text", "answers", "explanation", "theme", "fraud_type", "source")
    fold = ("text_en", "answers_en", "explanation_en")

    def clean_answers(self) -> tuple[Kind, tuple[Any, ...]]:
        return _read(self.cleaned_data["answers"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["english"] = ()
        if said.get("answers") and said.get("answers_en"):
            kind, answers = said["answers"]
            try:
                kind_en, said["english"] = _read(said["answers_en"])
            except ValidationError as wrong:
                self.add_error("answers_en", wrong)
            else:
                if (kind_en, len(said["english"])) != (kind, len(answers)):
                    self.add_error("answers_en", _("As many lines, in the same order."))
        return said

    def said(self) -> Said:
        """As the action takes it."""
        said = self.cleaned_data
        kind, answers = said["answers"]
        english = said["english"] or [None] * len(answers)
        lines = tuple(
            Line(
                one.text, one.weight, one.feedback, one.match,
                other.text if other else "", other.feedback if other else "", other.match if other else "",
            )
            for one, other in zip(answers, english, strict=True)
        )  # fmt: skip
        words = (said["explanation"], said["text_en"], said["explanation_en"])
        return Said(kind.value, said["text"], lines, *words)

    def about(self, title: str = "", category: str = "") -> About:
        """What it is about; title and category are those of the file that brought it."""
        said = self.cleaned_data
        return About(said["theme"], said["fraud_type"], said["source"], title, category)


class Import(AboutIt):
    """A GIFT file, or its text."""

    file = forms.FileField(label=_("GIFT file"), required=False, help_text=_("A text file, UTF-8 or GB18030."))
    text = forms.CharField(
        label=_("Or its text"), required=False, max_length=MOST_FILE, strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )  # fmt: skip
    source = forms.CharField(label=_("Where it comes from"), max_length=120, required=False)
    field_order = ("file", "text", "theme", "fraud_type", "source")
    one_of = ("file", "text")

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > MOST_FILE:
            raise ValidationError(_("The file is too large: 400 KB at most."))
        content = file.read()
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return str(content.decode(encoding))
            except UnicodeDecodeError:
                continue
        raise ValidationError(_("This is no text file. Save it as UTF-8."))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("file") and not said.get("text", "").strip():
            self.add_error("text", _("Choose a file or paste its text."))
        return said

    def about(self) -> About:
        said = self.cleaned_data
        return About(said["theme"], said["fraud_type"], said["source"])


class StartRound(forms.Form):
    """How many questions, and about what."""

    count = forms.IntegerField(label=_("How many questions"), min_value=1, max_value=20, initial=5)
    theme = forms.ChoiceField(
        label=_("About what"), choices=[("", pgettext_lazy("quiz", "everything")), *THEMES], required=False
    )


class Press(forms.Form):
    """A press that asks for nothing."""


def _read(text: str) -> tuple[Kind, tuple[Any, ...]]:
    try:
        return gift.answers_of(text)
    except ValueError as wrong:
        raise ValidationError(WRONG[str(wrong)]) from None
