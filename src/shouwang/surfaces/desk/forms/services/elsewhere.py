"""The directory of who else helps, and handing somebody over to them."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.surfaces.desk.forms.steps import Words
from shouwang.systems.services.actions.elsewhere import Line, Onward
from shouwang.systems.services.queries.elsewhere import Entry, Helped, How
from shouwang.ui.inputs import DayInput

ASK_AFTER = timedelta(days=3)
EMPTY = ("", _("choose"))


class DirectoryLine(forms.Form):
    """One line; offices and lines, no private person."""

    name = forms.CharField(label=_("Who"), max_length=60, help_text=_("An office or a line, no private person."))
    does = forms.CharField(label=_("Helps with what?"), max_length=200)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    address = forms.CharField(label=_("Address"), max_length=120, required=False)
    hours = forms.CharField(label=_("When somebody is there"), max_length=80, required=False)
    is_emergency = forms.BooleanField(label=_("In an emergency: stands on top"), required=False)
    name_en = forms.CharField(label=_("Who, in English"), max_length=80, required=False)
    does_en = forms.CharField(label=_("Helps with what, in English"), max_length=200, required=False)
    sort = forms.IntegerField(label=_("Place in the list"), min_value=1, max_value=999, initial=100)
    one_of = ("phone", "address")

    def line(self) -> Line:
        return Line(**{name: self.cleaned_data[name] for name in Line.__dataclass_fields__})


class HandOn(forms.Form):
    """To whom, how, with whom one spoke, what they promised; and what the person reads."""

    to = forms.ChoiceField(label=_("To whom?"), required=False)
    name = forms.CharField(label=_("Not in the list? Who is it?"), max_length=60, required=False)
    reach = forms.CharField(
        label=_("Their telephone or address"), max_length=120, required=False,
        help_text=_("Only where it is not in the list: else nobody can be reached."),
    )  # fmt: skip
    how = forms.ChoiceField(label=_("How?"), choices=How.choices, widget=forms.RadioSelect, initial=How.RANG)
    spoke_with = forms.CharField(
        label=_("With whom did you speak there?"),
        max_length=60,
        required=False,
        help_text=_("Their post: the clerk on duty."),
    )
    promised = forms.CharField(label=_("What did they promise?"), max_length=300, required=False)
    words = Words(
        label=_("What else does the person read?"),
        rows=4,
        required=False,
        help_text=_("Who helps, telephone, address and hours stand below it by themselves."),
    )
    ask_on = forms.DateField(label=_("When do we ask whether it helped?"), widget=DayInput)
    one_of = ("to", "name")

    def __init__(self, *args: Any, lines: list[Entry], **kwargs: Any) -> None:
        kwargs["initial"] = {"ask_on": timezone.localdate() + ASK_AFTER} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.lines = {one.name: one for one in lines}
        told = [(one.name, f"{one.name} · {one.does}") for one in lines]
        self.fields["to"].choices = [EMPTY, *told]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said.get("to") and not said.get("name"):
            self.add_error("to", _("Choose who helps, or write it."))
        elif not said.get("to") and not said.get("reach"):
            self.add_error("reach", _("Write a phone or an address, else nobody can be reached."))
        return said

    @property
    def chosen(self) -> Entry | None:
        """The line of the directory, where one was chosen."""
        return self.lines.get(self.cleaned_data["to"])

    def onward(self) -> Onward:
        said, one = self.cleaned_data, self.chosen
        saved = one if one is not None and not one._state.adding else None
        return Onward(
            name=one.name if one else said["name"], how=said["how"], ask_on=said["ask_on"],
            spoke_with=said["spoke_with"], promised=said["promised"], elsewhere=saved,
            reach="" if one else said["reach"],
        )  # fmt: skip


class AskBack(forms.Form):
    helped = forms.ChoiceField(label=_("Did they help?"), choices=Helped.choices, widget=forms.RadioSelect)
    words = Words(
        label=_("What came of it?"), rows=3, required=False, help_text=_("If they helped, this closes the matter.")
    )
