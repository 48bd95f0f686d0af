"""Somebody who was called sees it on the phone, answers once, and nobody else does."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from shouwang.lib.ids import uuid7
from shouwang.systems.watch.actions import calls
from shouwang.systems.watch.models import Called
from tests.cast import Cast
from tests.surfaces.field.conftest import Phone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("steps", "state"),
    [([], "called"), (["ack"], "acked"), (["here"], "here"), (["ack", "here", "done"], "done"), (["cannot"], "cannot")],
)
def test_a_call_is_on_the_phone_and_answered_there(cast: Cast, phone: Phone, steps: list[str], state: str) -> None:
    unit = calls.form_unit(by=cast.officer, room=cast.room, name="桥头单元", place=None)
    calls.put_into_unit(by=cast.officer, unit=unit, people=[phone.member.person], lead=None)
    call = calls.drill(by=cast.officer, unit=unit, kind="roll")
    for step in steps:
        assert phone.post(f"calls/{call.pk}/{step}/", {}).status_code == 200
    [shown] = phone.get("state/").json()["calls"]
    assert (shown["id"], shown["state"]) == (str(call.pk), state)
    calls.end(by=cast.officer, call=call)
    assert phone.get("state/").json()["calls"][0]["state"] == "over"


def test_nobody_else_answers(cast: Cast, phone: Phone, enrol: Callable[..., Phone]) -> None:
    unit = calls.form_unit(by=cast.officer, room=cast.room, name="桥头单元", place=None)
    calls.put_into_unit(by=cast.officer, unit=unit, people=[phone.member.person], lead=None)
    call = calls.drill(by=cast.officer, unit=unit, kind="roll")
    other = enrol("白明", "")
    assert other.get("state/").json()["calls"] == []
    assert other.post(f"calls/{call.pk}/ack/", {}).status_code == 404
    assert phone.post(f"calls/{uuid7()}/ack/", {}).status_code == 404
    assert phone.post(f"calls/{call.pk}/fly/", {}).status_code == 404
    assert Called.objects.get().acknowledged_at is None


def test_an_open_page_learns_in_a_few_bytes_that_there_is_news(cast: Cast, phone: Phone) -> None:
    unit = calls.form_unit(by=cast.officer, room=cast.room, name="桥头单元", place=None)
    calls.put_into_unit(by=cast.officer, unit=unit, people=[phone.member.person], lead=None)
    before = phone.get("state/").json()["mark"]
    answer = phone.get("news/")
    assert answer.json() == {"mark": before}
    assert len(answer.content) < 40
    call = calls.drill(by=cast.officer, unit=unit, kind="roll")
    called = phone.get("news/").json()["mark"]
    phone.post(f"calls/{call.pk}/ack/", {})
    answered = phone.get("news/").json()["mark"]
    assert len({before, called, answered}) == 3
    assert phone.get("state/").json()["mark"] == answered


def test_asking_for_news_costs_few_questions_to_the_database(
    phone: Phone, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    phone.get("news/")
    with django_assert_max_num_queries(5):
        phone.get("news/")
