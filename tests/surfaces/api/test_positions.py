"""OwnTracks and Traccar Client tell where a volunteer walks, with the requests those programs really send."""

import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from shouwang.surfaces.api import pace
from shouwang.systems.patrol.actions import trackers, tracks, volunteers
from shouwang.systems.patrol.actions.trackers import NotAgreed
from shouwang.systems.patrol.models import Shift, TrackerKey, TrackPoint, Turn, Volunteer
from tests.cast import Cast

pytestmark = pytest.mark.django_db
OWNTRACKS, TRACCAR = "/api/positions/owntracks", "/api/positions/traccar"


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def walker(cast: Cast, now: datetime) -> Volunteer:
    """Somebody who agreed, walking for an hour."""
    one = volunteers.take_on(by=cast.officer, room=cast.room, name="马小川")
    tracks.agree(volunteer=one, text_version="2026-11", channel="field")
    one.person.consents.filter(purpose="patrol.track").update(given_at=now - timedelta(days=1))
    shift = Shift.objects.create(
        room=cast.room, work="round", number=1, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1),
        fewest=1, most=3, sent_at=now,
    )  # fmt: skip
    Turn.objects.create(shift=shift, volunteer=one, state="taken", began_at=shift.starts_at)
    return one


@pytest.fixture
def secret(walker: Volunteer) -> str:
    return trackers.make_key(by=walker, volunteer=walker)


def basic(secret: str, user: str = "walker") -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{user}:{secret}'.encode()).decode()}"}


def own(client: Client, secret: str, said: object, path: str = OWNTRACKS) -> Any:
    body = said if isinstance(said, str) else json.dumps(said)
    return client.post(
        path, body, content_type="application/json", headers={**basic(secret), "X-Limit-U": "walker", "X-Limit-D": "p"}
    )


def kept() -> list[tuple[float, float, datetime, int | None]]:
    return [(one.latitude, one.longitude, one.at, one.accuracy) for one in TrackPoint.objects.order_by("at")]


@pytest.mark.parametrize("path", [OWNTRACKS, f"{OWNTRACKS}/"])
def test_owntracks_is_answered_with_an_empty_list(client: Client, secret: str, now: datetime, path: str) -> None:
    said = {
        "_type": "location", "acc": 15, "alt": 140, "batt": 46, "bs": 1, "conn": "w", "created_at": now.timestamp(),
        "lat": 34.8712, "lon": 112.4471, "m": 1, "t": "u", "tid": "5t", "topic": "owntracks/walker/p",
        "tst": int(now.timestamp()), "vac": 2, "vel": 0,
    }  # fmt: skip
    for _ in range(2):  # what it did not see arrive it sends again
        answer = own(client, secret, said, path)
        assert (answer.status_code, answer.json(), answer["Content-Type"]) == (200, [], "application/json")
    assert kept() == [(34.8712, 112.4471, now, 15)]


@pytest.mark.parametrize(
    "said", ["", {"_type": "status"}, {"_type": "lwt", "tst": 1}, {"_type": "encrypted", "data": "x"},
             {"_type": "transition", "lat": 1, "lon": 2, "tst": 3}]
)  # fmt: skip
def test_what_else_owntracks_sends_is_taken_and_forgotten(client: Client, secret: str, said: object) -> None:
    assert own(client, secret, said).json() == []
    assert not kept()


def test_traccar_as_json(client: Client, secret: str, now: datetime) -> None:
    said = {
        "location": {
            "timestamp": f"{now:%Y-%m-%dT%H:%M:%S}.862Z",
            "coords": {"latitude": 34.87, "longitude": 112.44, "accuracy": 3.8, "speed": 0, "heading": -1, "altitude": 5},
            "is_moving": False, "odometer": 0, "event": "motionchange",
            "battery": {"level": 1, "is_charging": False}, "activity": {"type": "still"}, "extras": {},
        },
        "device_id": secret,
    }  # fmt: skip
    assert client.post(TRACCAR, json.dumps(said), content_type="application/json").status_code == 200
    assert kept() == [(34.87, 112.44, now, 4)]


MOMENTS = {
    "seconds": lambda now: f"{int(now.timestamp())}",
    "thousandths": lambda now: f"{int(now.timestamp() * 1000)}",
    "iso": lambda now: f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    "written": lambda now: f"{now.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
}


@pytest.mark.parametrize("way", MOMENTS)
@pytest.mark.parametrize("method", ["get", "post", "form"])
def test_traccar_as_a_query_or_a_form(client: Client, secret: str, now: datetime, way: str, method: str) -> None:
    said = {
        "id": secret, "timestamp": MOMENTS[way](now), "lat": "34.87", "lon": "112.44", "speed": "0.0",
        "bearing": "0.0", "altitude": "0.0", "accuracy": "20.0", "batt": "87.0",
    }  # fmt: skip
    ask = client.post if method in ("form", "post") else client.get
    answer = ask(TRACCAR, said) if method == "form" else ask(f"{TRACCAR}/?{urlencode(said)}")
    assert (answer.status_code, answer.content) == (200, b"")
    assert kept() == [(34.87, 112.44, now, 20)]


def test_osmand_says_place_and_device_in_other_words_too(client: Client, secret: str) -> None:
    assert client.get(TRACCAR, {"deviceid": secret, "location": "34.87,112.44"}).status_code == 200
    assert [one[:2] for one in kept()] == [(34.87, 112.44)]
    assert client.get(TRACCAR, {"id": secret, "lat": "1", "lon": "2", "valid": "false"}).status_code == 200
    assert client.get(TRACCAR, {"id": secret, "cell": "257,02,16,2224"}).status_code == 200
    assert len(kept()) == 1


def test_a_key_typed_from_paper_opens(client: Client, secret: str) -> None:
    typed = "-".join(secret[at : at + 4] for at in range(0, 20, 4)).lower()
    assert client.get(TRACCAR, {"id": typed, "lat": "1", "lon": "2"}).status_code == 200
    assert kept()


def test_without_a_key_nothing_is_said_and_nothing_kept(client: Client, walker: Volunteer, now: datetime) -> None:
    said = {"_type": "location", "lat": 1, "lon": 2, "tst": int(now.timestamp())}
    answer = own(client, "", said)
    assert (answer.status_code, answer["WWW-Authenticate"][:5]) == (401, "Basic")
    assert client.post(OWNTRACKS, json.dumps(said), content_type="application/json").status_code == 401
    wrong = {"Authorization": "Basic !!!"}
    assert client.post(OWNTRACKS, "{}", content_type="application/json", headers=wrong).status_code == 401
    assert client.get(TRACCAR, {"lat": "1", "lon": "2"}).status_code == 401
    assert client.get(OWNTRACKS).status_code == 405
    assert not kept()


@pytest.mark.parametrize("body", ["[]", "{", "[" * 100_000, '"x"', f'{{"x": "{"y" * 70_000}"}}'])
def test_what_is_no_such_request_is_refused(client: Client, secret: str, body: str) -> None:
    assert own(client, secret, body).status_code == 400
    assert client.post(TRACCAR, body, content_type="application/json").status_code == 400


@pytest.mark.parametrize("tst", [None, "soon", 1e300, -1e300, True, [], float("nan")])
def test_a_moment_that_is_none_is_passed_over(client: Client, secret: str, tst: object) -> None:
    assert own(client, secret, {"_type": "location", "lat": 1, "lon": 2, "tst": tst}).json() == []
    assert not kept()


def test_taking_it_back_shuts_the_door_at_once(client: Client, walker: Volunteer, secret: str, now: datetime) -> None:
    said = {"_type": "location", "lat": 1, "lon": 2, "tst": int(now.timestamp())}
    assert own(client, secret, said).status_code == 200
    tracks.withdraw(volunteer=walker)
    assert own(client, secret, said).status_code == 401
    assert not kept()
    assert not TrackerKey.objects.exists()
    with pytest.raises(NotAgreed):
        trackers.make_key(by=walker, volunteer=walker)


def test_a_new_key_ends_the_old_and_only_hashes_are_kept(client: Client, cast: Cast, walker: Volunteer) -> None:
    first = trackers.make_key(by=walker, volunteer=walker)
    second = trackers.make_key(by=cast.officer, volunteer=walker)
    assert own(client, first, {}).status_code == 401
    assert own(client, second, {}).status_code == 200
    assert second not in str(list(TrackerKey.objects.values()))
    trackers.drop_key(by=walker, volunteer=walker)
    assert own(client, second, {}).status_code == 401


def test_it_is_held_to_a_pace(client: Client, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace.BY_KEY, "most", 2)
    monkeypatch.setattr(pace.WITHOUT_KEY, "most", 1)
    assert [own(client, secret, {}).status_code for _ in range(3)] == [200, 200, 429]
    assert [own(client, "WRONG", {}).status_code for _ in range(2)] == [401, 429]
