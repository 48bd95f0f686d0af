"""Who is told what: the right people, once, without names."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters import telling
from shouwang.kernel.matters.actions import bonds, news, progress, talk, thanks, timing
from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices.models import Delivery, Notice, Webhook
from shouwang.kernel.people import actions as people
from shouwang.kernel.people.models import Account
from tests.cast import Cast, account
from tests.kernel.matters.bringing import bring, closed, reported


def told(account: Account) -> list[str]:
    news.spread()
    return list(Notice.objects.filter(account=account).order_by("created_at", "id").values_list("template", flat=True))


def test_what_goes_on_to_the_county_is_told_to_the_county(cast: Cast) -> None:
    county = account("gao", "高局长", "chief", cast.room.station.county)
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    timing.move(by=cast.officer, matter=matter, up=True, reason="两村都有份")
    timing.move(by=cast.chief, matter=matter, up=True, reason="两镇都有份")
    news.spread()
    told = Notice.objects.filter(template="matter.moved_up").order_by("id")
    assert [notice.account for notice in told] == [cast.chief, county]
    timing.move(by=cast.chief, matter=matter, up=False, reason="镇里能办")
    news.spread()
    assert not told.filter(read_at=None).exists()


def test_what_is_moved_up_is_told_to_the_station(cast: Cast) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    news.spread()
    timing.move(by=cast.officer, matter=matter, up=True, reason="两村都有份")
    news.spread()
    told = Notice.objects.filter(template="matter.moved_up")
    assert [notice.account for notice in told] == [cast.chief]


def test_who_is_on_duty_hears_of_a_new_matter(cast: Cast) -> None:
    now = timezone.now()
    people.put_on_duty(
        by=SYSTEM,
        room=cast.room,
        account=cast.auxiliary,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    bring(cast.room)
    assert told(cast.auxiliary) == ["matter.received"]
    assert told(cast.officer) == []


def test_with_nobody_on_duty_everybody_who_accepts_hears(cast: Cast) -> None:
    bring(cast.room)
    assert told(cast.officer) == told(cast.auxiliary) == ["matter.received"]
    assert told(cast.mediator) == told(cast.neighbour) == []


@pytest.mark.once
def test_of_what_an_auxiliary_can_not_open_they_are_not_told_even_when_they_alone_are_on_duty(cast: Cast) -> None:
    now = timezone.now()
    people.put_on_duty(
        by=SYSTEM, room=cast.room, account=cast.auxiliary,
        starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1),
    )  # fmt: skip
    matter = bring(cast.room, kind="rights", topic="see", reporter=Reporter(name="王秀兰", phone="13800138000")).matter
    talk.add_reporter_words(matter=matter, text="还有一句")
    Matter.objects.filter(pk=matter.pk).update(due_at=now - timedelta(hours=1))
    telling.tell_late(now=now)
    assert told(cast.auxiliary) == []
    assert sorted(set(told(cast.officer))) == ["matter.late", "matter.received", "matter.reporter_words"]
    Matter.objects.filter(pk=matter.pk).update(team=cast.team)
    talk.add_reporter_words(matter=matter, text="又一句")
    assert told(cast.mediator) == []


def test_an_urgent_matter_says_so(cast: Cast) -> None:
    bring(cast.room, is_urgent=True)
    assert told(cast.officer) == ["matter.urgent"]
    assert Notice.objects.get(account=cast.officer).urgent


def test_nobody_is_told_of_their_own_act(cast: Cast) -> None:
    bring(cast.room, by=cast.officer)
    assert told(cast.officer) == []
    assert told(cast.auxiliary) == ["matter.received"]


def test_owner_and_team_hear_that_it_was_handed_to_them(cast: Cast) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.assign(by=cast.officer, matter=matter, owner=cast.cadre, team=cast.team)
    assert told(cast.cadre) == told(cast.mediator) == ["matter.assigned"]


def test_new_words_of_the_reporter_reach_the_owner(cast: Cast) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.assign(by=cast.officer, matter=matter, owner=cast.cadre)
    talk.add_reporter_words(matter=matter, text="还有一盏也坏了")
    assert told(cast.cadre) == ["matter.assigned", "matter.reporter_words"]


def test_a_reported_matter_calls_those_who_check(cast: Cast) -> None:
    reported(cast)
    assert "matter.reported" in told(cast.officer)
    assert "matter.reported" not in told(cast.auxiliary)


@pytest.mark.parametrize(("score", "is_told"), [(1, True), (2, False), (3, False)])
def test_only_somebody_dissatisfied_is_told_of(cast: Cast, score: int, is_told: bool) -> None:
    thanks.rate(matter=closed(cast), score=score)
    assert ("matter.unhappy" in told(cast.officer)) is is_told


def test_a_notice_names_no_person(cast: Cast) -> None:
    bring(cast.room, text="王秀兰家的路灯坏了", reporter=Reporter(name="王秀兰", phone="13800138000"))
    news.spread()
    assert Notice.objects.exists()
    for notice in Notice.objects.all():
        assert "王秀兰" not in notice.subject + notice.body
        assert "13800138000" not in notice.subject + notice.body


def test_a_past_record_is_nobodys_news(cast: Cast) -> None:
    matter = bring(cast.room).matter
    news.spread()
    Notice.objects.all().delete()
    Matter.objects.filter(pk=matter.pk).update(is_record=True)
    talk.note(by=cast.officer, matter=matter, text="旧事")
    assert news.spread() == 0
    assert not Notice.objects.exists()


def test_what_became_late_is_told_once_to_its_owner(cast: Cast) -> None:
    matter = bring(cast.room).matter
    progress.accept(by=cast.officer, matter=matter)
    progress.assign(by=cast.officer, matter=matter, owner=cast.cadre)
    Matter.objects.filter(pk=matter.pk).update(due_at=timezone.now() - timedelta(minutes=5))
    for _ in range(2):
        telling.tell_late(now=timezone.now())
    assert told(cast.cadre).count("matter.late") == 1


def test_what_is_late_for_weeks_is_no_news(cast: Cast) -> None:
    bring(cast.room, received_at=timezone.now() - timedelta(days=60))
    assert telling.tell_late(now=timezone.now()) == 0


def test_other_programs_hear_of_every_entry_without_words_or_persons(cast: Cast) -> None:
    Webhook.objects.create(room=cast.room, url="https://example.org/hook", events="*", created_by=cast.officer)
    matter = bring(cast.room, text="王秀兰家的路灯坏了", reporter=Reporter(name="王秀兰")).matter
    progress.accept(by=cast.officer, matter=matter)
    news.spread()
    deliveries = list(Delivery.objects.order_by("created_at", "id"))
    assert [delivery.event for delivery in deliveries] == ["matter.received", "matter.accept"]
    assert {UUID(str(delivery.event_id)) for delivery in deliveries} == {entry.pk for entry in matter.entries.all()}
    assert all("王秀兰" not in delivery.body and "路灯坏了" not in delivery.body for delivery in deliveries)


def test_words_on_a_merged_matter_reach_whoever_sees_to_the_other_and_who_had_it(cast: Cast) -> None:
    merged, target = bring(cast.room).matter, bring(cast.room).matter
    for matter, owner in ((merged, cast.cadre), (target, cast.lawyer)):
        progress.accept(by=cast.officer, matter=matter)
        progress.assign(by=cast.officer, matter=matter, owner=owner)
    bonds.merge(by=cast.officer, matter=merged, into=target)
    talk.add_reporter_words(matter=merged, text="还有一盏也坏了")
    news.spread()
    notices = Notice.objects.filter(template="matter.reporter_words")
    assert {(notice.account, notice.about_id) for notice in notices} == {
        (cast.lawyer, str(target.pk)),
        (cast.cadre, str(merged.pk)),
    }


def test_words_on_a_merged_matter_that_nobody_has_reach_who_accepts_once(cast: Cast) -> None:
    merged, target = bring(cast.room).matter, bring(cast.room).matter
    bonds.merge(by=cast.officer, matter=merged, into=target)
    talk.add_reporter_words(matter=merged, text="还有一盏也坏了")
    assert told(cast.auxiliary).count("matter.reporter_words") == 1


def test_who_had_a_matter_hears_that_it_is_seen_to_by_itself_again(cast: Cast) -> None:
    merged, target = bring(cast.room).matter, bring(cast.room).matter
    progress.accept(by=cast.officer, matter=merged)
    progress.assign(by=cast.officer, matter=merged, owner=cast.cadre)
    bonds.merge(by=cast.officer, matter=merged, into=target)
    progress.withdraw(matter=target)
    assert told(cast.cadre) == ["matter.assigned", "matter.alone"]
