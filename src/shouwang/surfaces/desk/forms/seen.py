"""A form that carries the version of what the page showed, so that nobody releases words that changed meanwhile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

READ_AGAIN = _("It was changed since you opened it. Read it as it is now, then press again.")


class Seen(forms.Form):
    """Wants `initial={"version": …}`."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def read_again(form: Any, version: int) -> None:
    """Refuse; what was typed stays, and the next press goes by the page that is shown now."""
    form.data = form.data.copy()
    form.data["version"] = version
    form.add_error(None, READ_AGAIN)
