"""Who takes which shift: no rule is ever broken, and what is wanted comes in its order."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.planning.roster import DAY, Against, Case, Goal, Person, Shift, touches, within
from shouwang.lib.planning.roster_checks import breaches
from shouwang.lib.planning.roster_solver import plan

ALWAYS = ((0.0, 60.0 * DAY),)


def evening(day: int, *, hours: float = 2, fewest: int = 2, lead: bool = False, **more: object) -> Shift:
    start = day * DAY + 20 * 60
    return Shift(f"day {day}", start, start + hours * 60, fewest=fewest, needs_lead=lead, **more)  # type: ignore[arg-type]


def ready(name: str, **more: object) -> Person:
    return Person(name, **{"free": ALWAYS, "insured": ALWAYS, **more})  # type: ignore[arg-type]


def test_a_team_is_two_with_its_lead_and_skills() -> None:
    people = [ready("a"), ready("b", may_lead=True), ready("c", skills=["first aid"]), ready("d")]
    found = plan(Case([evening(0, lead=True, skills={"first aid": 1})], people))
    assert set(found.teams["day 0"]) == {"b", "c"}
    assert found.is_proven


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (ready("b", free=[(0, 21 * 60)]), Against.NOT_FREE),
        (ready("b", insured=[(0, 21 * 60)]), Against.NOT_INSURED),
        (ready("b", latest=21 * 60), Against.TOO_LATE),
        (ready("b", earliest=20 * 60 + 30), Against.TOO_EARLY),
        (ready("b", most_a_week=0), Against.WEEK_FULL),
    ],
)
def test_nobody_goes_alone_and_the_gap_has_its_reason(person: Person, reason: Against) -> None:
    found = plan(Case([evening(0)], [ready("a"), person]))
    assert found.teams == {"day 0": ()}
    (gap,) = found.gaps
    assert (gap.missing, gap.people, gap.lacks) == (2, {"a": (), "b": (reason,)}, (Against.ALONE,))
    assert gap.counts == {reason: 1}


def test_a_quiet_shift_needs_no_insurance() -> None:
    people = [ready("a", insured=()), ready("b", insured=())]
    assert plan(Case([evening(0, is_risky=False)], people)).value(Goal.SEATS) == 0


def test_two_policies_that_touch_insure_the_whole_shift() -> None:
    assert within([(21 * 60, 30 * 60), (0, 21 * 60)], 20 * 60, 22 * 60)
    assert not within([(0, 21 * 60), (21 * 60 + 1, 30 * 60)], 20 * 60, 22 * 60)


def test_a_night_reaches_over_midnight() -> None:
    assert touches(DAY, DAY + 60, 22 * 60, DAY + 5 * 60)
    assert touches(0, 60, 22 * 60, DAY + 5 * 60)
    assert not touches(8 * 60, 22 * 60, 22 * 60, DAY + 5 * 60)
    assert touches(8 * 60, 3 * DAY, 22 * 60, DAY + 5 * 60)


def test_sign_ups_stand_before_anything_else() -> None:
    people = [ready(name, hours_done=10.0 * (name == "a")) for name in "abc"]
    found = plan(Case([evening(0)], people, sign_ups={("day 0", "a"), ("day 0", "b")}))
    assert found.teams["day 0"] == ("a", "b")


def test_a_sign_up_that_cannot_stand_is_told_and_breaks_nothing() -> None:
    people = [ready("a", insured=()), ready("b"), ready("c")]
    signed = {("day 0", "a"), ("day 0", "gone"), ("never", "a")}
    found = plan(Case([evening(0)], people, sign_ups=signed))
    assert found.teams["day 0"] == ("b", "c")
    told = {(one.shift, one.person): one.reasons for one in found.unkept}
    assert told["day 0", "a"] == (Against.NOT_INSURED,)
    assert told["day 0", "gone"] == told["never", "a"] == (Against.RULED_OUT,)


def test_hours_are_even_with_those_of_past_weeks() -> None:
    people = [ready(name, hours_done=4.0 * (name in "ab"), rest=0) for name in "abcd"]
    found = plan(Case([evening(day) for day in range(2)], people))
    assert (found.of("a"), found.of("b"), found.value(Goal.HOURS)) == ([], [], 0)


def test_wishes_come_before_evenness_and_after_seats() -> None:
    people = [ready("a", latest=21 * 60, hours_bind=False), ready("b"), ready("c", beside=["b"])]
    shifts = [evening(0), evening(1)]
    found = plan(Case(shifts, people))
    assert (found.value(Goal.WISHES), found.of("a")) == (0, [])
    assert plan(Case(shifts, people[:2])).value(Goal.SEATS) == 0


def test_wishes_that_contradict_one_another_are_counted() -> None:
    people = [ready("a", beside=["c"]), ready("b", beside=["nobody"]), ready("c", free=())]
    found = plan(Case([evening(0)], people))
    assert (found.value(Goal.SEATS), found.value(Goal.WISHES)) == (0, 2)


def test_little_changes_against_what_was_published() -> None:
    people = [ready(name) for name in "abcd"]
    published = {("day 0", "c"), ("day 0", "d"), ("day 1", "a"), ("day 1", "b")}
    found = plan(Case([evening(0), evening(1)], people, published=published))
    assert {(shift, who) for shift, team in found.teams.items() for who in team} == published
    assert found.value(Goal.CHANGES) == 0


@pytest.mark.parametrize(
    ("shifts", "people"),
    [
        ([], []),
        ([evening(0)], []),
        ([], [ready("a")]),
        ([evening(0), evening(1)], [ready("a", insured=()), ready("b", insured=())]),
        ([Shift("long", 0, 3 * DAY)], [ready("a"), ready("b")]),
        ([evening(0, fewest=0)], [ready("a"), ready("b")]),
        ([evening(0), Shift("again", 20 * 60, 22 * 60, needs_lead=False)], [ready("a"), ready("b")]),
    ],
    ids=["nothing", "nobody", "no shift", "uninsured", "longer than a day", "no seat", "two at once"],
)
def test_there_always_is_a_roster(shifts: list[Shift], people: list[Person]) -> None:
    case = Case(shifts, people)
    found = plan(case)
    assert set(found.teams) == {shift.id for shift in shifts}
    assert found.is_proven
    assert not breaches(case, found.teams)
    assert all(gap.people for gap in found.gaps) or not people


def test_no_time_still_gives_a_roster_and_says_so() -> None:
    chance = np.random.default_rng(1)
    people = [
        ready(str(number), hours_done=float(chance.integers(9)), beside=[str(number + 1)]) for number in range(30)
    ]
    case = Case([evening(day, fewest=3) for day in range(28)], people)
    found = plan(case, seconds=0)
    assert not breaches(case, found.teams)
    assert not found.is_proven


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Shift("x", 5, 5)
    with pytest.raises(ValueError, match="more seats"):
        Shift("x", 0, 5, fewest=4, most=3)
    with pytest.raises(ValueError, match="twice"):
        Case([], [ready("a"), ready("a")])


@st.composite
def cases(draw: st.DrawFn, days: int = 9, most: int = 7) -> Case:
    chance = np.random.default_rng(draw(st.integers(0, 10**6)))

    def some(share: float) -> bool:
        return bool(chance.random() < share)

    shifts = [
        Shift(
            f"{number}",
            start := float(chance.integers(0, days * 24)) * 60,
            start + float(chance.integers(1, 40)) * 30,
            fewest=(few := int(chance.integers(0, 4))),
            most=few + int(chance.integers(0, 2)),
            needs_lead=some(0.5),
            skills={"first aid": 1} if some(0.3) else {},
            is_risky=some(0.7),
        )
        for number in range(draw(st.integers(0, days)))
    ]
    people = [
        Person(
            f"p{number}",
            free=[(day * DAY, (day + 1) * DAY) for day in range(days + 1) if some(0.8)],
            insured=[(0, days * DAY * (1 if some(0.7) else 0.5))],
            may_lead=some(0.5),
            skills=["first aid"] if some(0.4) else [],
            latest=float(chance.integers(0, 24)) * 60 if some(0.3) else None,
            earliest=float(chance.integers(0, 24)) * 60 if some(0.2) else None,
            hours_bind=some(0.5),
            most_a_week=int(chance.integers(0, 4)) if some(0.5) else None,
            rest=float(chance.integers(0, 12)) * 60,
            hours_done=float(chance.integers(0, 9)),
            beside=[f"p{chance.integers(most)}"] if some(0.3) else [],
        )
        for number in range(draw(st.integers(0, most)))
    ]
    places = [(shift.id, person.id) for shift in shifts for person in people]
    return Case(
        shifts,
        people,
        sign_ups={place for place in places if some(0.1)},
        ruled_out={place for place in places if some(0.05)},
        published={place for place in places if some(0.2)} if some(0.5) else None,
    )


@given(cases())
@settings(deadline=None, max_examples=60)
def test_no_roster_breaks_a_rule(case: Case) -> None:
    found = plan(case)
    assert found.is_proven
    assert not breaches(case, found.teams)
    taken = {(shift, who) for shift, team in found.teams.items() for who in team}
    assert {(one.shift, one.person) for one in found.unkept} == set(case.sign_ups) - taken
    assert all(one.reasons for one in found.unkept if not found.teams[one.shift])
    assert sum(gap.missing for gap in found.gaps) == found.value(Goal.SEATS)
    assert plan(case).teams == found.teams


@given(cases(days=3, most=3))
@settings(deadline=None, max_examples=40)
def test_the_first_goals_are_the_best_of_all_rosters(case: Case) -> None:
    """Sign-ups that could stand, then seats, then spare people; all rosters of up to nine places are tried."""
    places = [(shift.id, who.id) for shift in case.shifts for who in case.people if not case.against(shift, who)]
    could = [place for place in case.sign_ups if place in places]
    best: tuple[int, int, int] | None = None
    for chosen in product([False, True], repeat=len(places)):
        taken = {place for place, is_in in zip(places, chosen, strict=True) if is_in}
        teams = {one.id: tuple(who.id for who in case.people if (one.id, who.id) in taken) for one in case.shifts}
        if breaches(case, teams):
            continue
        over = [len(teams[shift.id]) - shift.fewest for shift in case.shifts]
        told = (
            sum(place not in taken for place in could),
            -sum(min(0, one) for one in over),
            sum(max(0, one) for one in over),
        )
        best = told if best is None else min(best, told)
    found = plan(case)
    assert best == tuple(found.value(goal) for goal in (Goal.SIGN_UPS, Goal.SEATS, Goal.SPARE))
