"""A page and everything it loads fits a village's network: less than 100 kB compressed."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from shouwang.kernel.ground.models import Room
from tests.kernel.matters.bringing import bring

pytestmark = pytest.mark.once

MOST = 100_000


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def loaded_by(page: str) -> set[str]:
    return set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))


def test_a_page_behind_a_code_is_no_heavier(client: Client, room: Room) -> None:
    test_a_page_and_all_it_loads_is_less_than_100_kb(client, room, f"/f/{bring(room).code}/")


@pytest.mark.parametrize("address", ["/", "/r/HW/report/", "/r/HW/report/water/", "/f/", "/r/HW/privacy/", "/offline/"])
def test_a_page_and_all_it_loads_is_less_than_100_kb(client: Client, room: Room, address: str) -> None:
    page = client.get(address).content
    total = compressed(page)
    needed = loaded_by(page.decode())
    assert len(needed) >= 4
    for name in needed:
        path = finders.find(name.removeprefix("/static/"))
        if path is None and "/dist/" in name:
            pytest.skip("the scripts are not bundled: make setup")
        assert path, name
        with open(path, "rb") as file:
            content = file.read()
        assert b"@import" not in content
        total += compressed(content)
    assert total < MOST
