"""Released at the desk, fetched by the real player over the line, heard from its output, and the playing proved."""

import wave
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from shouwang.kernel.ground.models import Village
from shouwang.systems.outreach.actions import airing, campaigns, sounds, speakers
from shouwang.systems.outreach.actions.speakers import About
from shouwang.systems.outreach.models import Item, Report
from shouwang.systems.outreach.queries.airing import When
from tests.cast import Cast
from tests.player.room import Player, tone, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def test_released_played_and_proved(live_server: LiveServer, cast: Cast, tmp_path: Path) -> None:
    village = Village.objects.create(room=cast.room, name="河湾村")
    about = About(village, "村委会喇叭")
    speaker, key = speakers.add(by=cast.officer, room=cast.room, about=about)
    words = campaigns.Words(
        "没有安全账户", "先挂断，再打96110。", is_urgent=True, expires_at=timezone.now() + timedelta(hours=2)
    )
    campaign = campaigns.write(by=cast.auxiliary, room=cast.room, words=words, ways=["speaker"])
    recorded = tmp_path / "recorded.wav"
    recorded.write_bytes(tone(1.5))
    sound = sounds.add(by=cast.auxiliary, campaign=campaign, ready=sounds.made_ready(recorded), origin="recorded")
    sounds.approve(by=cast.officer, sound=sound)
    when = When(is_urgent=True, over_quiet_because="骗子正在打电话")
    airing.plan(by=cast.officer, campaign=campaign, when=when)
    campaigns.release(by=cast.officer, campaign=campaign)

    room = SimpleNamespace(url=live_server.url, token=key, players=[])
    player = Player(room, tmp_path / "player", f"file:{tmp_path / 'heard'}")  # type: ignore[arg-type]
    player.start()
    try:
        until(Report.objects.exists)
    finally:
        player.stop()
    item, report = Item.objects.get(), Report.objects.get()
    assert (report.item, report.outcome) == (item, "played"), player.log.read_text()
    with wave.open(str(tmp_path / "heard" / f"{item.pk}.wav")) as heard:
        assert heard.getnframes() / heard.getframerate() == pytest.approx(float(sound.seconds), rel=0.1)
    speaker.refresh_from_db()
    assert speaker.last_heard_at
