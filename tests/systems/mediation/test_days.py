"""The days a dispute keeps: to decide, a month to mediate, thirty to the court, visits; and the ladder."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from shouwang.kernel.ground.models import WorkdayChange
from shouwang.kernel.matters.models import Matter
from shouwang.systems.mediation import dates, lifecycle
from shouwang.systems.mediation.actions import closing, hearing, ladder
from shouwang.systems.mediation.models import Dispute
from shouwang.systems.mediation.queries.standing import CHINA, standing
from shouwang.systems.mediation.refusals import Refused
from tests.cast import Cast
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
