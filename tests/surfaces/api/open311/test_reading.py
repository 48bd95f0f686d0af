"""What everybody may read without a key."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import kinds
from shouwang.kernel.matters.actions import editing, progress
from shouwang.kernel.matters.actions.intake import Position
from shouwang.kernel.matters.models import Matter
from shouwang.surfaces.api.pace import Pace
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed
from tests.surfaces.api.open311.conftest import Endpoint, publish

pytestmark = pytest.mark.once


def days_ago(days: float) -> str:
    return (timezone.now() - timedelta(days=days)).isoformat(timespec="seconds")


def test_discovery_says_where_the_endpoint_is(endpoint: Endpoint) -> None:
    status, told = endpoint.get("discovery")
    assert status == 200
    assert told["endpoints"][0]["formats"] == ["text/xml", "application/json"]
    assert told["endpoints"][0]["url"].endswith("/open311/v2")
    assert "0379-5550101" in told["contact"]


def test_the_services_are_the_public_topics_and_no_others(endpoint: Endpoint) -> None:
    _, told = endpoint.get("services")
    public = {f"{kind.key}-{topic.key}" for kind in kinds.known() for topic in kind.topics if topic.is_public}
    assert {service["service_code"] for service in told} == public
    assert "report-fraud" not in public
    assert not [code for code in public if code.startswith("help")]


def test_a_service_with_metadata_has_a_definition_and_one_without_has_none(endpoint: Endpoint) -> None:
    _, told = endpoint.get("services")
    urgent_anyway = {f"{kind.key}-{topic.key}" for kind in kinds.known() for topic in kind.topics if topic.is_urgent}
    for service in told:
        assert service["metadata"] is (service["service_code"] not in urgent_anyway)
        status, definition = endpoint.get(f"services/{service['service_code']}")
        assert status == (200 if service["metadata"] else 404)
        if service["metadata"]:
            (urgent,) = definition["attributes"]
            assert (urgent["code"], urgent["datatype"], urgent["order"]) == ("urgent", "singlevaluelist", 1)
            assert [value["key"] for value in urgent["values"]] == ["no", "yes"]


def test_danger_is_sent_to_the_emergency_number_first(endpoint: Endpoint) -> None:
    _, told = endpoint.get("services")
    fire = next(service for service in told if service["service_code"] == "report-fire")
    assert "119" in fire["description"]


@pytest.mark.parametrize("code", ["report-fraud", "help-lost", "report", "report-", "x", "report-streetlight-x"])
def test_an_unknown_or_private_service_is_not_found(endpoint: Endpoint, code: str) -> None:
    assert endpoint.get(f"services/{code}")[0] == 404
    assert endpoint.get("requests", service_code=code)[0] == 404


def test_a_request_is_shown_once_its_text_is_released_and_no_longer_when_it_is_taken_down(
    cast: Cast, endpoint: Endpoint
) -> None:
    matter = bring(cast.room).matter
    path = f"requests/{matter.reference}"
    assert endpoint.get(path)[0] == 404
    editing.publish(by=cast.officer, matter=matter, public_text="村口路灯在修")
    status, (told,) = endpoint.get(path)
    assert (status, told["service_request_id"], told["description"]) == (200, matter.reference, "村口路灯在修")
    assert endpoint.get("requests")[1] == [told]
    editing.unpublish(by=cast.officer, matter=matter)
    assert endpoint.get(path)[0] == 404
    assert endpoint.get("requests")[1] == []


def test_a_topic_that_became_private_hides_what_was_released(cast: Cast, endpoint: Endpoint) -> None:
    matter = publish(cast)
    base = {"topic": "streetlight"}
    editing.revise(by=cast.officer, matter=matter, base=base, yours={"topic": "fraud"})
    assert endpoint.get(f"requests/{matter.reference}")[0] == 404
    assert endpoint.get("requests")[1] == []


def test_status_follows_the_matter(cast: Cast, endpoint: Endpoint) -> None:
    going, done = publish(cast), closed(cast)
    editing.publish(by=cast.officer, matter=done, public_text="路灯修好了")
    away = progress.send_away(by=cast.officer, matter=publish(cast), answer="找供电所")
    statuses = {told["service_request_id"]: told["status"] for told in endpoint.get("requests")[1]}
    assert statuses == {going.reference: "open", done.reference: "closed", away.reference: "closed"}
    assert {t["service_request_id"] for t in endpoint.get("requests", status="open")[1]} == {going.reference}
    both = endpoint.get("requests", status="open,closed")[1]
    assert len(both) == 3
    assert len(endpoint.get("requests", status="closed")[1]) == 2


def test_a_position_is_rounded_to_about_a_hundred_metres(cast: Cast, endpoint: Endpoint) -> None:
    publish(cast, position=Position(34.812345, 112.698765, "gps", 5))
    (told,) = endpoint.get("requests")[1]
    assert (told["lat"], told["long"]) == (34.812, 112.699)


def test_moments_have_a_zone(cast: Cast, endpoint: Endpoint) -> None:
    publish(cast)
    (told,) = endpoint.get("requests")[1]
    for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
        assert told[name].endswith("+08:00")


def test_without_days_the_last_ninety_are_shown(cast: Cast, endpoint: Endpoint) -> None:
    recent = publish(cast, received_at=timezone.now() - timedelta(days=89))
    publish(cast, received_at=timezone.now() - timedelta(days=91))
    assert [told["service_request_id"] for told in endpoint.get("requests")[1]] == [recent.reference]


def test_of_a_closed_request_the_moment_of_closing_is_told(cast: Cast, endpoint: Endpoint) -> None:
    done = closed(cast)
    ended = timezone.localtime(done.ended_at).isoformat(timespec="seconds")
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        editing.publish(by=cast.officer, matter=done, public_text="路灯修好了")
        (told,) = endpoint.get("requests")[1]
    assert (told["status"], told["updated_datetime"]) == ("closed", ended)


def test_a_list_may_come_with_commas_or_again_and_again(cast: Cast, endpoint: Endpoint) -> None:
    light, water = publish(cast), publish(cast, topic="water")
    both = {light.reference, water.reference}
    for query in (
        f"service_request_id={light.reference}&service_request_id={water.reference}",
        "service_code=report-streetlight&service_code=report-water",
        "status=open&status=closed",
        "service_code=&status=&start_date=&service_request_id=",
    ):
        told = Client().get(f"/open311/v2/requests.json?{query}").json()
        assert {one["service_request_id"] for one in told} == both


def test_days_and_services_narrow_the_list_and_ids_override_all(cast: Cast, endpoint: Endpoint) -> None:
    old = publish(cast, received_at=timezone.now() - timedelta(days=200))
    new = publish(cast, topic="water")

    def found(**given: str) -> list[str]:
        return [told["service_request_id"] for told in endpoint.get("requests", **given)[1]]

    assert found(start_date=days_ago(210), end_date=days_ago(190)) == [old.reference]
    assert found(start_date=days_ago(210)) == [old.reference]
    assert found(end_date=days_ago(190)) == [old.reference]
    assert found(service_code="report-water,report-noise") == [new.reference]
    assert found(service_code="report-noise") == []
    ids = f"{old.reference},{new.reference},HW-2020-9999"
    assert found(service_request_id=ids, service_code="report-noise", status="closed") == [new.reference, old.reference]
    assert found(start_date="", end_date="", service_code="", status="") == [new.reference]


def test_a_plus_that_was_not_escaped_is_understood(cast: Cast, endpoint: Endpoint) -> None:
    publish(cast)
    since = days_ago(1)
    client = Client()
    response = client.get(f"/open311/v2/requests.json?start_date={since}")
    assert response.status_code == 200
    assert len(response.json()) == 1


def test_a_page_at_a_time(cast: Cast, endpoint: Endpoint) -> None:
    made = [publish(cast).reference for _ in range(3)]
    pages = [endpoint.get("requests", page=str(page), page_size="2")[1] for page in (1, 2, 3)]
    assert [[told["service_request_id"] for told in page] for page in pages] == [made[:0:-1], made[:1], []]


@pytest.mark.parametrize(
    "given",
    [
        {"status": "done"},
        {"start_date": "yesterday"},
        {"start_date": "2026-11-24T09:30:00"},
        {"start_date": "0001-01-01T00:00:00+08:00"},
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-05-01T00:00:00Z"},
        {"start_date": "2026-05-01T00:00:00Z", "end_date": "2026-04-01T00:00:00Z"},
        {"page": "0"},
        {"page_size": "5000"},
        {"service_request_id": ",".join(str(number) for number in range(201))},
    ],
)
def test_what_can_not_be_read_is_refused_in_words(endpoint: Endpoint, given: dict[str, str]) -> None:
    status, (error,) = endpoint.get("requests", **given)
    assert (status, error["code"]) == (400, 400)
    assert error["description"]


def test_ninety_days_exactly_are_not_too_many(endpoint: Endpoint) -> None:
    given = {"start_date": "2026-01-01T00:00:00+08:00", "end_date": "2026-04-01T00:00:00+08:00"}
    assert endpoint.get("requests", **given)[0] == 200


def test_with_several_rooms_one_is_named(cast: Cast) -> None:
    endpoint, matter = Endpoint(), publish(cast)
    for path in ("services", "services/report-fire", "requests", f"requests/{matter.reference}", "tokens/x"):
        assert endpoint.get(path)[0] == 400
        assert endpoint.get(path, jurisdiction_id="zz")[0] == 404
    assert len(endpoint.get("requests", jurisdiction_id="hw")[1]) == 1
    assert endpoint.get("requests", jurisdiction_id="lp")[1] == []
    assert endpoint.get(f"requests/{matter.reference}", jurisdiction_id="LP")[0] == 404


def test_without_any_room_there_is_no_jurisdiction(db: None) -> None:
    assert not Room.objects.exists()
    assert Endpoint().get("services")[0] == 404
    assert Endpoint().get("discovery")[1]["contact"]


def test_a_token_leads_to_the_number(cast: Cast, endpoint: Endpoint) -> None:
    matter = bring(cast.room, channel=Matter.Channel.OPEN311).matter
    status, (told,) = endpoint.get(f"tokens/{matter.pk}")
    assert (status, told) == (200, {"service_request_id": matter.reference, "token": str(matter.pk)})
    assert endpoint.get("tokens/none")[0] == 404
    assert endpoint.get(f"tokens/{bring(cast.room).matter.pk}")[0] == 404


def test_who_asks_too_often_waits(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shouwang.surfaces.api.open311.views.WITHOUT_KEY", Pace(most=2, seconds=60))
    assert endpoint.get("services")[0] == 200
    response = Client().get("/open311/v2/services.json")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


def test_html_and_control_characters_in_a_released_text_break_nothing(cast: Cast, endpoint: Endpoint) -> None:
    publish(cast, words="<b>灯</b> & ]]> \x08 \x1b <!-- --> 👍")
    (told,) = endpoint.get("requests")[1]
    assert told["description"] == "<b>灯</b> & ]]>   <!-- --> 👍"
