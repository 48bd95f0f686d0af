"""The follow code lost, mistyped, or taken for the matter's number: what is said, and whom to ring."""

import pytest
from django.test import Client

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.actions.erasing import erase_person
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.numbers import is_reference
from shouwang.surfaces.public import guards
from tests.kernel.matters.bringing import bring

pytestmark = pytest.mark.once

WRONG = "2345-6789-ABCD"


@pytest.mark.parametrize("typed", ["HW-2026-0147", "hw 2026 0147", "HW20260147", "ＨＷ—2026—0147", "HW-2026-10147"])
def test_a_number_is_known_however_it_is_typed(typed: str) -> None:
    assert is_reference(typed)


@pytest.mark.parametrize("typed", ["", "2345-6789-ABCD", "2026-0147", "HW-1926-0147", "HW-2026", "河湾-2026-0147"])
def test_what_is_no_number(typed: str) -> None:
    assert not is_reference(typed)


@pytest.mark.parametrize("ask", ["post", "get"])
def test_who_types_the_number_is_told_what_it_is_and_where_the_code_stands(
    client: Client, room: Room, ask: str
) -> None:
    number = bring(room).matter.reference
    answer = client.post("/f/", {"code": number}) if ask == "post" else client.get(f"/f/{number}/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "这是事项编号。查询码是 12 位，在二维码下面。" in page
    assert number in page


def test_typing_the_number_is_no_guess(client: Client, room: Room) -> None:
    matter = bring(room)
    for _ in range(guards.WRONG_CODES + 1):
        client.post("/f/", {"code": matter.matter.reference})
    assert client.post("/f/", {"code": matter.code}).status_code == 303


def test_on_the_receipt_the_code_stands_under_the_picture(client: Client, room: Room) -> None:
    page = client.get(f"/f/{bring(room).code}/receipt/").content.decode()
    assert page.index('class="qr"') < page.index('id="code"')


def test_every_page_that_says_ring_has_the_telephones(client: Client, room: Room) -> None:
    Room.objects.create(station=room.station, code="LP", name="柳坡村警务室", phone="0379-5550202")
    Room.objects.create(station=room.station, code="YC", name="远处村警务室")
    pages = [client.get("/f/"), client.get(f"/f/{WRONG}/")]
    for _ in range(guards.WRONG_CODES):
        client.get(f"/f/{WRONG}/")
    pages.append(client.get(f"/f/{WRONG}/"))
    assert [page.status_code for page in pages] == [200, 404, 429]
    for page in pages:
        words = page.content.decode()
        assert 'href="tel:0379-5550101"' in words
        assert 'href="tel:0379-5550202"' in words
        assert "远处村警务室" not in words  # it has no telephone
        assert "查询码" in words


def test_who_had_their_data_deleted_learns_why_the_code_is_gone(client: Client, room: Room) -> None:
    matter = bring(room, reporter=Reporter(name="钱多多", phone="13800000000")).matter
    code = follow.code_of(matter)
    assert matter.reporter
    erase_person(by=SYSTEM, rows=[matter.reporter], reason="本人要求")
    answer = client.get(f"/f/{code}/")
    assert answer.status_code == 404
    assert "本人要求删除信息的，一删就失效" in answer.content.decode()
    assert "删了就马上停用" in client.get("/r/HW/privacy/").content.decode()
