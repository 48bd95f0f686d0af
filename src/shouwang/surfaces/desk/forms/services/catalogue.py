"""Changing an errand of the catalogue: a line a fact in both languages, beside it where it is from and how sure it is."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.papers.description import Words
from shouwang.surfaces.desk.services_words import PARTS, PROXIES, SURE
from shouwang.systems.services.actions.catalogue import Draft
from shouwang.systems.services.catalogue.facts import Fact, Proxy, Sure
from shouwang.systems.services.catalogue.item import Item, Part, lacking

MORE = 1  # empty lines below those that are there
MOST_WORDS, MOST_SOURCE = 300, 200
PIECES = ("zh", "en", "sure", "source")


class Sentence(forms.CharField):
    """One sentence, seen whole while it is typed; line ends in it are spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).split())


class Why(forms.Form):
    """What every change is asked."""

    why = forms.CharField(
        label=_("Why is it changed?"),
        max_length=300,
        help_text=_("Whom you asked, or which rule is new. It stays with it."),
    )


class ItemForm(Why):
    """The whole of an errand. `seen` is the version the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    proxy = forms.ChoiceField(
        label=_("Can somebody else do it?"), choices=[(key, name) for key, (name, _t) in PROXIES.items()]
    )
    is_offered = forms.BooleanField(label=_("Shown to everybody on the public page"), required=False)

    def __init__(self, *args: Any, item: Item | None = None, **kwargs: Any) -> None:
        self.item = item
        kwargs["initial"] = self._standing(item)
        super().__init__(*args, **kwargs)
        for part in Part:
            for number in range(1, self.lines(part) + 1):
                self._add_line(part, number)
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def lines(self, part: Part) -> int:
        """How many lines the page has for the part."""
        there = len(self.item.of(part)) if self.item else 0
        sent = sum(name.startswith(f"{part}_zh") for name in self.data) if self.is_bound else 0
        return min(max(there + MORE, sent), 40)

    @property
    def one_of(self) -> list[str]:
        """Every line: none may be said to be left out, because some of each part are needed."""
        return [name for _legend, names in self.sets for name in names]

    @property
    def sets(self) -> list[tuple[str, list[str]]]:
        return [
            (self._legend(part, number), [f"{part}_{piece}{number}" for piece in PIECES])
            for part in Part
            for number in range(1, self.lines(part) + 1)
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for part in Part:
            for number in range(1, self.lines(part) + 1):
                self._check_line(given, part, number)
        if not self.errors:
            for part in lacking(given["proxy"], self._facts()):
                self.add_error(f"{part}_zh1", gettext("Nobody can be told what to do without this."))
        return given

    def _check_line(self, given: dict[str, Any], part: Part, number: int) -> None:
        zh, en = given.get(f"{part}_zh{number}", ""), given.get(f"{part}_en{number}", "")
        if zh and not en:
            self.add_error(f"{part}_en{number}", gettext("Say it in English too."))
        if en and not zh:
            self.add_error(f"{part}_zh{number}", gettext("Say it in Chinese too."))
        if zh and given.get(f"{part}_sure{number}") == Sure.RULE and not given.get(f"{part}_source{number}"):
            self.add_error(f"{part}_source{number}", gettext("Which rule, and which article?"))

    def draft(self) -> Draft:
        said = self.cleaned_data
        return Draft(Words(said["name_zh"], said["name_en"]), Proxy(said["proxy"]), self._facts(), said["is_offered"])

    def _facts(self) -> dict[Part, tuple[Fact, ...]]:
        found = {part: tuple(self._said(part)) for part in Part}
        return {part: some for part, some in found.items() if some}

    def _said(self, part: Part) -> Iterator[Fact]:
        said = self.cleaned_data
        for number in range(1, self.lines(part) + 1):
            zh, en, sure, source = (said.get(f"{part}_{piece}{number}", "") for piece in PIECES)
            if zh and en:
                yield Fact(Words(zh, en), Sure(sure), source)

    def _add_line(self, part: Part, number: int) -> None:
        label: dict[str, Any] = {
            "zh": self._legend(part, number),
            "en": _("The same in English"),
            "source": _("Source"),
        }
        for piece in PIECES:
            name = f"{part}_{piece}{number}"
            if piece == "sure":
                choices = [(key, words) for key, words in SURE.items()]
                self.fields[name] = forms.ChoiceField(label=_("How sure"), choices=choices, required=False)
            elif piece in ("zh", "en"):
                self.fields[name] = Sentence(label=label[piece], required=False)
            else:
                self.fields[name] = forms.CharField(label=label[piece], max_length=MOST_SOURCE, required=False)

    @staticmethod
    def _legend(part: Part, number: int) -> str:
        return gettext("%(part)s %(n)s") % {"part": PARTS[part], "n": number}

    @staticmethod
    def _standing(item: Item | None) -> dict[str, Any]:
        if item is None:
            return {"seen": 0, "is_offered": True, "proxy": Proxy.ASK} | {
                f"{part}_sure{number}": Sure.SEEN.value for part in Part for number in range(1, MORE + 1)
            }
        found: dict[str, Any] = {
            "seen": item.number, "name_zh": item.name.zh, "name_en": item.name.en, "proxy": item.proxy.value,
            "is_offered": item.is_offered,
        }  # fmt: skip
        for part in Part:
            facts = item.of(part)
            for number in range(1, len(facts) + MORE + 1):
                one = facts[number - 1] if number <= len(facts) else None
                found[f"{part}_sure{number}"] = one.sure.value if one else Sure.SEEN.value
                if one:
                    found |= {
                        f"{part}_zh{number}": one.words.zh, f"{part}_en{number}": one.words.en,
                        f"{part}_source{number}": one.source,
                    }  # fmt: skip
        return found


class TakeBack(Why):
    """Let an older version count again."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
