"""How long the patrols keep what: each promise of models/, on both sides of its last moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from shouwang.config.schedule import JOBS
from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import tracks, volunteers
from shouwang.systems.patrol.actions.forgetting import forget_old
from shouwang.systems.patrol.actions.tracks import Point
from shouwang.systems.patrol.models import (
    CheckIn,
    HandOver,
    OldMonth,
    OneOff,
    Plan,
    Shift,
    Stop,
    TrackPoint,
    Turn,
    Volunteer,
)
from shouwang.systems.patrol.models.shifts import SHIFTS_KEPT
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
NIGHT = datetime(2026, 10, 31, 12, tzinfo=UTC)  # eight in the evening in the village


@pytest.fixture
def walker(cast: Cast) -> Volunteer:
    one = volunteers.take_on(by=cast.officer, room=cast.room, name="马小川")
    tracks.agree(volunteer=one, text_version="2026-11", channel="field")
    one.person.consents.filter(purpose="patrol.track").update(given_at=NIGHT - DAY)
    return one


@pytest.fixture
def place(cast: Cast) -> Place:
    return Place.objects.create(room=cast.room, name="渡口", kind="other", latitude=34.9, longitude=112.4)


def a_shift(cast: Cast, starts: datetime = NIGHT, **more: object) -> Shift:
    return Shift.objects.create(
        room=cast.room, work="round", number=1, starts_at=starts, ends_at=starts + 3 * HOUR, fewest=1, most=3, **more
    )


def a_turn(shift: Shift, walker: Volunteer | None, began: datetime | None = None, minutes: int = 120) -> Turn:
    ended = began + timedelta(minutes=minutes) if began else None
    return Turn.objects.create(shift=shift, volunteer=walker, state="taken", began_at=began, ended_at=ended)


def test_tracks_are_gone_after_thirty_days_and_not_before(cast: Cast, walker: Volunteer) -> None:
    turn = a_turn(a_shift(cast), walker, NIGHT)
    assert tracks.note_points(volunteer=walker, points=[Point(NIGHT, 34.9, 112.4)], now=NIGHT) == 1
    assert forget_old(now=NIGHT + 30 * DAY) == {}
    assert forget_old(now=NIGHT + 30 * DAY + SECOND) == {"tracks": 1}
    assert Turn.objects.filter(pk=turn.pk, began_at=NIGHT).exists()
    assert Record.objects.get(verb="patrol.forgotten").detail == "tracks 1"


def test_the_tracks_of_somebody_who_was_forgotten_do_not_wait_thirty_days(cast: Cast, walker: Volunteer) -> None:
    a_turn(a_shift(cast), walker, NIGHT)
    tracks.note_points(volunteer=walker, points=[Point(NIGHT, 34.9, 112.4)], now=NIGHT)
    walker.person.consents.update(withdrawn_at=timezone.now())  # as emptying a person does
    assert forget_old(now=NIGHT + HOUR) == {"tracks": 1}


def test_a_check_in_loses_its_position_after_thirty_days_and_stays(cast: Cast, walker: Volunteer, place: Place) -> None:
    turn = a_turn(a_shift(cast), walker, NIGHT)
    one = CheckIn.objects.create(
        id=uuid7(), turn=turn, place=place, way="position", at=NIGHT, received_at=NIGHT, latitude=34.9,
        longitude=112.4, accuracy=8,
    )  # fmt: skip
    assert forget_old(now=NIGHT + 30 * DAY) == {}
    assert forget_old(now=NIGHT + 30 * DAY + SECOND) == {"positions": 1}
    one.refresh_from_db()
    assert (one.latitude, one.longitude, one.accuracy) == (None, None, None)
    assert (one.place, one.at, one.way) == (place, NIGHT, "position")
    assert forget_old(now=NIGHT + 30 * DAY + SECOND) == {}


def test_a_time_for_once_is_gone_a_day_after_it_is_over(walker: Volunteer) -> None:
    OneOff.objects.create(volunteer=walker, starts_at=NIGHT, ends_at=NIGHT + HOUR)
    assert forget_old(now=NIGHT + HOUR + DAY) == {}
    assert forget_old(now=NIGHT + HOUR + DAY + SECOND) == {"one-offs": 1}


def test_after_three_years_a_night_is_only_a_count_of_its_month(cast: Cast, walker: Volunteer, place: Place) -> None:
    shift = a_shift(cast)
    turn = a_turn(shift, walker, NIGHT + timedelta(minutes=20))
    a_turn(shift, None, NIGHT + 4 * HOUR, 60)  # after midnight: of November
    CheckIn.objects.create(id=uuid7(), turn=turn, place=place, way="code", at=NIGHT, received_at=NIGHT)
    HandOver.objects.create(id=uuid7(), turn=turn, text="渡口的灯坏了", written_at=NIGHT)
    plan = Plan.objects.create(room=cast.room, night=date(2026, 10, 31), seed=1, made_by="某辅警", made_at=NIGHT)
    Stop.objects.create(plan=plan, shift=shift, place=place, number=1, arrives_at=NIGHT, leaves_at=NIGHT, weight=1)
    last = shift.ends_at + SHIFTS_KEPT
    assert forget_old(now=last) == {}
    assert forget_old(now=last + SECOND) == {"shifts": 1}
    assert not Turn.objects.exists()
    assert not CheckIn.objects.exists()
    assert not HandOver.objects.exists()
    assert not Stop.objects.exists()
    kept = OldMonth.objects.values_list("first", "held", "late", "missed", "called_off", "person_times", "minutes")
    assert list(kept.order_by("first")) == [
        (date(2026, 10, 1), 1, 1, 0, 0, 1, 120),
        (date(2026, 11, 1), 0, 0, 0, 0, 1, 60),
    ]
    assert forget_old(now=last + 3 * DAY) == {"plans": 1}
    assert Volunteer.objects.filter(pk=walker.pk).exists()


def test_counts_of_a_month_add_up_over_several_runs(cast: Cast, walker: Volunteer) -> None:
    first, second = NIGHT - 5 * DAY, NIGHT - 4 * DAY
    a_turn(a_shift(cast, first), walker, first)
    a_shift(cast, second)
    a_shift(cast, second, cancelled_at=second)
    assert forget_old(now=first + 3 * HOUR + SHIFTS_KEPT + SECOND) == {"shifts": 1}
    assert forget_old(now=second + 3 * HOUR + SHIFTS_KEPT + SECOND) == {"shifts": 2}
    month = OldMonth.objects.get()
    assert (month.held, month.missed, month.called_off, month.person_times, month.minutes) == (1, 1, 1, 1, 120)


def test_what_is_not_old_is_left_alone(cast: Cast, walker: Volunteer, place: Place) -> None:
    turn = a_turn(a_shift(cast), walker, NIGHT)
    tracks.note_points(volunteer=walker, points=[Point(NIGHT, 34.9, 112.4)], now=NIGHT)
    CheckIn.objects.create(id=uuid7(), turn=turn, place=place, way="code", at=NIGHT, received_at=NIGHT, latitude=1)
    OneOff.objects.create(volunteer=walker, starts_at=NIGHT, ends_at=NIGHT + DAY)
    assert forget_old(now=NIGHT + DAY) == {}
    assert TrackPoint.objects.count() == CheckIn.objects.filter(latitude=1).count() == OneOff.objects.count() == 1


def test_it_runs_by_itself() -> None:
    assert [job.every for job in JOBS if "patrols" in job.name] == [3600]
