"""What is asked on the page of somebody's rights over their data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.surfaces.public.forms import Words
from shouwang.systems.services.queries.rights import About
from shouwang.ui.inputs import Cards, Face


class AboutWhom(forms.Form):
    """About whom, and what exactly. No ID number: who it is, is seen at the desk."""

    about = forms.ChoiceField(
        label=_("About whom?"),
        choices=[
            (About.SELF, pgettext_lazy("whose data", "About me")),
            (About.CHILD, pgettext_lazy("whose data", "About my child under 14")),
            (About.LATE, pgettext_lazy("whose data", "About a close relative who died")),
        ],
        initial=About.SELF,
        widget=Cards({About.SELF: Face("user-round"), About.CHILD: Face("baby"), About.LATE: Face("flower")}),
    )
    subject = forms.CharField(
        label=_("Not about you? Their name"), required=False, max_length=60,
        help_text=_("Forgotten as soon as you have your answer."),
    )  # fmt: skip
    tie = forms.CharField(label=_("Not about you? What are you to them?"), required=False, max_length=40)
    text = Words(
        label=_("What exactly?"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the number of a matter, or what is wrong. You may leave it empty."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("about") in (About.CHILD, About.LATE):
            for name, words in (
                ("subject", _("Please give their name.")),
                ("tie", _("Please say what you are to them.")),
            ):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return said
