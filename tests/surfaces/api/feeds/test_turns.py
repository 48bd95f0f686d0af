"""The calendar of a volunteer's turns: by a secret address, with what was called off, without names."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from shouwang.config.secrets_in_logs import struck
from shouwang.kernel.ground.models import Place
from shouwang.systems.patrol.actions import nights, turns, volunteers
from shouwang.systems.patrol.actions.calendars import make_calendar, take_back_calendar
from shouwang.systems.patrol.models import Shift, Volunteer
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(cast: Cast) -> Volunteer:
    made = volunteers.take_on(by=cast.officer, room=cast.room, name="马小川")
    volunteers.check_adult(by=cast.officer, volunteer=made)
    volunteers.train(by=cast.officer, volunteer=made, kind="basic", held_on=timezone.localdate())
    return made


def a_shift(cast: Cast, *, days: int = 1, is_sent: bool = True, **more: Any) -> Shift:
    starts = (timezone.now() + timedelta(days=days)).replace(microsecond=0)
    return Shift.objects.create(
        room=cast.room, work="post", number=2, starts_at=starts, ends_at=starts + timedelta(hours=2), fewest=1,
        sent_at=timezone.now() if is_sent else None, **more,
    )  # fmt: skip


def events(client: Client, secret: str) -> list[Any]:
    answer = client.get(reverse("api:turns", args=[secret]))
    assert answer.status_code == 200
    assert "马小川" not in answer.content.decode()
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_it_holds_the_turns_that_phones_show_and_keeps_their_numbers(
    cast: Cast, client: Client, one: Volunteer
) -> None:
    secret = make_calendar(by=cast.officer, volunteer=one)
    bridge = Place.objects.create(room=cast.room, name="石桥", latitude=34.9, longitude=112.6)
    shown = a_shift(cast, place=bridge)
    turn = turns.put_on(by=cast.officer, shift=shown, volunteer=one)
    turns.put_on(by=cast.officer, shift=a_shift(cast, days=3, is_sent=False), volunteer=one)
    [event] = events(client, secret)
    assert (str(event["uid"]), str(event["location"]), str(event["status"])) == (
        f"{turn.pk}@shouwang",
        "石桥",
        "CONFIRMED",
    )
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (shown.starts_at, shown.ends_at)
    assert str(event["summary"]) == "第 2 岗"
    nights.cancel(by=cast.officer, shift=shown, why="下雨")
    [after] = events(client, secret)
    assert (str(after["uid"]), str(after["status"])) == (str(event["uid"]), "CANCELLED")
    assert after["sequence"] > event["sequence"]


def test_who_cannot_come_is_taken_out_of_their_calendar(cast: Cast, client: Client, one: Volunteer) -> None:
    secret = make_calendar(by=cast.officer, volunteer=one)
    turn = turns.put_on(by=cast.officer, shift=a_shift(cast), volunteer=one)
    turns.cannot_come(by=one, turn=turn)
    [event] = events(client, secret)
    assert str(event["status"]) == "CANCELLED"


def test_the_address_works_until_another_is_made_it_is_taken_back_or_they_leave(
    cast: Cast, client: Client, one: Volunteer
) -> None:
    def status(secret: str) -> int:
        return client.get(reverse("api:turns", args=[secret])).status_code

    first, second = (make_calendar(by=cast.officer, volunteer=one) for _each in range(2))
    assert (status(first), status(second), status("x")) == (404, 200, 404)
    take_back_calendar(by=cast.officer, volunteer=one)
    assert status(second) == 404
    third = make_calendar(by=cast.officer, volunteer=one)
    volunteers.leave(by=cast.officer, volunteer=one)
    assert status(third) == 404
    path = reverse("api:turns", args=[third])
    assert third not in struck(f"GET {path} 404")


def test_the_desk_makes_the_address_and_takes_it_back(cast: Cast, client: Client, one: Volunteer) -> None:
    client.force_login(cast.officer)
    page = reverse("desk-patrol:volunteer-phone", args=[one.pk])
    shown = client.post(page, {"do": "calendar"}).content.decode()
    secret = shown.split("/feeds/patrol/")[1].split(".ics")[0]
    assert client.get(reverse("api:turns", args=[secret])).status_code == 200
    client.post(page, {"do": "calendar-back"})
    assert client.get(reverse("api:turns", args=[secret])).status_code == 404
