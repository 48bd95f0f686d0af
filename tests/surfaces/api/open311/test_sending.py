"""Requests that other programs send."""

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters.actions import editing
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.matters.queries import by_code
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person
from shouwang.kernel.people.scopes import Scope
from tests.cast import Cast
from tests.surfaces.api.open311.conftest import Endpoint, Keys

pytestmark = pytest.mark.once

LIGHT = {
    "service_code": "report-streetlight",
    "lat": "34.8123",
    "long": "112.6987",
    "description": "村口的路灯坏了三天了。\n晚上看不见路。",
}


def test_a_request_becomes_a_matter(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    status, (told,) = endpoint.post(
        api_key=key(cast.officer), **LIGHT, first_name="某", last_name="钱", phone="139 0000 0003"
    )
    matter = Matter.objects.get()
    assert (status, told["service_request_id"]) == (200, matter.reference)
    assert "token" not in told
    assert (matter.kind, matter.topic, matter.channel) == ("report", "streetlight", "open311")
    assert (matter.latitude, matter.longitude, matter.position_source) == (34.8123, 112.6987, "api")
    assert matter.text == LIGHT["description"]
    assert matter.reporter is not None
    assert open_person(matter.reporter)["name"] == "钱某"
    assert open_person(matter.reporter)["phone"] == "13900000003"


def test_xml_says_the_same(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    secret = key(cast.officer)
    assert endpoint.post("xml", api_key=secret, **LIGHT)[1][0]["service_request_id"] == Matter.objects.get().reference


def test_the_notice_leads_its_sender_to_the_matter(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    _, (told,) = endpoint.post(api_key=key(cast.officer), **LIGHT)
    code = told["service_notice"].split("/f/")[1].split("/")[0]
    assert by_code(code) == Matter.objects.get()


def test_the_same_request_within_ten_minutes_is_one(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    secret = key(cast.officer)
    first, second = endpoint.post(api_key=secret, **LIGHT), endpoint.post(api_key=secret, **LIGHT)
    assert first == second
    assert Matter.objects.count() == 1
    endpoint.post(api_key=secret, **LIGHT | {"description": "又一盏"})
    endpoint.post(api_key=key(cast.officer), **LIGHT)
    assert Matter.objects.count() == 3


def test_the_same_words_later_are_another_request(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    secret = key(cast.officer)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        endpoint.post(api_key=secret, **LIGHT)
        clock.shift(599)
        endpoint.post(api_key=secret, **LIGHT)
        assert Matter.objects.count() == 1
        clock.shift(2)
        endpoint.post(api_key=secret, **LIGHT)
    assert Matter.objects.count() == 2


def test_no_key_a_wrong_key_or_a_key_for_something_else_is_refused(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    for secret in ("", "sw_wrong", key(cast.officer, Scope.MATTERS_WRITE), key(cast.lawyer), key(cast.stranger)):
        status, (error,) = endpoint.post(api_key=secret, **LIGHT)
        assert (status, error["code"]) == (403, 403)
    assert not Matter.objects.exists()


def test_a_key_reaches_the_rooms_of_its_account_only(cast: Cast, key: Keys) -> None:
    endpoint, secret = Endpoint(), key(cast.officer)
    assert endpoint.post(api_key=secret, jurisdiction_id="lp", **LIGHT)[0] == 403
    assert endpoint.post(api_key=secret, jurisdiction_id="zz", **LIGHT)[0] == 404
    assert endpoint.post(api_key=secret, **LIGHT)[0] == 400
    assert endpoint.post(api_key=secret, jurisdiction_id="hw", **LIGHT)[0] == 200


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"service_code": ""}, 400),
        ({"service_code": "report-fraud"}, 404),
        ({"service_code": "nothing"}, 404),
        ({"lat": "", "long": ""}, 400),
        ({"lat": "34.8", "long": ""}, 400),
        ({"lat": "north"}, 400),
        ({"lat": "nan"}, 400),
        ({"lat": "91"}, 400),
        ({"lat": "80.5", "long": "34.8"}, 400),
        ({"lat": "112.6987", "long": "34.8123"}, 400),
        ({"address_id": "x"}, 404),
        ({"address_id": "01920000-0000-7000-8000-000000000000"}, 404),
        ({"description": "长" * 4001}, 400),
        ({"description": "<script>alert(1)</script>"}, 400),
        ({"description": "看 <a href=x>这里</a>"}, 400),
        ({"address_string": "长" * 201}, 400),
        ({"phone": "1" * 21}, 400),
        ({"attribute[urgent]": "maybe"}, 400),
        ({"attribute[colour]": "red"}, 400),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_saved(
    cast: Cast, endpoint: Endpoint, key: Keys, change: dict[str, str], code: int
) -> None:
    given: dict[str, Any] = LIGHT | change
    status, (error,) = endpoint.post(api_key=key(cast.officer), **given)
    assert (status, error["code"]) == (code, code)
    assert error["description"]
    assert not Matter.objects.exists()
    assert endpoint.post("xml", api_key=key(cast.officer), **given)[0] == code


@pytest.mark.parametrize("lat", ["112.4", "85.0"])  # a longitude beyond 90 is no latitude, one below it is
def test_an_exchanged_position_is_called_exchanged(cast: Cast, endpoint: Endpoint, key: Keys, lat: str) -> None:
    status, (error,) = endpoint.post(api_key=key(cast.officer), **LIGHT | {"lat": lat, "long": "34.6"})
    assert (status, error["code"]) == (400, 400)
    assert "lat and long look swapped" in error["description"]
    assert not Matter.objects.exists()


def test_a_latitude_that_is_none_is_called_so(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    for lat in ("91", "-91", "nan", "inf", "north"):
        _, (error,) = endpoint.post(api_key=key(cast.officer), **LIGHT | {"lat": lat})
        assert "lat should be degrees from -90 to 90" in error["description"]


def test_four_thousand_characters_and_a_comparison_are_fine(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    secret = key(cast.officer)
    assert endpoint.post(api_key=secret, **LIGHT | {"description": "长" * 4000})[0] == 200
    assert endpoint.post(api_key=secret, **LIGHT | {"description": "水深 < 1 米，3 > 2 & 1"})[0] == 200


def test_an_address_alone_is_enough(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    place = Place.objects.create(room=cast.room, name="河湾小学", latitude=34.8, longitude=112.6)
    nowhere = LIGHT | {"lat": "", "long": ""}
    secret = key(cast.officer)
    assert endpoint.post(api_key=secret, **nowhere | {"address_string": "东口"})[0] == 200
    assert endpoint.post(api_key=secret, **nowhere | {"address_id": str(place.pk)})[0] == 200
    assert list(Matter.objects.order_by("number").values_list("where", "place")) == [("东口", None), ("", place.pk)]


@pytest.mark.parametrize(("said", "is_urgent"), [("yes", True), ("no", False), (None, False)])
def test_the_attribute_decides_whether_it_can_wait(
    cast: Cast, endpoint: Endpoint, key: Keys, said: str | None, is_urgent: bool
) -> None:
    given = LIGHT | ({"attribute[urgent]": said} if said else {})
    assert endpoint.post(api_key=key(cast.officer), **given)[0] == 200
    assert Matter.objects.get().is_urgent is is_urgent


def test_dangerous_services_are_urgent_whatever_an_older_client_says(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    secret, water = key(cast.officer), LIGHT | {"service_code": "report-water"}
    assert endpoint.post(api_key=secret, **water | {"attribute[urgent]": "yes"})[0] == 200
    assert endpoint.post(api_key=secret, **water | {"attribute[urgent]": "no"})[0] == 200
    assert endpoint.post(api_key=secret, **water | {"attribute[urgent]": "maybe"})[0] == 400
    assert endpoint.post(api_key=secret, **water | {"attribute[urgent][]": ["yes", "no"]})[0] == 400
    assert list(Matter.objects.order_by("number").values_list("is_urgent", flat=True)) == [True, True]


def test_a_media_link_is_noted_for_the_desk_and_never_opened(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    # Opening any address but loopback fails the test run; a note is all that comes of it.
    url = "http://169.254.169.254/latest/meta-data"
    status, (told,) = endpoint.post(api_key=key(cast.officer), **LIGHT, media_url=url)
    note = Entry.objects.get(verb="note")
    assert status == 200
    assert url in note.text
    assert not note.is_public
    editing.publish(by=cast.officer, matter=Matter.objects.get(), public_text="在修")
    assert url not in str(endpoint.get(f"requests/{told['service_request_id']}")[1])


def test_without_a_name_it_is_anonymous_and_no_person_is_kept(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    endpoint.post(api_key=key(cast.officer), **LIGHT, email="nobody@example.org")
    assert Matter.objects.get().is_anonymous
    assert not Person.objects.exists()


def test_a_body_of_twenty_megabytes_is_refused_unread(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    status, (error,) = endpoint.post(api_key=key(cast.officer), **LIGHT | {"description": "x" * 20_000_000})
    assert (status, error["code"]) == (413, 413)


def test_what_is_no_form_is_refused(cast: Cast, endpoint: Endpoint) -> None:
    client = Client()
    for body, media in ((b"{}", "application/json"), (b"<request/>", "text/xml"), (b"x", "text/plain")):
        response = client.post("/open311/v2/requests.json", body, content_type=media)
        assert response.status_code == 400
        assert "x-www-form-urlencoded" in response.content.decode() or "字段" in response.content.decode()


def test_another_encoding_is_refused_in_words(cast: Cast, endpoint: Endpoint, key: Keys) -> None:
    body = f"api_key={key(cast.officer)}&service_code=report-streetlight&lat=34.8&long=112.6&description=".encode()
    media = "application/x-www-form-urlencoded"
    response = Client().post("/open311/v2/requests.json", body + "路灯".encode("gbk"), content_type=media)
    assert response.status_code == 400
    assert "UTF-8" in response.json()[0]["description"]
