"""Things lost and found: a year from the notice and no day less, papers at once, who claimed it kept a year."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.matters.actions.erasing import Choice, erase_person
from shouwang.kernel.matters.course import Missing
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.models import Person
from shouwang.systems.services.actions import lost, lost_joining
from shouwang.systems.services.actions.reminding import remind
from shouwang.systems.services.lost_lifecycle import year_after
from shouwang.systems.services.lost_matching import Clue, likeness
from shouwang.systems.services.models import LostThing
from shouwang.systems.services.queries.lost import CHINA, alike, figures, shown_outside, standing
from tests.cast import Cast
from tests.systems.services.finding import thing

pytestmark = pytest.mark.once
CLAIM = lost.Claim("韩梅", "13800000031", "黑壳，屏幕左上角有裂", "当面解锁")


@pytest.mark.parametrize(
    ("noticed", "last"), [(date(2026, 3, 1), date(2027, 3, 1)), (date(2028, 2, 29), date(2029, 2, 28))]
)
def test_whoever_lost_it_has_one_year_from_the_notice(noticed: date, last: date) -> None:
    assert year_after(noticed) == last


def test_it_goes_to_the_state_only_after_the_last_day_of_that_year(cast: Cast) -> None:
    found = thing(cast)
    LostThing.objects.filter(pk=found.pk).update(
        day=date(2024, 1, 1), noticed_date=timezone.localdate() - timedelta(days=364)
    )
    with pytest.raises(Missing, match="year_over"):
        lost.to_state(by=cast.officer, thing=found, to="财政所")
    LostThing.objects.filter(pk=found.pk).update(noticed_date=timezone.localdate() - timedelta(days=367))
    assert lost.to_state(by=cast.officer, thing=found, to="财政所").stage == "states"
    with pytest.raises(IntegrityError), transaction.atomic():
        LostThing.objects.filter(pk=found.pk).update(noticed_date=None)


@pytest.mark.parametrize("what", ["papers", "cards"])
def test_papers_and_bank_cards_go_on_the_same_day_and_hang_on_no_list(cast: Cast, what: str) -> None:
    found = thing(cast, what=what)
    now = standing(found)
    assert now.next_step
    assert now.next_step.verb == "hand_in"
    assert now.deadline
    assert (now.deadline.key, now.deadline.day) == ("hand_in", timezone.localdate())
    assert shown_outside(cast.room) == []
    done = lost.hand_in(by=cast.officer, thing=found, to="青石派出所", day=timezone.localdate())
    assert (done.stage, done.matter.state) == ("handed_in", "closed")


def test_a_thing_found_is_offered_to_who_lost_it_with_reasons_and_both_end_together(cast: Cast) -> None:
    sought, found = thing(cast, "lost"), thing(cast)
    thing(cast, what="keys", place="学校", text="三把钥匙")
    (same,) = alike(cast.officer, sought)
    assert same.thing == found
    assert set(same.why.why) == {"kind", "day", "place", "words"}
    lost_joining.join(by=cast.officer, thing=sought, other=found)
    with pytest.raises(Refused, match="joined_already"):
        lost_joining.join(by=cast.officer, thing=found, other=sought)
    with pytest.raises(Missing):
        lost.hand_back(by=cast.officer, thing=found, claim=lost.Claim("韩梅", "", "", "看过身份证"))
    lost.hand_back(by=cast.officer, thing=found, claim=CLAIM)
    sought.refresh_from_db()
    assert sought.stage == "returned"
    assert sought.matter.state == Matter.objects.get(pk=found.pk).state == "closed"
    assert Entry.objects.filter(matter=sought.matter, verb="close_unchecked", is_public=True).exists()
    told = figures(Matter.objects.all())
    assert (told.lost, told.found, told.returned, told.lying) == (1, 2, 1, 1)


def test_nothing_is_alike_that_was_found_before_it_was_lost() -> None:
    day = date(2026, 3, 2)
    assert not likeness(Clue("phone", day, "桥头", "黑色"), Clue("phone", day - timedelta(days=1), "桥头", "黑色")).why


def test_who_claimed_it_is_forgotten_after_a_year_or_when_they_ask_for_it(cast: Cast) -> None:
    first, second = thing(cast), thing(cast)
    for one in (first, second):
        lost.hand_back(by=cast.officer, thing=one, claim=CLAIM)
    LostThing.objects.filter(pk=first.pk).update(over_date=timezone.localdate() - timedelta(days=367))
    assert lost.forget_claims() == 1
    assert lost.forget_claims() == 0
    person = LostThing.objects.get(pk=second.pk).claimed_by
    assert person
    erase_person(by=SYSTEM, rows=[person], reason="本人要求")
    assert not LostThing.objects.exclude(knew="", seen="", claimed_by=None).exists()
    assert Person.objects.filter(erased_at=None).count() == 0


def test_what_somebody_outside_says_they_found_is_shown_only_once_a_colleague_has_it_in_hand(cast: Cast) -> None:
    found = thing(cast, place="桥头韩梅家门口", is_here=False)
    assert shown_outside(cast.room) == []
    with pytest.raises(Missing, match="here"):
        lost.notice(by=cast.officer, thing=found, day=timezone.localdate(), where="公告栏")
    lost.receive(by=cast.officer, thing=found, place="桥头", shelf="柜子")
    assert [one.place for one in shown_outside(cast.room)] == ["桥头"]
    lost.gone(by=cast.officer, thing=found, said="拾到的人自己还了")
    assert shown_outside(cast.room) == []


def test_a_found_thing_whose_matter_ended_as_a_joke_is_shown_no_more_and_comes_back_unseen(cast: Cast) -> None:
    found = thing(cast)
    assert shown_outside(cast.room) == [found]
    lost.follow_end(matter=found.pk)
    found.refresh_from_db()
    assert (found.stage, found.over_date) == ("gone", timezone.localdate())
    assert shown_outside(cast.room) == []
    lost.follow_reopening(matter=found.pk)
    found.refresh_from_db()
    assert (found.stage, found.is_here, found.over_date) == ("lying", False, None)


@pytest.mark.parametrize("with_words", [False, True])
def test_nothing_in_the_table_names_who_told_of_it_once_they_are_erased(cast: Cast, with_words: bool) -> None:
    sought = thing(cast, "lost", place="桥头韩梅家门口")
    words = dict.fromkeys(("marks", "shelf", "knew", "seen"), "韩梅 13800000031")
    LostThing.objects.filter(pk=sought.pk).update(**words)
    assert sought.matter.reporter
    erase_person(by=SYSTEM, rows=[sought.matter.reporter], reason="本人要求", choice=Choice(with_words=with_words))
    with connection.cursor() as raw:
        raw.execute("SELECT marks, place, shelf, knew, seen FROM services_lostthing")
        left = " ".join(raw.fetchone())
    assert "韩梅" not in left
    assert "13800000031" not in left
    assert bool(left.strip()) is not with_words


def test_a_day_that_is_still_to_come_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="future"):
        thing(cast, day=timezone.localdate() + timedelta(days=1))


def test_the_clock_stands_while_the_notice_hangs_and_each_day_is_told_once(cast: Cast) -> None:
    papers, bag = thing(cast, what="papers"), thing(cast, what="bag", day=date(2024, 3, 1))
    morning = datetime.combine(timezone.localdate(), time(8), CHINA)
    assert remind(now=morning.replace(hour=6)) == 0
    told = remind(now=morning)
    assert told >= 1
    assert remind(now=morning) == 0
    assert {notice.about_id for notice in Notice.objects.filter(template__startswith="services.")} == {str(papers.pk)}
    lost.notice(by=cast.officer, thing=bag, day=date(2024, 3, 2), where="公告栏")
    assert Matter.objects.get(pk=bag.pk).due_at is None
    LostThing.objects.filter(pk=bag.pk).update(noticed_date=timezone.localdate() - timedelta(days=367))
    remind(now=morning)
    assert Notice.objects.filter(template="services.remind.year", about_id=str(bag.pk)).exists()
