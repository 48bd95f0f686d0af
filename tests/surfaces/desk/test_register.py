"""Taking down what somebody brings: once, with their consent, with a slip to hand over."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import Image

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.models import Attachment, Matter
from shouwang.kernel.matters.queries import by_code
from shouwang.kernel.people.models import Consent
from shouwang.kernel.people.queries import open_person
from shouwang.lib.ids import format_code, uuid7
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

pytestmark = pytest.mark.once

REGISTER = "/desk/register/"


def said(**changes: Any) -> dict[str, Any]:
    return {
        "id": uuid7(),
        "about": "help:lost",
        "text": "钱包丢在班车上了，里面有身份证。",
        "channel": "walk_in",
        "name": "王秀兰",
        "phone": "138 0013 8000",
        "is_told": "on",
    } | changes


def send(client: Client, **changes: Any) -> HttpResponse:
    return client.post(REGISTER, said(**changes))  # type: ignore[return-value]


def photo() -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), (120, 140, 90)).save(file, "JPEG")
    return SimpleUploadedFile("a.jpg", file.getvalue(), "image/jpeg")


def test_what_a_caller_says_becomes_a_matter_with_a_slip(cast: Cast, officer: Client) -> None:
    answer = send(officer, channel="phone")
    matter = Matter.objects.get()
    assert answer.headers["Location"] == reverse("desk:slip", args=[matter.pk])
    assert (matter.kind, matter.topic, matter.channel, matter.registered_by) == ("help", "lost", "phone", cast.officer)
    assert matter.reporter is not None
    assert open_person(matter.reporter)["phone"] == "13800138000"


def test_consent_is_recorded_with_how_it_was_given(cast: Cast, officer: Client) -> None:
    send(officer)
    consent = Consent.objects.get()
    assert (consent.purpose, consent.channel) == ("matter.answer", "walk_in")


def test_the_slip_bears_number_code_and_qr_and_its_look_is_written_down(cast: Cast, officer: Client) -> None:
    send(officer)
    matter = Matter.objects.get()
    page = officer.get(reverse("desk:slip", args=[matter.pk])).content.decode()
    code = format_code(follow.code_of(matter))
    assert matter.reference in page
    assert code in page
    assert "qr-code" in page
    assert by_code(code) == matter
    assert Record.objects.filter(verb="code.looked").count() == 1


def test_sending_twice_is_one_matter_with_its_photos_once(cast: Cast, officer: Client) -> None:
    identifier = uuid7()
    for _ in range(2):
        assert send(officer, id=identifier, photos=[photo()]).status_code == 302
    assert Matter.objects.count() == 1
    assert Attachment.objects.count() == 1


def test_the_same_form_with_other_words_is_refused_and_kept(cast: Cast, officer: Client) -> None:
    identifier = uuid7()
    send(officer, id=identifier)
    answer = send(officer, id=identifier, text="别的事情，写了很多字")
    assert answer.status_code == 422
    assert "别的事情，写了很多字" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"about": ""}, "about"),
        ({"about": "help:nothing"}, "about"),
        ({"text": "  "}, "text"),
        ({"text": "字" * 5001}, "text"),
        ({"phone": "12"}, "phone"),
        ({"is_told": ""}, "is_told"),
        ({"is_anonymous": "on"}, "is_anonymous"),
        ({"name": "", "phone": ""}, "name"),
        ({"name": "", "phone": "", "is_anonymous": "on", "is_told": ""}, "is_anonymous"),
        ({"latitude": "34.7"}, "latitude"),
        ({"latitude": "112.5", "longitude": "34.7"}, "latitude"),
        ({"latitude": "51.5", "longitude": "-0.1"}, "latitude"),
        ({"photos": [SimpleUploadedFile("a.jpg", b"<html>no photo</html>", "image/jpeg")]}, "photos"),
    ],
)
def test_bad_input_gets_words_at_its_field_and_nothing_is_lost(
    cast: Cast, officer: Client, changes: dict[str, Any], field: str
) -> None:
    answer = send(officer, **changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors  # type: ignore[attr-defined]
    if "text" not in changes:
        assert "钱包丢在班车上了" in answer.content.decode()
    assert not Matter.objects.exists()


def test_swapped_numbers_are_noticed(cast: Cast, officer: Client) -> None:
    answer = send(officer, latitude="112.5", longitude="34.7")
    assert "look swapped" in answer.content.decode()


def test_a_report_may_come_without_a_name(cast: Cast, officer: Client) -> None:
    send(officer, about="report:noise", name="", phone="", is_told="", is_anonymous="on")
    assert Matter.objects.get().is_anonymous


def test_a_position_on_the_map_is_kept_with_its_source(cast: Cast, officer: Client) -> None:
    send(officer, latitude="34.701234", longitude="112.5")
    matter = Matter.objects.get()
    assert (matter.latitude, matter.longitude, matter.position_source) == (34.701234, 112.5, "map")


def test_a_matter_whose_code_was_forgotten_has_no_slip(cast: Cast, officer: Client) -> None:
    matter = bring(cast.room).matter
    Matter.objects.filter(pk=matter.pk).update(follow_lookup="")
    assert "no follow code any more" in officer.get(reverse("desk:slip", args=[matter.pk])).content.decode()


CARD = "11010519491231002X"
WITH_CARD = {"about": "help:papers", "identity": "110105 19491231 002x", "is_told_identity": "on"}


def test_an_id_number_from_the_card_is_kept_sealed_with_its_own_consent(cast: Cast, officer: Client) -> None:
    assert send(officer, **WITH_CARD).status_code == 302
    matter = Matter.objects.get()
    assert matter.reporter is not None
    assert open_person(matter.reporter)["identity"] == CARD
    assert matter.reporter.identity_lookup
    assert set(Consent.objects.values_list("purpose", flat=True)) == {"matter.answer", "matter.identity"}


@pytest.mark.parametrize(
    "change",
    [
        {"identity": "110105194912310021"},
        {"identity": "110105491231002"},
        {"about": "help:lost"},
        {"about": "report:streetlight"},
        {"channel": "phone"},
        {"is_told_identity": ""},
        {"name": ""},
        {"is_anonymous": "on", "name": "", "phone": ""},
    ],
)
def test_an_id_number_is_taken_only_where_a_counter_asks_for_it(
    cast: Cast, officer: Client, change: dict[str, str]
) -> None:
    assert send(officer, **(WITH_CARD | change)).status_code == 422
    assert not Matter.objects.exists()


def test_the_page_of_the_matter_hides_the_middle_of_the_id_number(cast: Cast, officer: Client) -> None:
    send(officer, **WITH_CARD)
    matter = Matter.objects.get()
    assert "110***" not in officer.get(reverse("desk:matter", args=[matter.pk])).content.decode()
    masked = officer.post(reverse("desk:reporter", args=[matter.pk])).content.decode()
    assert "110***********002X" in masked
    assert CARD not in masked
    whole = officer.post(reverse("desk:reporter", args=[matter.pk]), {"identity": "whole"}).content.decode()
    assert CARD in whole
    assert Record.objects.filter(verb="identity.looked").count() == 1
