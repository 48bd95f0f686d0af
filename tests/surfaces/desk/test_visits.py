"""Visits at the desk: hours, booking for somebody who rings, the call list, the round, every act to the end."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.people.models import Consent
from shouwang.systems.services import visit_lifecycle as lifecycle
from shouwang.systems.services.models import Visit, VisitingHours, VisitPurpose
from shouwang.systems.services.queries.visit_days import Want, free_days
from tests.cast import Cast
from tests.surfaces.desk.conftest import Sit
from tests.systems.services.visiting_room import PHONE, at_stage, booked, visit_of, visiting_room

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_hours_and_purposes_are_set_on_one_page(officer: Client, cast: Cast) -> None:
    page = reverse("desk-services:visiting")
    assert officer.post(page, {"begin": "1"}).status_code == 302
    assert VisitPurpose.objects.filter(room=cast.room).count() == 5
    week = {"act": "hours", "account": cast.officer.pk, "days": ["0", "1"], "opens": "09:00", "closes": "12:00"}
    assert officer.post(page, week).status_code == 302
    assert officer.post(page, week | {"days": ["1"], "opens": "14:00", "closes": "16:00"}).status_code == 302
    found = list(VisitingHours.objects.order_by("weekday").values_list("weekday", "opens", "closes"))
    assert found == [(0, time(9), time(12)), (1, time(14), time(16))]
    wrong = officer.post(page, week | {"opens": "12:00", "closes": "09:00"})
    assert (wrong.status_code, "must not overlap" in wrong.content.decode()) == (422, True)
    day = {"act": "day", "account": cast.officer.pk, "day": "2099-03-02", "opens": "", "closes": "", "reason": "开会"}
    assert officer.post(page, day).status_code == 302
    listed = officer.get(page).content.decode()
    assert "开会" in listed
    assert "2099-03-02" not in listed, "said as people say it"
    gone = officer.post(page, day | {"day": f"{timezone.localdate() - timedelta(days=1)}"})
    assert (gone.status_code, "That day is over" in gone.content.decode()) == (422, True)
    rules = {"act": "rules", "kmh": 4, "far_minutes": 20, "notice_hours": 1, "days_ahead": 10}
    assert officer.post(page, rules).status_code == 302
    assert cast.room.visiting_rules.kmh == 4


def test_booked_for_somebody_on_the_telephone(officer: Client, cast: Cast) -> None:
    here = visiting_room(cast, weekdays=range(7))
    page = reverse("desk-services:visit-new")
    said = {
        "id": "01890f3e-6b00-7000-8000-000000000004", "purpose": here.purpose.pk, "why": "hours", "name": "孟广田",
        "phone": PHONE, "for_whom": "self", "is_told": "on", "address": "河埠头第一家",
    }  # fmt: skip
    assert 'name="time"' not in officer.get(page).content.decode()
    offered = officer.post(page, said)
    assert 'name="time"' in offered.content.decode()
    assert "孟广田" in offered.content.decode()
    first = free_days(here.room, Want(30, None), timezone.now())[0].times[0][0]
    done = officer.post(page, said | {"time": first.isoformat()})
    assert done.status_code == 302
    visit = Visit.objects.get()
    assert (visit.starts_at, visit.matter.channel) == (first, "phone")
    assert list(Consent.objects.values_list("purpose", "text_version")) == [("visit", "desk-visit-2026-11")]
    again = officer.post(page, said | {"time": first.isoformat(), "id": "01890f3e-6b00-7000-8000-000000000005"})
    assert "not free any more" in again.content.decode()
    assert done["Location"] == reverse("desk:slip", args=[visit.pk]), "the code is read out and printed"
    shown = officer.get(reverse("desk-services:visit", args=[visit.pk])).content.decode()
    assert "孟广田" in shown
    assert "河埠头第一家" in shown
    assert Record.objects.filter(verb="visit.seen").exists()


def test_every_act_of_the_table_is_on_the_page_and_leads_on(officer: Client, cast: Cast) -> None:
    here = visiting_room(cast)
    visit = at_stage(here, lifecycle.BOOKED)
    act = {verb: reverse("desk-services:visit-act", args=[visit.pk, verb]) for verb in ("set_off", "arrive", "finish")}
    assert act["set_off"] in officer.get(reverse("desk-services:visit", args=[visit.pk])).content.decode()
    for verb, said in (("set_off", {}), ("arrive", {}), ("finish", {"record": "采了指纹"})):
        visit.matter.refresh_from_db()
        assert officer.post(act[verb], {"version": visit.matter.version} | said).status_code == 302
    visit.refresh_from_db()
    assert visit.stage == lifecycle.DONE
    assert "made" in officer.get(reverse("desk-services:visits") + "?which=past").content.decode()


def test_the_call_list_is_ticked_off(officer: Client, cast: Cast) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here))
    soon = timezone.now() + timedelta(hours=1)
    Visit.objects.filter(pk=visit.pk).update(
        starts_at=soon, stage=lifecycle.BOOKED, account=here.officer, first_booked_at=soon
    )
    listed = reverse("desk-services:visits")
    assert "Ring today" in officer.get(listed).content.decode()
    rung = reverse("desk-services:visit-rung", args=[visit.pk])
    about = "hours" if timezone.localdate(soon) == timezone.localdate() else "day"
    assert officer.post(rung, {"about": about, "result": "rung"}).status_code == 302
    assert "Ring today" not in officer.get(listed).content.decode()


def test_the_round_is_shown_ordered_and_printed(officer: Client, cast: Cast) -> None:
    here = visiting_room(cast)
    visit = at_stage(here, lifecycle.BOOKED)
    day = f"{date(2099, 3, 2)}"
    page = reverse("desk-services:round", args=[day])
    assert visit.matter.reference in officer.get(page).content.decode()
    assert officer.post(reverse("desk-services:round-order", args=[day])).status_code == 302
    shapes = officer.get(reverse("desk-services:round-shapes", args=[day])).json()
    assert {one["properties"]["kind"] for one in shapes["features"]} >= {"stop", "straight"}, "no lane is known here"
    assert officer.get(reverse("desk-services:round-sheet", args=[day])).content.startswith(b"%PDF")
    assert officer.get(reverse("desk-services:round", args=["tomorrow"])).status_code == 404


def test_a_volunteer_sees_none_of_it_and_a_cadre_only_what_is_theirs(cast: Cast, sit: Sit) -> None:
    here = visiting_room(cast)
    visit = visit_of(booked(here))
    assert sit(cast.volunteer).get(reverse("desk-services:visit", args=[visit.pk])).status_code == 403
    assert sit(cast.cadre).get(reverse("desk-services:visit", args=[visit.pk])).status_code == 404
    theirs = at_stage(here, lifecycle.BOOKED)
    page = reverse("desk-services:round", args=["2099-03-02"]) + f"?who={here.officer.pk}"
    assert theirs.matter.reference not in sit(cast.cadre).get(page).content.decode()
    assert theirs.matter.reference in sit(cast.auxiliary).get(page).content.decode()
    assert sit(cast.auxiliary).get(reverse("desk-services:visit", args=[visit.pk])).status_code == 200


def test_after_a_house_comes_the_next_and_what_was_made_stays_in_sight(officer: Client, cast: Cast) -> None:
    here = visiting_room(cast)
    made, following = at_stage(here, lifecycle.BOOKED), at_stage(here, lifecycle.BOOKED)
    now = timezone.now()
    Visit.objects.filter(pk=made.pk).update(starts_at=now, stage=lifecycle.DONE, over_at=now)
    Visit.objects.filter(pk=following.pk).update(starts_at=now)
    assert (
        reverse("desk-services:visit", args=[following.pk])
        in officer.get(reverse("desk-services:visit", args=[made.pk])).content.decode()
    )
    listed = officer.get(reverse("desk-services:visits")).content.decode()
    assert "Made today: 1 house" in listed
    assert "韩大爷" in listed, "whom stands in the row of who is still to be visited"
    assert Record.objects.filter(verb="visit.seen", detail="list").exists()


def test_help_asked_for_at_a_closed_door_is_named_on_the_visit(officer: Client, cast: Cast) -> None:
    here = visiting_room(cast)
    visit = at_stage(here, lifecycle.NOBODY)
    act = reverse("desk-services:visit-act", args=[visit.pk, "worry"])
    done = officer.post(act, {"version": visit.matter.version, "record": "灯亮着没人应"}, follow=True).content.decode()
    opened = Visit.objects.get(pk=visit.pk).matter.links.get().other
    assert f"{opened.reference} is opened" in done
    assert reverse("desk:matter", args=[opened.pk]) in done
    assert "called off" not in done
