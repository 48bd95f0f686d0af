"""Rights over one's data, lost and found, who helps: pages that work without scripts and lose nothing that was typed."""

import pytest
from django.test import Client

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.follow import code_of
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.queries import open_person
from shouwang.lib.ids import format_code
from shouwang.systems.services.actions.lost import receive
from shouwang.systems.services.actions.rights import prove
from shouwang.systems.services.models import LostThing, RightsRequest
from tests.cast import Cast
from tests.systems.services.asking import ask

pytestmark = pytest.mark.once


def test_a_mother_asks_for_her_child_and_nothing_she_typed_is_lost(client: Client, room: Room) -> None:
    said = {
        "about": "child",
        "subject": "",
        "tie": "母亲",
        "text": "学校的照片",
        "name": "韩梅",
        "phone": "13800000031",
    }
    page = client.post("/r/HW/rights/delete/", said)
    assert page.status_code == 422
    assert "请写姓名" in page.content.decode()
    assert "学校的照片" in page.content.decode()
    receipt = client.post("/r/HW/rights/delete/", said | {"subject": "韩小雨"})
    assert receipt.status_code == 303
    request = RightsRequest.objects.get()
    assert request.subject
    assert open_person(request.subject)["name"] == "韩小雨"
    assert (request.matter.topic, request.matter.text) == ("delete", "学校的照片")
    assert request.matter.whole_due_at
    shown = client.get(receipt["Location"]).content.decode()
    assert ("来警务室一次" in shown, "给您答复" in shown, "下一步" in shown) == (True, True, False)


def test_whoever_asked_is_told_to_come_once_until_they_came(client: Client, cast: Cast) -> None:
    request = ask(cast.room, "see")
    page = f"/f/{format_code(code_of(request.matter))}/"
    assert "来警务室一次" in client.get(page).content.decode()
    prove(by=cast.officer, request=request, seen="card")
    assert "来警务室一次" not in client.get(page).content.decode()


@pytest.mark.parametrize("address", ["/r/HW/rights/quiz/", "/r/HW/lost/quiz/"])
def test_what_nobody_offers_is_not_found(client: Client, room: Room, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_finder_may_stay_unnamed_and_nothing_is_shown_before_a_colleague_has_it(client: Client, cast: Cast) -> None:
    said = {"what": "bag", "day": "2026-03-02", "place": "桥头", "text": "蓝色，里面有伞", "name": "", "phone": ""}
    assert client.post("/r/HW/lost/found/", said).status_code == 303
    assert client.post("/r/HW/lost/lost/", said).status_code == 422, "whoever lost it must be told"
    found = LostThing.objects.get()
    assert found.matter.reporter is None
    assert "桥头" not in client.get("/r/HW/lost/here/").content.decode()
    receive(by=cast.officer, thing=found, place="桥头", shelf="")
    page = client.get("/r/HW/lost/here/").content.decode()
    assert "桥头" in page
    assert "蓝色" not in page


def test_the_same_page_sent_for_the_child_is_no_second_receipt_of_the_first(client: Client, room: Room) -> None:
    key = "01a21f00-0000-7000-8000-000000000002"
    said = {"about": "self", "subject": "", "tie": "", "text": "", "name": "韩梅", "phone": "13800000031", "key": key}
    assert client.post("/r/HW/rights/see/", said).status_code == 303
    again = client.post("/r/HW/rights/see/", said | {"about": "child", "subject": "韩小雨", "tie": "母亲"})
    assert again.status_code == 409
    assert RightsRequest.objects.count() == 1


def test_sending_twice_is_one_thing(client: Client, room: Room) -> None:
    key = "01a21f00-0000-7000-8000-000000000001"
    said = {"what": "keys", "day": "2026-03-02", "place": "", "text": "", "name": "韩梅", "phone": "", "key": key}
    first, second = (client.post("/r/HW/lost/lost/", said) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Matter.objects.count() == 1


def test_who_helps_has_the_countrys_numbers_before_the_room_wrote_any(client: Client, room: Room) -> None:
    page = client.get("/r/HW/who/").content.decode()
    assert page.index("tel:110") < page.index("tel:12348")
    client.cookies["language"] = "en"
    assert "Legal advice" in client.get("/r/HW/who/").content.decode()
