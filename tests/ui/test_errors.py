"""Error pages: words that help, in the person's language, without a database or a context."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

CODES = ["400", "403", "403_csrf", "404", "429", "500", "503"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("language", "words"), [("zh-hans", "打 110"), ("en", "call 110")])
def test_an_error_page_needs_nothing_and_says_where_to_go(code: str, language: str, words: str) -> None:
    with translation.override(language):
        text = render_to_string(f"{code}.html")
    assert words in text
    assert 'href="/"' in text
    assert code[:3] in text
    assert text.count("<h1>") == 1


def test_english_error_pages_are_english() -> None:
    with translation.override("en"):
        pages = "".join(render_to_string(f"{code}.html") for code in CODES)
    assert {letter for letter in pages if "一" <= letter <= "鿿"} == {"守"}
