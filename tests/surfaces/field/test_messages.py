"""What the room writes stands on the phone, and the phone tells that it was read."""

import pytest
from django.test import Client
from django.urls import reverse

from shouwang.lib.ids import uuid7
from shouwang.systems.watch.actions import messages
from shouwang.systems.watch.models import Message, MessageRead
from tests.cast import Cast
from tests.surfaces.field.conftest import Phone

pytestmark = pytest.mark.django_db


def test_a_message_is_on_the_phone_and_read_once(cast: Cast, phone: Phone) -> None:
    made = messages.write(by=cast.officer, room=cast.room, text="今晚八点集合", group=phone.group)
    [shown] = phone.get("state/").json()["messages"]
    assert shown == {"id": str(made.pk), "text": "今晚八点集合", "at": made.sent_at.isoformat()}
    said = {"id": str(uuid7()), "ids": [str(made.pk), str(uuid7()), "x", None]}
    for _ in range(2):
        assert phone.post("messages/read/", said).status_code == 200
    assert MessageRead.objects.count() == 1


@pytest.mark.parametrize("said", [{}, {"ids": None}, {"ids": "x"}, {"ids": [{}]}])
def test_what_can_not_be_understood_is_passed_over(phone: Phone, said: object) -> None:
    assert phone.post("messages/read/", said).status_code == 200


def test_without_a_phone_on_the_list_nothing_is_read(client: Client) -> None:
    assert client.post("/field/api/messages/read/", "{}", content_type="application/json").status_code == 401


def test_the_desk_writes_asks_about_a_number_counts_and_takes_back(cast: Cast, phone: Phone) -> None:
    desk = Client()
    desk.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("desk-settings:watch-messages")
    asked = desk.post(page, {"group": "", "text": "有事打 13800138000"})
    assert (asked.status_code, Message.objects.count()) == (422, 0)
    assert 'name="despite_number"' in asked.content.decode()
    sure = {"group": str(phone.group.pk), "text": "有事打 13800138000", "despite_number": "on"}
    assert desk.post(page, sure).status_code == 302
    made = Message.objects.get()
    phone.post("messages/read/", {"ids": [str(made.pk)]})
    assert "1 部手机里 1 部看过" in desk.get(page).content.decode()
    desk.post(reverse("desk-settings:watch-message-back", args=[made.pk]))
    assert phone.get("state/").json()["messages"] == []


def test_the_desk_says_when_a_message_is_too_long_or_reaches_no_phone(cast: Cast) -> None:
    desk = Client()
    desk.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("desk-settings:watch-messages")
    assert "<textarea" not in desk.get(page).content.decode()
    assert desk.post(page, {"group": "", "text": "今晚停电"}).status_code == 422
    assert desk.post(page, {"group": "", "text": "长" * 501}).status_code == 422
    assert not Message.objects.exists()
