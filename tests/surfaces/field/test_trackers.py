"""A volunteer lets a program of their own tell where they walk: from their phone, only after they agreed."""

import json
from base64 import b64decode

import pytest

from shouwang.systems.patrol.actions import tracks, volunteers
from tests.cast import Cast
from tests.surfaces.field.conftest import Phone, post

pytestmark = pytest.mark.django_db
TRACKER = "/field/api/tracker/"


def test_whoever_is_no_volunteer_has_no_such_key(phone: Phone) -> None:
    assert phone.post("tracker/", {}).status_code == 403
    assert post(phone.client, "tracker/", {}).status_code == 401


def test_a_volunteer_who_agreed_gets_a_key_that_opens_until_it_is_taken_back(cast: Cast, phone: Phone) -> None:
    walker = volunteers.take_on_known(by=cast.officer, room=cast.room, person=phone.member.person)
    assert phone.post("tracker/", {}).status_code == 409
    tracks.agree(volunteer=walker, text_version="2026-11", channel="field")
    made = phone.post("tracker/", {})
    assert (made.status_code, "no-store" in made["Cache-Control"]) == (201, True)
    told = made.json()
    inline = json.loads(b64decode(told["link"].partition("inline=")[2]))
    assert inline["url"] == told["owntracks"] == "http://testserver/api/positions/owntracks"
    assert inline["password"] == told["key"].replace("-", "")
    assert phone.get("tracker/").json()["since"]
    asked = f"{told['traccar']}?id={told['key']}&lat=1&lon=2"
    assert phone.client.get(asked).status_code == 200
    headers = {"Authorization": f"Device {phone.key}"}
    assert phone.client.delete(TRACKER, headers=headers).json() == {}
    assert phone.client.get(asked).status_code == 401
    assert phone.get("tracker/").json() == {"since": None}
