"""From when to when somebody was there, where their phone did not say it or said it late."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import hours, walking
from shouwang.systems.patrol.actions.hours import Because, NotThen
from shouwang.systems.patrol.actions.walking import Told
from shouwang.systems.patrol.models import CheckIn, TrackPoint, Turn
from shouwang.systems.patrol.queries.turns import person_times, service_hours
from tests.cast import Cast
from tests.systems.patrol.walkers import Walker, a_walker

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def walker(cast: Cast) -> Walker:
    """In a shift of three hours that was over seven hours ago, begun on time and never ended."""
    one = a_walker(cast, begins=-timedelta(hours=10))
    Turn.objects.filter(pk=one.turn.pk).update(began_at=one.shift.starts_at)
    return one


def ended(walker: Walker) -> object:
    return Turn.objects.get(pk=walker.turn.pk).ended_at


def test_a_forgotten_end_counts_until_the_last_sign(walker: Walker) -> None:
    left = walker.shift.starts_at + 100 * MINUTE
    CheckIn.objects.create(
        id=uuid7(), turn=walker.turn, place=walker.places[0], way="code", at=left - 10 * MINUTE, left_at=left,
        received_at=left,
    )  # fmt: skip
    assert hours.close_forgotten(now=walker.shift.ends_at + 5 * 60 * MINUTE) == 0
    assert hours.close_forgotten(now=timezone.now()) == 1
    assert ended(walker) == left
    assert hours.close_forgotten(now=timezone.now()) == 0
    assert Record.objects.filter(verb="patrol.closed").count() == 1


def test_signs_past_the_end_count_until_the_end(walker: Walker) -> None:
    late = walker.shift.ends_at + 40 * MINUTE
    TrackPoint.objects.create(turn=walker.turn, at=late, latitude=34.9, longitude=112.6)
    hours.close_forgotten(now=timezone.now())
    assert ended(walker) == walker.shift.ends_at
    assert not TrackPoint.objects.exists()


def test_an_end_told_late_counts_an_hour_past_the_shift(walker: Walker) -> None:
    hours.close_forgotten(now=timezone.now())
    walking.end_turn(volunteer=walker.volunteer, turn=walker.turn, told=Told())
    assert ended(walker) == walker.shift.ends_at + walking.OVERRUN


def test_where_they_were_after_they_were_done_is_not_kept(walker: Walker) -> None:
    done = walker.shift.starts_at + 60 * MINUTE
    for minutes in (30, 61, 90):
        at = walker.shift.starts_at + minutes * MINUTE
        TrackPoint.objects.create(turn=walker.turn, at=at, latitude=34.9, longitude=112.6)
    walking.end_turn(volunteer=walker.volunteer, turn=walker.turn, told=Told(done, timezone.now()))
    assert TrackPoint.objects.count() == 2


def test_a_shift_called_off_on_the_way_counts_for_them_until_then(cast: Cast, walker: Walker) -> None:
    shift = walker.shift
    shift.cancelled_at = shift.starts_at + 90 * MINUTE
    shift.save()
    hours.close_forgotten(now=timezone.now())
    assert str(service_hours(walker.volunteer)) == "1.5"
    Turn.objects.filter(pk=walker.turn.pk).update(ended_at=shift.ends_at)
    assert str(service_hours(walker.volunteer)) == "1.5"
    today = timezone.localdate()
    assert person_times(cast.room, today - timedelta(days=2), today) == 0


def test_the_desk_writes_down_what_stands_on_paper(cast: Cast, walker: Walker) -> None:
    starts = walker.shift.starts_at
    with pytest.raises(PermissionDenied):
        set_hours(cast.neighbour, walker, 0, 120)
    for begins, ends in ((-61, 60), (60, 60), (0, 241), (60, 0)):
        with pytest.raises(NotThen):
            set_hours(cast.officer, walker, begins, ends)
    set_hours(cast.officer, walker, -10, 130)
    turn = Turn.objects.get(pk=walker.turn.pk)
    assert (turn.began_at, turn.ended_at) == (starts - 10 * MINUTE, starts + 130 * MINUTE)
    assert Record.objects.get(verb="patrol.hours_set").detail.endswith("paper")


def test_nobody_was_there_in_time_to_come(cast: Cast) -> None:
    with pytest.raises(NotThen):
        set_hours(cast.officer, a_walker(cast), 0, 60)


def set_hours(by: object, walker: Walker, begins: int, ends: int) -> None:
    starts = walker.shift.starts_at
    hours.set_hours(
        by=by,  # type: ignore[arg-type]
        turn=walker.turn,
        began_at=starts + begins * MINUTE,
        ended_at=starts + ends * MINUTE,
        because=Because.PAPER,
    )
