"""Who helps: the same person only by telephone and name, and only who helps or walks with a phone already."""

import pytest

from shouwang.kernel.people.actions import note_person
from shouwang.kernel.people.queries import actor
from shouwang.systems.care.actions import helping
from tests.cast import Cast
from tests.systems.care import old_han

pytestmark = pytest.mark.once
NAME, PHONE = "郑小兰", "13800000032"


def test_a_reporter_or_somebody_of_the_same_telephone_is_not_taken_for_the_helper(cast: Cast) -> None:
    reporter = note_person(
        by=actor(cast.officer), room=cast.room, purpose="matter", legal_basis="duty", name=NAME, phone=PHONE
    )
    first = helping.aide_of_person(by=cast.officer, room=cast.room, name=NAME, phone=PHONE)
    assert first.person != reporter
    assert helping.aide_of_person(by=cast.officer, room=cast.room, name=NAME, phone=PHONE) == first
    assert helping.aide_of_person(by=cast.officer, room=cast.room, name="郑大山", phone=PHONE) != first


def test_who_walks_with_a_phone_is_the_same_person_as_long_as_it_is_enrolled(cast: Cast) -> None:
    walker = note_person(
        by=actor(cast.officer), room=cast.room, purpose="watch", legal_basis="consent", name=NAME, phone=PHONE
    )
    old_han.phone(walker)
    assert helping.aide_of_person(by=cast.officer, room=cast.room, name="郑大山", phone=PHONE).person != walker
    assert helping.aide_of_person(by=cast.officer, room=cast.room, name=NAME, phone=PHONE).person == walker
