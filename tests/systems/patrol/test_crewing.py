"""Filling shifts: everybody who is put down may go, no law is broken, hours are even, and a gap says why."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.systems.patrol.actions import crewing, nights, plans, turns, volunteers
from shouwang.systems.patrol.crew import Candidate, Crewing, Duty, around, crewed, new_seats, smallest_change
from shouwang.systems.patrol.models import Shift, Turn, Work
from shouwang.systems.patrol.queries import crew as queries
from shouwang.systems.patrol.queries.fitness import IN
from shouwang.systems.patrol.queries.nights import tonight
from shouwang.systems.patrol.volunteering import Asked, Days, Facts, Reason, Span, Weekly, fit
from tests.cast import Cast
from tests.systems.patrol.test_volunteers_turns import made

MONDAY = datetime(2026, 11, 30)  # noqa: DTZ001
GOOD = [Days(MONDAY.date() - timedelta(30))]


def duty(key: str, day: int, *, hour: int = 20, hours: int = 2, fewest: int = 2, is_risky: bool = False) -> Duty:
    starts = MONDAY + timedelta(days=day, hours=hour)
    return Duty(
        key, Asked(Span(starts, starts + timedelta(hours=hours)), is_risky), fewest, fewest + 1, needs_lead=False
    )


def facts(**more: object) -> Facts:
    return Facts(**({"is_adult": True, "trained": GOOD, "insured": GOOD} | more))  # type: ignore[arg-type]


def test_a_gap_says_what_would_fill_it() -> None:
    people = [Candidate("a", facts()), Candidate("b", facts(insured=()))]
    short = Crewing([duty("friday", 4, is_risky=True)], people)
    assert new_seats(short, crewed(short, seconds=1)) == []
    assert [(step.change, step.person) for step in smallest_change(short, "friday") or []] == [("insure", "b")]


def test_nobody_is_proposed_whom_the_law_keeps_out() -> None:
    people = [Candidate("a", facts()), Candidate("child", facts(is_adult=False))]
    short = Crewing([duty("friday", 4)], people)
    assert [(step.change, step.person) for step in smallest_change(short, "friday") or []] == [("one_more", None)]


def test_who_is_in_a_shift_that_lacks_people_is_not_called_away_from_it() -> None:
    people = [Candidate("a", facts()), Candidate("b", facts())]
    both = Crewing([duty("one", 4), duty("two", 4)], people, frozenset({("two", "b")}))
    near = around(both, "one")
    assert [each.key for each in near.duties] == ["one"]
    assert near.against["one", "b"] == (Reason.BUSY,)
    assert [(step.change, step.person, step.count) for step in smallest_change(both, "one") or []] == [
        ("one_more", None, 1)
    ]


def test_turns_are_shared_out_evenly() -> None:
    people = [Candidate(name, facts()) for name in "abcd"]
    week = Crewing([duty(str(day), day) for day in range(6)], people)
    seats = new_seats(week, crewed(week, seconds=2))
    counts = {name: sum(person == name for _, person in seats) for name in "abcd"}
    assert counts == dict.fromkeys("abcd", 3)


weeklies = st.lists(
    st.builds(
        Weekly,
        st.integers(0, 6),
        st.sampled_from([time(8), time(18), time(20)]),
        st.sampled_from([time(22), time(1), time(23)]),
    ),
    max_size=4,
)
anybody = st.builds(
    lambda weekly, insured, adult, late, most: facts(
        weekly=weekly, insured=GOOD if insured else (), is_adult=adult, not_after=late, at_most=most
    ),
    weeklies, st.booleans(), st.sampled_from([True, True, True, False]), st.sampled_from([None, time(22), time(0)]),
    st.sampled_from([None, 1, 2]),
)  # fmt: skip
duties = st.builds(
    lambda day, hour, hours, risky: (day, hour, hours, risky),
    st.integers(0, 6), st.sampled_from([19, 20, 22]), st.integers(1, 4), st.booleans(),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(anybody, min_size=1, max_size=6), st.lists(duties, min_size=1, max_size=5))
def test_no_roster_breaks_a_rule_of_the_room(people: list[Facts], asked: list[tuple[int, int, int, bool]]) -> None:
    shifts = [
        duty(str(number), day, hour=hour, hours=hours, is_risky=risky)
        for number, (day, hour, hours, risky) in enumerate(asked)
    ]
    posed = Crewing(shifts, [Candidate(str(number), one) for number, one in enumerate(people)])
    seats = new_seats(posed, crewed(posed, seconds=1))
    by_key = {each.key: each for each in shifts}
    for person, one in enumerate(people):
        own = [by_key[key] for key, who in seats if who == str(person)]
        for each in own:
            assert fit(one, each.asked) == ()
        assert all(
            not first.asked.span.meets(second.asked.span) for first in own for second in own if first is not second
        )
        assert one.at_most is None or len(own) <= one.at_most
    for key, each in by_key.items():
        team = [who for shift, who in seats if shift == key]
        assert not team or each.fewest <= len(team) <= each.most


@pytest.mark.django_db
def test_planning_a_night_fills_its_shifts_first(cast: Cast) -> None:
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22), count=2, is_risky=True)
    nights.make_usual(by=cast.officer, room=cast.room, pattern=pattern)
    safe = [made(cast, f"志愿者{number}") for number in range(4)]
    unsafe = made(cast, "白明", insured=False)
    night = tonight(timezone.now()) + timedelta(days=1)
    plan = plans.plan_night(by=cast.officer, room=cast.room, night=night)
    assert not plan.left_out.filter(why="too_few").exists()
    seated = Turn.objects.filter(state__in=IN).values_list("volunteer", flat=True)
    assert set(seated) == {one.pk for one in safe}
    assert unsafe.pk not in seated
    assert not Shift.objects.exclude(sent_at=None).exists()


@pytest.mark.django_db
def test_filling_again_moves_nobody_and_tells_what_is_short(cast: Cast) -> None:
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22), count=2)
    nights.make_usual(by=cast.officer, room=cast.room, pattern=pattern)
    people = [made(cast, f"志愿者{number}") for number in range(3)]
    night = tonight(timezone.now()) + timedelta(days=1)
    filled = crewing.fill(by=cast.officer, room=cast.room, first=night)
    assert filled.seated == 2
    assert len(filled.short) == 1
    before = set(Turn.objects.values_list("pk", "shift", "volunteer"))
    assert crewing.fill(by=cast.officer, room=cast.room, first=night).seated == 0
    assert set(Turn.objects.values_list("pk", "shift", "volunteer")) == before
    (short,) = filled.short
    others = queries.possible(short)
    assert {one.volunteer for one in others} == set(people)
    assert queries.reasons_counted(others)[0] == (Reason.BUSY, filled.seated)


@pytest.mark.django_db
def test_a_shift_without_anybody_names_the_smallest_change(cast: Cast) -> None:
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22), is_risky=True)
    nights.make_usual(by=cast.officer, room=cast.room, pattern=pattern)
    one, other = made(cast), made(cast, "白明", insured=False)
    night = tonight(timezone.now()) + timedelta(days=1)
    (short,) = crewing.fill(by=cast.officer, room=cast.room, first=night).short
    assert [(step.change, who) for step, who in queries.cures(short, []) or []] == [("insure", other)]
    turns.put_on(by=cast.officer, shift=short, volunteer=one)
    assert queries.missing(short) == 1


@pytest.mark.django_db
def test_who_said_they_cant_come_is_not_put_back(cast: Cast) -> None:
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22))
    nights.make_usual(by=cast.officer, room=cast.room, pattern=pattern)
    people = [made(cast, f"志愿者{number}") for number in range(3)]
    night = tonight(timezone.now()) + timedelta(days=1)
    crewing.fill(by=cast.officer, room=cast.room, first=night)
    turn = Turn.objects.order_by("pk").first()
    assert turn is not None
    assert turn.volunteer is not None
    turns.cannot_come(by=cast.officer, turn=turn, why="有事")
    crewing.fill(by=cast.officer, room=cast.room, first=night)
    turn.refresh_from_db()
    assert (turn.state, turn.why_missed) == (Turn.State.GONE, "有事")
    assert Turn.objects.filter(shift=turn.shift_id, state__in=IN).count() == 2
    other = next(one for one in queries.possible(turn.shift) if one.volunteer == turn.volunteer)
    assert list(other.unusual) == [Reason.DECLINED]
    with pytest.raises(turns.NotFit):
        turns.put_on(by=cast.officer, shift=turn.shift, volunteer=turn.volunteer)
    turns.put_on(by=cast.officer, shift=turn.shift, volunteer=turn.volunteer, agreed=True)
    assert len(people) == 3


def test_a_week_that_is_full_already_gets_no_more() -> None:
    monday = Span(MONDAY + timedelta(hours=20), MONDAY + timedelta(hours=22))
    people = [Candidate("often", facts(at_most=1, turns=[monday])), Candidate("a", facts()), Candidate("b", facts())]
    week = Crewing([duty("friday", 4)], people)
    assert sorted(person for _, person in new_seats(week, crewed(week, seconds=1))) == ["a", "b"]


@pytest.mark.django_db
def test_a_shift_without_its_lead_cannot_go(cast: Cast) -> None:
    one, other = made(cast), made(cast, "白明")
    volunteers.set_skills(by=cast.officer, volunteer=one, kinds=["leading"])
    pattern = nights.Pattern(Work.ROUND, "0123456", time(20), time(22), most=3, needs_lead=True)
    nights.make_usual(by=cast.officer, room=cast.room, pattern=pattern)
    night = tonight(timezone.now()) + timedelta(days=1)
    assert not crewing.fill(by=cast.officer, room=cast.room, first=night).short
    (lead,) = Turn.objects.filter(volunteer=one)
    turns.cannot_come(by=cast.officer, turn=lead)
    third = made(cast, "丁河")
    turns.put_on(by=cast.officer, shift=lead.shift, volunteer=third)
    (short,) = crewing.fill(by=cast.officer, room=cast.room, first=night).short
    assert short == lead.shift
    assert {turn.volunteer for turn in short.turns.all()} == {other, third}
