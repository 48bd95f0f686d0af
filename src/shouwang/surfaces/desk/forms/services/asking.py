"""What somebody said on the telephone: one of three, and their words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters.models import Satisfaction
from shouwang.surfaces.desk.forms.steps import Words
from shouwang.ui.inputs import Cards, Face


class Answered(forms.Form):
    """Three faces and words, as on their own page."""

    score = forms.TypedChoiceField(
        label=_("What did they say?"),
        coerce=int,
        choices=[
            (Satisfaction.Score.SATISFIED, _("Satisfied")),
            (Satisfaction.Score.PARTLY, _("So-so")),
            (Satisfaction.Score.NOT, _("Not satisfied")),
        ],
        widget=Cards({"3": Face("smile"), "2": Face("meh"), "1": Face("frown")}, small=True),
        error_messages={
            "required": _("Please choose one of the three."),
            "invalid_choice": _("Please choose one of the three."),
        },
    )
    text = Words(label=_("In their words"), required=False, rows=3)
