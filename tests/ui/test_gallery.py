"""The gallery draws every component, in both languages, and is closed in a room."""

from typing import Any

import pytest
from django.test import Client

PAGES = ["", "desk/", "matter/", "public/", "form/", "ask/", "print/", "print/?wall=1", "?surface=public", "?flash=1"]

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("page", PAGES)
def test_a_room_has_no_gallery(client: Client, page: str) -> None:
    assert client.get(f"/gallery/{page}").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn(client: Client, settings: Any, page: str, language: str) -> None:
    settings.SHOW_GALLERY = True
    client.cookies["language"] = language
    answer = client.get(f"/gallery/{page}")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}"' in text
    assert text.count("<main") == 1
    assert text.count("<h1") == 1


def test_english_pages_hold_no_chinese_but_the_mark_and_the_switch(client: Client, settings: Any) -> None:
    settings.SHOW_GALLERY = True
    text = client.get("/gallery/public/?lang=en").content.decode()
    assert {letter for letter in text if "一" <= letter <= "鿿"} == set("中文")


def test_a_wrong_form_comes_back_with_what_was_typed(client: Client, settings: Any) -> None:
    settings.SHOW_GALLERY = True
    answer = client.post("/gallery/form/", {"told": "two children in the water"})
    assert "two children in the water" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_look_in_the_address_is_not_kept(client: Client, settings: Any) -> None:
    settings.SHOW_GALLERY = True
    answer = client.get("/gallery/desk/?theme=dark&type=large")
    assert b'data-theme="dark" data-type="large"' in answer.content
    assert "theme" not in answer.cookies
