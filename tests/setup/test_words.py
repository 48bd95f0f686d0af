"""The check of translations finds every marked text, wherever it is marked, and nothing else."""

from pathlib import Path

import pytest

from setup import words
from setup.words import Text

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext
_("one"); gettext_lazy("two" " parts"); pgettext("month", "May"); translation.gettext("by attribute")
ngettext("%(n)s matter", "%(n)s matters", n); _(variable); print("not marked")
"""
TEMPLATE = """{% load i18n %}<p>{% translate "It's open" %} {% button _("Send now") tone="primary" %}
{{ _('so "quoted"')|upper }} not marked {# {% translate "commented" %} #}
{% blocktranslate trimmed count n=count %}
  One of {{ name }}
{% plural %}
  {{ n }} of {{ name }}
{% endblocktranslate %}{% translate "May" context "month" %}"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(words, "ROOT", tmp_path)
    monkeypatch.setattr(words, "SOURCES", tmp_path)
    monkeypatch.setattr(words, "PARTS", tmp_path)
    return tmp_path


def test_every_marked_text_of_the_code_is_found(place: Path) -> None:
    (place / "views.py").write_text(CODE)
    found = {text for text, _place in words.used([])}
    assert found == {
        Text("", "one", ""),
        Text("", "two parts", ""),
        Text("month", "May", ""),
        Text("", "by attribute", ""),
        Text("", "%(n)s matter", "%(n)s matters"),
    }


def test_every_marked_text_of_a_template_is_found(place: Path) -> None:
    (place / "page.html").write_text(TEMPLATE)
    found = {text for text, _place in words.used([])}
    assert found == {
        Text("", "It's open", ""),
        Text("", "Send now", ""),
        Text("", 'so "quoted"', ""),
        Text("", "One of %(name)s", "%(n)s of %(name)s"),
        Text("month", "May", ""),
    }


def test_an_f_string_is_named_because_nobody_can_translate_it(place: Path) -> None:
    (place / "views.py").write_text('_(f"late by {days}")')
    faults: list[str] = []
    assert list(words.used(faults)) == []
    assert "views.py:1" in faults[0]


def test_a_placeholder_left_out_or_added_is_found() -> None:
    text = Text("", "%(name)s is late", "")
    assert words.lost(text, "迟了") == {"name"}
    assert words.placeholders("%(nmae)s 迟了") - words.placeholders(text.english) == {"nmae"}
