"""A form of what stands already: two may open it at once. The second is told what the first wrote, and keeps what they typed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Self, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

ALONG = ("version", "seen")


class Standing(forms.Form):
    """Carries the version the page showed, and a mark of each field as it stood. Not even a mark of an empty one."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, stands: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = stands
        self.initial["seen"] = json.dumps({name: _mark(words) for name in self.fields if (words := self._stood(name))})

    def said(self) -> dict[str, Any]:
        """What was filled in, without what the page sends along; `seen` is the version the page showed."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ALONG}
        return told | {"seen": self.cleaned_data["version"]}

    def newer(self, fresh: Self) -> Mapping[str, str]:
        """What a colleague wrote meanwhile, in `fresh`, by field. What this person never touched follows them silently."""
        data = cast(QueryDict, self.data).copy()
        told = {}
        for name in fresh.fields:
            stands, typed = fresh._stood(name), _words(data.getlist(name))
            if name in ALONG or stands == typed or _mark(stands) == self._seen(name):
                continue
            if _mark(typed) == self._seen(name):
                data.setlist(name, fresh._values(name))
            else:
                told[name] = fresh._shown(name)
        data["version"], data["seen"] = str(fresh.initial["version"]), fresh.initial["seen"]
        fresh.data, fresh.is_bound = data, True  # as posted, with what is new
        return told

    def _seen(self, name: str) -> str:
        try:
            seen = json.loads(self.data.get("seen") or "{}")
        except ValueError:
            return ""
        return str(seen.get(name, "")) if isinstance(seen, dict) else ""

    def _values(self, name: str) -> list[str]:
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(value, bool):
            return ["on"] if value else []
        many = value if isinstance(value, list | tuple) else [value]
        return [str(one) for one in many if one not in (None, "")]

    def _stood(self, name: str) -> str:
        return _words(self._values(name))

    def _shown(self, name: str) -> str:
        choices = {str(key): str(words) for key, words in getattr(self.fields[name], "choices", ())}
        return "，".join(choices.get(one, one) for one in self._values(name)) or _("(empty)")


def _words(values: list[str]) -> str:
    return "\n".join(sorted(line.strip() for one in values for line in one.splitlines() if line.strip()))


def _mark(words: str) -> str:
    return hashlib.blake2s(words.encode(), digest_size=6).hexdigest() if words else ""
