"""A party's own copy of a paper: which paper, for whom."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Give(forms.Form):
    paper = forms.ChoiceField(label=_("Which paper"))
    party = forms.ChoiceField(label=_("For whom"))

    def __init__(
        self, *args: Any, papers: Sequence[tuple[str, str]], parties: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = papers  # type: ignore[attr-defined]
        self.fields["party"].choices = parties  # type: ignore[attr-defined]
