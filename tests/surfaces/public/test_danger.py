"""Topics in which somebody may be in danger: urgent from birth, and the receipt sends people to the telephone first."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import follow, kinds
from shouwang.kernel.matters.actions import progress, talk
from shouwang.lib.ids import format_code
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.surfaces.public.typing_in import sent

pytestmark = pytest.mark.once

DANGERS = {
    ("report", "water"): "110",
    ("report", "fire"): "119",
    ("report", "fight"): "110",
    ("help", "missing"): "110",
    ("help", "elderly"): "120",
}
SATURDAY_NIGHT = datetime(2026, 11, 28, 15, 0, tzinfo=UTC)  # 23:00 in China


def test_these_are_the_topics_of_danger() -> None:
    offered = [(kind.key, topic) for kind in kinds.known() for topic in kind.topics if topic.is_offered]
    assert {(kind, topic.key) for kind, topic in offered if topic.is_urgent} == set(DANGERS)


def test_a_cry_for_help_is_pressed_on_a_watchers_phone_and_not_chosen_here(client: Client, room: Room) -> None:
    assert "/report/sos/" not in client.get("/r/HW/report/").content.decode()
    assert client.get("/r/HW/report/sos/").status_code == 404


@pytest.mark.parametrize(("about", "number"), DANGERS.items())
def test_the_receipt_says_big_and_red_whom_to_ring(
    client: Client, room: Room, about: tuple[str, str], number: str
) -> None:
    matter, code = sent(client, f"/r/HW/{about[0]}/{about[1]}/")
    assert matter.is_urgent  # although nobody ticked anything
    receipt = client.get(f"/f/{code}/receipt/").content.decode()
    notice = re.search(r'<section class="notice red danger".*?</section>', receipt, re.S)
    assert notice
    assert f"人命要紧，先打 {number}" in notice[0]
    assert f'href="tel:{number}"' in notice[0]
    assert receipt.index("人命要紧") < receipt.index("接下来")


def test_the_form_of_such_a_topic_does_not_ask_whether_it_can_wait(client: Client, room: Room) -> None:
    assert 'name="is_urgent"' not in client.get("/r/HW/report/water/").content.decode()
    assert 'name="is_urgent"' in client.get("/r/HW/report/noise/").content.decode()


def test_its_first_answer_is_due_round_the_clock_and_no_later_day_is_named(client: Client, room: Room) -> None:
    with time_machine.travel(SATURDAY_NIGHT, tick=False):
        matter, code = sent(client, "/r/HW/help/missing/")
        receipt = client.get(f"/f/{code}/receipt/").content.decode()
    assert matter.answer_due_at == SATURDAY_NIGHT + timedelta(minutes=30)
    assert "11月28日（今天）23:30 前" in receipt
    assert receipt.count(" 前<") == 1


def test_at_night_the_receipt_says_one_thing_and_keeps_to_the_clock(client: Client, room: Room) -> None:
    with time_machine.travel(SATURDAY_NIGHT, tick=False):
        _, code = sent(client, "/r/HW/report/water/")
        receipt = client.get(f"/f/{code}/receipt/").content.decode()
    notice = re.search(r'<section class="notice red danger".*?</section>', receipt, re.S)
    assert notice
    assert "23:30 前" in notice[0]
    assert "没人" not in receipt
    with time_machine.travel(SATURDAY_NIGHT + timedelta(hours=1), tick=False):
        later = client.get(f"/f/{code}/").content.decode()
    assert "还没有答复" in later


def test_an_urgent_matter_has_the_button_too(client: Client, room: Room) -> None:
    _, code = sent(client, "/r/HW/report/streetlight/", is_urgent="on")
    assert (
        '<a class="button alarm" href="tel:110">'
        in client.get(f"/f/{code}/receipt/").content.decode().split("<main")[1]
    )


def test_the_words_go_once_the_room_has_answered(client: Client, cast: Cast) -> None:
    matter = bring(cast.room, topic="water").matter
    address = f"/f/{format_code(follow.code_of(matter))}/"
    assert "人命要紧" in client.get(address).content.decode()
    progress.accept(by=cast.officer, matter=matter)
    talk.answer(by=cast.officer, matter=matter, text="孩子上岸了。")
    assert "人命要紧" not in client.get(address).content.decode()


def test_what_is_only_in_a_hurry_is_not_called_a_matter_of_life(client: Client, room: Room) -> None:
    _, code = sent(client, "/r/HW/report/streetlight/", is_urgent="on")
    receipt = client.get(f"/f/{code}/receipt/").content.decode()
    assert "人命要紧" not in receipt
    assert "有人危险，别等，马上打 110。" in receipt


def test_a_matter_of_danger_is_urgent_through_whichever_door(cast: Cast) -> None:
    assert bring(cast.room, by=cast.auxiliary, topic="fire", channel="phone").matter.is_urgent
    assert not bring(cast.room, by=cast.auxiliary, topic="streetlight").matter.is_urgent
    assert timezone.now() < bring(cast.room, topic="fight").matter.due_at  # type: ignore[operator]


def test_a_quarrel_is_an_ordinary_matter(client: Client, room: Room) -> None:
    matter, code = sent(client, "/r/HW/report/quarrel/")
    assert not matter.is_urgent
    assert "人命要紧" not in client.get(f"/f/{code}/receipt/").content.decode()
