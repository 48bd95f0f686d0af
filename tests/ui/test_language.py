"""Which language a person is spoken to in: their choice, else the account's, else the browser's, else Chinese."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from shouwang.ui.middleware import language
from tests.cast import Cast


def spoken(request: HttpRequest) -> str:
    """The language active inside the view."""
    heard: list[str] = []

    def view(inner: HttpRequest) -> HttpResponse:
        heard.append(translation.get_language() or "")
        return HttpResponse()

    answer = language(view)(request)
    assert answer["Content-Language"] == heard[0]
    return heard[0]


@pytest.mark.parametrize(
    ("asked", "heard"),
    [
        ("", "zh-hans"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("en-GB,en;q=0.8", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.5", "en"),
        ("ja", "zh-hans"),
        ("\x00;q=x,,,", "zh-hans"),
    ],
)
def test_the_browser_is_asked_when_nobody_chose(rf: RequestFactory, asked: str, heard: str) -> None:
    assert spoken(rf.get("/", headers={"accept-language": asked})) == heard


def test_a_choice_goes_before_the_browser(rf: RequestFactory) -> None:
    request = rf.get("/", headers={"accept-language": "zh-CN"})
    request.COOKIES["language"] = "en"
    assert spoken(request) == "en"


def test_a_forged_choice_is_ignored(rf: RequestFactory) -> None:
    request = rf.get("/", headers={"accept-language": "en"})
    request.COOKIES["language"] = "<script>"
    assert spoken(request) == "en"


def test_the_accounts_language_goes_before_the_browser(client: Client, cast: Cast) -> None:
    cast.officer.language = "en"
    cast.officer.save()
    client.force_login(cast.officer)
    assert client.get("/no-such-page/", headers={"accept-language": "zh-CN"})["Content-Language"] == "en"
    client.cookies["language"] = "zh-hans"
    assert client.get("/no-such-page/")["Content-Language"] == "zh-hans"


def test_the_language_does_not_leak_into_the_next_request(rf: RequestFactory) -> None:
    before = translation.get_language()
    spoken(rf.get("/", headers={"accept-language": "en"}))
    assert translation.get_language() == before
