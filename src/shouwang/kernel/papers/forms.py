"""The form of a paper, from the same description. Tables, cards and signatures are not typed into a form field."""

from typing import Any

from django import forms

from shouwang.kernel.papers.description import Field, Kind, Paper

MOST_TEXT = 20_000
MOST_PROSE = 100_000  # an agreement of forty pages is some 30,000 characters


class Points(forms.CharField):
    """One point a line; what is cleaned is the list of them."""

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def validate(self, value: Any) -> None:
        """Nothing more: `checks.missing` says what is required."""

    def run_validators(self, value: Any) -> None:
        """The length is that of the text, not the number of points."""
        super().run_validators("\n".join(value))

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)


def form_class(paper: Paper, language: str) -> type[forms.Form]:
    """A form class with a field for each text, list, date and money of the paper.

    None is required: a draft may be saved, and `checks.missing` says what it lacks.
    """
    fields = {field.name: made for field in paper.fields() if (made := _field(field, language))}
    return type(f"{paper.key}_form", (forms.Form,), fields)


def _field(field: Field, language: str) -> forms.Field | None:
    label = field.label.said(language)
    match field.kind:
        case Kind.TEXT:
            pen = forms.Textarea(attrs={"rows": field.lines}) if field.lines > 1 else forms.TextInput()
            return forms.CharField(label=label, required=False, max_length=MOST_TEXT, widget=pen)
        case Kind.DATE:
            return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))
        case Kind.MONEY:
            return forms.DecimalField(label=label, required=False, min_value=0, max_digits=14, decimal_places=2)
        case Kind.PROSE | Kind.POINTS:
            made = Points if field.kind is Kind.POINTS else forms.CharField
            pen = forms.Textarea(attrs={"rows": max(4, field.lines)})
            return made(label=label, required=False, max_length=MOST_PROSE, widget=pen)
        case _:
            return None
