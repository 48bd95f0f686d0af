"""Report, ask, suggest without JavaScript: nothing typed is lost, one matter however often it is sent."""

import re

import pytest
from django.test import Client

from shouwang.kernel.ground.models import Place, Room
from shouwang.kernel.matters.models import Attachment, Matter
from shouwang.kernel.people.models import Consent, Person
from shouwang.kernel.people.queries import open_person
from tests.surfaces.public.typing_in import REPORT, TEXT, code_of, everything, photo, recording, send, sent, what


def test_the_topics_that_are_emergencies_say_which_number_to_ring_first(client: Client, room: Room) -> None:
    page = client.get("/r/HW/report/").content.decode()
    assert "先打 110" in page
    assert "先打 119" in page
    assert 'href="tel:119"' in client.get("/r/HW/report/fire/").content.decode()
    assert "正在发生" not in client.get("/r/HW/report/streetlight/").content.decode()


@pytest.mark.parametrize("address", ["/r/HW/choir/", "/r/HW/report/choir/", "/r/HW/choir/water/"])
def test_an_unknown_kind_or_topic_is_not_found(client: Client, room: Room, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_second_step_leads_to_the_third_with_everything_kept(client: Client, room: Room, bridge: Place) -> None:
    page = client.post(REPORT, what(place=str(bridge.pk), where="柳树下", is_urgent="on")).content.decode()
    assert 'name="part" value="who"' in page
    assert TEXT in page
    assert "柳树下" in page
    assert Matter.objects.count() == 0


def test_the_last_press_makes_one_matter_and_leads_to_its_receipt(client: Client, room: Room, bridge: Place) -> None:
    matter, code = sent(client, place=str(bridge.pk), where="柳树下", is_urgent="on")
    assert (matter.reference[:3], matter.kind, matter.topic, matter.text) == ("HW-", "report", "water", TEXT)
    assert (matter.place, matter.where, matter.is_urgent) == (bridge, "柳树下", True)
    assert (matter.latitude, matter.position_source) == (bridge.latitude, "place")
    receipt = client.get(f"/f/{code}/receipt/").content.decode()
    assert matter.reference in receipt
    assert code in receipt
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", code) or len(code) == 12


def test_sending_twice_is_one_matter_and_one_receipt(client: Client, room: Room) -> None:
    first, second = send(client), send(client)
    assert code_of(first) == code_of(second)
    assert Matter.objects.count() == 1


def test_the_same_page_with_other_words_is_asked_about_and_then_a_second_matter(client: Client, room: Room) -> None:
    send(client)
    answer = send(client, text="另外一件事：路灯坏了。")
    assert answer.status_code == 409
    assert "另外一件事" in answer.content.decode()
    found = re.search(r'name="key" value="([^"]+)"', answer.content.decode())
    assert found
    assert send(client, text="另外一件事：路灯坏了。", key=found[1]).status_code == 303
    assert Matter.objects.count() == 2


def test_each_page_has_its_own_key(client: Client, room: Room) -> None:
    keys = {re.search(r'name="key" value="([^"]+)"', client.get(REPORT).content.decode())[1] for _ in range(2)}  # type: ignore[index]
    assert len(keys) == 2


def test_a_broken_key_is_replaced_and_the_words_are_taken(client: Client, room: Room) -> None:
    assert send(client, key="<script>").status_code == 303


def test_nothing_said_is_asked_for(client: Client, room: Room) -> None:
    answer = client.post(REPORT, what(text="  ", where="桥头"))
    assert answer.status_code == 422
    assert "请写几句，或者说一段。" in answer.content.decode()
    assert "桥头" in answer.content.decode()


def test_who_leaves_a_name_is_kept_sealed_with_consent(client: Client, room: Room) -> None:
    matter, _ = sent(client, phone="138 0013 8000")
    assert matter.reporter is not None
    assert open_person(matter.reporter)["phone"] == "13800138000"
    consent = Consent.objects.get(person=matter.reporter)
    assert (consent.purpose, consent.channel, consent.text_version) == ("matter.answer", "public", "2026-12")


def test_who_stays_anonymous_leaves_nothing_even_if_a_name_was_typed(client: Client, room: Room) -> None:
    matter, _ = sent(client, who="anonymous", name="吴秀兰", phone="13800138000")
    assert matter.is_anonymous
    assert Person.objects.count() == 0


def test_who_leaves_a_name_must_leave_one(client: Client, room: Room) -> None:
    answer = send(client, name="", phone="")
    assert answer.status_code == 422
    assert "请留个称呼或电话" in answer.content.decode()
    assert TEXT in answer.content.decode()


def test_the_choice_between_name_and_no_name_is_not_made_for_anybody(client: Client, room: Room) -> None:
    assert "请在两个里选一个。" in send(client, who="").content.decode()


def test_a_request_for_help_needs_somebody_to_find(client: Client, room: Room) -> None:
    address = "/r/HW/help/visitor/"
    assert "Nobody learns" not in client.get(address).content.decode()
    assert "不留名" not in client.get(address).content.decode()
    assert send(client, address, who="anonymous", name="", phone="").status_code == 422
    matter, _ = sent(client, address, who="anonymous", name="吴秀兰", phone="")
    assert not matter.is_anonymous


@pytest.mark.parametrize("ask", ["get", "post"])
def test_what_was_lost_is_told_on_its_own_pages_whatever_link_somebody_came_by(
    client: Client, room: Room, ask: str
) -> None:
    answer = getattr(client, ask)("/r/HW/help/lost/")
    assert (answer.status_code, answer.url) == (303, "/r/HW/lost/")
    assert 'href="/r/HW/lost/"' in client.get("/r/HW/help/").content.decode()
    assert not Matter.objects.exists()


@pytest.mark.parametrize("number", ["13800138000", "0379-67891234", "+86 138 0013 8000", "+1 (202) 555-0143"])
def test_telephones_of_here_and_of_visitors_are_taken(client: Client, room: Room, number: str) -> None:
    assert send(client, phone=number).status_code == 303


def test_a_wrong_telephone_is_said_and_kept(client: Client, room: Room) -> None:
    answer = send(client, phone="12345")
    assert "这个电话号码不对" in answer.content.decode()
    assert 'value="12345"' in answer.content.decode()


def test_html_is_shown_as_text(client: Client, room: Room) -> None:
    text = "<script>alert(1)</script><b>桥头</b>"
    page = client.post(REPORT, what(text=text)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    _, code = sent(client, text=text)
    assert "<script>alert" not in client.get(f"/f/{code}/").content.decode()


def test_text_beyond_the_limit_is_refused_in_words_and_kept(client: Client, room: Room) -> None:
    answer = client.post(REPORT, what(text="水" * 5001))
    assert answer.status_code == 422
    assert "您写了 5,001 个字，最多能发 5,000 个字" in answer.content.decode()
    assert "水" * 5001 in answer.content.decode()
    assert send(client, text="水" * 5000).status_code == 303


def test_twenty_megabytes_of_text_get_words_and_a_small_page(client: Client, room: Room) -> None:
    answer = client.post(REPORT, what(text="a" * 20_000_000))
    assert answer.status_code == 422
    assert "20,000,000" in answer.content.decode()
    assert len(answer.content) < 200_000


def test_photos_and_a_recording_arrive_with_the_matter(client: Client, room: Room) -> None:
    matter, _ = sent(client, photos=[photo("a1.jpg"), photo("b2.jpg")], voice=recording())
    kinds = Attachment.objects.filter(matter=matter, is_from_reporter=True).values_list("file__kind", flat=True)
    assert sorted(kinds) == ["photo", "photo", "voice"]
    assert all(one.file.expires_at is None for one in Attachment.objects.select_related("file"))


def test_a_recording_alone_is_enough(client: Client, room: Room) -> None:
    matter, _ = sent(client, text="", voice=recording())
    assert matter.title == "水边危险"


def test_a_photo_alone_is_not(client: Client, room: Room) -> None:
    assert client.post(REPORT, what(text="", photos=photo())).status_code == 422


def test_a_photo_survives_a_mistake_elsewhere(client: Client, room: Room) -> None:
    page = client.post(REPORT, what(text="", photos=photo())).content.decode()
    references = re.findall(r'name="kept" value="([^"]+)"', page)
    assert len(references) == 1
    matter, _ = sent(client, kept=references)
    assert matter.attachments.count() == 1


def test_a_photo_that_was_kept_can_be_left_out(client: Client, room: Room) -> None:
    page = client.post(REPORT, what(photos=photo())).content.decode()
    references = re.findall(r'name="kept" value="([^"]+)"', page)
    matter, _ = sent(client, kept=references, drop=references)
    assert matter.attachments.count() == 0


def test_what_is_no_photo_is_refused_in_words_and_the_text_kept(client: Client, room: Room) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    bad = SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>", "image/jpeg")
    answer = client.post(REPORT, everything(photos=bad))
    assert answer.status_code == 422
    assert "x.jpg" in answer.content.decode()
    assert TEXT in answer.content.decode()
    assert Matter.objects.count() == 0


def test_a_made_up_reference_brings_no_file(client: Client, room: Room) -> None:
    matter, _ = sent(client, kept=["01890f3e-6b00-7000-8000-000000000001.secret", "nonsense"])
    assert matter.attachments.count() == 0


def test_a_place_of_another_room_is_not_taken(client: Client, room: Room) -> None:
    other = Room.objects.create(station=room.station, code="LP", name="柳坡村警务室")
    place = Place.objects.create(room=other, name="柳坡桥", latitude=34.5, longitude=112.7)
    assert send(client, place=str(place.pk)).status_code == 422


def test_a_report_with_a_mistake_says_first_that_it_was_not_sent(client: Client, room: Room) -> None:
    assert "还没发出去：有 1 处要改" in client.post(REPORT, what(text="")).content.decode()
