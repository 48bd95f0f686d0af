"""A public page is light enough for a village's mobile network."""

import gzip
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from shouwang.ui.icons import FOLDER

MOST = 100_000


def packed(name: str) -> int:
    path = finders.find(name)
    assert isinstance(path, str), name
    with open(path, "rb") as file:
        return len(gzip.compress(file.read()))


@pytest.mark.django_db
@pytest.mark.skipif(not FOLDER.exists(), reason="scripts are bundled by make setup")
@pytest.mark.parametrize("page", ["public/", "form/"])
def test_a_public_page_with_all_it_needs_is_under_100_kb(client: Client, settings: Any, page: str) -> None:
    settings.SHOW_GALLERY = True
    text = client.get(f"/gallery/{page}").content.decode()
    files = [part.split('"')[0] for part in text.split('="/static/')[1:]]
    assert "ui/dist/public.js" in files
    assert "htmx" not in text
    assert len(gzip.compress(text.encode())) + sum(packed(name) for name in files) < MOST
