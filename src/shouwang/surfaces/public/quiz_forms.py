"""The answer to one quiz question: cards, ticks, a word or pairs."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from shouwang.systems.outreach.queries.quiz_shown import Shown
from shouwang.systems.outreach.quiz.item import Given, Kind
from shouwang.ui.inputs import Cards

MOST_TYPED = 80


class Reply(forms.Form):
    """Its fields follow the question's kind."""

    def __init__(self, data: Any, *, question: Shown) -> None:
        super().__init__(data, auto_id="quiz_%s")
        self.question = question
        said = [(str(one.place), f"{one.letter}. {one.text}" if one.letter else one.text) for one in question.choices]
        required = {"required": _("Choose an answer first.")}
        if question.kind is Kind.MATCHING:
            halves = [("", _("choose")), *((str(place), text) for place, text in question.matches)]
            for one in sorted(question.choices, key=lambda one: one.place):
                self.fields[f"match_{one.place}"] = forms.ChoiceField(
                    label=one.text, choices=halves, error_messages=required
                )
        elif question.kind is Kind.SHORT:
            self.fields["typed"] = forms.CharField(
                label=_("Your answer"), max_length=MOST_TYPED, error_messages={"required": _("Write an answer first.")}
            )
        elif question.kind is Kind.MULTIPLE:
            self.fields["choice"] = forms.MultipleChoiceField(
                label=_("Choose all that are right"), choices=said, widget=forms.CheckboxSelectMultiple,
                error_messages=required,
            )  # fmt: skip
        else:
            self.fields["choice"] = forms.ChoiceField(
                label=_("Your answer"), choices=said, widget=Cards(), error_messages=required
            )

    def given(self) -> Given:
        """What was answered, as the rule takes it."""
        said = self.cleaned_data
        if self.question.kind is Kind.MATCHING:
            places = sorted(one.place for one in self.question.choices)
            return Given(matched=tuple(int(said[f"match_{place}"]) for place in places))
        if self.question.kind is Kind.SHORT:
            return Given(typed=said["typed"])
        chosen = said["choice"] if isinstance(said["choice"], list) else [said["choice"]]
        return Given(frozenset(map(int, chosen)))
