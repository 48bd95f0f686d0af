"""What a phone shows of its own reports, and what the room sees of the phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions import bonds, progress, talk
from shouwang.kernel.matters.actions.intake import Brought, receive
from shouwang.kernel.matters.actions.retiring import retire_due
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Device
from tests.cast import Cast
from tests.surfaces.field.conftest import Phone
from tests.surfaces.field.test_sending import said

pytestmark = pytest.mark.django_db


def end(cast: Cast, matter: Matter, answer: str) -> None:
    progress.start(by=cast.officer, matter=matter)
    progress.report(by=cast.officer, matter=matter, outcome="办好了")
    progress.close(by=cast.officer, matter=matter, answer=answer, reason="一人值班")


def test_who_reported_what_was_joined_reads_the_answers_given_there(cast: Cast, phone: Phone) -> None:
    words = said()
    phone.post("reports/", words)
    other = receive(by=PUBLIC, room=cast.room, brought=Brought(kind="report", topic="water", text="河滩有孩子")).matter
    progress.accept(by=cast.officer, matter=other)
    bonds.merge(by=cast.officer, matter=Matter.objects.get(pk=words["id"]), into=other)
    talk.answer(by=cast.officer, matter=other, text="孩子已经送回家了")
    [shown] = phone.get("state/").json()["reports"]
    assert "孩子已经送回家了" in [answer["text"] for answer in shown["answers"]]
    end(cast, other, "已加设警示牌")
    [shown] = phone.get("state/").json()["reports"]
    assert "已加设警示牌" in shown["answers"][-1]["text"]
    assert (shown["tone"], shown["may_rate"]) == ("green", True)


def test_of_a_phone_the_day_is_known_and_not_the_minute(phone: Phone) -> None:
    Device.objects.update(seen_at=timezone.now() - timedelta(days=3))
    phone.get("state/")
    seen = timezone.localtime(Device.objects.get().seen_at)
    assert (seen.date(), seen.hour, seen.minute) == (timezone.localtime().date(), 0, 0)


def test_a_watcher_whose_last_report_was_forgotten_is_still_in_the_group(cast: Cast, phone: Phone) -> None:
    words = said()
    phone.post("reports/", words)
    matter = Matter.objects.get(pk=words["id"])
    progress.accept(by=cast.officer, matter=matter)
    end(cast, matter, "已处理")
    assert retire_due(room=cast.room, now=timezone.now() + timedelta(days=5 * 365)) == 1
    assert Matter.objects.get().is_forgotten
    assert phone.get("state/").json()["me"]["name"] == "马小川"
