"""What loudspeakers play is planned once, in the village's dialect, outside quiet hours, and never after its end."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from shouwang.kernel.people.models import Account
from shouwang.lib.clock import BEIJING
from shouwang.systems.outreach.actions import airing, campaigns
from shouwang.systems.outreach.actions.campaigns import Words
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.models import Airing, Campaign, Item
from shouwang.systems.outreach.queries.airing import FULL, NO_SOUND, QUIET, When, outlook
from shouwang.systems.outreach.queries.speakers import planned
from tests.systems.outreach.broadcast import NOW, TODAY, Square, at, campaign, daily, sound

pytestmark = pytest.mark.once
URGENT = When(is_urgent=True, repeats=2, minutes=10)


def moments(square: Square) -> list[tuple[str, str]]:
    return [(one.speaker.name, f"{one.at.astimezone(BEIJING):%d %H:%M:%S}") for one in square.items()]


def test_today_and_tomorrow_are_planned_once(square: Square) -> None:
    airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(time(7), time(17, 30)), now=NOW)
    expected = [("上坝喇叭", "10 17:30:00"), ("村委会喇叭", "10 17:30:00"), ("上坝喇叭", "11 07:00:00"),
                ("村委会喇叭", "11 07:00:00"), ("上坝喇叭", "11 17:30:00"), ("村委会喇叭", "11 17:30:00")]  # fmt: skip
    assert sorted(moments(square)) == sorted(expected)
    assert airing.tend(now=NOW) == airing.tend(now=NOW + timedelta(hours=1)) == 0
    assert airing.tend(now=NOW + timedelta(days=1)) == 4  # the day after, and nothing of what has been


def test_a_campaign_planned_twice_for_one_minute_is_heard_once(square: Square) -> None:
    for _ in range(2):
        airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
    assert len(square.items()) == 4, "two loudspeakers, today and tomorrow"
    assert airing.tend(now=NOW) == 0
    assert outlook(square.campaign, daily(), NOW) == []


def test_a_draft_waits_until_it_is_released(square: Square) -> None:
    square.campaign.state, square.campaign.released_at, square.campaign.released_by = "draft", None, None
    square.campaign.save()
    airing.plan(by=square.cast.auxiliary, campaign=square.campaign, when=daily(), now=NOW)
    assert airing.tend(now=NOW) == 0
    assert not square.items()


def test_a_villages_own_dialect_comes_first(square: Square) -> None:
    own = sound(square.cast, square.campaign, village=square.west, mark="b")
    airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
    assert {one.speaker.name: one.sound for one in square.items()} == {"上坝喇叭": own, "村委会喇叭": square.sound}


def test_nothing_is_played_before_the_campaign_begins(square: Square) -> None:
    square.campaign.begins_at = at(18, day=TODAY)
    square.campaign.is_urgent = True
    square.campaign.save()
    assert {one.at for one in outlook(square.campaign, URGENT, NOW)} == {at(18), at(18, 10)}
    for when in (daily(), URGENT):
        airing.plan(by=square.cast.officer, campaign=square.campaign, when=when, now=NOW)
    assert {one.at for one in square.items()} == {at(17, 30, day=TODAY + timedelta(days=1))}


@pytest.mark.parametrize(("lacks", "needs"), [({"goes_without_sound": True}, "recording"), ({}, "way")])
def test_what_does_not_go_by_loudspeaker_is_not_played(square: Square, lacks: dict[str, bool], needs: str) -> None:
    airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
    Item.objects.all().delete()
    Campaign.objects.update(**{"title": "门", **lacks})
    if not lacks:
        square.campaign.pieces.all().delete()
    assert airing.tend(now=NOW) == 0
    with pytest.raises(Missing) as missing:
        airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
    assert missing.value.needs == (needs,)


def test_what_plays_is_stopped_however_late_it_began(square: Square) -> None:
    square.campaign.is_urgent = True
    square.campaign.save()
    airing.plan(by=square.cast.officer, campaign=square.campaign, when=URGENT, now=NOW)
    airing.call_off(campaign=square.campaign, now=NOW + timedelta(minutes=31), why="水退了")
    assert {one.state for one in square.items()} == {"called_off"}


def test_the_programme_keeps_over_midnight_what_may_still_be_heard(square: Square) -> None:
    square.campaign.is_urgent = True
    square.campaign.save()
    night = When(is_urgent=True, repeats=1, over_quiet_because="上游放水")
    airing.plan(by=square.cast.officer, campaign=square.campaign, when=night, now=at(23, 50))
    after = at(0, 5, day=TODAY + timedelta(days=1))
    assert len(planned(square.in_east, after)) == 1
    assert planned(square.in_east, after + timedelta(hours=1)) == []


def test_quiet_hours_are_left_out_and_told_at_planning(square: Square) -> None:
    when = daily(time(13), time(17, 30))
    seen = outlook(square.campaign, when, NOW)
    assert {one.slot.astimezone(BEIJING).hour for one in seen if one.why == QUIET} == {13}
    airing.plan(by=square.cast.officer, campaign=square.campaign, when=when, now=NOW)
    assert {one.at.astimezone(BEIJING).hour for one in square.items()} == {17}


def test_two_at_one_minute_come_one_after_the_other(square: Square) -> None:
    other = campaign(square.cast, "河水急")
    sound(square.cast, other, mark="d")
    airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
    seen = outlook(other, daily(villages=frozenset({square.east.pk})), NOW)
    assert {(one.at - one.slot, one.behind) for one in seen} == {(timedelta(seconds=35), square.campaign.title)}
    assert len(seen) == 7  # also on days that are not planned yet
    airing.plan(by=square.cast.officer, campaign=other, when=daily(), now=NOW)
    later = Item.objects.filter(airing__campaign=other)
    assert {one.at - one.slot for one in later} == {timedelta(seconds=35)}


def test_what_finds_no_room_is_told(square: Square) -> None:
    long = campaign(square.cast, "长")
    sound(square.cast, long, seconds=1200, mark="e")
    airing.plan(by=square.cast.officer, campaign=long, when=daily(), now=NOW)
    assert {one.why for one in outlook(square.campaign, daily(), NOW)} == {FULL}
    assert {one.why for one in outlook(campaign(square.cast, "无声"), daily(time(9, 30)), NOW)} == {NO_SOUND}


def test_nothing_is_planned_after_the_end(square: Square) -> None:
    square.campaign.expires_at = at(17, 35, day=TODAY)
    square.campaign.save()
    airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
    assert {one.expires_at for one in square.items()} == {at(17, 35)}
    assert len(square.items()) == 2
    assert airing.tend(now=at(17, 36)) == 0


def test_what_is_taken_down_is_called_off(square: Square) -> None:
    plan = airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
    airing.call_off(campaign=square.campaign, now=NOW, why="写错了")
    plan.refresh_from_db()
    assert plan.called_off_because == "写错了"
    assert {one.state for one in square.items()} == {"called_off"}
    assert airing.tend(now=NOW) == 0


def test_one_plan_ends_with_a_reason(square: Square) -> None:
    plan = airing.plan(by=square.cast.officer, campaign=square.campaign, when=daily(), now=NOW)
    with pytest.raises(Missing):
        airing.end(by=square.cast.officer, airing=plan, why=" ", now=NOW)
    assert airing.end(by=square.cast.officer, airing=plan, why="换时间", now=NOW) == 4
    with pytest.raises(NotAllowedNow):
        airing.end(by=square.cast.officer, airing=plan, why="再来", now=NOW)


class TestUrgent:
    def test_it_is_played_at_once_everywhere(self, square: Square) -> None:
        square.campaign.is_urgent = True
        square.campaign.save()
        airing.begin(by=square.cast.officer, campaign=square.campaign, now=NOW)
        assert {(one.at - NOW, one.is_urgent) for one in square.items()} == {
            (timedelta(minutes=n), True) for n in (0, 10, 20)
        }
        airing.begin(by=square.cast.officer, campaign=square.campaign, now=NOW + timedelta(minutes=1))
        assert len(square.items()) == 6  # released once, begun once

    def test_it_waits_for_no_ordinary_one(self, square: Square) -> None:
        airing.plan(
            by=square.cast.officer, campaign=square.campaign, when=daily(time(9)), now=NOW - timedelta(minutes=1)
        )
        other = campaign(square.cast, "洪水", is_urgent=True)
        sound(square.cast, other, mark="f")
        airing.plan(by=square.cast.officer, campaign=other, when=URGENT, now=NOW)
        assert {one.at for one in square.items() if one.is_urgent} == {NOW, NOW + timedelta(minutes=10)}

    @pytest.mark.parametrize("who", ["officer", "auxiliary"])
    def test_it_breaks_quiet_hours_only_with_a_reason_of_who_releases(self, square: Square, who: str) -> None:
        square.campaign.is_urgent = True
        square.campaign.save()
        night = at(22)
        by: Account = getattr(square.cast, who)
        when = When(is_urgent=True, over_quiet_because="上游放水")
        if who == "auxiliary":
            with pytest.raises(PermissionDenied):
                airing.plan(by=by, campaign=square.campaign, when=when, now=night)
            return
        airing.plan(by=by, campaign=square.campaign, when=when, now=night)
        assert {(one.at, one.is_over_quiet) for one in square.items()} == {(night, True)}

    def test_without_a_reason_it_waits_for_the_morning(self, square: Square) -> None:
        square.campaign.is_urgent = True
        square.campaign.save()
        airing.plan(by=square.cast.officer, campaign=square.campaign, when=When(is_urgent=True), now=at(22))
        assert {one.at for one in square.items()} == {at(7, day=TODAY + timedelta(days=1))}

    def test_what_waits_for_the_morning_keeps_its_distance(self, square: Square) -> None:
        square.campaign.is_urgent = True
        square.campaign.save()
        when = When(is_urgent=True, repeats=3, minutes=10)
        airing.plan(by=square.cast.officer, campaign=square.campaign, when=when, now=at(20, 55))
        morning = TODAY + timedelta(days=1)
        assert {one.at for one in square.items()} == {at(20, 55), at(7, day=morning), at(7, 10, day=morning)}

    def test_it_is_over_when_the_campaign_is_not_urgent_any_more(self, square: Square) -> None:
        draft = campaign(square.cast, "放水", is_urgent=True, state="draft", released_at=None, released_by=None)
        sound(square.cast, draft, mark="f")
        plan = airing.plan(by=square.cast.officer, campaign=draft, when=URGENT, now=NOW)
        campaigns.rewrite(by=square.cast.auxiliary, campaign=draft, words=Words("放水", "放水"))
        plan.refresh_from_db()
        assert plan.called_off_at
        Airing.objects.update(called_off_at=None, called_off_because="", begun_at=NOW)
        Campaign.objects.update(state="released", released_at=NOW, released_by=square.cast.officer)
        assert airing.tend(now=NOW) == 0, "whatever stands in the plan"

    def test_an_ordinary_campaign_has_no_urgent_plan(self, square: Square) -> None:
        with pytest.raises(Missing) as missing:
            airing.plan(by=square.cast.officer, campaign=square.campaign, when=URGENT, now=NOW)
        assert missing.value.needs == ("urgent",)


def test_a_plan_says_what_it_lacks(square: Square) -> None:
    with pytest.raises(Missing) as missing:
        airing.plan(by=square.cast.officer, campaign=square.campaign, when=When(first=TODAY, last=TODAY), now=NOW)
    assert missing.value.needs == ("times", "weekdays")
    with pytest.raises(PermissionDenied):
        airing.plan(by=square.cast.neighbour, campaign=square.campaign, when=daily(), now=NOW)


def test_a_plan_may_name_one_loudspeaker_alone(square: Square, client: Client) -> None:
    client.force_login(square.cast.officer)
    page = f"/desk/outreach/{square.campaign.pk}/airing/"
    said = {"times": ["17:30"], "weekdays": list("0123456"), "first": "2036-11-10", "last": "2036-11-12",
            "speakers": [str(square.in_east.pk)]}  # fmt: skip
    seen = client.post(page, said).context["asks"][0].form.data["seen"]
    assert client.post(page, said | {"seen": seen}).status_code == 302
    (plan,) = Airing.objects.all()
    assert [one.pk for one in plan.speakers.all()] == [square.in_east.pk]
    assert not plan.villages.exists()
