"""The headers every answer carries."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from shouwang.ui.middleware import content_security, policy


def directives() -> dict[str, str]:
    return dict(part.split(" ", 1) for part in policy().split("; "))


def test_nothing_inline_and_no_other_host() -> None:
    every = directives()
    assert every["default-src"] == every["script-src"] == every["style-src"] == "'self'"
    assert every["object-src"] == every["base-uri"] == every["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy()
    assert "http" not in policy()


def test_tiles_come_from_the_named_host_only(settings: Any) -> None:
    settings.MAP_TILES_URL = "https://tiles.example.test/{z}/{x}/{y}.png?key=1"
    assert directives()["connect-src"] == "'self' https://tiles.example.test"
    assert directives()["img-src"].endswith("blob: https://tiles.example.test")
    assert directives()["script-src"] == "'self'"


def test_tiles_of_several_hosts_are_allowed_by_a_star(settings: Any) -> None:
    settings.MAP_TILES_URL = "https://{s}.tiles.example.test/{z}/{x}/{y}.png"
    assert directives()["connect-src"] == "'self' https://*.tiles.example.test"


def test_a_view_may_set_its_own_policy(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    answer = content_security(view)(rf.get("/"))
    assert answer["Content-Security-Policy"] == "default-src 'none'"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=(self)" in answer["Permissions-Policy"]
