"""Calling people out: who is nearest, who is rung in which order, and how fast they answered."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from shouwang.kernel.ground.models import Place
from shouwang.kernel.journal.actions import PUBLIC
from shouwang.kernel.matters.actions import news
from shouwang.kernel.matters.actions.intake import Brought, Position, Reporter, receive
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.systems.watch.actions import calls, groups
from shouwang.systems.watch.answering import Times, overdue, times
from shouwang.systems.watch.models import Call, Group, Member, Unit
from shouwang.systems.watch.models.calls import CALLS_KEPT
from shouwang.systems.watch.models.groups import INVITATIONS_KEPT
from shouwang.systems.watch.queries import calls as queries
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.fixture
def group(cast: Cast) -> Group:
    return groups.form(by=cast.officer, room=cast.room, name="守望三组", kind="watch", zone=groups.Zone())


def joins(cast: Cast, group: Group, name: str, role: str = Member.Role.MEMBER) -> Person:
    secret = groups.invite(by=cast.officer, group=group, role=role)[1]
    return groups.join(secret=secret, name=name, phone="", label="x")[0].person


def unit(cast: Cast, name: str, latitude: float, people: list[Person]) -> Unit:
    place = Place.objects.create(room=cast.room, name=name, latitude=latitude, longitude=112.6)
    made = calls.form_unit(by=cast.officer, room=cast.room, name=name, place=place, equipment="钢叉\n盾牌")
    calls.put_into_unit(by=cast.officer, unit=made, people=people, lead=people[-1] if people else None)
    return made


def cry(cast: Cast, by: Person | None = None) -> Matter:
    brought = Brought(
        kind="report", topic="sos", text="", title="紧急求助", position=Position(34.901, 112.6, "gps"),
        reporter=Reporter(person=by) if by else Reporter(is_anonymous=True),
    )  # fmt: skip
    return receive(by=PUBLIC, room=cast.room, brought=brought).matter


def test_a_cry_for_help_calls_the_nearest_unit_with_its_lead_first(cast: Cast, group: Group) -> None:
    near, far, lead = (joins(cast, group, name) for name in ("马小川", "白明", "程远"))
    unit(cast, "北头商店", 34.95, [far])
    nearest = unit(cast, "桥头商店", 34.902, [near, lead])
    unit(cast, "空的", 34.901, [])
    cry(cast)
    news.spread()
    call = Call.objects.get()
    assert call.unit == nearest
    assert [one.person for one in call.called.order_by("turn")] == [lead, near]


def test_a_cry_is_answered_once_however_often_it_is_heard(cast: Cast, group: Group) -> None:
    unit(cast, "桥头商店", 34.9, [joins(cast, group, "马小川")])
    matter = cry(cast)
    news.spread()
    calls.answer_cry(matter=matter)
    assert Call.objects.count() == 1


def test_where_nobody_can_be_called_a_cry_still_arrives(cast: Cast) -> None:
    cry(cast)
    news.spread()
    assert Matter.objects.get().is_urgent
    assert not Call.objects.exists()


def test_the_clock_runs_from_the_call_to_the_first_who_acts(cast: Cast, group: Group) -> None:
    one, other = joins(cast, group, "马小川"), joins(cast, group, "白明")
    made = unit(cast, "桥头商店", 34.9, [one, other])
    with time_machine.travel(NOW, tick=False):
        call = calls.call_out(by=cast.officer, matter=cry(cast), unit=made)
    for seconds, person, step in ((40, other, "ack"), (200, other, "here"), (170, one, "here"), (900, one, "done")):
        with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
            calls.answer(person=person, call=call, step=step)
    with time_machine.travel(NOW + timedelta(seconds=290), tick=False):
        calls.note_police(by=cast.officer, call=call)
    found = queries.times_of(queries.calls(cast.officer, cast.room).get())
    took = (found.acknowledged, found.on_scene, found.police)
    assert [span.total_seconds() for span in took if span] == [40, 170, 290]
    assert found.kept == (True, True, True)


def test_an_answer_twice_is_the_first_one(cast: Cast, group: Group) -> None:
    person = joins(cast, group, "马小川")
    call = calls.drill(by=cast.officer, unit=unit(cast, "桥头商店", 34.9, [person]), kind=Call.Kind.ROLL)
    first = calls.answer(person=person, call=call, step="ack").acknowledged_at
    assert calls.answer(person=person, call=call, step="ack").acknowledged_at == first


def test_whoever_was_not_called_answers_nothing(cast: Cast, group: Group) -> None:
    person, other = joins(cast, group, "马小川"), joins(cast, group, "白明")
    call = calls.drill(by=cast.officer, unit=unit(cast, "桥头商店", 34.9, [person]), kind=Call.Kind.DRILL)
    with pytest.raises(PermissionDenied):
        calls.answer(person=other, call=call, step="ack")
    with pytest.raises(ValueError, match="fly"):
        calls.answer(person=person, call=call, step="fly")
    assert queries.calls_to(other) == []


def test_a_drill_is_no_matter_and_an_alarm_is_one(cast: Cast, group: Group) -> None:
    made = unit(cast, "桥头商店", 34.9, [joins(cast, group, "马小川")])
    with pytest.raises(ValueError, match="matter"):
        calls.drill(by=cast.officer, unit=made, kind=Call.Kind.ALARM)
    with pytest.raises(ValueError, match="nobody"):
        calls.drill(by=cast.officer, unit=unit(cast, "空的", 34.8, []), kind=Call.Kind.ROLL)


def test_only_those_who_may_call_out_or_look_after_units(cast: Cast, group: Group) -> None:
    made = unit(cast, "桥头商店", 34.9, [joins(cast, group, "马小川")])
    matter = cry(cast)
    for stranger in (cast.cadre, cast.lawyer, cast.neighbour):
        with pytest.raises(PermissionDenied):
            calls.call_out(by=stranger, matter=matter, unit=made)
        with pytest.raises(PermissionDenied):
            calls.drill(by=stranger, unit=made, kind=Call.Kind.ROLL)
        assert not queries.calls(stranger, cast.room).exists()
        assert not queries.units(stranger, cast.room).exists()


SECONDS = st.one_of(st.none(), st.integers(min_value=-100, max_value=1000))


@given(st.lists(SECONDS), st.lists(SECONDS), SECONDS)
def test_times_are_never_negative_and_a_goal_is_kept_or_overdue_or_open(
    acknowledged: list[int | None], on_scene: list[int | None], police: int | None
) -> None:
    def at(seconds: int | None) -> datetime | None:
        return None if seconds is None else NOW + timedelta(seconds=seconds)

    found = times(NOW, acknowledged=map(at, acknowledged), on_scene=map(at, on_scene), done=[], police_at=at(police))
    known = [took for took in (found.acknowledged, found.on_scene, found.police) if took is not None]
    assert all(took >= timedelta() for took in known)
    late = overdue(NOW, found, NOW + timedelta(hours=1))
    assert len(late) + len(known) == 3


def test_just_in_time_is_in_time() -> None:
    exactly = Times(timedelta(minutes=1), timedelta(minutes=3), timedelta(minutes=5), None)
    assert exactly.kept == (True, True, True)
    assert Times(timedelta(seconds=61), timedelta(seconds=181), timedelta(seconds=301), None).kept == (False,) * 3
    assert Times(None, None, None, None).kept == (None,) * 3


def test_calls_and_invitations_are_forgotten_in_time(cast: Cast, group: Group) -> None:
    person = joins(cast, group, "马小川")
    calls.drill(by=cast.officer, unit=unit(cast, "桥头商店", 34.9, [person]), kind=Call.Kind.ROLL)
    now = timezone.now()
    assert (calls.forget_old(now=now), groups.forget_invitations(now=now)) == (0, 0)
    assert calls.forget_old(now=now + CALLS_KEPT + timedelta(days=1)) == 1
    assert groups.forget_invitations(now=now + INVITATIONS_KEPT + timedelta(days=8)) == 1
    assert group.members.count() == 1  # whoever joined by it stays


def test_a_call_of_old_names_nobody_who_was_forgotten(cast: Cast, group: Group) -> None:
    person = joins(cast, group, "马小川")
    call = calls.drill(by=cast.officer, unit=unit(cast, "桥头商店", 34.9, [person]), kind=Call.Kind.ROLL)
    groups.leave(by=cast.officer, member=Member.objects.get(person=person))
    person.refresh_from_db()
    assert not person.name_sealed
    assert call.called.count() == 1
