"""The demo village: made once, through the real actions, and whole."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.config.demo import make_demo
from shouwang.config.demo.ground import make_ground
from shouwang.config.demo.patrol import make_patrol
from shouwang.config.demo.people import make_people
from shouwang.config.demo.pretend import pretend
from shouwang.config.demo.watch import make_watch
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal.queries import broken_chains
from shouwang.kernel.matters.models import Attachment, Matter, Satisfaction
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import open_person
from shouwang.surfaces.public import released
from shouwang.systems.outreach.models import Bulletin
from shouwang.systems.patrol.models import CheckIn, Plan, Turn, Volunteer
from shouwang.systems.patrol.queries.fitness import IN, asked_by, facts_of, with_facts
from shouwang.systems.patrol.queries.nights import shifts
from shouwang.systems.patrol.queries.plans import plans
from shouwang.systems.patrol.queries.turns import person_times
from shouwang.systems.patrol.queries.volunteers import volunteers, volunteers_wanting_attention
from shouwang.systems.patrol.volunteering import Reason, fit


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def make_village() -> Room:
    """The demo without what is brought to the room: enough for its patrols."""
    hewan = make_ground()
    people = make_people(hewan)
    make_watch(hewan, people)
    make_patrol(hewan, people)
    return hewan.room


def test_the_demo_is_a_room_at_work(client: Client, db: None) -> None:
    make_demo()
    now = timezone.now()
    assert Matter.objects.late(now).exists()
    assert Matter.objects.waiting().exists()
    assert Matter.objects.filter(state="merged").exists()
    asked, answered = Satisfaction.objects.count(), Satisfaction.objects.exclude(score=None).count()
    assert asked > answered > 0
    assert Attachment.objects.filter(is_from_reporter=True).count() >= 5
    assert Bulletin.objects.filter(state="released").count() == 5  # three of its own, minutes, one of a campaign
    assert not list(broken_chains())
    client.force_login(Account.objects.get(username="chen"))
    for name in ("desk:today", "desk:matters", "desk-outreach:bulletins", "desk-settings:journal"):
        assert client.get(reverse(name)).status_code == 200, name


@pytest.mark.once
def test_the_demo_has_something_to_show_to_everybody(client: Client, db: None) -> None:
    make_demo()
    shown = client.get("/open311/v2/requests.json").json()
    assert {one["status"] for one in shown} == {"open", "closed"}
    assert len(shown) >= 5
    page = client.get("/").content.decode()
    assert sum(one["description"] in page for one in shown) == released.MOST
    told = page + str(shown)
    people = Matter.objects.exclude(public_text="").select_related("reporter", "place")
    for matter in people:
        assert matter.text not in told
        person = open_person(matter.reporter) if matter.reporter else {}
        assert not [word for word in (person.get("name"), person.get("phone")) if word and word in told]


def test_a_second_demo_is_refused(db: None) -> None:
    make_ground()
    with pytest.raises(ValueError, match="already"):
        make_demo()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="once is enough; one demo comes in on PostgreSQL too")
@pytest.mark.parametrize("days", range(7))
def test_every_evening_of_the_week_has_people_in_two_rounds_and_a_post(db: None, days: int) -> None:
    moment = datetime(2026, 3, 2, 11, tzinfo=timezone.get_default_timezone()) + timedelta(days=days)
    with pretend(moment):
        room = make_village()
        tonight = list(shifts(room, moment.date()))
        assert Counter(shift.work for shift in tonight) == {"round": 2, "post": 1}
        assert all(len(shift.turns.all()) >= shift.fewest for shift in tonight)
        assert not plans(room, moment.date()).exists()  # the first thing to try
        risky = Turn.objects.filter(shift__is_risky=True, state__in=IN).select_related("volunteer", "shift")
        facts = {one: facts_of(one) for one in with_facts(Volunteer.objects.all())}
        assert all(Reason.NOT_INSURED not in fit(facts[one.volunteer], asked_by(one.shift)) for one in risky)


@pytest.mark.once
def test_the_volunteers_of_the_demo_show_what_can_be_missing_and_what_they_served(db: None) -> None:
    room = make_village()
    officer = Account.objects.get(username="chen")
    wanting = volunteers_wanting_attention(officer, room)
    found = Counter(one.what.value for _volunteer, lacks in wanting for one in lacks)
    assert found == {"adult": 1, "training": 1, "insurance": 1, "insurance_ended": 1, "insurance_ends": 1}
    assert volunteers(officer, room).count() == 12
    today = timezone.localdate()
    assert person_times(room, today - timedelta(days=15), today) > 60
    assert Plan.objects.filter(state="sent").count() == 14
    assert CheckIn.objects.filter(place__kind="riverside").exists()
    assert not CheckIn.objects.filter(at__gte=timezone.now()).exists()
