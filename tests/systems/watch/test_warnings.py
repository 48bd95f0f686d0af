"""The room is warned of more than usual: at night, once, with what is counted; never of persons."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.actions import PUBLIC, SYSTEM
from shouwang.kernel.matters.actions import bonds
from shouwang.kernel.matters.actions.intake import Brought, Position, receive
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.actions import put_on_duty
from shouwang.systems.watch.actions import warnings
from shouwang.systems.watch.models import EarlyWarning, Night
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)
HOME = (34.917, 112.606)


@pytest.fixture
def village(cast: Cast) -> Cast:
    """A year of a report a week all over the village, then five of one kind in one lane in a week."""
    cast.room.latitude, cast.room.longitude = HOME
    cast.room.save()
    for week in range(2, 52):
        there = (HOME[0] + (week % 7 - 3) * 0.003, HOME[1] + (week % 5 - 2) * 0.004)
        seen(cast, NOW - timedelta(weeks=week), there)
    for number in range(5):
        seen(cast, NOW - timedelta(days=number + 1), (HOME[0] + 0.0101 + number * 0.0002, HOME[1] + 0.0121))
    return cast


def seen(cast: Cast, at: datetime, there: tuple[float, float], topic: str = "theft") -> Matter:
    brought = Brought(kind="report", topic=topic, text="井盖又丢了", position=Position(*there, "gps"), received_at=at)
    return receive(by=PUBLIC, room=cast.room, brought=brought).matter


def test_five_in_one_lane_in_a_week_are_told_of_in_the_night(village: Cast) -> None:
    day = NOW - timedelta(hours=1)
    put_on_duty(by=SYSTEM, room=village.room, account=village.officer, starts_at=timezone.now() - timedelta(hours=1),
                ends_at=timezone.now() + timedelta(hours=1))  # fmt: skip
    warnings.look_at_nights(now=day)
    made = EarlyWarning.objects.get()
    assert (made.topic, made.observed) == ("theft", 5)
    assert made.expected < 1
    assert made.p <= 0.01
    assert made.reports.count() == 5
    assert Notice.objects.filter(account=village.officer, template="watch.warned").count() == 1
    assert Night.objects.get(room=village.room).told == 1


def test_the_same_is_told_once_however_often_it_is_looked_at(village: Cast) -> None:
    for _ in range(2):
        warnings.look_at_nights(now=NOW)
    warnings.look(room=village.room, now=NOW, at_night=True)
    warnings.look_at_nights(now=NOW + timedelta(days=1))
    assert EarlyWarning.objects.count() == 1
    assert Night.objects.filter(room=village.room).count() == 2


def test_reports_that_are_one_matter_count_as_one(village: Cast) -> None:
    first, *others = Matter.objects.filter(received_at__gt=NOW - timedelta(days=8)).order_by("received_at")
    for one in others:
        bonds.merge(by=village.officer, matter=one, into=first)
    warnings.look_at_nights(now=NOW)
    assert not EarlyWarning.objects.exists()
    assert Night.objects.get(room=village.room).told == 0


def test_a_room_without_a_place_or_without_reports_is_looked_at_in_peace(cast: Cast) -> None:
    warnings.look_at_nights(now=NOW)
    assert Night.objects.count() == 3
    assert not EarlyWarning.objects.exists()


def test_what_was_decided_stays_decided_and_needs_words(village: Cast) -> None:
    warnings.look_at_nights(now=NOW)
    made = EarlyWarning.objects.get()
    with pytest.raises(PermissionDenied):
        warnings.act(by=village.lawyer, warned=made, decision="巡逻")
    with pytest.raises(ValueError, match="no words"):
        warnings.dismiss(by=village.officer, warned=made, reason=" ")
    warnings.act(by=village.officer, warned=made, decision="今晚在巷口设一个岗")
    with pytest.raises(ValueError, match="decided before"):
        warnings.dismiss(by=village.officer, warned=made, reason="误报")
    made.refresh_from_db()
    assert (made.state, made.decided_by) == ("acted", "陈警官")
