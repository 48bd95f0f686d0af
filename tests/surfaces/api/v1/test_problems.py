"""Errors say what is wrong, in the caller's language, in one form."""

import pytest
from django.test import Client

from shouwang.surfaces.api import pace
from shouwang.surfaces.api.pace import Pace
from shouwang.surfaces.api.v1 import matters
from tests.cast import Cast
from tests.surfaces.api.conftest import Keys, Program, read


def test_an_error_speaks_the_callers_language(cast: Cast, key: Keys) -> None:
    english = read(key(cast.officer).get("/rooms/ZZ/places"))
    chinese = read(key(cast.officer, language="zh-CN").get("/rooms/ZZ/places"))
    assert (english["title"], chinese["title"]) == ("Not found", "没有找到")
    assert set(english) == {"type", "title", "status", "detail"}


def test_without_a_wish_the_accounts_own_language_is_spoken(cast: Cast, key: Keys) -> None:
    cast.officer.language = "en"
    cast.officer.save()
    program = key(cast.officer, language="")
    assert read(program.get("/rooms/ZZ/places"))["title"] == "Not found"


def test_what_is_not_json_is_refused(cast: Cast, key: Keys) -> None:
    for body in ("{", b"\xff\xfe", "[1, 2]", '"words"'):
        response = key(cast.officer).call("POST", "/matters", body)
        assert response.status_code in (400, 422)
        assert response["Content-Type"] == "application/problem+json"


def test_a_body_of_twenty_megabytes_is_refused_unread(cast: Cast, key: Keys) -> None:
    response = key(cast.officer).call("POST", "/matters", b"x" * 20_000_000)
    assert response.status_code == 413
    assert "1 MB" in read(response)["detail"]


def test_a_path_that_is_none_and_a_method_that_is_none_are_told_alike(cast: Cast, key: Keys) -> None:
    program = key(cast.officer)
    for path in ("/nothing", "/", "/docs"):
        assert read(program.get(path))["status"] == 404
    response = program.call("PUT", "/matters", {})
    assert response.status_code == 405
    assert set(response["Allow"].split(", ")) == {"GET", "POST"}
    assert read(response)["status"] == 405


def test_a_lone_half_of_a_character_is_refused(cast: Cast, key: Keys) -> None:
    response = key(cast.officer).call("POST", "/matters", '{"kind": "report", "text": "\\ud800"}')
    assert (response.status_code, read(response)["errors"][0]["field"]) == (422, "body.text")


def test_who_asks_too_often_is_told_how_long_to_wait(cast: Cast, key: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shouwang.surfaces.api.v1.guard.BY_KEY", Pace(most=2, seconds=60))
    program, other = key(cast.officer), key(cast.officer)
    assert [program.get("/kinds").status_code for _ in range(3)] == [200, 200, 429]
    response = program.get("/kinds")
    assert 1 <= int(response["Retry-After"]) <= 60
    assert other.get("/kinds").status_code == 200


def test_calls_without_a_key_are_counted_by_address(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shouwang.surfaces.api.v1.guard.WITHOUT_KEY", Pace(most=2, seconds=60))
    assert [Program("sw_wrong").get("/kinds").status_code for _ in range(3)] == [401, 401, 429]


def test_the_window_moves_on(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(pace.time, "monotonic", lambda: now[0])
    rate = Pace(most=1, seconds=10)
    assert [rate.wait("a"), rate.wait("a"), rate.wait("b")] == [0, 10, 0]
    now[0] += 10
    assert rate.wait("a") == 0


def test_a_fault_of_ours_is_told_without_its_insides(
    cast: Cast, key: Keys, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret insides")

    monkeypatch.setattr(matters, "visible", broken)
    response = key(cast.officer).get("/matters")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert "insides" not in response.content.decode()
    assert "secret insides" in caplog.text


def test_answers_are_kept_by_nobody_on_the_way(cast: Cast, key: Keys) -> None:
    assert key(cast.officer).get("/matters")["Cache-Control"] == "private, no-cache"


def test_a_session_of_the_desk_is_no_key(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.officer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/api/v1/matters").status_code == 401
