"""Links, merges that can be undone, handing over."""

import pytest

from shouwang.kernel.matters import lifecycle, queries
from shouwang.kernel.matters.actions import bonds, progress, talk
from shouwang.kernel.matters.models import Link
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed


def test_an_answer_reaches_every_reporter_of_a_merged_matter(cast: Cast) -> None:
    one, two = bring(cast.room).matter, bring(cast.room).matter
    bonds.merge(by=cast.officer, matter=two, into=one)
    talk.answer(by=cast.officer, matter=one, text="电工明天来")
    two.refresh_from_db()
    assert [entry.text for entry in queries.public_story_of(two)][-1] == "电工明天来"


def test_what_was_answered_before_the_merge_is_not_told_to_the_second_reporter(cast: Cast) -> None:
    one, two = bring(cast.room).matter, bring(cast.room).matter
    talk.answer(by=cast.officer, matter=one, text="早先的话")
    two = bonds.merge(by=cast.officer, matter=two, into=one)
    assert "早先的话" not in [entry.text for entry in queries.public_story_of(two)]


def test_a_merge_can_be_undone_and_stands_where_it_stood(cast: Cast) -> None:
    one, two = bring(cast.room).matter, bring(cast.room).matter
    bonds.merge(by=cast.officer, matter=two, into=one)
    again = bonds.unmerge(by=cast.officer, matter=two, reason="不是同一盏灯")
    assert (again.state, again.merged_into, again.ended_at) == ("collected", None, None)
    assert again.due_at is not None


def test_a_matter_is_not_merged_into_itself_an_ended_one_or_another_room(cast: Cast) -> None:
    one = bring(cast.room).matter
    with pytest.raises(lifecycle.NotAllowedNow):
        bonds.merge(by=cast.officer, matter=one, into=one)
    with pytest.raises(lifecycle.NotAllowedNow):
        bonds.merge(by=cast.officer, matter=one, into=closed(cast))
    with pytest.raises(ValueError, match="two rooms"):
        bonds.merge(by=cast.officer, matter=one, into=bring(cast.next_room).matter)


def test_what_was_merged_into_a_merged_matter_moves_along(cast: Cast) -> None:
    one, two, three = (bring(cast.room).matter for _ in range(3))
    bonds.merge(by=cast.officer, matter=three, into=two)
    bonds.merge(by=cast.officer, matter=two, into=one)
    three.refresh_from_db()
    assert three.merged_into == one


def test_what_was_merged_into_a_withdrawn_matter_is_seen_to_by_itself(cast: Cast) -> None:
    one, two, three = (bring(cast.room).matter for _ in range(3))
    bonds.merge(by=cast.officer, matter=three, into=two)
    bonds.merge(by=cast.officer, matter=two, into=one)
    progress.withdraw(matter=one, words="自己好了")
    two.refresh_from_db()
    three.refresh_from_db()
    assert (two.state, two.due_at is None, three.merged_into) == ("collected", False, two)
    assert "自己好了" not in [entry.text for entry in queries.public_story_of(two)]
    progress.withdraw_for(by=cast.officer, matter=two, reason="来电话说不用了")
    three.refresh_from_db()
    assert three.is_open


def test_handing_over_opens_a_linked_matter_of_the_other_kind(cast: Cast) -> None:
    one = bring(cast.room).matter
    other = bonds.hand_over(by=cast.officer, matter=one, to_kind="help")
    assert (other.kind, other.text) == ("help", one.text)
    assert Link.objects.get().bond == Link.Bond.HANDED_OVER
