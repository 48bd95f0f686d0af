"""The days a dispute keeps: to decide, a month to mediate, thirty to the court, visits; and the ladder."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from shouwang.kernel.ground.actions import change_workday, forget_workday
from shouwang.kernel.ground.models import WorkdayChange
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.systems.mediation import dates, lifecycle, tasks
from shouwang.systems.mediation.actions import agreeing, closing, hearing, intake, ladder
from shouwang.systems.mediation.actions.redating import redate
from shouwang.systems.mediation.models import Dispute, Member, Obligation, Service
from shouwang.systems.mediation.queries.calendars import hours
from shouwang.systems.mediation.queries.standing import CHINA, standing
from tests.cast import Cast
from tests.kernel.matters.bringing import bring
from tests.systems.mediation import quarrel


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 1, 15)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day: date, after: date) -> None:
    assert dates.month_after(day) == after


def test_the_court_period_is_thirty_days_from_the_day_it_took_effect() -> None:
    end = dates.court_end(date(2026, 11, 1))
    assert (end.day, end.is_law) == (date(2026, 12, 1), True)
    assert not end.is_late(date(2026, 12, 1))
    assert end.is_late(date(2026, 12, 2))
    assert [end.is_soon(date(2026, 11, day)) for day in (23, 24)] == [False, True]


def test_deciding_takes_three_working_days_and_a_new_holiday_moves_it(cast: Cast) -> None:
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    Dispute.objects.filter(pk=dispute.pk).update(asked_date=date(2026, 11, 25))  # a Wednesday
    now = datetime(2026, 11, 25, 10, tzinfo=CHINA)
    assert standing(quarrel.fresh(dispute), now).deadlines[0].day == date(2026, 11, 30)
    WorkdayChange.objects.create(date=date(2026, 11, 27), kind=WorkdayChange.Kind.HOLIDAY)
    assert standing(quarrel.fresh(dispute), now).deadlines[0].day == date(2026, 12, 1)


def test_the_month_is_longer_only_with_both_sides_consent(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.ACCEPTED)
    end = next(one for one in standing(dispute).deadlines if one.key == "mediate")
    with pytest.raises(lifecycle.Missing, match="both_consent"):
        hearing.extend(
            by=cast.officer, dispute=dispute, until=end.day + timedelta(days=9), reason="等鉴定", both_consent=False
        )
    with pytest.raises(Refused, match="earlier"):
        hearing.extend(by=cast.officer, dispute=dispute, until=end.day, reason="等鉴定", both_consent=True)
    hearing.extend(
        by=cast.officer, dispute=dispute, until=end.day + timedelta(days=9), reason="等鉴定", both_consent=True
    )
    later = next(one for one in standing(quarrel.fresh(dispute)).deadlines if one.key == "mediate")
    assert later.day == end.day + timedelta(days=9)


def test_the_nearest_day_stands_in_the_lists_of_matters(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.AGREED)
    owed = timezone.localdate() + timedelta(days=10)
    assert dispute.due_date == owed
    due = Matter.objects.get(pk=dispute.pk).due_at
    assert due
    assert due.astimezone(CHINA).date() == owed


def test_the_court_s_last_day_makes_nobody_late(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.SIGNING)
    Obligation.objects.filter(agreement__dispute=dispute).update(due_date=timezone.localdate() + timedelta(days=90))
    for one in dispute.parties.all():
        agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", party=one)
    agreeing.sign(by=cast.mediator, dispute=dispute, how="pen", seat=dispute.seats.get(role="lead"))
    dispute = agreeing.take_effect(by=cast.mediator, dispute=quarrel.fresh(dispute), sealed=True)
    assert "court" in [one.key for one in standing(dispute).deadlines]
    assert quarrel.fresh(dispute).due_date == timezone.localdate() + timedelta(days=90)


def moved_to(cast: Cast, day: date) -> Dispute:
    """A dispute that was asked for on the day, its stored day put right."""
    quarrel.people(cast)
    dispute = quarrel.with_parties(cast)
    Dispute.objects.filter(pk=dispute.pk).update(asked_date=day)
    assert redate() == 1
    return quarrel.fresh(dispute)


def test_days_are_put_right_at_night_and_a_second_time_nothing_moves(cast: Cast) -> None:
    dispute = moved_to(cast, date(2026, 11, 25))
    due = dispute.matter.due_at
    assert due
    assert (due.astimezone(CHINA).date(), dispute.due_date) == (date(2026, 11, 30), date(2026, 11, 30))
    assert redate() == 0


def test_a_new_holiday_moves_the_stored_day_and_back(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    dispute = moved_to(cast, date(2026, 11, 25))
    day = date(2026, 11, 27)
    with django_capture_on_commit_callbacks(execute=True):
        change_workday(by=SYSTEM, day=day, kind="holiday")
    work_off()
    assert quarrel.fresh(dispute).due_date == date(2026, 12, 1)
    with django_capture_on_commit_callbacks(execute=True):
        forget_workday(by=SYSTEM, day=day)
    work_off()
    assert quarrel.fresh(dispute).due_date == date(2026, 11, 30)


def work_off() -> None:
    """What the worker does with the task that was left for it."""
    waiting = DBTaskResult.objects.ready()
    assert waiting.update(status=TaskResultStatus.SUCCESSFUL) == 1
    tasks.redate.call()


def test_after_it_was_performed_two_visits_are_due(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.PERFORMED)
    visits = [one for one in standing(dispute).deadlines if one.key == "visit"]
    assert [one.day for one in visits] == [timezone.localdate() + timedelta(days=15)]


def test_the_ladder_keeps_receipt_and_feedback_and_stops_at_the_county(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.AWAY)
    assert "receipt" in {one.key for one in standing(dispute).deadlines}
    assert "mediate" in {one.key for one in standing(dispute).deadlines}
    ladder.receipt(by=cast.officer, dispute=dispute, receipted_by="镇司法所 刘")
    assert "receipt" not in {one.key for one in standing(quarrel.fresh(dispute)).deadlines}
    back = ladder.come_back(by=cast.officer, dispute=dispute, feedback="请村里先谈")
    assert (back.stage, back.matter.level) == (lifecycle.MEDIATING, "village")
    Matter.objects.filter(pk=dispute.pk).update(level="county")
    with pytest.raises(Refused, match="top"):
        ladder.pass_up(by=cast.officer, dispute=quarrel.fresh(dispute), body="法院", reason="谈不拢")


def test_settled_above_it_ends_here_with_what_they_said(cast: Cast) -> None:
    dispute = quarrel.at(cast, lifecycle.AWAY)
    ended = ladder.settled_above(by=cast.officer, dispute=dispute, feedback="镇里调成，已签协议")
    assert (ended.stage, ended.result) == (lifecycle.TERMINATED, "passed")
    closing.report(by=cast.mediator, dispute=dispute, summary="上级办结")
    closing.check(by=cast.cadre, dispute=dispute)
    assert closing.close(by=cast.cadre, dispute=dispute, answer="镇里已办结").stage == lifecycle.CLOSED


def test_the_hours_of_all_who_serve_cost_the_same_queries_as_those_of_one(
    cast: Cast, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    quarrel.sat(cast)
    members = list(Member.objects.order_by("id"))
    mediator = next(one for one in members if one.account == cast.mediator)
    month = timezone.localdate()
    for what, minutes in ((Service.What.ADVICE, 30), (Service.What.LECTURE, 90)):
        Service.objects.create(member=mediator, day=month, minutes=minutes, what=what)
    with django_assert_num_queries(3):
        given = {one.member: one for one in hours(members, month)}
    found = given[mediator]
    assert (found.session_minutes, found.other_minutes, found.lectures, found.minutes) == (60, 120, 1, 180)
    assert {one.minutes for member, one in given.items() if member != mediator} == {0}


def test_begun_with_twice_a_matter_of_another_kind_becomes_one_dispute(cast: Cast) -> None:
    quarrel.people(cast)
    matter = bring(cast.room, text="两家为滴水吵起来").matter
    first = intake.begin_from(by=cast.officer, matter=matter)
    second = intake.begin_from(by=cast.officer, matter=matter)
    assert first.pk == second.pk
    assert Dispute.objects.count() == 1
