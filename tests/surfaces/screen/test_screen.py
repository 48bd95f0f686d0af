"""The corridor's display: what it shows in turn, an urgent campaign alone, unchanged content as 304, no names."""

import pytest
from django.test import Client
from django.utils import timezone

from shouwang.surfaces.screen.slides import MOST_LETTERS, slides
from shouwang.systems.outreach.actions import bulletins, campaigns
from tests.cast import Cast
from tests.systems.outreach.campaigning import draft, urgent

pytestmark = pytest.mark.once


def kinds(cast: Cast) -> list[str]:
    return [slide.kind for slide in slides(cast.room, timezone.now())]


def test_an_empty_room_still_says_a_tip_and_its_hours(cast: Cast) -> None:
    assert kinds(cast) == ["tip", "hours"]


def test_campaigns_come_first_and_their_bulletin_not_twice(cast: Cast) -> None:
    bulletin = bulletins.write(by=cast.auxiliary, room=cast.room, words=bulletins.Words("别下水", "水" * 300))
    bulletins.release(by=cast.officer, bulletin=bulletin)
    campaigns.release(by=cast.officer, campaign=draft(cast))
    assert kinds(cast) == ["campaign", "bulletin", "tip", "hours"]
    assert len(slides(cast.room, timezone.now())[1].text) == MOST_LETTERS


def test_an_urgent_one_fills_the_screen_until_it_ends(cast: Cast, client: Client) -> None:
    campaigns.release(by=cast.officer, campaign=draft(cast))
    campaign = campaigns.release(by=cast.officer, campaign=draft(cast, words=urgent()))
    assert kinds(cast) == ["urgent", "hours"]
    page = client.get("/screen/HW/").content.decode()
    assert 'class="alarm"' in page
    assert page.count("data-until=") == page.count("data-rest hidden") == 1, "without a network it ends by itself"
    campaigns.take_down(by=cast.officer, campaign=campaign, reason="水退了")
    assert "urgent" not in kinds(cast)


def test_unchanged_it_answers_304_and_names_nobody(cast: Cast, client: Client) -> None:
    campaigns.release(by=cast.officer, campaign=draft(cast))
    first = client.get("/screen/hw/")
    text = first.content.decode()
    assert not [who.name for who in cast.by_role().values() if who.name in text]
    assert client.get("/screen/hw/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    campaigns.release(by=cast.officer, campaign=draft(cast))
    assert client.get("/screen/hw/", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get("/screen/NO/").status_code == 404
