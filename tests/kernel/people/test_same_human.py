"""Somebody stands in several rows: which of them are one human, by any of their telephones."""

import pytest

from shouwang.kernel.journal.actions import SYSTEM
from shouwang.kernel.people import actions, queries
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.sealed import seal, sealed_length
from tests.cast import Cast

FIRST, SECOND, THIRD = "13800000001", "13900000002", "0379-65550103"


def noted(cast: Cast, phone: str, *, elsewhere: bool = False) -> Person:
    room = cast.next_room if elsewhere else cast.room
    return actions.note_person(by=SYSTEM, room=room, purpose="matter", legal_basis="duty", name="赵测试", phone=phone)


@pytest.mark.parametrize(
    "cell", [f"{FIRST} / {SECOND}", f"{FIRST}、{SECOND}", f"家 {THIRD} 手机 {SECOND}", f"{FIRST} {SECOND}"]
)
def test_the_second_number_of_a_cell_joins_both_ways(cast: Cast, cell: str) -> None:
    pair, other, stranger = noted(cast, cell), noted(cast, SECOND), noted(cast, "13700000009")
    assert queries.same_human(pair) == [pair, other]
    assert queries.same_human(other) == [other, pair]
    assert queries.same_human(stranger) == [stranger]
    assert Person.objects.count() == 3


def test_two_cells_join_by_their_second_numbers(cast: Cast) -> None:
    one, two = noted(cast, f"{FIRST}，{SECOND}"), noted(cast, f"{THIRD}，{SECOND}")
    last = noted(cast, THIRD)
    assert set(queries.same_human(one)) == {one, two, last}


def test_a_search_finds_by_any_of_the_numbers(cast: Cast) -> None:
    pair = noted(cast, f"{FIRST}，{SECOND}")
    for phone in (FIRST, SECOND):
        assert queries.persons_with(cast.officer, cast.room, phone=phone) == [pair]
    assert queries.persons_with(cast.officer, cast.room, phone=THIRD) == []


def test_no_other_room_and_nobody_erased_is_joined(cast: Cast) -> None:
    pair, other = noted(cast, f"{FIRST}，{SECOND}"), noted(cast, f"{THIRD}，{SECOND}", elsewhere=True)
    assert queries.same_human(other) == [other]
    actions.empty_person(by=SYSTEM, person=pair, reason="本人要求")
    assert queries.persons_with(cast.officer, cast.room, phone=SECOND) == []


@pytest.mark.parametrize("bytes_long", range(1, 60))
def test_the_length_of_what_is_sealed_is_known(bytes_long: int) -> None:
    assert len(seal("1" * bytes_long, record="x")) == sealed_length(bytes_long)
