"""Errors outside any view: pages for people, problem+json and `errors` for programs; a wrong Host says what to set."""

import json

import pytest
from django.test import Client, RequestFactory

from shouwang.config import errors

CHINESE, ENGLISH = "把这个域名写进 ALLOWED_HOSTS", "name it in ALLOWED_HOSTS"


def wrong_host(path: str, language: str = "") -> tuple[str, str]:
    headers = {"Host": "evil.example"} | ({"Accept-Language": language} if language else {})
    answer = Client().get(path, headers=headers)
    assert answer.status_code == 400
    return answer["Content-Type"], answer.content.decode()


def test_a_wrong_host_is_told_in_both_languages_what_to_set() -> None:
    media, words = wrong_host("/")
    assert media == "text/plain; charset=utf-8"
    assert -1 < words.index(CHINESE) < words.index(ENGLISH)
    assert "PUBLIC_URL" in words


def test_who_reads_english_has_the_english_first() -> None:
    _, words = wrong_host("/desk/", "en")
    assert -1 < words.index(ENGLISH) < words.index(CHINESE)


@pytest.mark.parametrize("path", ["/", "/desk/", "/api/v1/matters", "/open311/v2/services.json", "/healthz"])
def test_a_wrong_host_learns_nothing_of_the_right_ones(path: str, settings: object) -> None:
    settings.ALLOWED_HOSTS, settings.PUBLIC_URL = ["room.example"], "https://room.example"  # type: ignore[attr-defined]
    _, words = wrong_host(path)
    assert "room.example" not in words
    assert "evil" not in words


def test_a_wrong_host_is_told_to_programs_in_their_own_form() -> None:
    media, said = wrong_host("/api/v1/matters", "en")
    assert (media, json.loads(said)["status"]) == ("application/problem+json", 400)
    assert ENGLISH in json.loads(said)["detail"]
    media, said = wrong_host("/open311/v2/services.json", "en")
    assert media == "application/json; charset=utf-8"
    assert ENGLISH in json.loads(said)[0]["description"]
    media, said = wrong_host("/open311/v2/services.xml")
    assert media == "text/xml; charset=utf-8"
    assert CHINESE in said


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/nothing/", "text/html; charset=utf-8"),
        ("/api/", "application/problem+json"),
        ("/api/v2/matters", "application/problem+json"),
        ("/open311/v1/services.json", "application/json; charset=utf-8"),
    ],
)
def test_an_address_that_is_none_is_told_in_the_form_of_its_surface(db: None, path: str, media: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, media)


def test_more_fields_than_can_be_read_are_told_in_the_form_of_the_surface(db: None) -> None:
    query = "&".join(f"a{number}=1" for number in range(2001))
    answer = Client().get(f"/open311/v2/requests.json?{query}")
    assert (answer.status_code, answer.json()[0]["code"]) == (400, 400)


def test_a_fault_of_ours_is_told_in_the_form_of_the_surface(rf: RequestFactory, db: None) -> None:
    told = errors.server_error(rf.get("/open311/v2/requests.xml"))
    assert (told.status_code, told["Content-Type"]) == (500, "text/xml; charset=utf-8")
    told = errors.server_error(rf.get("/api/v1/matters"))
    assert (told.status_code, told["Content-Type"]) == (500, "application/problem+json")
    assert errors.server_error(rf.get("/desk/"))["Content-Type"].startswith("text/html")
    assert errors.forbidden(rf.get("/api/x"), PermissionError())["Content-Type"] == "application/problem+json"
