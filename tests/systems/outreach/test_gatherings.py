"""Meetings and theatre evenings: planned, announced, held, minutes by two people; questions become matters."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions import progress
from shouwang.kernel.matters.actions.erasing import Choice, erase_person
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices.actions import keep_robot
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.papers.layout import lay_out
from shouwang.kernel.people.models import Account
from shouwang.surfaces.desk.views.outreach.meeting_act import REFUSED
from shouwang.systems.outreach import gathering_lifecycle as lifecycle
from shouwang.systems.outreach.actions import bulletins
from shouwang.systems.outreach.actions import gathering_notes as notes
from shouwang.systems.outreach.actions import gatherings as actions
from shouwang.systems.outreach.actions.gatherings import Plan
from shouwang.systems.outreach.gathering_lifecycle import Changed
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.measures import questions_answered
from shouwang.systems.outreach.models import AskedThere, Gathering, Picture
from shouwang.systems.outreach.papers.gathering import INVITATION, MINUTES, invitation_values, minutes_values
from shouwang.systems.outreach.queries import gatherings as queries
from shouwang.systems.outreach.queries.bulletins import on_the_wall
from shouwang.systems.outreach.redacting import findings
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FRIDAY = datetime(2026, 11, 20, 19, tzinfo=ZoneInfo("Asia/Shanghai"))
PLAN = Plan("meeting", FRIDAY, "村委会", "路灯和养狗", "周五晚七点，谁都可以来。")


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with patch("django.utils.timezone.now", return_value=moment):
        yield


def planned(cast: Cast, by: Account | None = None) -> Gathering:
    with at(FRIDAY - timedelta(days=5)):
        return actions.plan(by=by or cast.auxiliary, room=cast.room, said=PLAN)


def held(cast: Cast) -> Gathering:
    with at(FRIDAY):
        return actions.hold(by=cast.auxiliary, gathering=planned(cast), attendance=23)


def posted(cast: Cast) -> Gathering:
    one = held(cast)
    actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="说了路灯。")
    return actions.post_minutes(by=cast.officer, gathering=one)


def close(matter: Matter) -> None:
    matter = progress.accept(by=SYSTEM, matter=matter)
    matter = progress.report(by=SYSTEM, matter=progress.start(by=SYSTEM, matter=matter), outcome="修了")
    progress.close(by=SYSTEM, matter=matter, answer="路灯修好了。", reason="没有别人")


class TestCourse:
    def test_it_is_announced_once_to_everybody(self, cast: Cast) -> None:
        keep_robot(by=SYSTEM, room=cast.room, kind="email", name="群", url="a@example.org", events="*")
        one = planned(cast)
        assert not queries.coming(cast.room, FRIDAY).exists()
        with at(FRIDAY - timedelta(days=3)):
            with pytest.raises(PermissionDenied):
                actions.announce(by=cast.auxiliary, gathering=one)
            actions.announce(by=cast.officer, gathering=one)
            with pytest.raises(NotAllowedNow):
                actions.announce(by=cast.officer, gathering=one)
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

    def test_called_off_with_a_reason(self, cast: Cast) -> None:
        one = planned(cast)
        with pytest.raises(Missing):
            actions.call_off(by=cast.officer, gathering=one, reason=" ")
        assert actions.call_off(by=cast.officer, gathering=one, reason="下大雨").state == "off"

    def test_what_is_announced_is_changed_by_who_may_release_and_the_groups_hear_it(self, cast: Cast) -> None:
        keep_robot(by=SYSTEM, room=cast.room, kind="email", name="群", url="a@example.org", events="*")
        one = planned(cast)
        later = replace(PLAN, starts_at=FRIDAY + timedelta(days=1))
        with at(FRIDAY - timedelta(days=3)):
            actions.announce(by=cast.officer, gathering=one)
            with pytest.raises(PermissionDenied):
                actions.change(by=cast.auxiliary, gathering=one, said=later)
            with pytest.raises(Missing) as missing:
                actions.change(by=cast.officer, gathering=one, said=replace(PLAN, starts_at=FRIDAY - timedelta(days=4)))
            assert missing.value.needs == ("future",)
            actions.change(by=cast.officer, gathering=one, said=later)
            with pytest.raises(Missing):
                actions.call_off(by=cast.auxiliary, gathering=one, reason="打13800000021问")
            actions.call_off(by=cast.auxiliary, gathering=one, reason="下大雨")
        told = [Notice.objects.filter(template=f"gathering.{each}").count() for each in ("changed", "called_off")]
        assert told == [1, 1]

    @pytest.mark.parametrize(
        ("topic", "invitation", "need"), [("红色预警", "来吧", "no_warning"), ("路灯", "来吧 13812345678", "no_names")]
    )
    def test_an_invitation_is_looked_at_before_it_goes_out(
        self, cast: Cast, topic: str, invitation: str, need: str
    ) -> None:
        with at(FRIDAY - timedelta(days=3)):
            said = replace(PLAN, topic=topic, invitation=invitation)
            one = actions.plan(by=cast.auxiliary, room=cast.room, said=said)
            with pytest.raises(Missing) as missing:
                actions.announce(by=cast.officer, gathering=one)
        assert missing.value.needs == (need,)


class TestMinutes:
    def test_ordinary_words_are_no_name_and_a_number_needs_a_reason(self, cast: Cast) -> None:
        assert not findings("村民反映，桥头路灯不亮。村民代表提问，村民小组答复。")
        assert findings("村民张三丰，报名。村民代表王强。") == ["张三丰", "王强"]
        one = held(cast)
        actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="修灯的电话是 13812345678。")
        with pytest.raises(Missing) as missing:
            actions.post_minutes(by=cast.officer, gathering=one)
        assert missing.value.needs == ("no_names",)
        posted = actions.post_minutes(by=cast.officer, gathering=one, personal_because="供电所的公开电话")
        assert posted.bulletin
        assert posted.bulletin.passed.get().reason == "供电所的公开电话"

    def test_every_need_of_a_step_has_its_words(self) -> None:
        assert {need for step in lifecycle.TABLE for need in step.needs} - {"attendance"} <= REFUSED.keys()

    def test_taken_down_they_are_gone_from_the_page_and_taken_back_they_are_written_anew(self, cast: Cast) -> None:
        one = posted(cast)
        picture = Picture(gathering=one, released_at=timezone.now())
        with patch.object(queries.Picture.objects, "filter") as found:
            found.return_value.select_related.return_value.first.return_value = picture
            assert queries.may_look_at_file(None, SessionBase(), File())
            assert one.bulletin
            bulletins.take_down(by=cast.officer, bulletin=one.bulletin, reason="写了名字")
            assert not queries.may_look_at_file(None, SessionBase(), File())
        assert not queries.past(cast.room)
        with pytest.raises(PermissionDenied):
            actions.take_back_minutes(by=cast.auxiliary, gathering=one, reason="写了名字")
        assert actions.take_back_minutes(by=cast.officer, gathering=one, reason="写了名字").state == "held"
        actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="说了路灯。")
        assert list(queries.past(cast.room)) == [] != [actions.post_minutes(by=cast.officer, gathering=one)]

    def test_words_that_nobody_saw_are_not_released_nor_written_over(self, cast: Cast) -> None:
        one = held(cast)
        seen = actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="说了路灯。").version
        actions.write_minutes(by=cast.cadre, gathering=one, minutes="说了别的。", seen=seen)
        with pytest.raises(Changed):
            actions.post_minutes(by=cast.officer, gathering=one, seen=seen)
        with pytest.raises(Changed):
            actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="说了路灯和狗。", seen=seen)

    def test_english_minutes_are_looked_at_and_hang_with_the_chinese(self, cast: Cast, client: Client) -> None:
        one = held(cast)
        actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="路灯。", minutes_en="Mr Zhang, 13812345678")
        with pytest.raises(Missing):
            actions.post_minutes(by=cast.officer, gathering=one)
        actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="路灯。", minutes_en="The lamps.")
        actions.post_minutes(by=cast.officer, gathering=one)
        assert "The lamps." in client.get("/r/HW/meetings/", headers={"accept-language": "en"}).content.decode()


class TestQuestions:
    def test_nobody_outside_reads_one_before_it_was_let_out(self, cast: Cast) -> None:
        one = posted(cast)
        asked, _receipt = notes.note_question(by=cast.auxiliary, gathering=one, words="张三家的狗咬人谁管")
        assert not queries.public_questions(one)
        close(asked.matter)
        asked = notes.change_question(by=cast.auxiliary, question=asked, words="狗咬人谁管？")
        notes.show_answer(by=cast.officer, question=asked, answer="打警务室电话。")
        assert [each.words for each in queries.public_questions(one)] == ["狗咬人谁管？"]
        notes.change_question(by=cast.auxiliary, question=asked, words="")
        assert not queries.public_questions(one)
        assert questions_answered(cast.room, FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=1)).of == 1

    def test_with_the_minutes_they_are_let_out_if_they_were_seen(self, cast: Cast) -> None:
        one = held(cast)
        seen = actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="说了路灯。").version
        notes.note_question(by=cast.auxiliary, gathering=one, words="路灯什么时候修？")
        with pytest.raises(Changed):
            actions.post_minutes(by=cast.officer, gathering=one, seen=seen)
        actions.post_minutes(by=cast.officer, gathering=one)
        assert queries.public_questions(one).count() == 1

    def test_what_was_passed_on_or_taken_back_is_not_counted_as_answered(self, cast: Cast, client: Client) -> None:
        one = posted(cast)
        passed, _ = notes.note_question(by=cast.auxiliary, gathering=one, words="低保怎么办？")
        back, _ = notes.note_question(by=cast.auxiliary, gathering=one, words="算了")
        progress.send_away(by=SYSTEM, matter=passed.matter, answer="请到镇民政所")
        progress.withdraw_for(by=SYSTEM, matter=back.matter, reason="不用了")
        AskedThere.objects.filter(pk=back.pk).update(released_at=timezone.now(), released_by=cast.officer)
        since, until = FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=1)
        assert questions_answered(cast.room, since, until).done == 0
        notes.show_answer(by=cast.officer, question=passed, answer="请到镇民政所")
        assert questions_answered(cast.room, since, until).done == 1
        assert "自己撤回" in client.get("/r/HW/meetings/").content.decode()

    @pytest.mark.parametrize(("with_words", "left"), [(False, "×××问路灯"), (True, "")])
    def test_erasing_who_asked_reaches_the_page(self, cast: Cast, *, with_words: bool, left: str) -> None:
        one = held(cast)
        known = Reporter(name="王秀兰", phone="13800138000")
        asked, receipt = notes.note_question(by=cast.officer, gathering=one, words="王秀兰问路灯", reporter=known)
        actions.write_minutes(by=cast.auxiliary, gathering=one, minutes="王秀兰问了路灯。")
        one = actions.post_minutes(by=cast.officer, gathering=one, personal_because="她愿意")
        assert receipt.matter.reporter
        rows = [receipt.matter.reporter]
        erase_person(by=SYSTEM, rows=rows, reason="本人要求", choice=Choice(with_words=with_words))
        asked.refresh_from_db()
        assert asked.words == left
        assert [each.bulletin.text for each in queries.past(cast.room) if each.bulletin] == ["×××问了路灯。"]

    def test_a_question_becomes_a_matter_and_its_answer_stands_in_the_minutes(self, cast: Cast) -> None:
        one = held(cast)
        asked, receipt = notes.note_question(by=cast.auxiliary, gathering=one, words="桥头路灯什么时候修？")
        assert (receipt.matter.kind, receipt.matter.is_anonymous, len(receipt.code) > 5) == ("opinion", True, True)
        with pytest.raises(Missing) as missing:
            notes.show_answer(by=cast.officer, question=asked, answer="修好了")
        assert missing.value.needs == ("closed",)
        since, until = FRIDAY - timedelta(days=1), FRIDAY + timedelta(days=1)
        assert questions_answered(cast.room, since, until).of == 1
        close(receipt.matter)
        asked.matter.refresh_from_db()
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
        assert not queries.has_meeting(cast.room, FRIDAY + timedelta(days=1)), "planned and forgotten"
        actions.call_off(by=cast.officer, gathering=one, reason="下大雨")
        assert not queries.has_meeting(cast.room, FRIDAY)

    def test_what_is_past_its_time_goes(self, cast: Cast) -> None:
        held(cast)
        assert actions.forget_old(now=FRIDAY + timedelta(days=1000)) == 0
        assert actions.forget_old(now=FRIDAY + timedelta(days=1200)) == 1


def test_minutes_that_a_colleague_changed_meanwhile_are_read_again(cast: Cast, client: Client) -> None:
    one = held(cast)
    client.force_login(cast.auxiliary)
    page = reverse("desk-outreach:meeting-act", args=[one.pk, "minutes"])
    old = one.version
    actions.write_minutes(by=cast.officer, gathering=one, minutes="路灯下月修。")
    answer = client.post(page, {"text": "路灯下周修。", "text_en": "", "version": old})
    assert answer.status_code == 422
    assert all(words in answer.content.decode() for words in ("路灯下周修。", "路灯下月修。", "您打开之后内容改过"))
    one.refresh_from_db()
    assert one.minutes == "路灯下月修。"
    assert client.post(page, {"text": "路灯下周修。", "text_en": "", "version": one.version}).status_code == 302


def test_invitation_and_minutes_fit_their_papers(cast: Cast) -> None:
    one = actions.write_minutes(by=cast.officer, gathering=held(cast), minutes="说了路灯。")
    for language in ("zh-hans", "en"):
        assert lay_out(INVITATION, invitation_values(one, "周五 19:00", language), language)
        assert lay_out(MINUTES, minutes_values(one, "周五 19:00", language), language)
