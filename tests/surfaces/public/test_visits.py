"""A visit booked, moved and called off on the public page, without an account; and how calendars read it."""

import re
from typing import Any

import icalendar
import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.course import NotAllowedNow
from shouwang.kernel.people.actions import make_secret_link
from shouwang.kernel.people.models import Consent
from shouwang.surfaces.public import guards
from shouwang.surfaces.public.visit_forms import time_of
from shouwang.surfaces.public.visit_words import shown
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services import visit_text
from shouwang.systems.services.models import Visit
from shouwang.systems.services.queries.visit_days import Want, free_days
from tests.cast import Cast
from tests.systems.services.visiting_room import PHONE, Visiting, booked, visit_of, visiting_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WHERE = {
    "why": "cant_walk", "for_whom": "relative", "visited_name": "韩大爷", "address": "东头第三家", "place": "", "words": "",
}  # fmt: skip
WHO = {"name": "韩小梅", "phone": PHONE}
KEY = "01890f3e-6b00-7000-8000-000000000002"


@pytest.fixture
def here(cast: Cast) -> Visiting:
    return visiting_room(cast, weekdays=range(7))


@pytest.fixture
def client() -> Client:
    return Client(headers={"Accept-Language": "en"})


def address(here: Visiting) -> str:
    return reverse("public:visit-book", args=[here.room.code, here.purpose.pk])


def times(here: Visiting) -> list[str]:
    return [at.isoformat() for at, _who in free_days(here.room, Want(30, None), timezone.now())[0].times]


def book(client: Client, here: Visiting, time: str, **more: Any) -> Any:
    return client.post(address(here), WHERE | WHO | {"part": "who", "time": time, "key": KEY} | more)


def in_the_calendar(raw: bytes) -> tuple[Any, Any]:
    """The one event, read by both parsers."""
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"BEGIN:VTIMEZONE" in raw
    [event] = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    other = vobject.readOne(raw.decode()).vevent
    assert event["DTSTART"].dt == other.dtstart.value
    return event, other


def test_step_by_step_to_a_receipt_with_number_code_and_calendar(client: Client, here: Visiting) -> None:
    assert reverse("public:visit", args=["HW"]) in client.get("/r/HW/").content.decode()
    assert here.purpose.name_en in client.get(reverse("public:visit", args=["HW"])).content.decode()
    empty = client.post(address(here), {"part": "where"})
    assert (empty.status_code, empty.content.decode().count('class="error"')) == (422, 3)
    offered = client.post(address(here), WHERE | {"part": "where"}, follow=True).content.decode()
    first = re.search(r'name="time" value="([^"]+)"', offered)
    assert first
    assert 'value="ring"' in offered
    asked = client.get(address(here), {"step": "who", "time": first[1]}).content.decode()
    assert 'name="address" value="东头第三家"' in asked
    assert all(words in asked for words in visit_text.current().en)
    done = book(client, here, first[1])
    assert done.status_code == 303
    assert book(client, here, first[1])["Location"] == done["Location"], "sent twice it is one"
    visit = Visit.objects.get()
    assert Consent.objects.get().text_version == visit_text.current().version
    page = client.get(done["Location"]).content.decode()
    assert visit.matter.reference in page
    assert "/visit.ics" in page
    assert "东头第三家" not in page


def test_who_comes_second_is_told_the_nearest_times_and_types_nothing_again(client: Client, here: Visiting) -> None:
    time = times(here)[0]
    assert book(client, here, time).status_code == 303
    late = book(client, here, time, key="01890f3e-6b00-7000-8000-000000000003", name="孟小丽")
    said = late.content.decode()
    assert late.status_code == 409
    assert "Nearest free times" in said
    again = client.get(address(here), {"step": "who", "time": times(here)[0]}).content.decode()
    assert 'name="name" value="孟小丽"' in again
    assert 'name="address" value="东头第三家"' in again
    assert Visit.objects.count() == 1


def test_moved_and_called_off_with_telephone_and_code(client: Client, here: Visiting) -> None:
    assert book(client, here, times(here)[0]).status_code == 303
    visit = Visit.objects.select_related("matter__room").get()
    code = follow.code_of(visit.matter)
    move, off, ics = (reverse(f"public:visit-{name}", args=[code]) for name in ("move", "off", "calendar"))
    before, _other = in_the_calendar(client.get(ics).content)
    time = times(here)[-1]
    wrong = client.post(move, {"phone": "13900000999", "time": time})
    assert (wrong.status_code, "nothing was booked" in wrong.content.decode()) == (422, True)
    assert client.post(move, {"phone": PHONE, "time": time}).status_code == 303
    visit.refresh_from_db()
    assert visit.starts_at
    assert visit.starts_at.isoformat() != before["DTSTART"].dt.isoformat()
    moved, _other = in_the_calendar(client.get(ics).content)
    assert moved["UID"] == before["UID"]
    assert int(moved["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert client.post(off, {"phone": ""}).status_code == 422
    assert client.post(off, {"phone": PHONE, "words": "好些了"}).status_code == 303
    visit.refresh_from_db()
    assert (visit.stage, visit.whose) == (lifecycle.OFF, "theirs")
    gone, other = in_the_calendar(client.get(ics).content)
    assert (str(gone["STATUS"]), other.status.value) == ("CANCELLED", "CANCELLED")
    assert client.post(move, {"phone": PHONE, "time": time}).status_code == 303, "over: told how it stands"


@pytest.mark.parametrize(("name", "action"), [("move", "set_time"), ("off", "visits.call_off")])
def test_who_is_overtaken_while_the_page_is_sent_is_told_how_it_stands(
    client: Client, here: Visiting, monkeypatch: pytest.MonkeyPatch, name: str, action: str
) -> None:
    time = times(here)[0]
    assert book(client, here, time).status_code == 303

    def overtaken(**_said: object) -> None:
        raise NotAllowedNow("move", lifecycle.ON_WAY)

    monkeypatch.setattr(f"shouwang.surfaces.public.views.visit_follow.{action}", overtaken)
    address = reverse(f"public:visit-{name}", args=[follow.code_of(Visit.objects.get().matter)])
    done = client.post(address, {"phone": PHONE, "time": times(here)[-1]})
    assert (done.status_code, done["Location"].endswith("done=visit-over")) == (303, True)


def test_nothing_fits_so_the_room_rings(client: Client, here: Visiting) -> None:
    client.post(address(here), WHERE | {"part": "where"})
    asked = client.get(address(here), {"step": "who", "time": "ring"}).content.decode()
    assert "We ring you" in asked, "no time is one that was chosen"
    assert book(client, here, "ring").status_code == 303
    visit = Visit.objects.get()
    assert (visit.stage, visit.starts_at) == (lifecycle.ASKED, None)


def test_an_officers_calendar_has_the_visit_and_no_name(client: Client, here: Visiting, cast: Cast) -> None:
    time = free_days(here.room, Want(30, None), timezone.now())[0].times[0][0]
    visit = visit_of(booked(here, None))
    Visit.objects.filter(pk=visit.pk).update(
        starts_at=time, stage=lifecycle.BOOKED, account=here.officer, first_booked_at=time
    )
    raw = client.get(f"/feeds/due/{make_secret_link(by=SYSTEM, account=cast.officer)}.ics").content
    event, _other = in_the_calendar(raw)
    assert (str(event["UID"]), event["DTSTART"].dt) == (f"visit-{visit.pk}@shouwang", time)
    said = raw.decode().replace("\r\n ", "")
    assert not [word for word in ("韩", "第三家", PHONE) if word in said]


def test_a_flood_is_refused(client: Client, here: Visiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shouwang.surfaces.public.guards.SENDS", 0)
    assert book(client, here, times(here)[0]).status_code == 429
    assert not Visit.objects.exists()


def test_a_room_without_hours_offers_no_visits(client: Client, cast: Cast) -> None:
    assert client.get(reverse("public:visit", args=["HW"])).status_code == 404
    assert reverse("public:visit", args=["HW"]) not in client.get("/r/HW/").content.decode()


def test_a_made_up_time_is_no_time(here: Visiting) -> None:
    for made_up in ("9999-12-31/am", "0001-01-01T00:00:00+08:00", "9999-12-31T23:45:00+00:00"):
        assert time_of(made_up) is None
    assert time_of("2026-11-30/am")


def test_who_looks_for_times_too_often_is_asked_to_wait(
    client: Client, here: Visiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "TIMES_SOUGHT", 1)
    answers = [client.post(address(here), WHERE | {"part": "where"}, follow=True) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 429]
    assert 'value="东头第三家"' in client.get(address(here)).content.decode(), "what was typed stays"


def test_back_leads_to_the_step_before_with_what_was_typed(client: Client, here: Visiting) -> None:
    client.post(address(here), WHERE | {"part": "where"})
    client.post(address(here), WHERE | WHO | {"part": "who", "time": times(here)[0], "back": "when"})
    assert 'value="东头第三家"' in client.get(address(here)).content.decode()
    assert WHO["name"] in client.get(address(here), {"step": "who", "time": times(here)[0]}).content.decode()
    sealed = client.cookies["visit"]
    assert sealed["httponly"]
    assert sealed["path"] == address(here), "it goes to these pages alone"
    assert "东头" not in sealed.value
    client.cookies["visit"] = "made up"
    assert client.get(address(here), {"step": "when"})["Location"] == address(here), (
        "nothing is known: from the beginning"
    )


def test_another_time_is_asked_about_once_and_the_own_is_none(client: Client, here: Visiting) -> None:
    own, other = times(here)[:2]
    assert book(client, here, own).status_code == 303
    move = reverse("public:visit-move", args=[follow.code_of(Visit.objects.get().matter)])
    offered = client.get(move).content.decode()
    assert f'value="{own}"' not in offered
    assert f'value="{other}"' in offered
    asked = client.get(move, {"time": other}).content.decode()
    assert 'name="phone"' in asked
    assert Visit.objects.filter(starts_at=own).exists(), "looking moves nothing"


def test_the_calendar_a_villager_keeps_does_not_hold_the_code(client: Client, here: Visiting) -> None:
    assert book(client, here, times(here)[0]).status_code == 303
    code = follow.code_of(Visit.objects.get().matter)
    raw = client.get(reverse("public:visit-calendar", args=[code])).content.decode().replace("\r\n ", "")
    assert code not in raw.replace("-", "")
    assert "testserver" not in raw
    assert "BEGIN:VALARM" in raw


@override("en")
def test_only_they_are_thanked_for_telling_and_no_call_is_promised_for_a_day_gone(here: Visiting) -> None:
    visit = visit_of(booked(here, None))
    for whose, thanked in (("theirs", True), ("room", False), ("not_met", False)):
        Visit.objects.filter(pk=visit.pk).update(stage=lifecycle.OFF, whose=whose)
        found = shown(visit.matter)
        assert found
        assert ("Thank you" in found.stands) == thanked
    Visit.objects.filter(pk=visit.pk).update(
        starts_at=timezone.now(), stage=lifecycle.BOOKED, whose="", account=here.officer, first_booked_at=timezone.now()
    )
    found = shown(visit.matter)
    assert found
    assert "day before" not in found.stands
