"""The form of a paper, from the same description. Tables and signatures are not typed into a form field."""

from django import forms

from shouwang.kernel.papers.description import Field, Kind, Paper

MOST_TEXT = 20_000


def form_class(paper: Paper, language: str) -> type[forms.Form]:
    """A form class with a field for each text, date and money of the paper.

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
        case _:
            return None
