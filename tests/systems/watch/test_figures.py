"""Numbers of the watch net: a report counts once, in time is what its own clock says, and no number is a person's."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import bonds, editing, progress, story, talk
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people import actions as people_of
from shouwang.kernel.people.models import Account
from shouwang.lib.periods import Period, Span, period_of
from shouwang.systems.watch.models import Group, Member, Report
from shouwang.systems.watch.queries.figures import MOST_PLACES, Figures, Taken, activity, figures
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 2, tzinfo=UTC)  # 10:00 in the room
NOVEMBER = period_of(Span.MONTH, date(2026, 11, 2))
LATER = datetime(2026, 12, 20, tzinfo=UTC)


def at(cast: Cast, moment: datetime, **fields: Any) -> Matter:
    with time_machine.travel(moment, tick=False):
        return bring(cast.room, **fields).matter


def seen(cast: Cast, now: datetime = LATER, period: Period = NOVEMBER, by: Account | None = None) -> Figures:
    return figures(by or cast.officer, cast.room, period, now)


@pytest.mark.parametrize(
    ("span", "first", "last", "before"),
    [
        (Span.WEEK, date(2026, 10, 26), date(2026, 11, 1), date(2026, 10, 19)),
        (Span.MONTH, date(2026, 11, 1), date(2026, 11, 30), date(2026, 10, 1)),
        (Span.QUARTER, date(2026, 10, 1), date(2026, 12, 31), date(2026, 7, 1)),
        (Span.YEAR, date(2026, 1, 1), date(2026, 12, 31), date(2025, 1, 1)),
    ],
)
def test_a_period_is_of_the_rooms_wall_calendar(span: Span, first: date, last: date, before: date) -> None:
    period = period_of(span, date(2026, 11, 1))
    assert (period.first, period.last, period.before.first) == (first, last, before)
    assert period.before.after == period
    assert period.start == datetime.combine(first, datetime.min.time(), UTC) - timedelta(hours=8)


def test_nothing_came_and_nothing_is_counted(cast: Cast) -> None:
    found = seen(cast)
    assert (found.reports, found.topics, found.places, sum(found.hours)) == (0, [], [], 0)
    assert (found.accept, found.in_time.n) == (Taken(0), 0)


def test_one_report_is_one_everywhere(cast: Cast) -> None:
    matter = at(cast, MONDAY, topic="noise")
    with time_machine.travel(MONDAY + timedelta(minutes=30), tick=False):
        progress.accept(by=cast.officer, matter=matter)
    with time_machine.travel(MONDAY + timedelta(minutes=90), tick=False):
        talk.answer(by=cast.officer, matter=matter, text="今晚就去看。")
    found = seen(cast)
    assert (found.reports, found.open, found.closed, found.topics) == (1, 1, 0, [("noise", 1)])
    assert found.hours[10] == 1
    assert (found.accept, found.answer, found.close) == (Taken(1, 30, 30), Taken(1, 90, 90), Taken(0))
    assert (found.in_time.n, found.in_time.in_time) == (1, 1)


def test_a_period_without_answers_has_those_whose_time_is_over(cast: Cast) -> None:
    at(cast, MONDAY)
    found = seen(cast)
    assert (found.answer, found.in_time.n, found.in_time.in_time) == (Taken(0), 1, 0)
    assert seen(cast, now=MONDAY + timedelta(hours=1)).in_time.n == 0, "its time has not come"


def test_the_middle_and_nine_in_ten(cast: Cast) -> None:
    for minutes in range(1, 11):
        matter = at(cast, MONDAY)
        with time_machine.travel(MONDAY + timedelta(minutes=minutes), tick=False):
            progress.accept(by=cast.officer, matter=matter)
    assert seen(cast).accept == Taken(10, 5, 9)


def test_a_reopened_report_counts_until_the_closing_that_holds(cast: Cast) -> None:
    with time_machine.travel(MONDAY) as clock:
        matter = closed(cast)
        clock.shift(3600)
        progress.reopen(by=cast.officer, matter=matter, reason="灯又灭了")
        assert seen(cast).close == Taken(0)


@pytest.mark.parametrize("moment", [MONDAY, MONDAY + timedelta(days=4, hours=14), datetime(2026, 9, 30, 1, tzinfo=UTC)])
@pytest.mark.parametrize("waits", [5, 60 * 8, 60 * 24 * 2, 60 * 24 * 10])
@pytest.mark.parametrize("is_urgent", [False, True])
def test_in_time_is_what_the_matters_own_clock_says(
    cast: Cast, moment: datetime, waits: int, *, is_urgent: bool
) -> None:
    """On a weekday, on the eve of a weekend, on the eve of the national holidays."""
    matter = at(cast, moment, is_urgent=is_urgent)
    answered = moment + timedelta(minutes=waits)
    with time_machine.travel(answered, tick=False):
        talk.answer(by=cast.officer, matter=matter, text="看过了。")
    reading = story.clocks(Matter.objects.get(pk=matter.pk), LATER).answer
    found = seen(cast, period=period_of(Span.YEAR, moment.date()))
    assert found.in_time.in_time == (0 if reading.is_late else 1)


def test_what_became_urgent_on_the_way_follows_its_whole_timeline(cast: Cast) -> None:
    matter = at(cast, MONDAY)
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=False):
        editing.revise(by=cast.officer, matter=matter, base={"is_urgent": ""}, yours={"is_urgent": "1"})
    with time_machine.travel(MONDAY + timedelta(hours=1, minutes=20), tick=False):
        talk.answer(by=cast.officer, matter=matter, text="看过了。")
    assert seen(cast).in_time.in_time == 1


def test_a_joined_report_counts_as_a_report_and_waits_for_nobody(cast: Cast) -> None:
    first, second = at(cast, MONDAY), at(cast, MONDAY)
    bonds.merge(by=cast.officer, matter=second, into=first)
    found = seen(cast)
    assert (found.reports, found.in_time.n) == (2, 1)


def test_past_records_are_counted_and_took_no_time(cast: Cast) -> None:
    matter = at(cast, MONDAY)
    Matter.objects.filter(pk=matter.pk).update(is_record=True, channel="import", received_at=NOVEMBER.start)
    found = seen(cast)
    assert (found.reports, found.records, found.in_time.n) == (1, 1, 0)
    assert (sum(found.hours), found.without_hour) == (0, 1), "a day without an hour is no report at midnight"


def test_places_beyond_the_twelfth_are_together(cast: Cast) -> None:
    for number in range(MOST_PLACES + 2):
        there = Place.objects.create(room=cast.room, name=f"桥{number:02}", latitude=34.9, longitude=112.6)
        for _ in range(2 if number == 13 else 1):
            Matter.objects.filter(pk=at(cast, MONDAY).pk).update(place=there)
    at(cast, MONDAY)
    found = seen(cast)
    assert [one.name for one in found.places[:2]] == ["桥13", "桥00"]
    assert (len(found.places), len(found.elsewhere), found.nowhere) == (MOST_PLACES, 2, 1)


def test_another_room_is_not_counted_and_a_stranger_sees_nothing(cast: Cast) -> None:
    at(cast, MONDAY)
    bring(cast.next_room)
    assert seen(cast, by=cast.chief).reports == 1
    assert seen(cast, by=cast.neighbour).reports == 0
    assert seen(cast, by=cast.auxiliary).reports == 0


def test_however_many_reports_the_questions_are_as_few(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            at(cast, MONDAY)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            seen(cast)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 9


def group(cast: Cast, name: str, people: int, reports: int) -> Group:
    made = Group.objects.create(room=cast.room, name=name, formed_at=MONDAY - timedelta(days=60))
    for turn in range(people):
        person = people_of.note_person(by=SYSTEM, room=cast.room, purpose="answer", legal_basis="consent", name="某人")
        Member.objects.create(group=made, person=person, turn=turn + 1, joined_at=MONDAY - timedelta(days=50))
    for _ in range(reports):
        Report.objects.create(matter=at(cast, MONDAY), group=made, said_at=MONDAY, arrived_at=MONDAY)
    return made


def test_groups_stand_by_name_and_small_ones_only_together(cast: Cast) -> None:
    group(cast, "乙组", 6, 1)
    group(cast, "丙组", 5, 3)
    group(cast, "甲户", 2, 4)
    found = activity(cast.officer, cast.room, NOVEMBER)
    assert [(one.people, one.reports) for one in found.shown] == [(5, 3), (6, 1)]
    assert [one.name for one in found.shown] == sorted(one.name for one in found.shown)
    assert (found.small, found.together) == (1, None), "one small group alone is never a number"
    group(cast, "丁户", 2, 1)
    assert activity(cast.officer, cast.room, NOVEMBER).together is None, "four people are still few"
    group(cast, "戊户", 1, 0)
    together = activity(cast.officer, cast.room, NOVEMBER).together
    assert together is not None
    assert (together.people, together.reports) == (5, 5)


def test_who_may_not_look_after_groups_sees_none(cast: Cast) -> None:
    group(cast, "乙组", 6, 1)
    assert activity(cast.auxiliary, cast.room, NOVEMBER).shown == []
    assert activity(cast.neighbour, cast.room, NOVEMBER).shown == []
    assert len(activity(cast.chief, cast.room, NOVEMBER).shown) == 1


def test_who_left_before_the_period_was_not_in_the_group_then(cast: Cast) -> None:
    made = group(cast, "乙组", 6, 0)
    first = made.members.first()
    assert first is not None
    Member.objects.filter(pk=first.pk).update(left_at=NOVEMBER.start - timedelta(days=1))
    assert activity(cast.officer, cast.room, NOVEMBER).shown[0].people == 5
