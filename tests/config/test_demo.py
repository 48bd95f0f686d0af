"""The demo village: made once, through the real actions, and whole."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.config.demo import make_demo
from shouwang.kernel.journal.queries import broken_chains
from shouwang.kernel.matters.models import Attachment, Matter, Satisfaction
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.queries import open_person
from shouwang.surfaces.public import released
from shouwang.systems.outreach.models import Bulletin


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def test_the_demo_is_a_room_at_work(client: Client, db: None) -> None:
    make_demo()
    now = timezone.now()
    assert Matter.objects.late(now).exists()
    assert Matter.objects.waiting().exists()
    assert Matter.objects.filter(state="merged").exists()
    asked, answered = Satisfaction.objects.count(), Satisfaction.objects.exclude(score=None).count()
    assert asked > answered > 0
    assert Attachment.objects.filter(is_from_reporter=True).count() >= 5
    assert Bulletin.objects.filter(state="released").count() == 2
    assert not list(broken_chains())
    client.force_login(Account.objects.get(username="chen"))
    for name in ("desk:today", "desk:matters", "desk-settings:bulletins", "desk-settings:journal"):
        assert client.get(reverse(name)).status_code == 200, name


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
    make_demo()
    with pytest.raises(ValueError, match="already"):
        make_demo()
