"""The journal holds, and says where it does not."""

import pytest
from django.db import connection

from shouwang.kernel.journal.actions import SYSTEM, Subject, record
from shouwang.kernel.journal.models import Chain, Record
from shouwang.kernel.journal.queries import Broken, broken_chains

ROOM = "0197-room"


@pytest.fixture
def three(db: None) -> list[Record]:
    return [record(by=SYSTEM, verb="matter.seen", of=Subject("matter", str(n), f"HW-{n}"), room=ROOM) for n in range(3)]


def test_an_untouched_chain_holds(three: list[Record]) -> None:
    assert list(broken_chains()) == []
    assert [entry.position for entry in three] == [1, 2, 3]


@pytest.mark.parametrize("field", ["actor_label", "verb", "object_label", "detail", "object_id"])
def test_a_changed_word_is_named_with_its_place(three: list[Record], field: str) -> None:
    Record.objects.filter(pk=three[1].pk).update(**{field: "someone else"})
    assert list(broken_chains()) == [Broken(ROOM, 2, "changed")]


def test_a_changed_time_is_named(three: list[Record]) -> None:
    Record.objects.filter(pk=three[0].pk).update(at=three[2].at)
    assert list(broken_chains()) == [Broken(ROOM, 1, "changed")]


def test_a_record_taken_out_is_named(three: list[Record]) -> None:
    three[1].delete()
    assert list(broken_chains()) == [Broken(ROOM, 2, "missing")]


def test_a_chain_cut_at_its_end_is_named(three: list[Record]) -> None:
    three[2].delete()
    assert list(broken_chains()) == [Broken(ROOM, 3, "cut short")]


def test_a_chain_whose_head_was_thrown_away_is_named(three: list[Record]) -> None:
    Chain.objects.all().delete()
    assert list(broken_chains()) == [Broken(ROOM, 1, "unknown room")]


def test_each_room_has_a_chain_of_its_own(three: list[Record]) -> None:
    assert record(by=SYSTEM, verb="x", of=Subject("room", "1"), room="another").position == 1


@pytest.mark.django_db
def test_who_left_a_room_is_found_by_an_index_of_its_own() -> None:
    asked = Record.objects.filter(room="r", verb="account.dismissed").values_list("object_id", flat=True)
    if connection.vendor == "sqlite":  # PostgreSQL reads an empty table without any index
        assert "journal_dismissed" in asked.explain()
