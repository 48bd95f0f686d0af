"""Were you satisfied? Everybody whose matter was closed is asked, also whoever brought one that was merged into it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shouwang.kernel.matters import lifecycle, queries
from shouwang.kernel.matters.actions import bonds, progress, thanks
from shouwang.kernel.matters.models import Matter, Satisfaction
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed


def counted(cast: Cast) -> tuple[int, int, int, int]:
    now = timezone.now()
    told = queries.room_thanks(cast.room, now - timedelta(days=1), now + timedelta(days=1))
    return told.closed, told.asked, told.answered, told.satisfied


def closed_with_another(cast: Cast) -> tuple[Matter, Matter]:
    """A closed matter, and one that was merged into it."""
    merged, target = bring(cast.room).matter, bring(cast.room).matter
    bonds.merge(by=cast.officer, matter=merged, into=target)
    progress.accept(by=cast.officer, matter=target)
    progress.start(by=cast.auxiliary, matter=target)
    progress.report(by=cast.auxiliary, matter=target, outcome="换了灯泡")
    return merged, progress.close(by=cast.officer, matter=target, answer="修好了。", reason="今天只有我一人")


def test_whoever_brought_a_merged_matter_is_asked_when_the_other_closes(cast: Cast) -> None:
    merged, target = closed_with_another(cast)
    assert set(Satisfaction.objects.values_list("matter", flat=True)) == {merged.pk, target.pk}


def test_one_taken_apart_before_the_end_is_not_asked(cast: Cast) -> None:
    one, target = bring(cast.room).matter, bring(cast.room).matter
    bonds.merge(by=cast.officer, matter=one, into=target)
    bonds.unmerge(by=cast.officer, matter=one, reason="不是一件事")
    progress.accept(by=cast.officer, matter=target)
    progress.start(by=cast.auxiliary, matter=target)
    progress.report(by=cast.auxiliary, matter=target, outcome="换了灯泡")
    progress.close(by=cast.officer, matter=target, answer="修好了。", reason="今天只有我一人")
    assert list(Satisfaction.objects.values_list("matter", flat=True)) == [target.pk]


def test_a_merged_matter_is_rated_for_itself_and_counts_as_one_more_who_was_asked(cast: Cast) -> None:
    merged, target = closed_with_another(cast)
    assert counted(cast) == (1, 2, 0, 0)
    thanks.rate(matter=merged, score=3)
    thanks.rate(matter=target, score=1)
    assert counted(cast) == (1, 2, 2, 1)
    thanks.rate(matter=merged, score=2)
    assert counted(cast) == (1, 2, 2, 0)


def test_nobody_is_counted_twice(cast: Cast) -> None:
    closed_with_another(cast)
    closed(cast)
    assert counted(cast) == (2, 3, 0, 0)


def test_while_the_other_is_open_a_merged_matter_is_not_rated_nor_counted(cast: Cast) -> None:
    merged, target = closed_with_another(cast)
    thanks.rate(matter=merged, score=3)
    progress.reopen(by=cast.officer, matter=target, reason="又坏了")
    with pytest.raises(lifecycle.NotAllowedNow):
        thanks.rate(matter=merged, score=2)
    assert counted(cast) == (0, 0, 0, 0)


def test_a_matter_whose_other_was_sent_elsewhere_is_not_rated(cast: Cast) -> None:
    merged, target = bring(cast.room).matter, bring(cast.room).matter
    bonds.merge(by=cast.officer, matter=merged, into=target)
    progress.send_away(by=cast.officer, matter=target, answer="请打 95598")
    with pytest.raises(lifecycle.NotAllowedNow):
        thanks.rate(matter=merged, score=3)
