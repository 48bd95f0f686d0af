"""What a phone brings along for when it has no network."""

import json
import re

import pytest
from django.test import Client

from shouwang.kernel.ground.models import Room

pytestmark = pytest.mark.once


def shell(client: Client) -> dict[str, object]:
    found = re.match(r"self\.SHELL = (\{.*\});", client.get("/offline.js").content.decode())
    assert found
    return dict(json.loads(found[1]))


def test_the_worker_stands_at_the_root_and_is_asked_for_anew(client: Client, room: Room) -> None:
    answer = client.get("/offline.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert 'importScripts("/static/ui/dist/public-worker' in answer.content.decode()


def test_it_brings_pages_that_belong_to_nobody(client: Client, room: Room) -> None:
    assert shell(client)["pages"] == ["/offline/", "/", "/r/HW/"]
    assert shell(client)["offline"] == "/offline/"


def test_every_file_of_the_pages_it_brings_comes_along(client: Client, room: Room) -> None:
    files = set(shell(client)["files"])  # type: ignore[call-overload]
    for address in ("/offline/", "/", "/r/HW/report/noise/"):
        needed = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get(address).content.decode()))
        assert needed <= files, address


def test_the_page_without_a_network_has_the_telephones(client: Client, room: Room) -> None:
    page = client.get("/offline/").content.decode()
    assert 'href="tel:110"' in page
    assert 'href="tel:0379-5550101"' in page
    assert "没有网" in page


def test_public_pages_name_the_worker_and_the_desk_does_not(client: Client, room: Room) -> None:
    assert 'data-worker="/offline.js"' in client.get("/").content.decode()
    assert "data-worker" not in client.get("/account/login/").content.decode()
