"""Photos and papers put to a matter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.steps import Step
from shouwang.ui.inputs import PhotosField


class Attach(Step):
    """Some photos, one paper, or both."""

    photos = PhotosField(label=_("Photos"), most=6, required=False)
    paper = forms.FileField(
        label=_("Paper or recording"), required=False, help_text=_("PDF or a sound file, up to 50 MB")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("photos") and not said.get("paper"):
            self.add_error("photos", _("Choose a photo or a paper first."))
        return said
