"""Somebody who was called sees it on the phone, answers once, and nobody else does."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.matters.actions import news
from shouwang.lib.ids import uuid7
from shouwang.systems.watch.actions import calls
from shouwang.systems.watch.models import Call, Called
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
    with django_assert_max_num_queries(7):  # two of them: whether they walk, and whether they help in care
        phone.get("news/")


def test_who_is_called_to_a_cry_reads_where_it_is_and_not_where_the_unit_stands(
    cast: Cast, phone: Phone, enrol: Callable[..., Phone]
) -> None:
    shop = Place.objects.create(room=cast.room, name="便民超市", latitude=34.90, longitude=112.60)
    Place.objects.create(room=cast.room, name="桥头", latitude=34.917, longitude=112.606)
    unit = calls.form_unit(by=cast.officer, room=cast.room, name="桥头单元", place=shop)
    calls.put_into_unit(by=cast.officer, unit=unit, people=[phone.member.person], lead=None)
    now = timezone.now().isoformat()
    crier = enrol("白明", "")
    here = {"latitude": 34.9172, "longitude": 112.6061, "accuracy": 12}
    crier.post("sos/", {"id": str(uuid7()), "said_at": now, "left_at": now, "position": here})
    news.spread()
    [called] = phone.get("state/").json()["calls"]
    assert "桥头附近" in called["words"]
    assert "便民超市" not in called["words"]
    assert (called["kind"], called["at"]) == ("alarm", "34.91720,112.60610")


def test_an_answer_that_waited_for_a_network_counts_from_when_it_was_pressed(cast: Cast, phone: Phone) -> None:
    unit = calls.form_unit(by=cast.officer, room=cast.room, name="桥头单元", place=None)
    calls.put_into_unit(by=cast.officer, unit=unit, people=[phone.member.person], lead=None)
    call = calls.drill(by=cast.officer, unit=unit, kind="roll")
    Call.objects.filter(pk=call.pk).update(called_at=timezone.now() - timedelta(minutes=40))
    wrong = timezone.now() - timedelta(days=365)  # the phone's clock is off by a year
    said = {"said_at": wrong.isoformat(), "left_at": (wrong + timedelta(minutes=38)).isoformat()}
    phone.post(f"calls/{call.pk}/here/", said)
    took = Called.objects.get().on_scene_at - Call.objects.get().called_at
    assert timedelta(minutes=1) < took < timedelta(minutes=3)
    early = {"said_at": wrong.isoformat(), "left_at": (wrong + timedelta(days=3)).isoformat()}
    phone.post(f"calls/{call.pk}/done/", early)
    assert Called.objects.get().done_at == Call.objects.get().called_at  # never before it was called
