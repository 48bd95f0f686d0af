"""What the pages of an import ask for: the file, what its columns mean, the cells of a broken line, why matters go out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shouwang.kernel.matters import incoming, kinds
from shouwang.kernel.matters.models import ImportRun
from shouwang.kernel.matters.sheets.fields import MANY, NAMES, Field
from shouwang.kernel.matters.sheets.reader import MOST_BYTES

LONG_CELL = 60
# A longer cell is shown, not edited: a browser is no place for a book, and its cells stay as they are.
EDITABLE_SIGNS = 20_000
SHAPES = {
    "xlsx": _("Excel (XLSX)"),
    "csv": _("CSV, for every spreadsheet"),
    "geojson": _("GeoJSON, for maps; only what has a position"),
}


class Upload(forms.Form):
    """A table from outside."""

    file = forms.FileField(
        label=_("The table"),
        help_text=_("Excel (XLSX, XLS) or CSV, up to 50 MB. You see what it holds before anything comes in."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.txt"}),
        error_messages={"empty": _("The file is empty.")},
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size is not None and file.size > MOST_BYTES:
            raise ValidationError(
                _("The file is larger than 50 MB. Split it and bring the parts in one after the other.")
            )
        return file


class Plan(forms.Form):
    """How the lines are read: a choice for every column, and what holds for all lines."""

    origin = forms.CharField(
        label=_("Where the table comes from"),
        max_length=80,
        help_text=_("As “12345 hotline”. The same number from the same place is the same matter and comes in once."),
    )
    kind = forms.ChoiceField(label=_("Kind of matter"), help_text=_("Where no column says it."))
    as_records = forms.TypedChoiceField(
        label=_("What are these?"),
        coerce=lambda value: value == "yes",
        choices=[
            ("yes", _("Past records: closed, no clock runs, nobody is told")),
            ("no", _("Still open: they wait at the desk and their clocks start now")),
        ],
        widget=forms.RadioSelect,
    )
    datum = forms.ChoiceField(
        label=_("Positions are in"),
        choices=ImportRun.Datum.choices,
        help_text=_(
            "AMap and Tencent give GCJ-02, Baidu BD-09. A wrong choice puts everything some hundred metres off."
        ),
    )

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        initial = {
            "origin": run.origin,
            "kind": run.kind,
            "datum": run.datum,
            "as_records": "yes" if run.as_records else "no",
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.fields["kind"].choices = [(kind.key, kind.name) for kind in kinds.open_to_all()]  # type: ignore[attr-defined]
        self.headings = incoming.headings_of(run)
        choices = [(str(field), NAMES[field]) for field in Field]
        for place, (heading, field) in enumerate(zip(self.headings, incoming.fields_of(run), strict=True)):
            self.fields[f"column_{place}"] = forms.ChoiceField(label=heading, choices=choices, initial=str(field))

    @property
    def shared(self) -> list[BoundField]:
        """The fields that hold for all lines."""
        return [self[name] for name in ("origin", "kind", "as_records", "datum")]

    @property
    def columns(self) -> list[BoundField]:
        """A field for every column of the table."""
        return [self[f"column_{place}"] for place in range(len(self.headings))]

    def chosen(self) -> list[Field]:
        """What each column means; call it on a valid form."""
        return [Field(self.cleaned_data[f"column_{place}"]) for place in range(len(self.headings))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for place, heading in enumerate(self.headings):
            field = cleaned.get(f"column_{place}", "")
            if field and Field(field) not in MANY:
                if field in seen:
                    words = _("“%(field)s” is chosen for “%(one)s” too; only one column may be that.")
                    self.add_error(f"column_{place}", words % {"field": NAMES[Field(field)], "one": seen[field]})
                seen[field] = heading
        return cleaned


class Line(forms.Form):
    """The cells of a line that was kept aside, each under its heading."""

    def __init__(
        self, *args: Any, headings: Sequence[str], cells: Sequence[str], is_too_long: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cells = [*cells, *[""] * (len(headings) - len(cells))]
        for place, cell in enumerate(self.cells):
            label = headings[place] if place < len(headings) else _("without a heading")
            if len(cell) > EDITABLE_SIGNS:
                continue
            widget = forms.Textarea(attrs={"rows": 4}) if len(cell) > LONG_CELL or "\n" in cell else forms.TextInput()
            self.fields[f"cell_{place}"] = forms.CharField(label=label, initial=cell, required=False, widget=widget)
        if is_too_long:
            self.fields["shorten"] = forms.BooleanField(
                label=_("Cut cells that are too long to 100,000 signs"), required=False
            )

    def corrected(self) -> list[str]:
        """The cells as they are now; call it on a valid form."""
        return [self.cleaned_data.get(f"cell_{place}", cell) for place, cell in enumerate(self.cells)]


class Export(forms.Form):
    """Why and in which shape matters are given out."""

    shape = forms.ChoiceField(
        label=pgettext_lazy("export", "As"),
        choices=[(shape, SHAPES[shape]) for shape in ("xlsx", "csv", "geojson")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What for?"),
        max_length=300,
        help_text=_("It is written into the journal with your name and the number."),
    )
    with_reporters = forms.BooleanField(
        label=_("With names and phones of the reporters"),
        required=False,
        help_text=_("Only if whoever gets the file needs them."),
    )

    def __init__(self, *args: Any, may_see_reporters: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"shape": "xlsx"}, **kwargs})
        if not may_see_reporters:
            del self.fields["with_reporters"]
