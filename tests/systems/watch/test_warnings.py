"""The room is warned of more than usual: at night, once, with what is counted; never of persons."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from shouwang.kernel.ground.models import Grid, Place, Village
from shouwang.kernel.journal.actions import PUBLIC, SYSTEM
from shouwang.kernel.matters.actions import bonds, news
from shouwang.kernel.matters.actions.intake import Brought, Position, receive
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.actions import put_on_duty
from shouwang.systems.watch import tasks, warning
from shouwang.systems.watch.actions import warnings
from shouwang.systems.watch.models import EarlyWarning, Night
from shouwang.systems.watch.queries import landmarks, looks_on
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


def test_an_open_warning_grows_with_what_comes_and_a_decided_one_is_told_again_when_half_as_many_came(
    village: Cast,
) -> None:
    warnings.look_at_nights(now=NOW)
    lane = (HOME[0] + 0.0101, HOME[1] + 0.0121)
    seen(village, NOW, lane)
    warnings.look_at_nights(now=NOW + timedelta(days=1))
    made = EarlyWarning.objects.get()
    assert (made.observed, made.reports.count()) == (6, 6)
    warnings.dismiss(by=village.officer, warned=made, reason="同一家工地")
    seen(village, NOW + timedelta(hours=1), lane)
    warnings.look(room=village.room, now=NOW + timedelta(hours=2), at_night=True)
    assert EarlyWarning.objects.count() == 1
    for _ in range(3):
        seen(village, NOW + timedelta(hours=3), lane)
    warnings.look(room=village.room, now=NOW + timedelta(hours=4), at_night=True)
    assert EarlyWarning.objects.filter(state="open").get().observed >= 9


def test_looks_that_were_spent_are_not_given_back_by_joining_reports(village: Cast) -> None:
    today = NOW + timedelta(days=1)
    first, *others = [seen(village, today, HOME) for _ in range(3)]
    for one in others:
        bonds.merge(by=village.officer, matter=one, into=first)
    assert looks_on(village.room, timezone.localtime(today).date()) == 3


def test_circles_are_drawn_around_places_and_grids_too(village: Cast) -> None:
    Place.objects.create(room=village.room, name="桥头", latitude=HOME[0] + 0.001, longitude=HOME[1])
    inside = Village.objects.create(room=village.room, name="河湾")
    Grid.objects.create(village=inside, name="一网格", south=34.916, north=34.918, west=112.605, east=112.607)
    found = {one.key.split()[0]: one.metres for one in landmarks(village.room)}
    assert found["place"] == pytest.approx((0, 111), abs=1)
    assert found["grid"] == pytest.approx((0, 0), abs=1)


def test_nothing_is_written_while_the_scan_is_at_work(village: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[bool] = []
    monkeypatch.setattr(warning, "scan", lambda *_, **__: inside.append(connection.in_atomic_block) or [])
    monkeypatch.setattr(warning, "level", lambda *_, **__: 0.01)
    before = connection.in_atomic_block  # the test's own
    seen(village, timezone.now(), HOME)
    news.spread()
    tasks.look_at_new()
    warnings.look_at_nights(now=NOW)
    assert inside
    assert set(inside) == {before}
    assert len(connection.savepoint_ids) <= 1


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
