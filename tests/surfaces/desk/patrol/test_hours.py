"""At the desk: from when to when somebody was there, from the paper sheet."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.systems.patrol.actions import nights
from shouwang.systems.patrol.models import Turn
from tests.cast import Cast
from tests.systems.patrol.walkers import a_walker

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_hours_past_midnight_are_written_down_and_what_cannot_be_is_said(client: Client, cast: Cast) -> None:
    walker = a_walker(cast)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    walker.shift.starts_at, walker.shift.ends_at = midnight - timedelta(hours=26), midnight - timedelta(hours=23)
    walker.shift.save()
    client.force_login(cast.officer)
    page = reverse("desk-patrol:turn-hours", args=[walker.turn.pk])
    assert "马小川" in client.get(page).content.decode()
    assert Record.objects.filter(verb="patrol.volunteers_seen").count() == 1
    for began, ended in (("22:10", "03:00"), ("20:30", "23:00"), ("23:00", "22:00"), ("", "")):
        assert client.post(page, {"began": began, "ended": ended, "because": "paper"}).status_code == 422
    assert client.post(page, {"began": "22:10", "ended": "00:50", "because": "rumour"}).status_code == 422
    assert client.post(page, {"began": "22:10", "ended": "00:50", "because": "paper"}).status_code == 302
    turn = Turn.objects.get(pk=walker.turn.pk)
    assert turn.began_at == walker.shift.starts_at + timedelta(minutes=10)
    assert turn.ended_at == walker.shift.ends_at - timedelta(minutes=10)


def test_why_a_shift_is_called_off_stays_out_of_the_journal(cast: Cast) -> None:
    walker = a_walker(cast)
    nights.cancel(by=cast.officer, shift=walker.shift, why="某人住院")
    assert Record.objects.get(verb="patrol.shift_cancelled").detail == ""
