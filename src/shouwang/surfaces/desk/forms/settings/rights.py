"""Finding a person by a number, saying which rows are theirs, and forgetting them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters import numbers
from shouwang.lib.identity import clean_id, clean_phone

CASE = re.compile(r"(?P<code>[A-Z]{1,6})-*C(?P<number>[0-9]{1,6})")
NAME = re.compile(r"[^\W\d_][^\d_]{1,38}")  # two letters at least, no figure
Choices = Sequence[tuple[str, str]]
DATA = "data"
SHAPES = (
    ("zh-hans", _("To read and print, in Chinese (PDF)")),
    ("en", _("To read and print, in English (PDF)")),
    (DATA, _("For another program (JSON)")),
)


@dataclass(frozen=True)
class Sought:
    """What somebody is looked for by: one of these."""

    phone: str = ""
    identity: str = ""
    reference: str = ""
    case: int = 0
    name: str = ""


class Find(forms.Form):
    """The whole number: parts find nobody, numbers are kept sealed."""

    who = forms.CharField(
        label=_("Phone, ID number, or the number of a matter"),
        max_length=40,
        help_text=_(
            "The whole number. Who left none is found by the number of a matter in which they stand, HW-2026-0147, or of "
            "their care case, HW-C5."
        ),
    )

    def __init__(self, *args: Any, code: str, with_name: bool, **kwargs: Any) -> None:
        """`code`: of the room. `with_name`: a request is proven, so a whole name may be looked for too."""
        super().__init__(*args, **kwargs)
        self.code, self.with_name = code, with_name
        if with_name:
            self.fields["who"].label = _("Phone, ID number, the number of a matter, or the whole name")

    def clean_who(self) -> Sought:
        said = str(self.cleaned_data["who"])
        if (number := numbers.typed(said)) and number.reference:
            return Sought(reference=number.reference)
        if case := CASE.fullmatch(unicodedata.normalize("NFKC", said).upper().replace(" ", "")):
            if case["code"] != self.code:
                raise forms.ValidationError(_("This case is of another room."))
            return Sought(case=int(case["number"]))
        if self.with_name and NAME.fullmatch(said.strip()):
            return Sought(name=said.strip())
        identity, phone = clean_id(said), clean_phone(said)
        if not identity and not phone:
            raise forms.ValidationError(
                _("This is no whole number: a phone has 11 digits or its area code, an ID number 18 signs.")
            )
        return Sought(identity=identity) if identity else Sought(phone=phone or "")


class Theirs(forms.Form):
    """Which of the rows that share a number are this person's; with one row there is nothing to ask."""

    rows = forms.MultipleChoiceField(
        label=_("Which of these are they?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two people can share a telephone. Take the tick out where it is somebody else."),
        error_messages={"required": _("Tick one at least.")},
    )
    why_left_out = forms.CharField(
        label=_("No tick: how do you know that it is somebody else?"),
        max_length=200,
        required=False,
        help_text=_("Only where you took a tick out. Without names: the journal keeps it."),
    )

    def __init__(self, *args: Any, rows: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.every_row = [key for key, _words in rows]
        _offer(self, "rows", rows, ticked=self.every_row)
        if len(rows) == 1:
            del self.fields["rows"], self.fields["why_left_out"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if set(self.every_row) - set(self.chosen()) and not said.get("why_left_out") and "rows" not in self.errors:
            self.add_error("why_left_out", _("Say how you know."))
        return said

    def chosen(self) -> list[str]:
        """Keys of the rows that are theirs."""
        return list(self.cleaned_data.get("rows", self.every_row))


class Copy(Theirs):
    """The copy to hand over must hold nobody else's matters. `shape`: the language of the paper, or data for a program."""

    shape = forms.ChoiceField(
        label=_("What do they get?"), choices=SHAPES, widget=forms.RadioSelect,
        help_text=_("Making it hands nothing over. In their hands: press “The copy is handed over” in their request."),
    )  # fmt: skip

    def __init__(self, *args: Any, shape: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shape"].initial = "en" if shape.startswith("en") else "zh-hans"


class Erase(Theirs):
    """Why, and how much."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=200,
        initial=_("They asked for it"),
        help_text=_("Without their name: the journal keeps it."),
    )
    with_words = forms.BooleanField(
        label=_("What they wrote goes too, not only who they are"),
        required=False,
        help_text=_(
            "With the tick: title, text and place of their matters and all they wrote become ×××, and what was published comes "
            "down. Without it the text stays for the work, and only names, numbers and addresses in it are struck out."
        ),
    )
    desk_files = forms.MultipleChoiceField(
        label=_("Which files put in at the desk go too?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    elsewhere = forms.MultipleChoiceField(
        label=_("Others' matters name them: where is it struck out?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Read those found by the name alone first: somebody else may have the same name."),
    )
    calls_off = forms.BooleanField(
        label=_("The visit still to come is called off too"),
        help_text=_("Nobody can be rung about it any more, and the house goes. Tell them now."),
        error_messages={"required": _("Tick it, or let them keep the visit and delete afterwards.")},
    )
    asked = forms.CharField(
        label=_("They did not ask for a deletion. When and how did they ask for it?"),
        max_length=200,
        help_text=_("In their own words as far as you can, without a name: it stands in the request."),
        error_messages={"required": _("Only they decide that. Ask them first, then write it here.")},
    )
    is_sure = forms.BooleanField(
        label=_("I looked at what goes. It can't be brought back."),
        error_messages={"required": _("Look at it, then tick here.")},
    )

    def __init__(
        self, *args: Any, rows: Choices, desk_files: Choices, elsewhere: Choices, certain: Sequence[str],
        calls_off: bool = False, asks_more: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, rows=rows, **kwargs)
        if not calls_off:
            del self.fields["calls_off"]
        if not asks_more:
            del self.fields["asked"]
        _offer(self, "desk_files", desk_files)
        _offer(self, "elsewhere", elsewhere, ticked=certain)

    def ticked(self, name: str) -> list[str]:
        """Keys ticked in a field that may not be there."""
        return list(self.cleaned_data.get(name, ()))


def _offer(form: forms.Form, name: str, choices: Choices, ticked: Sequence[str] = ()) -> None:
    """Give the field its ticks; without any it is not there."""
    if choices:
        form.fields[name].choices = choices  # type: ignore[attr-defined]  # a MultipleChoiceField
        form.fields[name].initial = list(ticked)
    else:
        del form.fields[name]
