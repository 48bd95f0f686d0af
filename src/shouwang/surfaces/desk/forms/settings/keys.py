"""A key for another program."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.people.scopes import USES

LASTS: tuple[tuple[str, Any], ...] = (
    ("90", _("three months")),
    ("365", _("a year")),
    ("", _("until it is revoked")),
)


def _said(name: Any, description: Any) -> str:
    return gettext("%(name)s: %(text)s") % {"name": name, "text": description}


class Key(forms.Form):
    """What it is for, what it may, for how long."""

    name = forms.CharField(label=_("What it is for"), max_length=60, help_text=_("As: the station's table"))
    scopes = forms.MultipleChoiceField(
        label=_("What it may"),
        choices=[(use.scope.value, lazy(_said, str)(use.name, use.description)) for use in USES],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one at least.")},
    )
    lasts = forms.ChoiceField(label=_("How long"), choices=LASTS, required=False, initial="365")
