"""The guide at the desk: in the reader's language, its links and pictures inside the desk, nothing else of the disk."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

INDEX = "# Guide\n\n[First](first.md) [Law](../../rights.md)\n"
FIRST = "# First <b>page</b>\n\n<script>alert(1)</script>\n\n![Desk](../../pictures/desk.en.png)\n"
DRAWN = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def docs(settings: Any, tmp_path: Path) -> Path:
    (tmp_path / "guide" / "en").mkdir(parents=True)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "guide" / "en" / "index.md").write_text(INDEX, encoding="utf-8")
    (tmp_path / "guide" / "en" / "first.md").write_text(FIRST, encoding="utf-8")
    (tmp_path / "pictures" / "desk.en.png").write_bytes(DRAWN)
    (tmp_path / "secret.md").write_text("# Secret", encoding="utf-8")
    settings.DOCS_DIR = tmp_path
    return tmp_path


def test_a_page_links_to_the_other_pages_at_the_desk(officer: Client, docs: Path) -> None:
    said = officer.get(reverse("desk:help")).content.decode()
    assert f'href="{reverse("desk:help-page", args=["first"])}"' in said


def test_a_link_to_what_the_desk_does_not_show_is_only_words(officer: Client, docs: Path) -> None:
    said = officer.get(reverse("desk:help")).content.decode()
    assert "Law" in said
    assert "rights.md" not in said


def test_a_picture_of_a_page_is_served(officer: Client, docs: Path) -> None:
    said = officer.get(reverse("desk:help-page", args=["first"])).content.decode()
    address = reverse("desk:help-picture", args=["desk.en.png"])
    assert f'src="{address}"' in said
    answer = officer.get(address)
    assert (answer["Content-Type"], answer.content) == ("image/png", DRAWN)


def test_html_in_a_page_is_shown_as_text(officer: Client, docs: Path) -> None:
    said = officer.get(reverse("desk:help-page", args=["first"])).content.decode()
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert" in said


@pytest.mark.parametrize("name", ["nothing", "secret"])
def test_a_page_that_is_not_of_the_guide_is_not_there(officer: Client, docs: Path, name: str) -> None:
    assert officer.get(reverse("desk:help-page", args=[name])).status_code == 404


@pytest.mark.parametrize("name", ["nothing.png", "..", "secret.md", "..%2Fsecret.md"])
def test_only_pictures_of_the_guide_are_served(officer: Client, docs: Path, name: str) -> None:
    assert officer.get(f"/desk/help/pictures/{name}").status_code == 404


def test_the_guide_is_shown_in_the_language_of_the_reader(officer: Client) -> None:
    assert "User guide" in officer.get(reverse("desk:help")).content.decode()
    officer.cookies["language"] = "zh-hans"
    assert "使用手册" in officer.get(reverse("desk:help")).content.decode()
