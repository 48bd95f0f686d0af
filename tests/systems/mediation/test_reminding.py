"""Whoever leads a dispute is told of its days: before them, on them, once when one was missed, and never twice."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.telling import tell_late
from shouwang.kernel.notices.models import Notice
from shouwang.systems.mediation import lifecycle
from shouwang.systems.mediation.actions.reminding import remind
from shouwang.systems.mediation.dates import court_end
from shouwang.systems.mediation.models import Dispute, Member, Obligation
from shouwang.systems.mediation.queries.standing import CHINA
from tests.cast import Cast
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.once


def morning(days: int, hour: int = 9) -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days=days), time(hour), CHINA)


def told(what: str = "") -> list[tuple[str, str]]:
    """Template and receiver of each reminder, the oldest first."""
    found = Notice.objects.filter(template__startswith="mediation.", template__contains=what).order_by("id")
    rows = found.exclude(template__in=("mediation.invited", "mediation.called")).values_list(
        "template", "account__username"
    )
    return [(template.removeprefix("mediation."), login) for template, login in rows]


def only_court(cast: Cast) -> Dispute:
    dispute = quarrel.at(cast, lifecycle.AGREED)
    Obligation.objects.update(due_date=timezone.localdate() + timedelta(days=300))
    return dispute


def test_the_court_s_last_day_is_told_seven_and_three_days_before_and_never_as_late(cast: Cast) -> None:
    only_court(cast)
    counts = [remind(morning(day)) for day in (22, 23, 24, 27, 28, 30, 31)]
    assert counts == [0, 1, 0, 1, 0, 0, 0]
    assert told() == [("remind.court", cast.mediator.username)] * 2


def test_a_duty_is_told_before_on_the_day_and_once_late(cast: Cast) -> None:
    quarrel.at(cast, lifecycle.AGREED)
    Obligation.objects.filter(number=2).update(state="done", done_date=timezone.localdate())
    assert [remind(morning(day)) for day in (6, 7, 8, 10, 10, 11, 12, 20)] == [0, 1, 0, 1, 0, 1, 0, 0]
    lead = cast.mediator.username
    assert told() == [("remind.perform", lead), ("remind.perform", lead), ("late.perform", lead)]


def test_the_return_visit_is_told_on_its_day_and_once_late(cast: Cast) -> None:
    quarrel.at(cast, lifecycle.PERFORMED)
    assert [remind(morning(day)) for day in (14, 15, 16, 17)] == [0, 1, 1, 0]
    assert told("visit") == [("remind.visit", cast.mediator.username), ("late.visit", cast.mediator.username)]


def test_the_month_s_end_is_told_a_week_before(cast: Cast) -> None:
    quarrel.at(cast, lifecycle.MEDIATING)
    dispute = Dispute.objects.get()
    Dispute.objects.update(extended_until=timezone.localdate() + timedelta(days=20))
    assert [remind(morning(day)) for day in (12, 13, 14, 21)] == [0, 1, 0, 1]
    assert dispute.matter.reference in Notice.objects.filter(template="mediation.remind.mediate").get().subject
    assert told() == [("remind.mediate", cast.mediator.username), ("late.mediate", cast.mediator.username)]


def test_a_receipt_that_does_not_come_is_told_once(cast: Cast) -> None:
    quarrel.at(cast, lifecycle.AWAY)
    assert remind(morning(0)) == 0
    remind(morning(14)), remind(morning(15))
    assert told("receipt") == [("late.receipt", cast.mediator.username)]


def test_at_night_nobody_is_told(cast: Cast) -> None:
    only_court(cast)
    assert remind(morning(23, hour=5)) == 0


def test_without_a_lead_the_director_is_told_and_without_a_director_the_officers(cast: Cast) -> None:
    only_court(cast)
    Dispute.objects.update(lead=None)
    remind(morning(23))
    Member.objects.filter(post="director").update(until_date=date(2020, 1, 1), from_date=date(2019, 1, 1))
    remind(morning(27))
    assert [login for _template, login in told("court")][:2] == [cast.cadre.username, cast.officer.username]


def test_of_what_is_sheltered_only_a_day_is_told(cast: Cast) -> None:
    dispute = only_court(cast)
    Matter.objects.filter(pk=dispute.pk).update(is_sheltered=True)
    remind(morning(23))
    notice = Notice.objects.get(template="mediation.remind.day")
    assert notice.account == cast.mediator
    assert "法院" not in notice.subject + notice.body
    Dispute.objects.update(lead=None)
    remind(morning(27))
    assert told("day")[1:] == [("remind.day", cast.officer.username)]
    assert court_end(timezone.localdate()).day.isoformat() in notice.subject


def test_nobody_hears_twice_that_a_day_was_missed(cast: Cast) -> None:
    quarrel.at(cast, lifecycle.AGREED)
    late = morning(11)
    remind(late)
    assert tell_late(now=late) == 0
    assert told("late") == [("late.perform", cast.mediator.username)] * 2  # two duties


@pytest.mark.parametrize("days", [-61, -90])
def test_what_was_missed_long_ago_is_no_news(cast: Cast, days: int) -> None:
    quarrel.at(cast, lifecycle.AGREED)
    Obligation.objects.update(due_date=timezone.localdate() + timedelta(days=days))
    remind(morning(0))
    assert told("late") == []
