"""One sentence of the promise, and what it is held to."""

from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.figures import measures
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.services.actions.pledge import Draft
from shouwang.systems.services.pledge import Sentence


class Write(forms.Form):
    """The words in Chinese and, where somebody can, in English."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    words = Words(
        label=_("What you promise"), rows=2, max_length=200, help_text=_("One short sentence, as you say it.")
    )
    words_en = Words(label=_("The same in English"), rows=2, max_length=200, required=False)
    measure = forms.ChoiceField(
        label=_("How one sees that it is kept"),
        required=False,
        help_text=_("Held to something else, it is counted anew from today."),
    )
    is_same = forms.BooleanField(
        label=_("The same promise, only said better"),
        required=False,
        help_text=_("Without it other words are a new promise, and last month's count doesn't stand beside them."),
    )
    is_shown = forms.BooleanField(label=_("Stands on the room's public page"), required=False)

    def __init__(self, *args: Any, sentence: Sentence, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "seen": sentence.changed_at.isoformat() if sentence.changed_at else "",
            "words": sentence.words,
            "words_en": sentence.words_en,
            "measure": sentence.measure if measures.get(sentence.measure) else "",
            "is_shown": sentence.is_shown,
        }
        super().__init__(*args, **kwargs)
        self.before = sentence
        choices = [("", _("nothing counts it")), *((one.key, one.name) for one in measures.known())]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_new = given.get("words", self.before.words) != self.before.words
        if is_new and given.get("words_en") and given["words_en"] == self.before.words_en:
            self.add_error(
                "words_en", _("The English still says the promise before. Write it anew too, or leave it empty.")
            )
        return given

    def seen_at(self) -> Any:
        """When the sentence was written that the page showed; None for a shipped one."""
        try:
            return parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None

    def draft(self) -> Draft:
        """As the action takes it."""
        said = self.cleaned_data
        return Draft(said["words"], said["words_en"], said["measure"], said["is_shown"], said["is_same"])
