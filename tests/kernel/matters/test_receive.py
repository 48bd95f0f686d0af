"""Taking a matter in."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction

from shouwang.kernel.journal.models import Record
from shouwang.kernel.matters import follow, queries
from shouwang.kernel.matters.actions import intake
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Person
from shouwang.kernel.people.queries import open_person
from shouwang.lib.ids import uuid7
from tests.cast import Cast
from tests.kernel.matters.bringing import bring


def test_numbers_follow_one_another_in_a_room_and_start_again_in_each(cast: Cast) -> None:
    year = Matter.objects.none().count() or bring(cast.room).matter.year
    assert bring(cast.room).matter.reference == f"HW-{year}-0002"
    assert bring(cast.next_room).matter.reference == f"LP-{year}-0001"


def test_a_number_is_given_back_when_the_intake_fails(cast: Cast) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        bring(cast.room)
        raise RuntimeError
    assert bring(cast.room).matter.number == 1


@time_machine.travel(datetime(2026, 12, 31, 16, 30, tzinfo=UTC), tick=False)
def test_the_year_is_the_rooms_own(cast: Cast) -> None:
    assert bring(cast.room).matter.reference == "HW-2027-0001"


def test_the_same_report_sent_twice_is_one_matter_with_one_receipt(cast: Cast) -> None:
    key = uuid7()
    first, second = bring(cast.room, id=key), bring(cast.room, id=key)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.matter == second.matter
    assert first.code == second.code
    assert Matter.objects.count() == 1


def test_a_foreign_id_with_other_words_gets_no_receipt(cast: Cast) -> None:
    key = uuid7()
    bring(cast.room, id=key)
    with pytest.raises(intake.IdTaken):
        bring(cast.room, id=key, text="别的话")
    with pytest.raises(intake.IdTaken):
        bring(cast.next_room, id=key)


def test_an_anonymous_report_keeps_no_person_even_if_one_was_typed(cast: Cast) -> None:
    reporter = intake.Reporter(name="钱某", phone="13800000000", is_anonymous=True)
    assert bring(cast.room, reporter=reporter).matter.reporter is None
    assert Person.objects.count() == 0


def test_a_reporters_name_and_phone_are_sealed(cast: Cast) -> None:
    person = bring(cast.room, reporter=intake.Reporter(name="钱某", phone="13800000000")).matter.reporter
    assert person is not None
    assert "钱某" not in person.name_sealed
    assert open_person(person)["phone"] == "13800000000"


def test_the_follow_code_opens_the_matter_however_it_is_typed(cast: Cast) -> None:
    receipt = bring(cast.room)
    typed = "-".join((receipt.code[:4], receipt.code[4:8], receipt.code[8:])).lower()
    assert queries.by_code(f" {typed} ") == receipt.matter
    assert receipt.code not in receipt.matter.follow_lookup
    assert len(receipt.code) == 12


def test_a_code_opens_nothing_a_year_after_the_end(cast: Cast) -> None:
    receipt = bring(cast.room)
    long_ago = receipt.matter.received_at - timedelta(days=follow.OPEN_DAYS + 1)
    Matter.objects.update(state="withdrawn", ended_at=long_ago)
    assert queries.by_code(receipt.code) is None


def test_who_has_no_right_to_register_in_the_room_is_refused(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        bring(cast.room, by=cast.neighbour)
    assert bring(cast.room, by=cast.cadre).matter.registered_by == cast.cadre


def test_the_intake_is_journalled_without_a_word_of_the_report(cast: Cast) -> None:
    receipt = bring(cast.room, text="一件不该写进日志的事")
    record = Record.objects.get(verb="matter.received")
    assert record.object_label == receipt.matter.reference
    assert "不该" not in f"{record.detail}{record.object_label}"


def test_a_moment_in_the_future_becomes_now(cast: Cast) -> None:
    ahead = datetime.now(UTC) + timedelta(days=400)
    assert bring(cast.room, received_at=ahead).matter.received_at < ahead


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("村口的路灯坏了。晚上看不见", "村口的路灯坏了"),
        ("路" * 200, "路" * 30 + "…"),
        ("x" * 200, "x" * 60 + "…"),
        (
            "The street light in the road behind the school is broken",
            "The street light in the road behind the school is broken",
        ),
        (
            "Children were playing at the weir below the old bridge again this afternoon",
            "Children were playing at the weir below the old bridge again…",
        ),
        (
            "Des réverbères sont éteints derrière l’école élémentaire depuis trois jours",
            "Des réverbères sont éteints derrière l’école élémentaire…",
        ),
        (
            "望河新苑后面的 KTV 半夜还在放歌，声音很大，老人孩子都睡不着",
            "望河新苑后面的 KTV 半夜还在放歌，声音很大，老人孩子都睡…",
        ),
        ("  \n", "…"),
    ],
)
def test_a_title_is_made_of_the_first_words(text: str, title: str) -> None:
    assert intake.first_words(text) == title


def test_a_second_send_takes_no_number(cast: Cast) -> None:
    key = uuid7()
    first = bring(cast.room, id=key)
    assert bring(cast.room, id=key).code == first.code
    assert bring(cast.room).matter.number == first.matter.number + 1
