"""A player's programme, sounds and reports, as docs/reference/speakers.md says; and the call that wakes it."""

import json
import threading
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shouwang.kernel.files import store
from shouwang.kernel.journal.models import Record
from shouwang.lib.brokers import read
from shouwang.lib.clock import BEIJING
from shouwang.surfaces.api import pace
from shouwang.systems.outreach import broker, tasks, wire
from shouwang.systems.outreach.actions import airing, speakers, waking
from shouwang.systems.outreach.models import Item, Report, Wake
from shouwang.systems.outreach.queries.airing import When
from tests.systems.outreach.broadcast import Square, campaign, sound, square

__all__ = ["square"]
pytestmark = pytest.mark.once
PROGRAMME, REPORTS = "/api/speakers/programme/", "/api/speakers/reports/"
BROKER = read("mqtt://room:secret@127.0.0.1:1883/hewan")


@pytest.fixture(autouse=True)
def fresh_pace() -> None:
    for one in pace.ALL:
        one.clear()


@pytest.fixture
def on_air(square: Square) -> Square:
    """Something urgent that began a moment ago: in the programme at any hour of the day."""
    urgent = campaign(square.cast, "洪水", is_urgent=True)
    sound(square.cast, urgent, mark="b")
    because = "上游放水"
    when = When(is_urgent=True, repeats=1, over_quiet_because=because)
    airing.plan(by=square.cast.officer, campaign=urgent, when=when, now=timezone.now().replace(microsecond=0))
    square.campaign = urgent
    return square


def get(client: Client, key: str, path: str = PROGRAMME, **headers: str) -> Any:
    return client.get(path, headers={"Authorization": f"Bearer {key}", **headers})


def post(client: Client, key: str, said: object) -> Any:
    body = said if isinstance(said, str) else json.dumps(said)
    headers = {"Authorization": f"Bearer {key}"}
    return client.post(REPORTS, body, content_type="application/json", headers=headers)


def mine(square: Square) -> Item:
    return Item.objects.get(speaker=square.in_east)


def test_the_programme_says_what_the_contract_says(client: Client, on_air: Square) -> None:
    said = get(client, on_air.east_key).json()
    item = mine(on_air)
    assert set(said) == {"speaker", "issued_at", "quiet", "volume", "sounds", "items", "called_off", "wake"}
    assert said["speaker"] == {"id": str(on_air.in_east.pk), "name": "村委会喇叭"}
    assert said["quiet"] == [["12:30", "14:00"], ["21:00", "07:00"]]
    assert said["sounds"] == {
        "b" * 64: {
            "url": f"/api/speakers/sounds/{'b' * 64}", "size": 1000, "media_type": "audio/mpeg", "seconds": 30.0
        }
    }  # fmt: skip
    assert said["items"] == [{
        "id": str(item.pk), "campaign": str(on_air.campaign.pk), "title": "洪水", "sound": "b" * 64,
        "at": item.at.astimezone(BEIJING).isoformat(), "late": 1800,
        "expires_at": item.expires_at.astimezone(BEIJING).isoformat(), "urgent": True, "over_quiet": True,
    }]  # fmt: skip
    assert said["items"][0]["at"].endswith("+08:00")
    assert said["wake"] is None


def test_the_same_programme_is_not_sent_twice(client: Client, on_air: Square) -> None:
    mark = get(client, on_air.east_key)["ETag"]
    again = get(client, on_air.east_key, **{"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    airing.call_off(campaign=on_air.campaign, now=timezone.now(), why="误报")
    changed = get(client, on_air.east_key, **{"If-None-Match": mark})
    assert changed.json()["called_off"] == [str(mine(on_air).pk)]
    assert changed.json()["items"] == []


def test_asking_is_a_line_of_the_journal_once(client: Client, on_air: Square) -> None:
    for _ in range(3):
        get(client, on_air.east_key)
    assert Record.objects.filter(verb="speaker.first_heard").count() == 1


def test_many_items_cost_no_more_questions(client: Client, on_air: Square, django_assert_max_num_queries: Any) -> None:
    get(client, on_air.east_key)
    with django_assert_max_num_queries(3):  # the key, the items, the quiet hours
        get(client, on_air.east_key)


@pytest.mark.parametrize("path", [PROGRAMME, f"/api/speakers/sounds/{'b' * 64}", f"/api/speakers/sounds/{'0' * 64}"])
def test_a_wrong_key_learns_nothing(client: Client, on_air: Square, path: str) -> None:
    refused = [get(client, key, path) for key in ("", "x" * 64)]
    assert {(one.status_code, one.content) for one in refused} == {(401, b'{"error": "this key is not valid"}')}
    for _ in range(pace.WITHOUT_KEY.most):
        last = get(client, "x", path)
    assert last.status_code == 429


def test_only_sounds_of_the_programme_are_given(client: Client, on_air: Square) -> None:
    path = store.path_of("b" * 64)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"sound")
    answer = get(client, on_air.east_key, f"/api/speakers/sounds/{'b' * 64}")
    assert b"".join(answer.streaming_content) == b"sound"
    assert answer["Content-Type"] == "audio/mpeg"
    assert get(client, on_air.east_key, f"/api/speakers/sounds/{'a' * 64}").status_code == 404


def test_reports_are_taken_once_and_again(client: Client, on_air: Square) -> None:
    item = mine(on_air)
    began = wire.iso(item.at)
    said = {
        "reports": [{"item": str(item.pk), "outcome": "played", "why": "", "began_at": began, "ended_at": None, "seconds": 30}],
        "health": {"version": "1.0", "free_bytes": 10**10, "clock_offset": 0.2, "output": "device"},
    }  # fmt: skip
    for _ in range(2):
        assert post(client, on_air.east_key, said).json() == {"taken": [str(item.pk)]}
    assert Report.objects.count() == 1
    assert post(client, on_air.east_key, {"reports": [], "health": None}).json() == {"taken": []}


@pytest.mark.parametrize(
    "said",
    [
        "{", "[]", {"reports": [1]}, {"reports": [{"item": "x"}]},
        {"reports": [{"item": "01a220a5-2ffa-75d5-86c0-9391bc4b3aad", "outcome": "loud"}]},
        {"reports": [{"item": "01a220a5-2ffa-75d5-86c0-9391bc4b3aad", "outcome": "played", "began_at": "2026-11-10"}]},
        {"reports": [], "health": {"free_bytes": "many"}}, {"reports": [], "health": {"clock_offset": 1e999}},
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused_whole(client: Client, square: Square, said: object) -> None:
    assert post(client, square.east_key, said).status_code == 400
    assert not Report.objects.exists()


def test_a_call_is_signed_and_tried_again(settings: Any, square: Square, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MQTT_BROKER = settings.MQTT_FOR_SPEAKERS = BROKER
    square.campaign.is_urgent = True
    square.campaign.save()
    because = "上游放水"
    airing.begin(by=square.cast.officer, campaign=square.campaign, now=timezone.now(), over_quiet_because=because)
    wake = Wake.objects.get(speaker=square.in_east, kind="play")
    said = wire.call(wake)
    seal = said.pop("mac")
    assert seal == wire.mac(said, square.east_key)
    assert said["item"]["sound_url"].endswith("a" * 64)
    assert said["item"]["id"] == str(wake.item_id)

    def unreachable(*_: object) -> None:
        raise broker.NotReached("no")

    monkeypatch.setattr(broker, "send", unreachable)
    tasks.wake_players()
    wake.refresh_from_db()
    assert wake.sent_at is None
    assert wake.due_at
    assert wake.due_at > timezone.now() - timedelta(seconds=1)


def test_a_release_wakes_at_once_and_nobody_sends_the_same_call(
    settings: Any, square: Square, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MQTT_BROKER = BROKER
    square.campaign.is_urgent = True
    square.campaign.save()
    sends = threading.Event()
    monkeypatch.setattr(waking, "_send_apart", sends.set)
    with django_capture_on_commit_callbacks(execute=True):
        airing.begin(by=square.cast.officer, campaign=square.campaign, now=timezone.now(), over_quiet_because="放水")
        assert not sends.is_set(), "what is not committed may still not happen"
    assert sends.wait(2)
    now = timezone.now()
    assert len(waking.take(now=now)) == 2
    assert waking.take(now=now) == []
    assert len(waking.take(now=now + waking.HELD)) == 2, "who took them came to nothing"


def test_a_retired_one_is_not_woken(settings: Any, square: Square) -> None:
    settings.MQTT_BROKER = BROKER
    speakers.retire(by=square.cast.officer, speaker=square.in_east, reason="拆了")
    speakers.set_quiet(by=square.cast.officer, room=square.cast.room, quiet=[(time(22), time(6))])
    assert {one.speaker for one in Wake.objects.all()} == {square.in_west}
