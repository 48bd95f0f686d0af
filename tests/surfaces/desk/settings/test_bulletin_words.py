"""A bulletin at the desk: what is refused stays typed, what looks personal is struck or passed, a recording is put to it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.actions.bulletins import Words
from shouwang.systems.outreach.models import Bulletin
from tests.cast import Cast
from tests.kernel.files.things import mp3

pytestmark = pytest.mark.once


@pytest.fixture
def desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_rooms_own_is_no_warning_and_what_was_typed_stays(desk: Client) -> None:
    answer = desk.post(reverse("desk-outreach:bulletins"), {"title": "防汛预警", "text": "水大了"})
    assert answer.status_code == 422
    assert "预警只能由政府发布" in answer.content.decode()
    assert "水大了" in answer.content.decode()


def test_words_are_struck_passed_and_heard_then_copied(desk: Client, cast: Cast) -> None:
    words = Words("找人", "嫌疑人张三军，打13900001111。")
    one = actions.write(by=cast.auxiliary, room=cast.room, words=words)
    page = reverse("desk-outreach:bulletin", args=[one.pk])
    assert desk.post(page, {"act": "release", "version": 0}).status_code == 422
    assert desk.post(page, {"act": "strike", "said": "张三军"}).status_code == 302
    assert desk.post(page, {"act": "stand", "said": "13900001111", "why": ""}).status_code == 422
    assert desk.post(page, {"act": "stand", "said": "13900001111", "why": "派出所公开电话"}).status_code == 302
    wrong = SimpleUploadedFile("a.mp3", b"no sound")
    assert desk.post(page, {"act": "sound", "file": wrong}).status_code == 422
    assert desk.post(page, {"act": "sound", "file": SimpleUploadedFile("a.mp3", mp3())}).status_code == 302
    assert desk.get(reverse("desk-outreach:bulletin-sound", args=[one.pk])).status_code == 200
    assert "派出所公开电话" in desk.get(page).content.decode()
    forward = reverse("desk-outreach:bulletin-forward", args=[one.pk])
    assert desk.get(forward).status_code == 404
    desk.force_login(cast.chief, backend="allauth.account.auth_backends.AuthenticationBackend")
    read = desk.post(page, {"act": "release", "version": 0})  # the page from before the words were struck
    assert "您打开之后内容改过" in read.content.decode()
    assert desk.post(page, {"act": "release", "version": Bulletin.objects.get().version}).status_code == 302
    assert Bulletin.objects.get().text == "嫌疑人×××，打13900001111。"
    assert f"/b/{one.short}" in desk.get(forward).content.decode()
