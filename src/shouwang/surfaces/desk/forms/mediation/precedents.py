"""Looking for settled disputes by words, and reading one over before other rooms see it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.steps import Words

MOST_SEARCHED = 2_000


class Search(forms.Form):
    words = Words(
        label=_("What is the quarrel about?"), rows=3, max_length=MOST_SEARCHED,
        help_text=_("In your own words: rain water from the neighbour's roof, money lent and not given back"),
    )  # fmt: skip


class ReadOver(forms.Form):
    facts = Words(label=_("What it was about"), rows=8, max_length=20_000)
    settled = Words(label=_("What settled it, or why nothing did"), rows=6, max_length=20_000, required=False)
    is_nameless = forms.BooleanField(
        label=_("I have read it: nobody can tell from it who is meant"),
        help_text=_("Also not by a nickname, a trade or a house that everybody knows."),
    )
