"""A plan for the loudspeakers is looked at before it is kept, and looked at again once it was changed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.systems.outreach.models import Airing
from shouwang.systems.outreach.queries import airing as queries
from tests.cast import Cast
from tests.systems.outreach import broadcast

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_what_was_changed_after_the_look_is_shown_before_it_is_kept(cast: Cast, officer: Client) -> None:
    broadcast.at_the_committee(cast.room, cast.officer)
    address = reverse("desk-outreach:airing", args=[broadcast.campaign(cast).pk])
    today = timezone.localdate()
    plan = {"times": ["17:30"], "weekdays": list("0123456"), "first": today, "last": today + timedelta(days=3)}

    def ask(**more: object) -> str:
        return officer.post(address, {**plan, **more}).content.decode()

    def seen(page: str) -> str:
        return page.split('name="seen" value="')[1].split('"')[0]

    assert "Choose at least one time." in ask(times=[])
    first = ask()
    assert "data-answered" in first  # what the tab kept gives way to it
    changed = ask(seen=seen(first), times=["19:00"])
    assert "You changed the plan" in changed
    assert not Airing.objects.exists()
    officer.post(address, {**plan, "times": ["19:00"], "seen": seen(changed)})
    assert [f"{one:%H:%M}" for one in queries.when_of(Airing.objects.get()).times] == ["19:00"]
