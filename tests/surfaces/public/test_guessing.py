"""Guessing codes and flooding: stopped in words, without storing an address."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Attempt
from shouwang.surfaces.public import guards
from tests.kernel.matters.bringing import bring
from tests.surfaces.public.typing_in import REPORT, TEXT, send, sent

pytestmark = pytest.mark.once

WRONG = "2345-6789-ABCD"


def wrong(client: Client, times: int) -> None:
    for _ in range(times):
        client.get(f"/f/{WRONG}/")


def test_a_wrong_a_mistyped_and_an_expired_code_are_told_the_same(client: Client, room: Room) -> None:
    long_over = bring(room).matter
    code = follow.code_of(long_over)
    past = timezone.now() - timedelta(days=follow.OPEN_DAYS + 1)
    Matter.objects.update(state="withdrawn", ended_at=past)
    told = set()
    for typed in (WRONG, "hello", "", code):
        answer = client.post("/f/", {"code": typed})
        assert answer.status_code == 404
        told.add(re.sub(r' value="[^"]*"', "", answer.content.decode()))
    assert len(told) == 1


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "办完满 {} 天"), ("en", "A follow code ends {} days after")]
)
def test_every_such_answer_says_when_codes_end_and_whom_to_call(
    client: Client, room: Room, language: str, words: str
) -> None:
    client.cookies["language"] = language
    page = client.post("/f/", {"code": WRONG}).content.decode()
    assert words.format(follow.OPEN_DAYS) in page


def test_after_ten_wrong_codes_even_a_right_one_waits(client: Client, room: Room) -> None:
    code = follow.code_of(bring(room).matter)
    wrong(client, guards.WRONG_CODES)
    answer = client.get(f"/f/{code}/")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "900"
    assert "请过一刻钟再试" in answer.content.decode()
    assert client.post("/f/", {"code": code}).status_code == 429


def test_the_waiting_ends(client: Client, room: Room) -> None:
    code = follow.code_of(bring(room).matter)
    wrong(client, guards.WRONG_CODES)
    with time_machine.travel(timezone.now() + guards.CODE_WINDOW + timedelta(minutes=1)):
        assert client.get(f"/f/{code}/").status_code == 200


def test_right_codes_are_not_counted(client: Client, room: Room) -> None:
    code = follow.code_of(bring(room).matter)
    for _ in range(guards.WRONG_CODES + 2):
        assert client.get(f"/f/{code}/").status_code == 200


def test_other_addresses_are_not_held_up(client: Client, room: Room) -> None:
    code = follow.code_of(bring(room).matter)
    wrong(client, guards.WRONG_CODES)
    assert client.get(f"/f/{code}/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_household_with_many_ipv6_addresses_is_one(client: Client, room: Room) -> None:
    for number in range(guards.WRONG_CODES):
        client.get(f"/f/{WRONG}/", REMOTE_ADDR=f"2001:db8:1:2::{number + 1:x}")
    assert client.get(f"/f/{WRONG}/", REMOTE_ADDR="2001:db8:1:2::ffff").status_code == 429
    assert client.get(f"/f/{WRONG}/", REMOTE_ADDR="2001:db8:1:3::1").status_code == 404


def test_in_a_flood_from_everywhere_guessers_stop_and_others_do_not(client: Client, room: Room) -> None:
    code = follow.code_of(bring(room).matter)
    client.get(f"/f/{WRONG}/", REMOTE_ADDR="192.0.2.1")
    Attempt.objects.filter(key="code:all").update(count=guards.WRONG_CODES_OF_ALL)
    assert client.get(f"/f/{WRONG}/", REMOTE_ADDR="192.0.2.1").status_code == 429
    assert client.get(f"/f/{code}/", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_no_address_is_stored_plain(client: Client, room: Room) -> None:
    client.get(f"/f/{WRONG}/", REMOTE_ADDR="192.0.2.99")
    send(client, key="")
    assert Attempt.objects.count() >= 3
    assert not [key for key in Attempt.objects.values_list("key", flat=True) if "192" in key or "127" in key]


def test_only_behind_our_own_proxy_is_a_forwarded_address_believed(
    client: Client, room: Room, settings: object
) -> None:
    for number in range(guards.WRONG_CODES):
        client.get(f"/f/{WRONG}/", headers={"x-forwarded-for": f"192.0.2.{number}"})
    assert client.get(f"/f/{WRONG}/", headers={"x-forwarded-for": "192.0.2.200"}).status_code == 429
    settings.BEHIND_HTTPS = True  # type: ignore[attr-defined]
    assert client.get(f"/f/{WRONG}/", headers={"x-forwarded-for": "10.0.0.1, 192.0.2.201"}).status_code == 404


def test_above_twenty_an_hour_the_words_stay_and_the_telephone_is_offered(client: Client, room: Room) -> None:
    for _ in range(guards.SENDS):
        sent(client, key="")
    answer = send(client, key="")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "3600"
    page = answer.content.decode()
    assert TEXT in page
    assert "0379-5550101" in page
    assert Matter.objects.count() == guards.SENDS


def test_looking_and_going_a_step_on_is_not_counted_as_sending(client: Client, room: Room) -> None:
    for _ in range(guards.SENDS + 1):
        assert client.post(REPORT, {"text": TEXT, "part": "what"}).status_code == 200
    assert send(client).status_code == 303


@pytest.mark.parametrize("raw", ["", "unix:", "not an address"])
def test_a_request_without_an_address_is_counted_too(client: Client, room: Room, raw: str) -> None:
    for _ in range(guards.WRONG_CODES):
        client.get(f"/f/{WRONG}/", REMOTE_ADDR=raw)
    assert client.get(f"/f/{WRONG}/", REMOTE_ADDR=raw).status_code == 429
