"""Were you satisfied? Everybody whose matter was closed is asked, also whoever brought one that was merged into it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import lifecycle, queries
from shouwang.kernel.matters.actions import bonds, progress, thanks
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter, Satisfaction
from shouwang.kernel.people.models import Account, Appointment
from tests.cast import Cast, account
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
    thanks.rate(matter=target, score=2)
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


def test_whoever_is_not_satisfied_has_it_taken_up_again_at_the_chiefs_desk(cast: Cast) -> None:
    matter = closed(cast)
    thanks.rate(matter=matter, score=1, words="灯还是不亮")
    matter.refresh_from_db()
    assert (matter.state, matter.owner) == (lifecycle.ACCEPTED, cast.chief)
    assert matter in queries.waiting_for(queries.visible(cast.chief), cast.chief, frozenset())
    assert counted(cast) == (1, 1, 1, 0)  # a bad answer does not take itself out of the figures


def test_the_second_bad_answer_is_told_and_does_not_go_round(cast: Cast) -> None:
    matter = closed(cast)
    thanks.rate(matter=matter, score=1)
    progress.start(by=cast.chief, matter=matter)
    progress.report(by=cast.chief, matter=matter, outcome="换了线路")
    progress.close(by=cast.officer, matter=matter, answer="修好了。", reason="所长亲自看过")
    thanks.rate(matter=matter, score=1)
    matter.refresh_from_db()
    assert matter.state == lifecycle.CLOSED
    assert counted(cast) == (1, 1, 1, 0)


def test_of_a_merged_matter_the_one_it_went_on_in_is_taken_up_again(cast: Cast) -> None:
    merged, target = closed_with_another(cast)
    thanks.rate(matter=merged, score=1)
    target.refresh_from_db()
    assert target.state == lifecycle.ACCEPTED
    assert counted(cast) == (1, 2, 1, 0)


def test_a_room_without_a_chief_gives_it_to_whoever_hands_out(cast: Cast) -> None:
    Appointment.objects.filter(role="chief").delete()
    matter = closed(cast)
    thanks.rate(matter=matter, score=1)
    matter.refresh_from_db()
    assert (matter.state, matter.owner) == (lifecycle.ACCEPTED, None)


def named(cast: Cast) -> Matter:
    """A help request closed by the officer, worked on by the auxiliary, brought by somebody with a telephone."""
    known = Reporter(name="王秀兰", phone="13800138000")
    matter = bring(cast.room, kind="help", topic="other", reporter=known).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.assign(by=cast.officer, matter=matter, owner=cast.auxiliary)
    progress.start(by=cast.auxiliary, matter=matter)
    progress.report(by=cast.auxiliary, matter=matter, outcome="送到了")
    return progress.close(by=cast.officer, matter=matter, answer="送到了。", reason="今天只有我一人")


def asks(viewer: Account, matter: Matter) -> bool:
    return queries.to_ask(viewer, timezone.now()).filter(pk=matter.pk).exists()


def test_the_desk_asks_on_the_telephone_but_never_who_did_the_work(cast: Cast) -> None:
    matter = named(cast)
    other = account("qian", "钱某", "auxiliary", cast.room)
    assert asks(other, matter)
    assert not asks(cast.auxiliary, matter)
    assert asks(cast.officer, matter)  # closing it is not doing it
    with pytest.raises(PermissionDenied):
        thanks.rate_for(by=cast.auxiliary, matter=matter, score=3)
    with pytest.raises(PermissionDenied):
        thanks.rate_for(by=cast.lawyer, matter=matter, score=3)
    said = thanks.rate_for(by=other, matter=matter, score=3, words="很快")
    assert (said.channel, said.score) == ("phone", 3)
    assert not asks(other, matter)


def test_after_three_calls_or_a_no_nobody_rings_again(cast: Cast) -> None:
    matter, other = named(cast), account("qian", "钱某", "auxiliary", cast.room)
    for _ in range(3):
        assert asks(other, matter)
        thanks.not_reached(by=other, matter=matter)
    assert not asks(other, matter)
    second = named(cast)
    thanks.decline(by=other, matter=second)
    assert not asks(other, second)
    assert counted(cast) == (2, 2, 0, 0)


def test_who_gave_a_report_is_rung_only_by_those_who_may_see_it(cast: Cast) -> None:
    matter = closed(cast, reporter=Reporter(name="王秀兰", phone="13800138000"))
    other = account("qian", "钱某", "auxiliary", cast.room)
    second = account("hu", "胡某", "officer", cast.room)
    assert (asks(other, matter), asks(second, matter)) == (False, True)


def test_the_look_at_whom_to_ring_is_journalled(cast: Cast) -> None:
    matter, other = named(cast), account("qian", "钱某", "auxiliary", cast.room)
    assert thanks.see_to_ask(by=other, matter=matter) == {"name": "王秀兰", "phone": "13800138000"}
    assert Record.objects.filter(verb="thanks.looked", object_id=str(matter.pk)).count() == 1
