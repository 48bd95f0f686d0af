"""“Can this be done for me?” without JavaScript: three questions, an honest answer, and one errand however often it is sent."""

from dataclasses import replace

import pytest
from django.test import Client

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Consent
from shouwang.systems.services.actions import catalogue
from shouwang.systems.services.models import Errand
from shouwang.systems.services.queries.catalogue import item
from tests.cast import Cast
from tests.systems.services.visiting_room import visiting_room

pytestmark = pytest.mark.once
RENEW = "/r/HW/can/card_renew/"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_typed_words_narrow_the_things_and_none_says_so(client: Client, room: Room) -> None:
    assert RENEW in text(client, "/r/HW/can/")
    found = text(client, "/r/HW/can/?q=身份证+到期")
    assert RENEW in found
    assert "/r/HW/can/passport/" not in found
    assert "没找到" in text(client, "/r/HW/can/?q=潜水")


def test_one_question_a_screen_then_the_answer(client: Client, room: Room) -> None:
    assert "给谁办？" in text(client, RENEW)
    assert "本人能来吗？" in text(client, f"{RENEW}?for=family")
    assert "要本人去，不能代办" in text(client, f"{RENEW}?for=family&come=yes")
    answer = text(client, f"{RENEW}?for=family&come=no")
    assert "别人替不了，民警可以上门" in answer
    assert "要当场拍照、按指纹" in answer
    assert "先问" in answer
    assert f'href="tel:{room.phone}"' in answer
    assert "只有近亲属能代办" in text(client, "/r/HW/can/permit/?for=other&come=no")


def test_the_officer_comes_with_the_cards_kit_and_promises_no_passport(client: Client, cast: Cast) -> None:
    cards = visiting_room(cast).purpose
    answer = text(client, f"{RENEW}?for=family&come=no")
    assert f'href="/r/HW/visit/{cards.pk}/"' in answer
    assert 'id="ask"' not in answer  # one way, not two
    passport = text(client, "/r/HW/can/passport/?for=family&come=no")
    assert "要本人去，不能代办" in passport
    assert "/r/HW/visit/" not in passport


@pytest.mark.parametrize("shape", ["pdf", "docx"])
def test_the_sheet_is_for_everybody(client: Client, room: Room, shape: str) -> None:
    assert client.get(f"/r/HW/can/death/sheet.{shape}").status_code == 200
    assert client.get(f"/r/HW/can/flying/sheet.{shape}").status_code == 404


def test_what_the_room_hides_is_not_there(client: Client, room: Room) -> None:
    officer = people.open_account(by=SYSTEM, username="chen", name="陈警官", password=None)
    people.appoint(by=SYSTEM, account=officer, role="officer", over=room)
    shown = item(room, "passport")
    assert shown
    hidden = replace(catalogue.draft_of(shown), is_offered=False)
    catalogue.change(by=officer, room=room, key="passport", seen=0, draft=hidden, why="县里才办")
    assert client.get("/r/HW/can/passport/").status_code == 404
    assert "/r/HW/can/passport/" not in text(client, "/r/HW/can/")


def test_asking_makes_one_errand_and_nothing_typed_is_lost(client: Client, room: Room) -> None:
    said = {
        "for": "family",
        "come": "no",
        "key": "0190f8f0-0000-7000-8000-000000000001",
        "text": "走不动",
        "phone": "12",
    }
    wrong = client.post(RENEW, said)
    assert wrong.status_code == 422
    assert "走不动" in wrong.content.decode()
    good = said | {"phone": "13900000101"}
    assert client.post(RENEW, good).status_code == 303
    assert client.post(RENEW, good).status_code == 303
    assert client.post(RENEW, good | {"text": "别的"}).status_code == 409
    errand = Errand.objects.get()
    assert (errand.item_key, errand.whom, errand.can_come) == ("card_renew", "family", False)
    assert (errand.matter.kind, errand.matter.topic, errand.matter.channel) == ("errand", "card_renew", "public")
    assert Consent.objects.count() == 1


def test_the_rooms_page_and_the_old_topic_lead_there(client: Client, room: Room) -> None:
    assert "/r/HW/can/" in text(client, "/r/HW/")
    assert "/r/HW/can/" in text(client, "/r/HW/help/")
