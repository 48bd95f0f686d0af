"""Visits, the plan of two weeks and the call lists: nobody is left out silently, sent twice is once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from shouwang.kernel.figures.measures import Share
from shouwang.kernel.ground.models import Place, Way
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.lib.ids import uuid7
from shouwang.systems.care.actions import cases, helping, lists, visits
from shouwang.systems.care.actions.visits import Told
from shouwang.systems.care.models import Case, Chain, Danger, Planned, Visit
from shouwang.systems.care.queries import phone
from shouwang.systems.care.queries.cases import standings, to_ring
from shouwang.systems.care.queries.figures import counted, figures
from shouwang.systems.care.queries.opened import words_of
from shouwang.systems.care.queries.plan import gaps, off_the_ways, problem
from tests.cast import Cast
from tests.systems.care import old_han


def test_a_visit_moves_the_next_one_on_unless_nobody_was_seen(cast: Cast) -> None:
    case, today = old_han.begun(cast, every=7), timezone.localdate()
    assert standings([case], today)[0].due.days == 7
    visits.record(by=cast.officer, case=case, told=Told("not_today"))
    assert standings([case], today)[0].last_seen is None
    visits.record(by=cast.officer, case=case, told=Told("well"))
    assert standings([case], today)[0].last_seen == today


def test_somebody_who_needs_something_becomes_a_help_request_without_a_name(cast: Cast) -> None:
    case = old_han.begun(cast)
    visits.record(by=cast.officer, case=case, told=Told("needs", words="煤气快没了"))
    matter = Matter.objects.get()
    assert (matter.kind, matter.is_urgent) == ("help", False)
    assert "煤气" not in matter.text


def test_a_phone_that_sends_twice_made_one_visit_and_another_phone_none(cast: Cast) -> None:
    case = old_han.begun(cast)
    person = old_han.volunteer(cast, case).aide.person
    assert person
    told = Told("well", words="都好", id=uuid7(), at=timezone.now() - timedelta(hours=5))
    first = visits.record_from_phone(person=person, case_id=case.pk, told=told)
    assert visits.record_from_phone(person=person, case_id=case.pk, told=told) == first
    assert Visit.objects.count() == 1
    other = old_han.begun(cast, name="吕䶮")
    with pytest.raises(PermissionDenied):
        visits.record_from_phone(person=person, case_id=other.pk, told=Told("well", id=uuid7()))
    with pytest.raises(visits.OtherVisit):
        visits.record_from_phone(person=person, case_id=other.pk, told=told)


def test_a_helpers_phone_shows_daily_life_and_never_health_or_money(cast: Cast) -> None:
    case = old_han.with_notes(cast)
    for field, words in (("daily", "提水"), ("money", "低保"), ("medicine", "降压药")):
        cases.say_need(by=cast.officer, case=case, field=field, words=words)
    person = old_han.volunteer(cast, case).aide.person
    assert person
    before = phone.mark_of(person, timezone.localdate())
    shown = phone.rounds(person, timezone.localdate())
    assert [one.words for one in shown[0].daily] == ["提水"]
    cases.take_back(by=cast.officer, case=case, subject="care")
    assert phone.rounds(person, timezone.localdate()) == []
    assert before
    assert phone.mark_of(person, timezone.localdate()) == ""


def test_the_plan_keeps_to_what_each_takes_on_and_says_who_is_left(cast: Cast) -> None:
    today = timezone.localdate()
    rows = [old_han.begun(cast, every=7, name=f"某{n}") for n in range(3)]
    old_han.colleague(cast, rows[0], cast.cadre, a_week=1)
    old_han.colleague(cast, rows[1], cast.auxiliary, a_week=0)
    assert visits.plan(by=cast.officer, room=cast.room) == Planned.objects.count()
    assert set(Planned.objects.values_list("case", flat=True)) == {rows[0].pk}
    left = gaps(cast.officer, cast.room, today)
    assert [(one.case, one.has_visitor) for one in left] == [(rows[1], False), (rows[2], False)]
    assert visits.plan(by=cast.officer, room=cast.room) == Planned.objects.count()


def test_what_somebody_moved_stays_when_it_is_planned_anew(cast: Cast) -> None:
    case = old_han.begun(cast, every=7)
    aide = old_han.colleague(cast, case, cast.cadre, a_week=1).aide
    visits.plan(by=cast.officer, room=cast.room)
    planned = Planned.objects.order_by("day").first()
    assert planned
    day = planned.day + timedelta(days=1)
    visits.move(by=cast.officer, planned=planned, day=day, aide=aide)
    visits.plan(by=cast.officer, room=cast.room)
    assert Planned.objects.filter(day=day, is_fixed=True, why="moved").count() == 1
    other = helping.aide_of_account(by=cast.officer, room=cast.room, account=cast.auxiliary)
    with pytest.raises(Refused, match="helps_not_there"):
        visits.move(by=cast.officer, planned=planned, day=day, aide=other)
    visits.record(by=cast.cadre, case=case, told=Told("well"))
    assert Planned.objects.filter(visit__isnull=False).count() <= 1


def test_a_call_list_holds_everybody_and_closes_when_all_are_rung(cast: Cast) -> None:
    well, alone = old_han.begun(cast, name="某甲"), old_han.begun(cast, name="某乙", lives_alone=True)
    now = timezone.now()
    warned = lists.Warned("heat", now, now + timedelta(hours=8), "orange", "示例县气象台", "2026-3")
    danger = lists.open_list(by=cast.auxiliary, room=cast.room, warned=warned)
    late = old_han.begun(cast, name="某丙")
    rows = to_ring(danger)
    assert [one.case for one in rows] == [alone, well, late]
    with pytest.raises(Refused, match="not_all_rung"):
        lists.close_list(by=cast.officer, danger=danger)
    lists.tick_call(by=cast.auxiliary, call=rows[0], result="not_reached")
    assert Chain.objects.get().case == alone
    for call in rows[1:]:
        lists.tick_call(by=cast.auxiliary, call=call, result="well", words="在家，开着风扇")
    lists.close_list(by=cast.officer, danger=danger)
    with pytest.raises(Refused, match="list_closed"):
        lists.tick_call(by=cast.officer, call=rows[0], result="well")


def test_a_list_says_who_warned_or_why_the_room_decided(cast: Cast) -> None:
    now = timezone.now()
    with pytest.raises(Refused, match="no_source"):
        lists.open_list(by=cast.officer, room=cast.room, warned=lists.Warned("cold", now, now + timedelta(hours=1)))
    assert not Danger.objects.exists()


def test_of_nobody_there_is_no_rate_and_small_numbers_do_not_leave_the_room(cast: Cast) -> None:
    today = timezone.localdate()
    none = figures(counted(cast.officer, cast.room, today.replace(day=1), today))
    assert (none.hard.percent, none.planned.percent) == (None, None)
    alone = old_han.begun(cast, lives_alone=True)
    old_han.begun(cast, name="某甲", severely_disabled=True)
    old_han.begun(cast, name="某乙")
    visits.record(by=cast.officer, case=alone, told=Told("well"))
    found = figures(counted(cast.officer, cast.room, today.replace(day=1), today))
    assert (found.hard, found.open_cases, found.visits) == (Share(1, 2), 3, 1)
    assert [Share(1, 2).outside, Share(1, 9).outside, Share(8, 9).outside, Share(9, 9).outside] == [
        "<3",
        "<3 / 9",
        ">6 / 9",
        "9 / 9",
    ]


def test_a_call_pressed_twice_is_one_visit_and_its_words_are_kept_with_it(cast: Cast) -> None:
    case, now = old_han.begun(cast), timezone.now()
    danger = lists.open_list(
        by=cast.officer, room=cast.room, warned=lists.Warned("heat", now, now + timedelta(hours=8), reason="闷热")
    )
    for _again in range(2):
        lists.tick_call(by=cast.officer, call=danger.calls.get(case=case), result="well", words="开着风扇")
    assert words_of(Visit.objects.get()) == "开着风扇"


def test_a_visit_of_a_case_that_ended_is_not_moved(cast: Cast) -> None:
    case = old_han.begun(cast, every=7)
    helper = old_han.volunteer(cast, case)
    visits.plan(by=cast.officer, room=cast.room)
    planned = Planned.objects.order_by("day").first()
    assert planned
    Case.objects.update(ended_at=timezone.now(), ended_because="moved")
    day = planned.day + timedelta(days=1)
    with pytest.raises(Refused, match="case_over"):
        visits.move(by=cast.officer, planned=Planned.objects.get(pk=planned.pk), day=day, aide=helper.aide)


def test_a_days_visits_follow_the_ways_and_not_the_straight_line(cast: Cast) -> None:
    """Two lanes that meet only in the east: whoever lives opposite in the west is far by foot."""
    west, east, north, south = 112.000, 112.020, 35.001, 35.000
    for n, latitude in enumerate((north, south)):
        place = Place.objects.create(room=cast.room, name=f"处{n}", longitude=west, latitude=latitude)
        Case.objects.filter(pk=old_han.begun(cast, name=f"某{n}").pk).update(place=place)
    cases_there = list(Case.objects.select_related("place"))
    opposite = [(north, west), (south, west)]
    straight = problem(cast.room, timezone.localdate(), 14).ways(opposite)[0][1]
    assert len(off_the_ways(cast.room, cases_there)) == 2  # no way is drawn yet, and the page says so
    lane = {"type": "LineString", "coordinates": [[west, north], [east, north], [east, south], [west, south]]}
    Way.objects.create(room=cast.room, name="巷子", kind=Way.Kind.ROAD, geometry=lane)
    assert problem(cast.room, timezone.localdate(), 14).ways(opposite)[0][1] > 20 * straight
    assert off_the_ways(cast.room, cases_there) == set()


def test_an_early_visit_leaves_the_next_day_in_the_plan_and_phone_and_desk_say_the_same_one(cast: Cast) -> None:
    today, case = timezone.localdate(), old_han.begun(cast, every=3)
    helper = old_han.volunteer(cast, case)
    visits.plan(by=cast.officer, room=cast.room)
    next_day = today + timedelta(days=3)
    planned = Planned.objects.filter(day__lte=next_day).get()
    visits.record(by=cast.officer, case=case, told=Told("well"))
    standing = standings([case], today)[0]
    assert (standing.due.day, standing.planned) == (next_day, planned.day)
    assert helper.aide.person
    assert phone.rounds(helper.aide.person, today)[0].standing == standing
    assert gaps(cast.officer, cast.room, today) == []


def test_of_nobody_who_was_never_there_it_is_said_that_they_were(cast: Cast) -> None:
    case = old_han.begun(cast, every=5)
    old_han.volunteer(cast, case)
    old_han.colleague(cast, case, cast.cadre)
    visits.plan(by=cast.officer, room=cast.room)
    faces = [one.face for one in Planned.objects.order_by("day")]
    assert len(faces) > 1
    assert set(faces) <= {"free", "again"}
