"""Changing what a matter says: each field goes out with what the page showed, so that nobody writes over a colleague."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions.editing import text_of
from shouwang.kernel.matters.models import Matter
from shouwang.surfaces.desk.forms.steps import MOST_WORDS, Words

FIELDS = ("title", "text", "kind", "topic", "where", "is_urgent")
THEIRS, YOURS = "theirs", "yours"


class Change(forms.Form):
    """The fields people may change. `base_…` holds what stood there when the page was made."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = Words(label=_("What happened"), required=False, rows=7)
    kind = forms.ChoiceField(label=_("Kind"))
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    where = forms.CharField(label=_("Where, in words"), required=False, max_length=200)
    is_urgent = forms.BooleanField(label=_("Urgent"), required=False)

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        standing = {name: text_of(matter, name) for name in FIELDS}
        kwargs["initial"] = standing | {f"base_{name}": value for name, value in standing.items()}
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.fields["kind"].choices = [(kind.key, kind.name) for kind in kinds.open_to_all(matter.kind)]  # type: ignore[attr-defined]
        self.fields["topic"].choices = [("", _("none yet")), *_topics(matter)]  # type: ignore[attr-defined]
        for name in FIELDS:
            self.fields[f"base_{name}"] = forms.CharField(
                required=False, strip=False, widget=forms.HiddenInput, max_length=2 * MOST_WORDS
            )

    def base_and_yours(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """What the page showed and what it says now. A browser's line ends are no change."""
        base = {name: self._as_stands(name, self.cleaned_data[f"base_{name}"]) for name in FIELDS}
        yours = {}
        for name in FIELDS:
            value = self.cleaned_data[name]
            said = ("1" if value else "") if isinstance(value, bool) else _lines(value)
            yours[name] = base[name] if said == _lines(base[name]) else said
        return base, yours

    def _as_stands(self, name: str, value: str) -> str:
        return self.standing[name] if _lines(self.standing[name]) == _lines(value) else _lines(value)


def chosen(data: Any) -> Any:
    """The posted form with the choices of the clash page taken: where theirs was picked, theirs stands."""
    if any(name.startswith("pick_") for name in data):
        data = data.copy()
        for name in FIELDS:
            if data.get(f"pick_{name}") == THEIRS:
                data[name] = data.get(f"base_{name}", "")
    return data


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _topics(matter: Matter) -> list[tuple[Any, list[tuple[str, Any]]]]:
    return [(kind.name, [(topic.key, topic.name) for topic in kind.topics]) for kind in kinds.open_to_all(matter.kind)]
