"""What would fill a free seat, and who could step in."""

import pytest

from shouwang.lib.planning.roster import DAY, Against, Case, Person, Shift
from shouwang.lib.planning.roster_checks import takers
from shouwang.lib.planning.roster_mends import Change, Mend, mend
from shouwang.lib.planning.roster_solver import plan
from tests.lib.planning.test_roster import ALWAYS, evening, ready


def mended(case: Case, shift: str = "day 0") -> Mend:
    found = mend(case, plan(case), shift)
    assert found is not None
    assert found.is_smallest
    return found


def told(found: Mend) -> list[tuple[Change, str | None, int]]:
    return [(step.change, step.person, step.count) for step in found.steps]


@pytest.mark.parametrize(
    ("person", "change"),
    [
        (ready("b", insured=()), Change.INSURE),
        (ready("b", latest=21 * 60), Change.OTHER_HOURS),
        (ready("b", most_a_week=0), Change.ONE_MORE_SHIFT),
        (ready("b", free=()), Change.BE_FREE),
    ],
)
def test_one_obstacle_is_overcome_by_its_own_change(person: Person, change: Change) -> None:
    assert told(mended(Case([evening(0)], [ready("a"), person]))) == [(change, "b", 1)]


def test_a_paper_is_a_smaller_change_than_another_person() -> None:
    people = [ready("a"), ready("b", free=()), ready("c", insured=())]
    assert told(mended(Case([evening(0)], people))) == [(Change.INSURE, "c", 1)]


def test_nobody_at_all_asks_for_two_of_whom_one_leads() -> None:
    found = mended(Case([evening(0, lead=True, skills={"first aid": 1})], []))
    assert told(found) == [
        (Change.ONE_MORE, None, 2),
        (Change.ONE_MORE_LEAD, None, 1),
        (Change.ONE_MORE_SKILLED, None, 1),
    ]
    assert found.steps[-1].skill == "first aid"


def test_who_was_ruled_out_is_not_proposed() -> None:
    case = Case([evening(0)], [ready("a"), ready("b")], ruled_out={("day 0", "b")})
    assert told(mended(case)) == [(Change.ONE_MORE, None, 1)]


def test_no_other_shift_pays_for_it() -> None:
    # Both shifts at once: two of the three could fill either, the third is not insured.
    shifts = [evening(0), Shift("beside", 20 * 60, 22 * 60, needs_lead=False)]
    case = Case(shifts, [ready("a"), ready("b"), ready("c", insured=())])
    roster = plan(case)
    free = next(gap.shift for gap in roster.gaps)
    assert told(mended(case, free)) == [(Change.INSURE, "c", 1), (Change.ONE_MORE, None, 1)]


def test_a_full_shift_needs_nothing() -> None:
    assert mended(Case([evening(0)], [ready("a"), ready("b")])).steps == ()


def test_no_time_proposes_nothing_wrong() -> None:
    case = Case([evening(day) for day in range(9)], [ready("a"), ready("b", free=())])
    found = mend(case, plan(case), "day 0", seconds=0)
    assert found is None or found.steps


def test_who_could_step_in_and_why_others_cannot() -> None:
    people = [
        ready("a", may_lead=True),
        ready("b"),
        ready("lead", may_lead=True, beside=["nobody"]),
        ready("plain"),
        ready("busy", may_lead=True),
        ready("tired", may_lead=True, rest=23 * 60),
        ready("full", may_lead=True, most_a_week=1),
        ready("abroad", may_lead=True, free=[(9 * DAY, 10 * DAY)]),
    ]
    shifts = [
        evening(0, lead=True),
        Shift("at once", 20 * 60, 21 * 60, needs_lead=False),
        evening(1),
        Shift("later", 3 * DAY, 3 * DAY + 60, needs_lead=False),
    ]
    teams = {"day 0": ("a", "b"), "at once": ("busy",), "day 1": ("tired",), "later": ("full",)}
    found = {one.person: one for one in takers(Case(shifts, people), teams, "day 0", "a")}
    assert {name for name, one in found.items() if one.may} == {"lead"}
    assert found["lead"].wishes == 1
    assert {name: one.reasons for name, one in found.items() if not one.may} == {
        "plain": (Against.NO_LEAD,),
        "busy": (Against.OTHER_SHIFT,),
        "tired": (Against.NO_REST,),
        "full": (Against.WEEK_FULL,),
        "abroad": (Against.NOT_FREE,),
    }


def test_a_seat_that_was_free_is_offered_too() -> None:
    case = Case([evening(0)], [ready("a"), ready("b"), Person("c", ALWAYS)])
    found = takers(case, {"day 0": ("a",)}, "day 0", None)
    assert [(one.person, one.may) for one in found] == [("b", True), ("c", False)]
