"""Meetings and theatre evenings: planned, announced, held, minutes by two people; questions become matters."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import progress
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.notices.actions import keep_robot
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.papers.layout import lay_out
from shouwang.kernel.people.models import Account
from shouwang.systems.outreach.actions import gathering_notes as notes
from shouwang.systems.outreach.actions import gatherings as actions
from shouwang.systems.outreach.actions.gatherings import Plan
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.measures import questions_answered
from shouwang.systems.outreach.models import Gathering
from shouwang.systems.outreach.papers.gathering import INVITATION, MINUTES, invitation_values, minutes_values
from shouwang.systems.outreach.queries import gatherings as queries
from shouwang.systems.outreach.queries.bulletins import on_the_wall
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FRIDAY = datetime(2026, 11, 20, 19, tzinfo=ZoneInfo("Asia/Shanghai"))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with patch("django.utils.timezone.now", return_value=moment):
        yield


def planned(cast: Cast, by: Account | None = None) -> Gathering:
    said = Plan("meeting", FRIDAY, "村委会", "路灯和养狗", "周五晚七点，谁都可以来。")
    with at(FRIDAY - timedelta(days=5)):
        return actions.plan(by=by or cast.auxiliary, room=cast.room, said=said)


def held(cast: Cast) -> Gathering:
    with at(FRIDAY):
        return actions.hold(by=cast.auxiliary, gathering=planned(cast), attendance=23)


class TestCourse:
    def test_it_is_announced_once_to_everybody(self, cast: Cast) -> None:
        keep_robot(by=SYSTEM, room=cast.room, kind="email", name="群", url="a@example.org", events="*")
        one = planned(cast)
        assert not queries.coming(cast.room, FRIDAY).exists()
        with at(FRIDAY - timedelta(days=3)):
            actions.announce(by=cast.cadre, gathering=one)
            with pytest.raises(NotAllowedNow):
                actions.announce(by=cast.cadre, gathering=one)
        assert Notice.objects.get(template="gathering.announced").expires_at == FRIDAY
        assert list(queries.coming(cast.room, FRIDAY)) == [one]
        assert Notice.objects.filter(template="gathering.announced").count() == 1

    def test_what_is_over_is_not_announced_nor_held_before_it_begins(self, cast: Cast) -> None:
        one = planned(cast)
        with at(FRIDAY + timedelta(days=1)), pytest.raises(Missing) as missing:
            actions.announce(by=cast.officer, gathering=one)
        assert missing.value.needs == ("future",)
        with at(FRIDAY - timedelta(days=1)), pytest.raises(Missing) as missing:
            actions.hold(by=cast.officer, gathering=one, attendance=3)
        assert missing.value.needs == ("begun",)

    def test_minutes_are_released_by_another_and_hang_as_a_bulletin(self, cast: Cast) -> None:
        one = held(cast)
        with pytest.raises(Missing) as missing:
            actions.post_minutes(by=cast.officer, gathering=one)
        assert missing.value.needs == ("minutes",)
        actions.write_minutes(by=cast.officer, gathering=one, minutes="来了 23 人，说了路灯。")
        with pytest.raises(Missing) as missing:
            actions.post_minutes(by=cast.officer, gathering=one)
        assert missing.value.needs == ("other_eyes",)
        with pytest.raises(PermissionDenied):
            actions.post_minutes(by=cast.auxiliary, gathering=one)
        posted = actions.post_minutes(by=cast.chief, gathering=one)
        assert posted.bulletin in on_the_wall(cast.room, timezone.now())
        assert list(queries.past(cast.room)) == [one]

    def test_words_that_look_personal_stay_with_a_reason_only(self, cast: Cast) -> None:
        one = actions.write_minutes(by=cast.officer, gathering=held(cast), minutes="有事打 13800138000。")
        assert queries.personal_in(one) == ["13800138000"]
        with pytest.raises(Missing) as missing:
            actions.post_minutes(by=cast.chief, gathering=one)
        assert missing.value.needs == ("redacted",)
        posted = actions.post_minutes(by=cast.chief, gathering=one, stays="村委会的值班电话")
        assert posted.bulletin
        assert [passed.reason for passed in posted.bulletin.passed.all()] == ["村委会的值班电话"]

    def test_called_off_with_a_reason(self, cast: Cast) -> None:
        one = planned(cast)
        with pytest.raises(Missing):
            actions.call_off(by=cast.officer, gathering=one, reason=" ")
        assert actions.call_off(by=cast.officer, gathering=one, reason="下大雨").state == "off"


class TestQuestions:
    def test_a_question_becomes_a_matter_and_its_answer_stands_in_the_minutes(self, cast: Cast) -> None:
        one = held(cast)
        asked, receipt = notes.note_question(by=cast.auxiliary, gathering=one, words="桥头路灯什么时候修？")
        assert (receipt.matter.kind, receipt.matter.is_anonymous, len(receipt.code) > 5) == ("opinion", True, True)
        with pytest.raises(Missing) as missing:
            notes.show_answer(by=cast.officer, question=asked, answer="修好了")
        assert missing.value.needs == ("closed",)
        since, until = FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=1)
        assert questions_answered(cast.room, since, until).of == 1
        matter = progress.accept(by=SYSTEM, matter=receipt.matter)
        matter = progress.report(by=SYSTEM, matter=progress.start(by=SYSTEM, matter=matter), outcome="修了")
        progress.close(by=SYSTEM, matter=matter, answer="路灯修好了。", reason="没有别人")
        assert queries.answer_to(asked) == "路灯修好了。"
        with pytest.raises(PermissionDenied):
            notes.show_answer(by=cast.auxiliary, question=asked, answer="路灯修好了。")
        assert notes.show_answer(by=cast.officer, question=asked, answer="路灯修好了。").answered_at
        assert questions_answered(cast.room, since, until).done == 1

    def test_with_a_name_the_room_can_ring_them(self, cast: Cast) -> None:
        known = Reporter(name="王秀兰", phone="13800138000")
        asked, receipt = notes.note_question(
            by=cast.officer, gathering=held(cast), words="怎么办证？", kind="help", reporter=known
        )
        assert receipt.matter.reporter
        assert "王秀兰" not in asked.words


class TestMonth:
    def test_from_the_middle_of_a_month_without_one_they_are_told_once(self, cast: Cast) -> None:
        assert actions.remind_of_month(now=FRIDAY.replace(day=14)) == 0
        made = actions.remind_of_month(now=FRIDAY)
        assert made > 0
        assert actions.remind_of_month(now=FRIDAY + timedelta(days=1)) == 0
        assert actions.remind_of_month(now=FRIDAY + timedelta(days=30)) == made

    def test_a_planned_one_is_enough_and_one_called_off_is_not(self, cast: Cast) -> None:
        one = planned(cast)
        assert queries.has_meeting(cast.room, FRIDAY)
        actions.call_off(by=cast.officer, gathering=one, reason="下大雨")
        assert not queries.has_meeting(cast.room, FRIDAY)

    def test_what_is_past_its_time_goes(self, cast: Cast) -> None:
        held(cast)
        assert actions.forget_old(now=FRIDAY + timedelta(days=1000)) == 0
        assert actions.forget_old(now=FRIDAY + timedelta(days=1200)) == 1


def test_invitation_and_minutes_fit_their_papers(cast: Cast) -> None:
    one = actions.write_minutes(by=cast.officer, gathering=held(cast), minutes="说了路灯。")
    for language in ("zh-hans", "en"):
        assert lay_out(INVITATION, invitation_values(one, "周五 19:00", language), language)
        assert lay_out(MINUTES, minutes_values(one, "周五 19:00", language), language)
