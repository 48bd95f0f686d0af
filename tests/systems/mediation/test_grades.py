"""The grade that is suggested, and that it says why."""

from dataclasses import replace

import pytest
from django.utils import translation

from shouwang.systems.mediation.codes import DEFAULTS, GRADES, Circumstances, suggest_grade

PLAIN = Circumstances()
SIGNS = (
    Circumstances(parties=3),
    Circumstances(yuan=50_000),
    Circumstances(is_across_villages=True),
    Circumstances(needs_lawyer=True),
    Circumstances(had_violence=True),
    Circumstances(sessions=2),
)
GRAVE = (
    Circumstances(people=10),
    Circumstances(is_injury_or_death=True),
    Circumstances(is_threat=True),
    Circumstances(is_group_petition=True),
)


def both(one: Circumstances, other: Circumstances) -> Circumstances:
    return replace(one, **{key: value for key, value in vars(other).items() if value != vars(PLAIN)[key]})


def test_a_quarrel_of_two_is_ordinary_and_needs_no_reason() -> None:
    found = suggest_grade(PLAIN)
    assert (found.grade, found.reasons) == ("ordinary", ())


def test_what_was_settled_at_the_door_is_simple() -> None:
    found = suggest_grade(replace(PLAIN, is_oral_same_day=True))
    assert found.grade == "simple"
    assert len(found.reasons) == 1


@pytest.mark.parametrize("sign", SIGNS)
def test_one_sign_alone_is_ordinary_however_quickly_it_was_settled(sign: Circumstances) -> None:
    assert suggest_grade(sign).grade == "ordinary"
    assert suggest_grade(replace(sign, is_oral_same_day=True)).grade == "ordinary"
    assert len(suggest_grade(sign).reasons) == 1


@pytest.mark.parametrize("one", SIGNS)
@pytest.mark.parametrize("other", SIGNS)
def test_any_two_signs_are_difficult(one: Circumstances, other: Circumstances) -> None:
    found = suggest_grade(both(one, other))
    assert found.grade == ("difficult" if one != other else "ordinary")
    assert len(found.reasons) == (2 if one != other else 1)


@pytest.mark.parametrize("grave", GRAVE)
@pytest.mark.parametrize("sign", [PLAIN, *SIGNS])
def test_one_grave_thing_is_major_and_only_that_is_told(grave: Circumstances, sign: Circumstances) -> None:
    found = suggest_grade(both(sign, grave))
    assert found.grade == "major"
    assert len(found.reasons) == 1


def test_just_below_every_threshold_nothing_counts() -> None:
    found = suggest_grade(Circumstances(parties=2, people=9, yuan=49_999, sessions=1))
    assert (found.grade, found.reasons) == ("ordinary", ())


def test_a_room_has_its_own_thresholds() -> None:
    strict = replace(DEFAULTS, yuan=1_000, signs=1)
    assert suggest_grade(Circumstances(yuan=1_000), strict).grade == "difficult"
    assert suggest_grade(Circumstances(yuan=1_000)).grade == "ordinary"


def test_reasons_are_in_the_language_of_the_moment_with_their_numbers() -> None:
    what = Circumstances(parties=4, yuan=80_000)
    with translation.override("zh-hans"):
        assert suggest_grade(what).reasons == ("当事人有4方", "涉及金额80,000元")
    with translation.override("en"):
        assert suggest_grade(what).reasons == ("4 parties", "80,000 yuan are at stake")


def test_every_grade_is_in_the_table() -> None:
    reached = {suggest_grade(one).grade for one in (PLAIN, replace(PLAIN, is_oral_same_day=True), *GRAVE)}
    reached.add(suggest_grade(both(SIGNS[0], SIGNS[1])).grade)
    assert reached == set(GRADES.by_key)
