"""The room's urgent notices on a phone: what the page posts, and what is refused."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db.models import F
from django.test import Client

from shouwang.kernel.ground.models import Room
from shouwang.kernel.notices.models import Phone
from tests.kernel.notices.robots_stub import BrowserKeys

pytestmark = pytest.mark.once
WHERE = "https://fcm.googleapis.com/fcm/send/1"


def test_the_page_holds_the_key_and_the_room_leads_there(client: Client, room: Room) -> None:
    assert "data-phone-link hidden" in client.get("/r/HW/").content.decode()
    assert 'data-key="B' in client.get("/r/HW/phone/").content.decode()


def test_what_the_browser_hands_out_is_kept_and_given_up(client: Client, room: Room) -> None:
    said = {"endpoint": WHERE, **BrowserKeys().keys}
    assert client.post("/r/HW/phone/", said).status_code == 204
    assert Phone.objects.get().account is None
    assert client.post("/r/HW/phone/", said | {"act": "ask"}).status_code == 204
    Phone.objects.update(expires_at=F("agreed_at") + timedelta(microseconds=1))
    assert client.post("/r/HW/phone/", said | {"act": "ask"}).status_code == 404, "the page asks, it does not guess"
    assert client.post("/r/HW/phone/", said | {"act": "leave"}).status_code == 204
    assert not Phone.objects.exists()


@pytest.mark.parametrize("wrong", [{"endpoint": "https://127.0.0.1/x"}, {"p256dh": "AAAA"}, {"auth": ""}])
def test_what_no_browser_sends_is_refused(
    client: Client, room: Room, settings: LazySettings, wrong: dict[str, str]
) -> None:
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = False
    said = {"endpoint": WHERE, **BrowserKeys().keys, **wrong}
    assert client.post("/r/HW/phone/", said).status_code == 400
    assert not Phone.objects.exists()


def test_a_flood_is_stopped(client: Client, room: Room) -> None:
    said = {"endpoint": WHERE, **BrowserKeys().keys}
    assert {client.post("/r/HW/phone/", said).status_code for _ in range(21)} == {204, 429}
