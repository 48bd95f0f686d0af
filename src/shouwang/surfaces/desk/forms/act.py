"""What every act's form carries: the version the page showed, and the record as it stands."""

import hashlib
import json
from typing import Any

from django import forms
from django.utils.translation import gettext

from shouwang.kernel.people.models import Account

ALONG = ("version", "page_marks")
MOST = 40_000  # letters of a record or an agreement: some forty pages


def with_role(name: str, role: str) -> str:
    """Who somebody is, for a list to choose from."""
    return gettext("%(name)s (%(role)s)") % {"name": name, "role": role}


class AnyAct(forms.Form):
    """What an act asks. `row`: the party, seat, sitting … it is about; `names`: what those in the record are called, by key."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    page_marks = forms.CharField(widget=forms.HiddenInput, required=False)  # marks of the words the page showed
    standing: Any

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """A field of its own that is called like one that is sent along would be taken for it without a word: TypeError."""
        super().__init_subclass__(**kwargs)
        declared = [item for one in cls.__mro__ for item in vars(one).get("declared_fields", {}).items()]
        if taken := {name for name, field in declared if name in ALONG and field is not AnyAct.base_fields[name]}:
            raise TypeError(f"{cls.__name__}: a field may not be called {', '.join(sorted(taken))}")

    def __init__(
        self, *args: Any, standing: Any, viewer: Account, names: dict[Any, Any], row: Any = None, **kwargs: Any
    ) -> None:
        self.standing, self.viewer, self.names, self.row = standing, viewer, names, row
        kwargs["initial"] = {"version": standing.matter.version} | self.suggested()
        super().__init__(*args, **kwargs)
        self.prepare()
        shown = {name: self.initial.get(name) for name in self.fields}  # of what is sealed from them not even a mark
        marks = {name: _mark(words) for name, words in shown.items() if isinstance(words, str) and words}
        self.initial["page_marks"] = json.dumps(marks)

    def suggested(self) -> dict[str, Any]:
        """What stands in the fields before anybody typed."""
        return {}

    def prepare(self) -> None:
        """Fill choices that depend on the record."""

    def given(self) -> dict[str, Any]:
        """What was filled in, without what the page sends along."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ALONG}

    def is_touched(self, name: str) -> bool:
        """Whether the words of a field are no longer those that the page showed."""
        try:
            seen = json.loads(self.cleaned_data["page_marks"] or "{}")
        except ValueError:
            return True
        return not isinstance(seen, dict) or seen.get(name, "") != _mark(self.cleaned_data[name])

    def shown(self, name: str) -> str:
        """What stands in a field before anybody typed, as it is read: a choice by its words."""
        stands = self.initial.get(name)
        field = self.fields[name]
        choices: Any = field.choices if isinstance(field, forms.ChoiceField) else []
        return str(next((words for key, words in choices if str(key) == str(stands)), stands))


def _mark(words: str) -> str:
    """Short, so that a page does not send a record twice; "" for none. Browsers send other line ends."""
    plain = "\n".join(words.strip().splitlines())
    return hashlib.blake2s(plain.encode(), digest_size=6).hexdigest() if plain else ""
