"""Who is located, when, for how long: what was promised to whoever agreed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import tracks, volunteers
from shouwang.systems.patrol.actions.tracks import Point
from shouwang.systems.patrol.actions.walking import OVERRUN, SLACK
from shouwang.systems.patrol.models import CheckIn, Shift, TrackPoint, Turn, Volunteer
from shouwang.systems.patrol.queries.tracks import agreed, track, tracked_turn
from tests.cast import Cast

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def walker(cast: Cast, now: datetime) -> Volunteer:
    """Somebody who agreed, a year ago."""
    one = volunteers.take_on(by=cast.officer, room=cast.room, name="马小川")
    tracks.agree(volunteer=one, text_version="2026-11", channel="field")
    one.person.consents.filter(purpose="patrol.track").update(given_at=now - timedelta(days=365))
    return one


def a_turn(walker: Volunteer, began: datetime, ended: datetime | None, *, hours: int = 3) -> Turn:
    shift = Shift.objects.create(
        room=walker.room, work="round", number=1, starts_at=began, ends_at=began + timedelta(hours=hours),
        fewest=1, most=3, sent_at=began,
    )  # fmt: skip
    return Turn.objects.create(shift=shift, volunteer=walker, state="taken", began_at=began, ended_at=ended)


def at(moment: datetime, **more: float) -> Point:
    return Point(moment, 34.9, 112.4, more.get("accuracy", 8.4))


def test_a_point_in_a_turn_is_kept_once_however_often_it_comes(walker: Volunteer, now: datetime) -> None:
    turn = a_turn(walker, now - 60 * MINUTE, None)
    points = [at(now - 10 * MINUTE), at(now - 5 * MINUTE)]
    assert tracks.note_points(volunteer=walker, points=[*points, points[0]]) == 2
    assert tracks.note_points(volunteer=walker, points=points) == 0
    assert [(one.turn, one.at, one.accuracy) for one in track(turn)] == [
        (turn, now - 10 * MINUTE, 8),
        (turn, now - 5 * MINUTE, 8),
    ]


def test_outside_a_turn_nothing_is_kept(walker: Volunteer, now: datetime) -> None:
    began, ended = now - 120 * MINUTE, now - 60 * MINUTE
    a_turn(walker, began, ended)
    beside = [began - SLACK - MINUTE, ended + SLACK + MINUTE, now]
    assert tracks.note_points(volunteer=walker, points=[at(one) for one in beside]) == 0
    edges = [began - SLACK, ended + SLACK]
    assert tracks.note_points(volunteer=walker, points=[at(one) for one in edges]) == 2


def test_a_turn_that_was_not_begun_or_was_called_off_locates_nobody(walker: Volunteer, now: datetime) -> None:
    turn = a_turn(walker, now - 30 * MINUTE, None)
    Turn.objects.filter(pk=turn.pk).update(began_at=None)
    assert tracks.note_points(volunteer=walker, points=[at(now)]) == 0
    Turn.objects.filter(pk=turn.pk).update(began_at=now - 30 * MINUTE)
    Shift.objects.update(cancelled_at=now)
    assert tracks.note_points(volunteer=walker, points=[at(now)]) == 0


def test_who_forgets_to_end_is_not_located_until_the_morning(walker: Volunteer, now: datetime) -> None:
    turn = a_turn(walker, now - timedelta(hours=9), None)
    last = turn.shift.ends_at + OVERRUN + SLACK
    assert tracks.note_points(volunteer=walker, points=[at(last), at(last + MINUTE), at(now)]) == 1


def test_without_consent_nothing_is_kept_and_nothing_from_before_it(walker: Volunteer, now: datetime) -> None:
    a_turn(walker, now - 60 * MINUTE, None)
    tracks.withdraw(volunteer=walker)
    assert tracks.note_points(volunteer=walker, points=[at(now)]) == 0
    tracks.agree(volunteer=walker, text_version="2026-11", channel="field")
    walker.person.consents.filter(withdrawn_at=None, purpose="patrol.track").update(given_at=now - 5 * MINUTE)
    assert tracks.note_points(volunteer=walker, points=[at(now - 6 * MINUTE), at(now - 4 * MINUTE)]) == 1


def test_taking_it_back_deletes_what_is_there_of_them_and_of_nobody_else(
    cast: Cast, walker: Volunteer, now: datetime
) -> None:
    other = volunteers.take_on(by=cast.officer, room=cast.room, name="白明")
    volunteers.agree_to_track(by=cast.officer, volunteer=other)
    other.person.consents.filter(purpose="patrol.track").update(given_at=now - timedelta(days=1))
    for one in (walker, other):
        a_turn(one, now - 60 * MINUTE, None)
        assert tracks.note_points(volunteer=one, points=[at(now - MINUTE)]) == 1
        where = Place.objects.create(room=cast.room, name=f"地点{one.pk}", latitude=34.9, longitude=112.4)
        CheckIn.objects.create(
            id=uuid7(), turn=one.turns.get(), place=where, way="position", at=now, received_at=now,
            latitude=34.9, longitude=112.4, accuracy=8,
        )  # fmt: skip
    volunteers.refuse_track(by=walker, volunteer=walker)
    assert [one.turn.volunteer for one in CheckIn.objects.filter(latitude__isnull=False)] == [other]
    assert CheckIn.objects.count() == 2
    assert [one.turn.volunteer for one in TrackPoint.objects.all()] == [other]
    assert not agreed(walker)
    assert agreed(other)


def test_leaving_deletes_the_tracks_and_leaves_the_turn(cast: Cast, walker: Volunteer, now: datetime) -> None:
    turn = a_turn(walker, now - 60 * MINUTE, now - 5 * MINUTE)
    tracks.note_points(volunteer=walker, points=[at(now - 30 * MINUTE)])
    volunteers.leave(by=cast.officer, volunteer=walker)
    assert not track(turn)
    assert Turn.objects.filter(pk=turn.pk, volunteer=None).exists()


def test_agreeing_twice_is_one_consent(walker: Volunteer) -> None:
    tracks.agree(volunteer=walker, text_version="2026-11", channel="field")
    assert walker.person.consents.filter(purpose="patrol.track").count() == 1


def test_nonsense_is_no_position(walker: Volunteer, now: datetime) -> None:
    a_turn(walker, now - 60 * MINUTE, None)
    wrong = [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0.0, float("inf"))]
    assert tracks.note_points(volunteer=walker, points=[Point(now, *one) for one in wrong]) == 0
    odd = [Point(now - n * MINUTE, 1, 1, one) for n, one in enumerate((-1.0, float("nan"), 1e9))]
    assert tracks.note_points(volunteer=walker, points=odd) == 3
    assert {one.accuracy for one in TrackPoint.objects.all()} == {None}


def test_a_point_of_the_first_or_last_year_is_passed_over(walker: Volunteer, now: datetime) -> None:
    a_turn(walker, now - 60 * MINUTE, None)
    moments = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC), now - MINUTE]
    assert tracks.note_points(volunteer=walker, points=[at(moment) for moment in moments]) == 1


def test_what_is_older_than_thirty_days_is_not_taken_in_at_all(walker: Volunteer, now: datetime) -> None:
    turn = a_turn(walker, now - timedelta(days=31), now - timedelta(days=31) + 60 * MINUTE)
    assert tracks.note_points(volunteer=walker, points=[at(turn.began_at or now)]) == 0


def test_only_who_looks_after_volunteers_sees_a_track_and_the_journal_says_so(
    cast: Cast, walker: Volunteer, now: datetime
) -> None:
    turn = a_turn(walker, now - 60 * MINUTE, None)
    assert tracked_turn(cast.officer, turn.pk) == turn
    assert tracked_turn(cast.auxiliary, turn.pk) is None
    with pytest.raises(PermissionDenied):
        tracks.look(by=cast.auxiliary, turn=turn)
    tracks.look(by=cast.officer, turn=turn)
    told = Record.objects.get(verb="patrol.track_seen")
    assert (told.room, told.detail) == (str(cast.room.pk), str(walker.pk))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.lists(st.integers(-200, 20), max_size=12), began=st.integers(-150, -10), length=st.integers(0, 100))
def test_whatever_comes_only_moments_of_the_turn_are_kept(
    walker: Volunteer, now: datetime, minutes: list[int], began: int, length: int
) -> None:
    Turn.objects.all().delete()
    starts, ends = now + began * MINUTE, now + min(began + length, 0) * MINUTE
    turn = a_turn(walker, starts, ends)
    new = tracks.note_points(volunteer=walker, points=[at(now + one * MINUTE) for one in minutes], now=now)
    due = {now + n * MINUTE for n in minutes if starts - SLACK <= now + n * MINUTE <= min(ends, now) + SLACK}
    assert {one.at for one in track(turn)} == due
    assert new == len(due)
