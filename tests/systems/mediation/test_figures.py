"""Disputes in numbers: each number is exactly as long as its list, a share says of how many, the county's return adds up."""

import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.queries import visible
from shouwang.lib.periods import Period, Span, period_of
from shouwang.systems.mediation import county, lifecycle
from shouwang.systems.mediation.actions import agreeing, closing, ladder, performing
from shouwang.systems.mediation.models import Committee, Dispute
from shouwang.systems.mediation.queries import files
from shouwang.systems.mediation.queries.counting import chosen
from shouwang.systems.mediation.queries.county import Return, monthly
from shouwang.systems.mediation.queries.figures import Figures, figures
from tests.cast import Cast
from tests.systems.mediation import quarrel

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 12, 2, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 9, 2, tzinfo=UTC)
LATER = date(2026, 11, 28)
MONTH = period_of(Span.MONTH, date(2026, 11, 1))


def at(cast: Cast, moment: datetime, stage: str) -> Dispute:
    with time_machine.travel(moment, tick=False):
        return quarrel.at(cast, stage)


def handful(cast: Cast) -> None:
    """October: one still at the table. November: one of each way in which a dispute can stand."""
    at(cast, OCTOBER, lifecycle.MEDIATING)
    kept = at(cast, NOVEMBER, lifecycle.CLOSED)
    Dispute.objects.filter(pk=kept.pk).update(people=120, prevented_crime=3, event_type="0902", justice_type="J02")
    for stage in (
        lifecycle.ASKED, lifecycle.ACCEPTED, lifecycle.AGREED, lifecycle.PERFORMED, lifecycle.UNPERFORMED,
        lifecycle.TERMINATED, lifecycle.REFUSED, lifecycle.WITHDRAWN, lifecycle.HALTED,
    ):  # fmt: skip
        at(cast, NOVEMBER, stage)
    above = at(cast, NOVEMBER, lifecycle.AWAY)
    with time_machine.travel(NOVEMBER, tick=False):
        ladder.receipt(by=cast.officer, dispute=above, receipted_by="镇调委会")
        ladder.settled_above(by=cast.officer, dispute=quarrel.fresh(above), feedback="镇里谈成了")
    at(cast, NOVEMBER, lifecycle.AWAY)


def seen(cast: Cast, period: Period = MONTH, today: date = LATER) -> Figures:
    return figures(visible(cast.officer), period, today)


def test_a_handful_of_disputes_in_exact_numbers(cast: Cast) -> None:
    handful(cast)
    found = seen(cast)
    assert {key: number for key, number in found.counts.items() if number} == {
        "asked": 12,
        "refused": 1,
        "taken_back": 1,
        "accepted": 9,
        "ended": 6,
        "agreed": 4,
        "written": 4,
        "none": 1,
        "passed": 1,
        "performed": 2,
        "owed": 1,
        "not_kept": 1,
        "prevented_crime": 1,
        "sent_up": 2,
        "long_open": 1,
        "visits_due": 3,
        "visits_done": 1,
        "in_village": 4,
        "in_township": 1,
        "unsettled": 1,
    }
    assert (found.amount, found.with_amount) == (Decimal(3200), 4)
    assert (found.people_crime, found.people_petition) == (3, 0)
    assert found.types == [("J03", 8), ("J02", 1)]
    assert dict(found.codes)["09"] >= 1
    assert found.sources == [("application", 9)]
    assert found.referrers == []
    assert found.levels == [("village", 7), ("township", 2)]
    assert [(one.first.isoformat()[:7], n) for one, n in found.months if n] == [("2026-10", 1), ("2026-11", 9)]


def test_every_number_is_as_long_as_its_list(cast: Cast) -> None:
    handful(cast)
    scope = files.of_kind(visible(cast.officer))
    found = seen(cast)
    for key, number in found.counts.items():
        behind = chosen(scope, key, MONTH, LATER, {})
        assert behind is not None
        assert behind.count() == number, key
    narrowed = chosen(scope, "accepted", MONTH, LATER, {"type": "J02", "code": "09", "level": "village"})
    assert narrowed is not None
    assert narrowed.count() == 1
    assert chosen(scope, "nonsense", MONTH, LATER, {}) is None


def test_each_that_is_over_stands_on_one_step_of_the_ladder(cast: Cast) -> None:
    handful(cast)
    county_level = at(cast, NOVEMBER, lifecycle.AWAY)
    Matter.objects.filter(pk=county_level.pk).update(level=Matter.Level.COUNTY)
    with time_machine.travel(NOVEMBER, tick=False):
        ladder.settled_above(by=cast.officer, dispute=quarrel.fresh(county_level), feedback="县里谈成了")
    counts = seen(cast).counts
    assert counts["in_county"] == 1
    assert sum(counts[key] for key in ("in_village", "in_township", "in_county", "unsettled")) == counts["ended"] == 7


def test_the_court_and_a_file_checked_by_who_wrote_it(cast: Cast) -> None:
    asked, confirmed = at(cast, NOVEMBER, lifecycle.AGREED), at(cast, NOVEMBER, lifecycle.AGREED)
    alone = at(cast, NOVEMBER, lifecycle.TERMINATED)
    day = NOVEMBER.date()
    with time_machine.travel(NOVEMBER + timedelta(hours=1), tick=False):
        for one in (asked, confirmed):
            performing.apply_court(
                by=cast.mediator, dispute=one, court="白河县人民法院", applied_date=day, jointly=True
            )
        performing.court_decides(
            by=cast.mediator, dispute=quarrel.fresh(confirmed), decision="confirmed", decided_date=day
        )
        closing.report(by=cast.cadre, dispute=alone, summary="没有谈成。")
        closing.check(by=cast.cadre, dispute=quarrel.fresh(alone), alone_because="村里只有一个人值班")
    counts = seen(cast).counts
    assert (counts["court_asked"], counts["court_confirmed"], counts["checked_alone"]) == (2, 1, 1)


def test_a_struck_agreement_owes_nothing_and_one_taken_up_again_counts_as_it_stands(cast: Cast) -> None:
    struck, again = at(cast, NOVEMBER, lifecycle.SIGNING), at(cast, NOVEMBER, lifecycle.CLOSED)
    with time_machine.travel(NOVEMBER + timedelta(hours=1), tick=False):
        agreeing.terminate(by=cast.mediator, dispute=struck, reason="反悔", routes=quarrel.ROUTES, a_party_left=True)
        closing.reopen(by=cast.cadre, dispute=again, reason="又吵起来")
    found = seen(cast)
    assert (found.counts["ended"], found.counts["left"], found.counts["agreed"], found.amount) == (1, 1, 0, 0)


def test_a_return_visit_is_due_by_the_committees_own_days_and_not_before_they_are_over(cast: Cast) -> None:
    at(cast, NOVEMBER, lifecycle.PERFORMED)
    assert seen(cast, today=date(2026, 11, 23)).counts["visits_due"] == 0  # 15 days after the 9th
    assert seen(cast, today=date(2026, 11, 24)).counts["visits_due"] == 1
    Committee.objects.update(visit_after_days=30)
    assert seen(cast).counts["visits_due"] == 0
    assert seen(cast, MONTH.after, date(2026, 12, 31)).counts["visits_due"] == 1


def test_a_return_visit_made_early_counts_where_it_was_made_and_only_there(cast: Cast) -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        quarrel.people(cast)
        quarrel.visited(cast)
    Committee.objects.update(visit_after_days=30)
    now = seen(cast).counts
    assert (now["visits_due"], now["visits_done"]) == (1, 1)
    then = seen(cast, MONTH.after, date(2026, 12, 31)).counts
    assert (then["visits_due"], then["visits_done"]) == (0, 0)


def test_who_sees_no_dispute_reads_zeros(cast: Cast) -> None:
    handful(cast)
    assert figures(visible(cast.neighbour), MONTH, LATER).is_empty
    assert seen(cast, MONTH.after).is_empty  # the old one that lasts is of no time


def test_the_numbers_cost_five_queries_however_many(cast: Cast) -> None:
    at(cast, NOVEMBER, lifecycle.AGREED)
    scope = visible(cast.officer)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen_queries:
            figures(scope, MONTH, LATER)
        return len(seen_queries)

    assert cost() == 5
    handful(cast)
    assert cost() == 5
    with CaptureQueriesContext(connection) as of_return:
        monthly(scope, MONTH.first)
    assert len(of_return) == 2


def read(found: Return) -> dict[str, list[object]]:
    maker = county.Maker("陈警官", "河湾村警务室", NOVEMBER)
    sheet = load_workbook(io.BytesIO(county.workbook(found, maker))).active
    assert sheet is not None
    return {str(row[0]): list(row[1:]) for row in sheet.iter_rows(values_only=True) if row[0]}


def test_the_countys_return_counts_types_by_level_and_adds_up(cast: Cast) -> None:
    handful(cast)
    lines = read(monthly(visible(cast.officer), date(2026, 11, 20)))
    assert lines["纠纷类型"] == ["县级", "乡镇级", "村级", "小计", "本年累计"]
    assert lines["邻里纠纷" if "邻里纠纷" in lines else "邻里"] == [0, 0, 1, 1, 1]
    assert lines["排查总数"] == [0, 2, 10, 12, 13]
    assert lines["调处数"] == [0, 1, 5, 6, 6]
    assert lines["调处率"] == ["—", "50.0%", "50.0%", "50.0%", "46.2%"]
    assert lines["调处成功数"] == [0, 0, 4, 4, 4]
    assert lines["成功率"] == ["—", "0.0%", "80.0%", "66.7%", "66.7%"]
    assert lines["50人以下"] == [0, 2, 9, 11, 12]
    assert lines["101—500人"] == [0, 0, 1, 1, 1]
    text = str(lines)
    assert not any(name in text for name in ("马大川", "王石头", "吴调解员"))


def test_a_month_without_a_dispute_makes_a_return_of_zeros(cast: Cast) -> None:
    handful(cast)
    found = monthly(visible(cast.officer), date(2026, 12, 5))
    assert found.is_zero
    lines = read(found)
    assert lines["排查总数"] == [0, 0, 0, 0, 13]
    assert (
        next(line for line in lines if line.startswith("零报告"))
        == "零报告。填报人：陈警官　　填报时间：2026-11-09 10:00"
    )
