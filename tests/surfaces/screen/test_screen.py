"""The corridor's display: what it shows in turn, an urgent campaign alone, unchanged content as 304, no names."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shouwang.surfaces.screen.slides import MOST_LETTERS, slides
from shouwang.systems.outreach.actions import bulletins, campaigns, gatherings
from tests.cast import Cast
from tests.systems.outreach.campaigning import draft, relayed, urgent
from tests.systems.outreach.test_relaying import warning

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


def test_what_is_announced_is_shown_with_day_and_place(cast: Cast) -> None:
    cast.room.refresh_from_db()
    begins = timezone.now() + timedelta(days=3)
    said = gatherings.Plan("theatre", begins, "村委会", "反诈小剧场", "都来看。")
    one = gatherings.plan(by=cast.officer, room=cast.room, said=said)
    gatherings.announce(by=cast.officer, gathering=one)
    shown = next(slide for slide in slides(cast.room, timezone.now()) if slide.kind == "gathering")
    assert (shown.title, "村委会" in shown.text) == ("反诈小剧场", True)


def test_a_warning_says_whose_it_is(cast: Cast) -> None:
    cast.room.refresh_from_db()
    campaigns.release(by=cast.officer, campaign=draft(cast, words=relayed(), ways=("slide",)))
    bulletin = bulletins.write(by=cast.auxiliary, room=cast.room, words=warning())
    bulletins.release(by=cast.officer, bulletin=bulletin)
    shown = [slide for slide in slides(cast.room, timezone.now()) if slide.source]
    assert [slide.kind for slide in shown] == ["campaign", "bulletin"]
    assert {slide.label for slide in shown} == {"官方预警 转发"}
    assert all("河湾县气象台" in slide.source for slide in shown)


def test_it_is_kept_for_a_reload_without_network(cast: Cast, client: Client) -> None:
    worker = client.get("/screen/worker.js").content.decode()
    page = client.get("/screen/HW/").content.decode()
    assert 'data-worker="/screen/worker.js"' in page
    assert all(f'"{name}"' in worker for name in re.findall(r'(?:src|href)="(/static/[^"]+)"', page))


def test_unchanged_it_answers_304_and_names_nobody(cast: Cast, client: Client) -> None:
    campaigns.release(by=cast.officer, campaign=draft(cast))
    first = client.get("/screen/hw/")
    text = first.content.decode()
    assert not [who.name for who in cast.by_role().values() if who.name in text]
    assert client.get("/screen/hw/", headers={"If-None-Match": first["ETag"]}).status_code == 304
    campaigns.release(by=cast.officer, campaign=draft(cast))
    assert client.get("/screen/hw/", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get("/screen/NO/").status_code == 404
