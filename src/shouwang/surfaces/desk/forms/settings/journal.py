"""Which records of the journal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.matters import numbers
from shouwang.surfaces.desk.words import name_of


class Filter(forms.Form):
    """By the number of a matter, by who did it."""

    number = forms.CharField(label=_("Number"), max_length=24, required=False)
    account = forms.ChoiceField(label=pgettext_lazy("did it", "Who"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(one.pk), name_of(one)) for one in people]
        self.fields["account"].choices = [("", _("everybody")), *known]  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        said = str(self.cleaned_data["number"]).strip()
        number = numbers.typed(said)
        return number.reference if number and number.reference else said.upper()
