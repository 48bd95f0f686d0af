"""A call rings the desk and the groups outside, at night too, and never says who reported or who is called."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters.actions import news
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.notices.actions import keep_robot, send_due
from shouwang.kernel.notices.models import Notice
from shouwang.kernel.people.queries import actor
from shouwang.systems.watch.actions import calls
from shouwang.systems.watch.models import Call, Group, Unit
from shouwang.systems.watch.queries import calls as queries
from tests.cast import Cast
from tests.kernel.notices.conftest import Receiver
from tests.kernel.notices.conftest import receiver as receiver
from tests.systems.watch.test_calls import cry, group, joins, unit

__all__ = ["group", "receiver"]
pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 24, 18, tzinfo=UTC)  # two in the morning in the village


def robot(
    cast: Cast, url: str = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x", events: str = "watch.called"
) -> None:
    keep_robot(by=actor(cast.officer), room=cast.room, kind="wecom", name=events, url=url, events=events)


def shop(cast: Cast, group: Group) -> Unit:
    return unit(cast, "桥头商店", 34.902, [joins(cast, group, "马小川"), joins(cast, group, "白明")])


def test_a_call_out_rings_the_group_outside_at_night(cast: Cast, group: Group, receiver: Receiver) -> None:
    robot(cast, receiver.url)
    robot(cast, receiver.url, "bulletin.released")
    shop(cast, group)
    with time_machine.travel(NIGHT, tick=False):
        calls.call_out(by=cast.officer, matter=cry(cast))
    assert send_due(now=NIGHT).sent == 1
    [told] = receiver.requests
    assert "桥头商店" in told.json["text"]["content"]


def test_the_desk_reads_of_it_until_it_is_over_and_not_who_called(cast: Cast, group: Group) -> None:
    shop(cast, group)
    call = calls.call_out(by=cast.officer, matter=cry(cast))
    told = Notice.objects.filter(template="watch.called", channel="app")
    assert {one.account for one in told} == {cast.auxiliary}
    assert all(one.urgent and one.about_id == str(call.pk) for one in told)
    calls.end(by=cast.officer, call=call)
    assert not told.filter(read_at=None).exists()


def test_no_notice_names_who_is_called_or_who_cried(cast: Cast, group: Group) -> None:
    robot(cast)
    shop(cast, group)
    crier = joins(cast, group, "程远")
    matter = cry(cast, crier)
    Matter.objects.filter(pk=matter.pk).update(title="程远家进了贼")
    news.spread()
    assert Call.objects.get().words == ""  # what a villager wrote stays in the matter
    told = Notice.objects.filter(template="watch.called")
    assert told.filter(channel="wecom").count() == 1
    for one in told:
        assert not [said for said in ("程远", "马小川", "白明", group.name) if said in one.subject + one.body]


def test_pressed_twice_is_called_once_and_rings_once(cast: Cast, group: Group) -> None:
    robot(cast)
    shop(cast, group)
    matter = cry(cast)
    first = calls.call_out(by=cast.officer, matter=matter)
    assert calls.call_out(by=cast.auxiliary, matter=matter) == first
    assert Notice.objects.filter(channel="wecom").count() == 1
    calls.end(by=cast.officer, call=first)
    assert calls.call_out(by=cast.officer, matter=matter) != first


def test_a_roll_call_says_that_it_is_an_exercise(cast: Cast, group: Group) -> None:
    robot(cast)
    calls.drill(by=cast.officer, unit=shop(cast, group), kind=Call.Kind.ROLL, words="拉动")
    [told] = Notice.objects.filter(channel="wecom")
    assert told.template == "watch.called_exercise"
    assert "演练" in told.subject + told.body
    assert told.urgent


def test_a_place_near_by_is_told(cast: Cast, group: Group) -> None:
    robot(cast)
    Place.objects.create(room=cast.room, name="水泥桥", latitude=34.901, longitude=112.6)
    shop(cast, group)
    calls.call_out(by=cast.officer, matter=cry(cast))
    assert "水泥桥" in Notice.objects.get(channel="wecom").body


def test_where_it_fails_nothing_rings(cast: Cast, group: Group) -> None:
    robot(cast)
    with pytest.raises(ValueError, match="nobody"):
        calls.call_out(by=cast.officer, matter=cry(cast))
    assert not Notice.objects.filter(template__startswith="watch.").exists()


def test_a_cry_rings_not_on_the_phone_it_came_from_and_no_gap_in_the_list_tells_whose_it_is(
    cast: Cast, group: Group
) -> None:
    crier, other = joins(cast, group, "程远"), joins(cast, group, "马小川")
    alone = unit(cast, "程家", 34.901, [crier])
    near = unit(cast, "桥头商店", 34.902, [crier, other])
    cry(cast, crier)
    news.spread()
    call = Call.objects.get()
    assert call.unit == near
    assert {one.person for one in call.called.all()} == {crier, other}
    assert [len(queries.calls_to(one)) for one in (crier, other)] == [0, 1]
    with pytest.raises(ValueError, match="nobody"):
        calls.call_out(by=cast.officer, matter=Matter.objects.get(), unit=alone)


def test_whoever_calls_out_sees_the_called_until_a_day_after_the_end(cast: Cast, group: Group) -> None:
    shop(cast, group)
    call = calls.call_out(by=cast.officer, matter=cry(cast))
    calls.look(by=cast.auxiliary, call=call)
    assert Record.objects.get(verb="watch.called_seen").actor == str(cast.auxiliary.pk)
    calls.end(by=cast.officer, call=call)
    call.refresh_from_db()
    now = timezone.now()
    for after, may in ((timedelta(hours=23), True), (timedelta(hours=25), False)):
        assert queries.may_see_called(cast.auxiliary, call, now + after) is may
        assert queries.may_see_called(cast.officer, call, now + after)
    for stranger in (cast.cadre, cast.lawyer, cast.neighbour):
        assert not queries.may_see_called(stranger, call, now)
        with pytest.raises(PermissionDenied):
            calls.look(by=stranger, call=call)


def test_called_again_when_all_who_were_called_before_are_done_or_it_was_a_while_ago(cast: Cast, group: Group) -> None:
    shop(cast, group)
    matter = cry(cast)
    first = calls.call_out(by=cast.officer, matter=matter)
    assert calls.call_out(by=cast.officer, matter=matter) == first
    for one in first.called.all():
        calls.answer(person=one.person, call=first, step="done")
    second = calls.call_out(by=cast.officer, matter=matter)
    assert second != first
    Call.objects.filter(pk=second.pk).update(called_at=timezone.now() - timedelta(minutes=16))
    assert calls.call_out(by=cast.officer, matter=matter) not in (first, second)


def test_a_call_that_nobody_ended_shows_its_names_for_a_day_only(cast: Cast, group: Group) -> None:
    shop(cast, group)
    call = calls.call_out(by=cast.officer, matter=cry(cast))
    for hours, may in ((23, True), (25, False)):
        assert queries.may_see_called(cast.auxiliary, call, timezone.now() + timedelta(hours=hours)) is may
