"""Language, size of type and theme are switched by forms that need no JavaScript and lead back here only."""

import pytest
from django.test import Client, RequestFactory

from shouwang.ui.context import Look, page


@pytest.mark.parametrize(
    ("switch", "cookie", "to"),
    [("language", "language", "en"), ("size", "type", "large"), ("theme", "theme", "dark")],
)
def test_a_choice_is_kept_for_a_year_and_leads_back(client: Client, switch: str, cookie: str, to: str) -> None:
    answer = client.post(f"/look/{switch}/", {"to": to, "next": "/gallery/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/gallery/?a=1")
    assert answer.cookies[cookie].value == to
    assert answer.cookies[cookie]["max-age"] == 365 * 24 * 3600
    assert answer.cookies[cookie]["samesite"] == "Lax"


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", ""]
)
def test_a_switch_never_leads_to_another_host(client: Client, away: str) -> None:
    assert client.post("/look/theme/", {"to": "dark", "next": away})["Location"] == "/"


@pytest.mark.parametrize(("switch", "to"), [("language", "fr"), ("size", "huge"), ("theme", "neon"), ("theme", "")])
def test_a_choice_that_does_not_exist_is_refused(client: Client, switch: str, to: str) -> None:
    answer = client.post(f"/look/{switch}/", {"to": to})
    assert answer.status_code == 400
    assert not answer.cookies


def test_looking_does_not_switch(client: Client) -> None:
    assert client.get("/look/theme/").status_code == 405


def test_cookies_decide_how_pages_look(rf: RequestFactory) -> None:
    request = rf.get("/a/?b=1")
    request.COOKIES |= {"theme": "contrast", "type": "large"}
    look = page(request)["look"]
    assert look == Look(language="zh-hans", theme="contrast", large=True, path="/a/?b=1")
    assert look.other_language == "en"
    assert look.other_size == "normal"


def test_a_forged_theme_is_ignored(rf: RequestFactory) -> None:
    request = rf.post("/a/?b=1")
    request.COOKIES["theme"] = '"><script>'
    assert page(request)["look"] == Look(language="zh-hans", theme="auto", large=False, path="/a/")
