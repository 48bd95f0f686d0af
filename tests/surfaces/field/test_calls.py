"""Somebody who was called sees it on the phone, answers once, and nobody else does."""

from collections.abc import Callable

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
