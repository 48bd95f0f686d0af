"""The campaign's page: where its film stands, which villages have no recording of their own, whom a taken back one reached."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.ground.models import Village
from shouwang.kernel.notices.actions import keep_robot
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.queries import actor
from shouwang.surfaces.desk.settings_page import Block
from shouwang.systems.outreach.actions import campaigns
from shouwang.ui.parts import Row
from tests.cast import Cast
from tests.systems.outreach.campaigning import draft

pytestmark = pytest.mark.once


@pytest.fixture
def desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_film_is_asked_for_and_nobody_waits(desk: Client, cast: Cast) -> None:
    one = draft(cast, ways=("film",))
    page = reverse("desk-outreach:campaign", args=[one.pk])
    film = reverse("desk-outreach:film", args=[one.pk])
    assert "现在这些话还没有做成短视频" in desk.get(page).content.decode()
    assert desk.get(film).status_code == 302
    assert "短视频正在制作" in desk.post(film, follow=True).content.decode()


def test_villages_without_a_recording_are_listed(desk: Client, cast: Cast) -> None:
    Village.objects.create(room=cast.room, name="柳树湾")
    one = draft(cast, ways=("speaker",))
    said = desk.get(reverse("desk-outreach:campaign", args=[one.pk])).content.decode()
    assert "没有本村录音的村" in said
    assert "什么也听不到" in said


def test_taken_back_it_says_whom_it_reached(desk: Client, cast: Cast) -> None:
    url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a"
    for name in ("一组群", "二组群"):
        keep_robot(by=actor(cast.officer), room=cast.room, kind="wecom", name=name, url=url, events="*")
    one = campaigns.release(by=cast.officer, campaign=draft(cast))
    sent = Notice.objects.filter(robot__name="一组群")
    sent.update(state="sent", sent_at=timezone.now(), not_before=None)
    page = reverse("desk-outreach:campaign", args=[one.pk])
    said = desk.post(page, {"act": "take_down", "reason": "说错了"}, follow=True).content.decode()
    assert "还没发出的 1 个群不再发送" in said
    assert "已经发到：一组群" in said


def test_a_card_of_rows_says_what_it_has_to_say() -> None:
    """What stands there only while it is empty does not."""
    rows = [Row("一组")]
    blocks = [Block("甲", rows=rows, advice="先听再放"), Block("乙", rows=rows, empty="还没有", advice="这里加一个")]
    said = render_to_string("desk/settings/parts/blocks.html", {"blocks": blocks})
    assert "先听再放" in said
    assert "这里加一个" not in said
