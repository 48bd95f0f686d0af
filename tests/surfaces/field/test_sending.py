"""A report from a watcher's phone: once, late, without a name, with a wrong clock; and what can't be taken."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Device
from shouwang.lib.ids import uuid7
from shouwang.surfaces.public.forms import MOST_LETTERS
from shouwang.systems.watch.actions import groups
from shouwang.systems.watch.models import Report
from tests.cast import Cast
from tests.surfaces.field.conftest import Phone, post

pytestmark = pytest.mark.django_db


def said(**changes: Any) -> dict[str, Any]:
    now = timezone.now().isoformat()
    words = {
        "id": str(uuid7()),
        "topic": "water",
        "text": "两个孩子在河滩下水，没有大人",
        "said_at": now,
        "left_at": now,
    }
    return words | changes


def test_a_report_becomes_a_matter_in_the_watchers_name(phone: Phone) -> None:
    words = said()
    answer = phone.post("reports/", words)
    assert answer.status_code == 201, answer.content
    matter = Matter.objects.get(pk=words["id"])
    assert answer.json()["reference"] == matter.reference
    assert (matter.channel, matter.topic, matter.is_urgent) == ("field", "water", True)
    assert matter.reporter == phone.member.person
    assert Report.objects.get(matter=matter).group == phone.group


def test_the_same_report_twice_is_one_matter_and_one_answer(phone: Phone) -> None:
    words = said()
    first, again = phone.post("reports/", words), phone.post("reports/", words)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Matter.objects.count() == Report.objects.count() == 1


def test_other_words_under_the_same_id_are_not_lost_behind_the_first(phone: Phone) -> None:
    words = said()
    phone.post("reports/", words)
    answer = phone.post("reports/", words | {"text": "孩子已经上岸了"})
    assert answer.status_code == 409
    assert Matter.objects.get().text == words["text"]


def test_without_a_name_nothing_leads_to_the_watcher(phone: Phone) -> None:
    words = said(anonymous=True)
    assert phone.post("reports/", words).status_code == 201
    matter = Matter.objects.get(pk=words["id"])
    assert matter.is_anonymous
    assert matter.reporter is None
    assert not Report.objects.exists()
    traces = {str(phone.member.person.pk), str(phone.member.pk), str(phone.group.pk)}
    since = Record.objects.filter(at__gte=matter.received_at)
    assert since.filter(object_id=str(matter.pk)).exists()
    assert not [one for one in since if traces & {one.actor, one.object_id, one.detail}]
    assert [one["id"] for one in phone.get("state/").json()["reports"]] == []


@pytest.mark.parametrize("clock", [timedelta(days=-365), timedelta(days=366), timedelta()])
def test_a_phone_whose_clock_is_off_by_a_year_tells_the_right_hour(phone: Phone, clock: timedelta) -> None:
    now = timezone.now() + clock
    words = said(said_at=(now - timedelta(hours=3)).isoformat(), left_at=now.isoformat())
    phone.post("reports/", words)
    report = Report.objects.get(matter_id=words["id"])
    assert abs(report.arrived_at - report.said_at - timedelta(hours=3)) < timedelta(seconds=5)
    assert report.waited


@pytest.mark.parametrize(
    ("at", "left"),
    [("", ""), ("gestern", "heute"), ("2026-02-30T10:00:00Z", "x"), ("2026-01-01T10:00:00", "2026-01-01T10:00:00")],
)
def test_a_clock_that_says_nothing_is_no_reason_to_lose_words(phone: Phone, at: str, left: str) -> None:
    assert phone.post("reports/", said(said_at=at, left_at=left)).status_code == 201


def test_a_report_written_after_it_left_is_from_now(phone: Phone) -> None:
    now = timezone.now()
    words = said(said_at=(now + timedelta(days=2)).isoformat(), left_at=now.isoformat())
    assert phone.post("reports/", words).status_code == 201
    assert not Report.objects.get(matter_id=words["id"]).waited


def test_a_position_in_the_sea_is_left_out_and_said(phone: Phone, cast: Cast) -> None:
    cast.room.latitude, cast.room.longitude = 34.917, 112.606
    cast.room.save()
    far = {"latitude": 20.0, "longitude": 130.0, "accuracy": 12, "source": "gps"}
    answer = phone.post("reports/", said(position=far))
    assert answer.status_code == 201
    assert answer.json()["notes"]
    assert Matter.objects.get().latitude is None


def test_a_position_in_the_village_is_kept_with_its_accuracy(phone: Phone, cast: Cast) -> None:
    cast.room.latitude, cast.room.longitude = 34.917, 112.606
    cast.room.save()
    near = {"latitude": 34.918, "longitude": 112.607, "accuracy": 12, "source": "gps"}
    phone.post("reports/", said(position=near))
    matter = Matter.objects.get()
    assert (matter.latitude, matter.longitude, matter.accuracy_m) == (34.918, 112.607, 12)
    assert matter.position_source == "gps"


@pytest.mark.parametrize(
    "position",
    ["here", [], {"latitude": "north"}, {"latitude": True, "longitude": 1}, {"latitude": 34.9}, {"latitude": None}],
)
def test_what_is_no_position_is_no_reason_to_lose_words(phone: Phone, position: Any) -> None:
    assert phone.post("reports/", said(position=position)).status_code == 201


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"topic": "weather"}, "topic"),
        ({"text": ""}, "text"),
        ({"text": "水" * (MOST_LETTERS + 1)}, "text"),
        ({"text": "水" * 20_000}, "text"),
        ({"where": "桥" * 201}, "where"),
        ({"id": "1"}, "id"),
        ({"id": str(uuid4())}, "id"),
        ({"files": ["nobody.knows"]}, "files"),
    ],
)
def test_what_cannot_be_taken_is_said_in_words_and_nothing_is_written(
    phone: Phone, changes: dict[str, Any], field: str
) -> None:
    answer = phone.post("reports/", said(**changes))
    assert answer.status_code == 422
    assert answer.json()["field"] == field
    assert answer.json()["message"]
    assert not Matter.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff\xfe", b'"x"', b"[" * 100_000, b" " * (1 << 20 | 1)])
def test_what_is_no_report_at_all_is_said(phone: Phone, body: bytes) -> None:
    answer = phone.post("reports/", body)
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_a_phone_taken_off_the_list_is_told_so_and_opens_nothing(phone: Phone, cast: Cast) -> None:
    groups.take_off(by=cast.officer, device=Device.objects.get())
    for answer in (phone.get("state/"), phone.post("reports/", said()), phone.post("sos/", said())):
        assert answer.status_code == 401
        assert answer.json()["message"]
    assert not Matter.objects.exists()


@pytest.mark.parametrize("header", ["", "Device ", "Device swd_wrong", "Bearer x", "Device"])
def test_without_its_key_nothing_opens(phone: Phone, header: str) -> None:
    headers = {"Authorization": header} if header else {}
    assert phone.client.get("/field/api/state/", headers=headers).status_code == 401
    assert post(phone.client, "reports/", said(), headers).status_code == 401


def test_a_cry_for_help_is_urgent_once_and_has_a_number_to_ring(phone: Phone) -> None:
    cry = {"id": str(uuid7()), "position": None}
    assert phone.post("sos/", cry).status_code == 201
    assert phone.post("sos/", cry).status_code == 200
    matter = Matter.objects.get()
    assert (matter.topic, matter.is_urgent) == ("sos", True)
    assert matter.title


def test_nobody_else_reads_or_rates_a_watchers_report(phone: Phone, enrol: Callable[..., Phone]) -> None:
    words = said()
    phone.post("reports/", words)
    other = enrol("白明", "13900000018")
    assert other.get("state/").json()["reports"] == []
    assert other.post(f"reports/{words['id']}/words/", {"id": str(uuid7()), "text": "…"}).status_code == 404
    assert other.post(f"reports/{words['id']}/rating/", {"score": 3}).status_code == 404


def test_more_words_come_once_however_often_they_are_sent(phone: Phone) -> None:
    words = said()
    phone.post("reports/", words)
    more = {"id": str(uuid7()), "text": "孩子上岸了"}
    assert phone.post(f"reports/{words['id']}/words/", more).status_code == 200
    assert phone.post(f"reports/{words['id']}/words/", more).status_code == 200
    assert Matter.objects.get().entries.filter(verb="reporter_words").count() == 1


def test_the_state_names_the_group_the_room_and_the_own_reports(phone: Phone) -> None:
    words = said()
    phone.post("reports/", words)
    state = phone.get("state/").json()
    assert state["me"] == {"name": "马小川", "group": "守望三组", "role": "member"}
    assert state["room"]["phone"] == "0379-5550101"
    assert [one["id"] for one in state["reports"]] == [words["id"]]
    assert set(state["tickets"]) == {"photos", "voice"}


NEAR = {"latitude": 34.918, "longitude": 112.607, "accuracy": 12, "source": "gps"}


@pytest.mark.parametrize("change", [{"anonymous": True}, {"urgent": True}, {"position": NEAR}, {"files": ["one.more"]}])
def test_what_was_changed_after_it_arrived_is_not_taken_for_arrived(phone: Phone, change: dict[str, Any]) -> None:
    words = said(topic="noise")
    phone.post("reports/", words)
    answer = phone.post("reports/", words | change)
    matter = Matter.objects.get()
    told = answer.json()
    assert (answer.status_code, told["code"], told["named"], told["reference"]) == (
        409,
        "arrived",
        True,
        matter.reference,
    )
    assert "送到" in told["message"]
    assert ("写着您的名字" in told["message"]) == bool(change.get("anonymous"))
    assert not matter.is_anonymous
    assert matter.reporter == phone.member.person


def test_a_name_given_after_it_arrived_without_one_is_not_put_to_it(phone: Phone) -> None:
    words = said(anonymous=True)
    phone.post("reports/", words)
    told = phone.post("reports/", words | {"anonymous": False}).json()
    assert (told["code"], told["named"]) == ("arrived", False)
    assert "reference" not in told
    assert Matter.objects.get().reporter is None


def test_a_report_of_somebody_else_is_no_secret_told_by_its_id(phone: Phone, enrol: Callable[..., Phone]) -> None:
    words = said()
    phone.post("reports/", words)
    answer = enrol("白明", "13900000018").post("reports/", words | {"text": "别的"})
    assert answer.status_code == 409
    assert set(answer.json()) <= {"message", "field"}


def test_the_same_again_is_the_same_after_the_room_struck_off_its_place(phone: Phone, cast: Cast) -> None:
    place = Place.objects.create(room=cast.room, name="村东桥头", kind="other", latitude=34.4, longitude=112.6)
    words = said(place=str(place.pk))
    phone.post("reports/", words)
    place.delete()
    assert phone.post("reports/", words).status_code == 200


def test_a_cry_with_a_position_is_the_cry_without_it(phone: Phone) -> None:
    cry = {"id": str(uuid7()), "position": None}
    phone.post("sos/", cry)
    assert phone.post("sos/", cry | {"position": NEAR}).status_code == 200
