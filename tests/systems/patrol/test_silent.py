"""Shifts that nobody hears from are told of, each silence once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.lib.ids import uuid7
from shouwang.systems.patrol.actions import walking
from shouwang.systems.patrol.actions.alarming import tell_silent
from shouwang.systems.patrol.actions.walking import Here, Told
from shouwang.systems.patrol.models import HandOver, TrackPoint, Turn
from shouwang.systems.patrol.queries.silent import Why, silent
from tests.cast import Cast
from tests.systems.patrol.walkers import Walker, a_shift, a_volunteer, a_walker, minutes_ago

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def walker(cast: Cast) -> Walker:
    """In a shift of three hours that began half an hour ago, begun 28 minutes ago."""
    one = a_walker(cast)
    walking.begin_turn(volunteer=one.volunteer, turn=one.turn, told=told(28))
    return one


def told(minutes: float) -> Told:
    return Told(minutes_ago(minutes), timezone.now())


def test_who_is_still_out_after_the_end_is_asked_for(walker: Walker) -> None:
    shift = walker.shift
    (one,) = silent(shift.ends_at + 170 * MINUTE)
    assert (one.shift, one.why) == (shift, Why.NO_WORD)
    assert silent(shift.ends_at + 181 * MINUTE) == []
    Turn.objects.filter(pk=walker.turn.pk).update(ended_at=timezone.now())
    assert silent(shift.ends_at + 170 * MINUTE) == []


def test_a_post_of_two_hours_is_missed_before_it_is_over(cast: Cast) -> None:
    shift = a_shift(cast, begins=-90 * MINUTE, work="post")
    shift.ends_at = shift.starts_at + 120 * MINUTE
    shift.save()
    Turn.objects.create(shift=shift, volunteer=a_volunteer(cast), state="taken", began_at=shift.starts_at)
    assert silent(shift.starts_at + 60 * MINUTE) == []
    assert [one.why for one in silent(shift.starts_at + 61 * MINUTE)] == [Why.NO_WORD]


def test_one_of_two_who_does_not_come_is_told(cast: Cast, walker: Walker) -> None:
    second = Turn.objects.create(shift=walker.shift, volunteer=a_volunteer(cast, "白明"), state="taken")
    assert [one.why for one in silent(timezone.now())] == [Why.ONE_MISSING]
    assert tell_silent(now=timezone.now()) > 0
    assert tell_silent(now=timezone.now()) == 0
    walking.begin_turn(volunteer=second.volunteer, turn=second, told=told(0))  # type: ignore[arg-type]
    assert silent(timezone.now()) == []


def test_a_second_silence_of_one_shift_is_told_too(walker: Walker) -> None:
    first = timezone.now() + 40 * MINUTE
    assert tell_silent(now=first) > 0
    assert tell_silent(now=first) == 0
    here = Here(uuid7(), walker.places[0])
    walking.check_in(volunteer=walker.volunteer, turn=walker.turn, here=here, told=told(0))
    assert tell_silent(now=first) == 0
    assert tell_silent(now=first + 30 * MINUTE) > 0


@pytest.mark.parametrize("sign", ["finding", "hand-over", "point"])
def test_everything_the_phone_tells_is_a_sign(walker: Walker, sign: str) -> None:
    later = timezone.now() + 50 * MINUTE
    assert silent(later) != []
    if sign == "finding":
        reporter = Reporter(person=walker.volunteer.person)
        brought = Brought(kind="report", topic="water", text="有人下水", reporter=reporter, id=uuid7())
        walking.finding(volunteer=walker.volunteer, turn=walker.turn, brought=brought, is_settled=True)
    elif sign == "hand-over":
        HandOver.objects.create(id=uuid7(), turn=walker.turn, text="灯坏了", written_at=timezone.now())
    else:
        TrackPoint.objects.create(turn=walker.turn, at=timezone.now(), latitude=34.9, longitude=112.6)
    assert silent(later) == []
