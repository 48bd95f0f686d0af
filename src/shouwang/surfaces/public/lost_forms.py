"""What is asked of somebody who lost or found a thing."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.surfaces.public.forms import Who, Words
from shouwang.systems.services.actions.lost import Told
from shouwang.systems.services.queries.lost import What
from shouwang.ui.inputs import DayInput


class Thing(forms.Form):
    """What, which day, where, and what it is like."""

    what = forms.ChoiceField(
        label=pgettext_lazy("thing", "What is it?"), choices=[("", pgettext_lazy("thing", "Please choose")), *What.choices],
        error_messages={"required": _("Please choose what it is.")},
    )  # fmt: skip
    day = forms.DateField(
        label=_("Which day?"), widget=DayInput, initial=timezone.localdate,
        error_messages={"required": _("Please say which day."), "invalid": _("Please say which day.")},
    )  # fmt: skip
    place = forms.CharField(label=_("Where?"), required=False, max_length=120)
    text = Words(
        label=_("What is it like?"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Colour, brand, what is in it. Only the room reads this."),
    )  # fmt: skip

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(said["what"], said["day"], said["place"], said["text"][:1000])


class Finder(Who):
    """Whoever found something may stay unnamed."""

    @property
    def is_named(self) -> bool:
        return bool(self.cleaned_data.get("name") or self.cleaned_data.get("phone"))
