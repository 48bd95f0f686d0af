"""What starts, pauses and stops each of the three clocks."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import bonds, editing, erasing, intake, progress, story, talk, timing
from shouwang.kernel.matters.clock import REPORTER_ERASED
from shouwang.kernel.matters.models import Matter
from tests.cast import Cast
from tests.kernel.matters.bringing import bring

CHINA = ZoneInfo("Asia/Shanghai")


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


def test_a_report_of_tuesday_is_answered_by_wednesday_evening_and_done_in_five_working_days(
    cast: Cast,
) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
    assert matter.answer_due_at == at(11, 25, 18)
    assert matter.whole_due_at == at(12, 1, 18)
    assert matter.update_due_at is None
    assert matter.due_at == matter.answer_due_at


def urgent(cast: Cast, matter: Matter, is_urgent: bool = True) -> Matter:
    said = {"is_urgent": "1"} if is_urgent else {"is_urgent": ""}
    return editing.revise(by=cast.officer, matter=matter, base={"is_urgent": "" if is_urgent else "1"}, yours=said)


def test_what_becomes_urgent_has_the_urgent_time_from_then_on(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
    with time_machine.travel(at(11, 24, 15), tick=False):
        matter = urgent(cast, matter)
    assert matter.answer_due_at == at(11, 24, 15, 30)
    assert matter.whole_due_at == at(11, 26, 18)


def test_what_came_urgent_has_it_from_the_beginning(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 22), tick=False):
        matter = bring(cast.room, is_urgent=True).matter
    assert matter.answer_due_at == at(11, 24, 22, 30)


def test_becoming_urgent_makes_nothing_late_that_was_in_time(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
    with time_machine.travel(at(11, 25, 10), tick=False):
        talk.answer(by=cast.officer, matter=matter, text="在查")
    with time_machine.travel(at(11, 27, 10), tick=False):
        matter.refresh_from_db()
        matter = urgent(cast, matter)
        clocks = story.clocks(matter)
    assert not clocks.answer.is_late
    assert clocks.update.due_at == at(11, 29, 0)
    assert not clocks.whole.is_late
    assert matter.due_at is not None
    assert matter.due_at > at(11, 27, 10)


def test_becoming_urgent_never_gives_more_time(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
    with time_machine.travel(at(12, 1, 17), tick=False):
        assert urgent(cast, matter).whole_due_at == at(12, 1, 18)


def test_a_paused_one_that_becomes_urgent_stays_paused(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
        talk.answer(by=cast.officer, matter=matter, text="在等")
        matter.refresh_from_db()
        matter = timing.pause(by=cast.officer, matter=matter, reason="等图纸")
    with time_machine.travel(at(11, 25, 10), tick=False):
        assert urgent(cast, matter).whole_due_at is None
    with time_machine.travel(at(11, 26, 10), tick=False):
        assert timing.resume(by=cast.officer, matter=matter).whole_due_at == at(11, 30, 18)


def test_no_longer_urgent_has_its_ordinary_time(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
        urgent(cast, matter)
        matter.refresh_from_db()
        assert urgent(cast, matter, is_urgent=False).whole_due_at == at(12, 1, 18)


def test_accepting_is_not_an_answer_words_are(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
        accepted = progress.accept(by=cast.officer, matter=matter)
        assert accepted.answer_due_at is not None
        talk.answer(by=cast.officer, matter=matter, text="已叫电工，周五前来。")
        matter.refresh_from_db()
    assert matter.answer_due_at is None
    assert matter.update_due_at == at(11, 27, 18)


def test_a_note_among_colleagues_is_no_answer(cast: Cast) -> None:
    matter = bring(cast.room).matter
    talk.note(by=cast.officer, matter=matter, text="问过电工")
    matter.refresh_from_db()
    assert matter.answer_due_at is not None


def test_a_pause_needs_a_reason_and_moves_the_end_by_its_working_time(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
        with pytest.raises(lifecycle.Missing):
            timing.pause(by=cast.officer, matter=matter, reason=" ")
        assert timing.pause(by=cast.officer, matter=matter, reason="等电力公司").whole_due_at is None
    with time_machine.travel(at(11, 25, 10), tick=False):
        again = timing.resume(by=cast.officer, matter=matter)
    assert again.whole_due_at == at(12, 2, 18)
    assert again.answer_due_at == at(11, 25, 18)


def test_a_pause_cannot_be_paused_nor_a_running_clock_resumed(cast: Cast) -> None:
    matter = bring(cast.room).matter
    with pytest.raises(lifecycle.NotAllowedNow):
        timing.resume(by=cast.officer, matter=matter)
    timing.pause(by=cast.officer, matter=matter, reason="等人")
    with pytest.raises(lifecycle.NotAllowedNow):
        timing.pause(by=cast.officer, matter=matter, reason="再等")


def test_an_extension_adds_working_days_with_a_reason(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
        extended = timing.extend(by=cast.officer, matter=matter, days=2, reason="要等配件")
    assert extended.whole_due_at == at(12, 3, 18)
    with pytest.raises(ValueError, match="1 to 30"):
        timing.extend(by=cast.officer, matter=matter, days=31, reason="久")


def test_the_sum_of_a_clock_adds_up_to_all_the_time(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
        timing.pause(by=cast.officer, matter=matter, reason="等电力公司")
    with time_machine.travel(at(11, 26, 11), tick=False):
        timing.resume(by=cast.officer, matter=matter)
    reading = story.clocks(matter, at(11, 27, 17)).whole
    assert sum(line.minutes for line in reading.sum_lines) == (at(11, 27, 17) - at(11, 24, 10)).total_seconds() // 60
    assert "等电力公司" in {line.reason for line in reading.sum_lines}


def test_an_ended_matter_has_nothing_due(cast: Cast) -> None:
    matter = progress.send_away(by=cast.officer, matter=bring(cast.room).matter, answer="归供电所管，电话 95598")
    assert (matter.due_at, matter.answer_due_at, matter.whole_due_at) == (None, None, None)


def test_the_ladder_ends_at_the_county(cast: Cast) -> None:
    matter = bring(cast.room).matter
    for level in ("township", "county"):
        assert timing.move(by=cast.officer, matter=matter, up=True, reason="超出村里").level == level
    with pytest.raises(lifecycle.NotAllowedNow):
        timing.move(by=cast.officer, matter=matter, up=True, reason="再往上")


def test_an_answer_in_a_pause_leaves_the_next_word_paused_too(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter = bring(cast.room).matter
        timing.pause(by=cast.officer, matter=matter, reason="等电力公司")
    with time_machine.travel(at(11, 25, 10), tick=False):
        talk.answer(by=cast.officer, matter=matter, text="电力公司说下周来。")
    matter.refresh_from_db()
    assert (matter.due_at, matter.update_due_at) == (None, None)
    assert not story.clocks(matter, at(12, 20)).update.is_late
    with time_machine.travel(at(12, 21, 10), tick=False):
        again = timing.resume(by=cast.officer, matter=matter)
    assert again.update_due_at == at(12, 24, 18)


def test_a_matter_taken_apart_goes_on_with_what_it_had_used_and_its_extension(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter, other = bring(cast.room).matter, bring(cast.room).matter
        timing.extend(by=cast.officer, matter=matter, days=2, reason="要等配件")
    with time_machine.travel(at(11, 25, 10), tick=False):
        bonds.merge(by=cast.officer, matter=matter, into=other)
    with time_machine.travel(at(11, 26, 10), tick=False):
        again = bonds.unmerge(by=cast.officer, matter=matter, reason="不是同一盏灯")
    assert again.whole_due_at == at(12, 4, 18)
    assert again.answer_due_at == at(11, 26, 18)
    assert again.update_due_at is None


def test_who_was_answered_while_joined_waits_for_the_next_word_not_for_the_first(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter, other = bring(cast.room).matter, bring(cast.room).matter
        bonds.merge(by=cast.officer, matter=matter, into=other)
        talk.answer(by=cast.officer, matter=other, text="电工明天来")
    with time_machine.travel(at(11, 26, 10), tick=False):
        again = bonds.unmerge(by=cast.officer, matter=matter, reason="不是同一盏灯")
    assert again.answer_due_at is None
    assert again.update_due_at == at(12, 1, 18)


def test_a_matter_joined_while_paused_comes_back_paused(cast: Cast) -> None:
    matter, other = bring(cast.room).matter, bring(cast.room).matter
    timing.pause(by=cast.officer, matter=matter, reason="等电力公司")
    bonds.merge(by=cast.officer, matter=matter, into=other)
    bonds.unmerge(by=cast.officer, matter=matter, reason="不是同一盏灯")
    assert story.clocks(matter).whole.state == "paused"
    assert timing.resume(by=cast.officer, matter=matter).whole_due_at is not None


def erase(matter: Matter) -> Matter:
    assert matter.reporter
    erasing.erase_person(by=SYSTEM, rows=[matter.reporter], reason="本人要求")
    return Matter.objects.get(pk=matter.pk)


def named(cast: Cast) -> Matter:
    return bring(cast.room, reporter=intake.Reporter(name="赵测试", phone="13800000001")).matter


def test_what_waits_for_the_reporter_ends_with_them_and_the_matter_goes_on(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        asked, answered = named(cast), named(cast)
        talk.answer(by=cast.officer, matter=answered, text="在查")
    with time_machine.travel(at(11, 24, 11), tick=False):
        asked, answered = erase(asked), erase(answered)
        assert (asked.answer_due_at, answered.update_due_at) == (None, None)
        assert asked.due_at == asked.whole_due_at == at(12, 1, 18)
        clock = story.clocks(asked).answer
        assert (clock.state, clock.stopped_at, clock.reason) == ("stopped", at(11, 24, 11), REPORTER_ERASED)
        assert story.clocks(answered).answer.reason == ""
        progress.accept(by=cast.officer, matter=asked)
        talk.answer(by=cast.officer, matter=asked, text="修好了")
        asked.refresh_from_db()
    assert (asked.answer_due_at, asked.update_due_at, asked.whole_due_at) == (None, None, at(12, 1, 18))


def test_who_was_merged_in_still_waits_after_the_other_reporter_is_erased(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter, joined = named(cast), named(cast)
        bonds.merge(by=cast.officer, matter=joined, into=matter)
        assert erase(matter).answer_due_at == at(11, 25, 18)


def test_who_is_only_named_in_it_ends_nothing(cast: Cast) -> None:
    with time_machine.travel(at(11, 24, 10), tick=False):
        matter, other = named(cast), named(cast)
        assert matter.reporter
        choice = erasing.Choice(elsewhere=[other.pk])
        erasing.erase_person(by=SYSTEM, rows=[matter.reporter], reason="本人要求", choice=choice)
        other.refresh_from_db()
    assert other.answer_due_at == at(11, 25, 18)
