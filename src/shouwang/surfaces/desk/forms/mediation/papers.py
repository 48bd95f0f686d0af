"""Forms about one paper of the file: a party's own copy, a signature on the spot, the signed paper put back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.ways import FilesField

Choices = Sequence[tuple[str, str]]


class Give(forms.Form):
    paper = forms.ChoiceField(label=_("Which paper"))
    party = forms.ChoiceField(label=_("For whom"))

    def __init__(self, *args: Any, papers: Choices, parties: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = papers  # type: ignore[attr-defined]
        self.fields["party"].choices = parties  # type: ignore[attr-defined]


class PutIn(forms.Form):
    """Photos or a scan of the signed paper."""

    pages = FilesField(label=_("Photos or scan"), help_text=_("JPEG, PNG or PDF; several sheets in their order."))
