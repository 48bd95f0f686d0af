"""A phone that goes wrong does not bury the desk; somebody back from days without a network is heard at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Attempt
from shouwang.lib.ids import uuid7
from shouwang.surfaces.field import pace
from tests.surfaces.field.conftest import Phone
from tests.surfaces.field.test_sending import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch) -> pace.Limit:
    """Three an hour, five a day, two cries: the same rule, sooner tried."""
    few = pace.Limit("hour", 3, timedelta(hours=1))
    monkeypatch.setattr(pace, "REPORTS", (few, pace.Limit("day", 5, timedelta(days=1))))
    monkeypatch.setattr(pace, "CRIES", (pace.Limit("sos", 2, timedelta(hours=1)),))
    return few


def cry(phone: Phone) -> Any:
    return phone.post("sos/", {"id": str(uuid7()), "position": None})


def an_hour_later() -> None:
    for one in Attempt.objects.all():
        Attempt.objects.filter(pk=one.pk).update(window=one.window - timedelta(hours=1, seconds=1))


def test_sixty_an_hour_three_hundred_a_day_and_twenty_cries() -> None:
    limits = [(one.most, one.per) for one in (*pace.REPORTS, *pace.CRIES)]
    assert limits == [(60, timedelta(hours=1)), (300, timedelta(days=1)), (20, timedelta(hours=1))]


def test_forty_reports_written_without_a_network_are_all_taken_at_once(phone: Phone) -> None:
    then = (timezone.now() - timedelta(days=3)).isoformat()
    answers = [phone.post("reports/", said(said_at=then)) for _ in range(40)]
    assert {answer.status_code for answer in answers} == {201}
    assert Matter.objects.count() == 40


@pytest.mark.usefixtures("hour")
def test_more_are_told_in_words_when_to_come_again(phone: Phone) -> None:
    for _ in range(3):
        assert phone.post("reports/", said()).status_code == 201
    words = said()
    answer = phone.post("reports/", words)
    assert answer.status_code == 429
    assert 3590 <= int(answer["Retry-After"]) <= 3600
    assert "不会丢" in answer.json()["message"]
    assert Matter.objects.count() == 3
    an_hour_later()
    assert phone.post("reports/", words).status_code == 201


@pytest.mark.usefixtures("hour")
def test_a_day_has_its_limit_too_and_what_was_refused_is_not_counted(phone: Phone) -> None:
    for _ in range(3):
        phone.post("reports/", said())
    for _ in range(4):
        assert phone.post("reports/", said()).status_code == 429
    an_hour_later()
    assert [phone.post("reports/", said()).status_code for _ in range(3)] == [201, 201, 429]
    answer = phone.post("reports/", said())
    assert int(answer["Retry-After"]) > 20 * 3600


@pytest.mark.usefixtures("hour")
def test_the_same_report_again_and_what_cannot_be_taken_are_not_counted(phone: Phone) -> None:
    words = said()
    assert [phone.post("reports/", words).status_code for _ in range(6)] == [201, 200, 200, 200, 200, 200]
    assert phone.post("reports/", said(files=["nobody.knows"])).status_code == 422
    assert phone.post("reports/", said(topic="weather")).status_code == 422
    assert [phone.post("reports/", said()).status_code for _ in range(3)] == [201, 201, 429]
    assert phone.post("reports/", words).status_code == 200  # what arrived is told so at any time


@pytest.mark.usefixtures("hour")
def test_a_cry_for_help_is_counted_apart_and_never_refused_without_saying_whom_to_ring(phone: Phone) -> None:
    for _ in range(4):
        phone.post("reports/", said())
    assert [cry(phone).status_code for _ in range(2)] == [201, 201]
    answer = cry(phone)
    assert answer.status_code == 429
    assert "110" in answer.json()["message"]
    assert int(answer["Retry-After"]) > 0


@pytest.mark.usefixtures("hour")
def test_one_phone_does_not_use_up_anothers(phone: Phone, enrol: Callable[..., Phone]) -> None:
    for _ in range(4):
        phone.post("reports/", said(anonymous=True))
    assert enrol("白明", "").post("reports/", said()).status_code == 201
    assert not Attempt.objects.filter(key__contains=str(phone.member.person.devices.get().pk)).exists()
