"""Ids sort by time, and a follow code survives how people write it."""

import math
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib import ids


def test_a_later_id_sorts_after_an_earlier_one() -> None:
    made = [ids.uuid7() for _ in range(500)]
    assert made == sorted(made)
    assert len(set(made)) == 500


def test_an_id_is_a_stdlib_uuid_of_version_seven() -> None:
    assert type(ids.uuid7()) is uuid.UUID
    assert ids.uuid7().version == 7


def test_the_lowest_id_of_a_moment_lies_between_the_ids_before_and_after() -> None:
    now = datetime.now(UTC)
    new = ids.uuid7()
    assert ids.uuid7_at(now) <= new < ids.uuid7_at(now + timedelta(minutes=1))
    lowest = ids.uuid7_at(now)
    assert (lowest.version, lowest.variant) == (7, uuid.RFC_4122)


@pytest.mark.parametrize(
    "moment",
    [datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None), datetime(1969, 12, 31, tzinfo=UTC)],
    ids=["naive", "old"],
)
def test_an_id_cannot_be_made_for_such_a_moment(moment: datetime) -> None:
    with pytest.raises(ValueError, match=r"time zone|1970"):
        ids.uuid7_at(moment)


def test_a_follow_code_cannot_be_guessed_or_misread() -> None:
    codes = {ids.follow_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert not set("".join(codes)) & set("01OILU")
    assert ids.CODE_LENGTH * math.log2(len(set(ids.ALPHABET))) >= 50


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert ids.format_code("ABCDEFGHJKMN") == "ABCD-EFGH-JKMN"


@pytest.mark.parametrize(
    "typed",
    [
        "abcd-efgh-jkmn",
        " ABCD EFGH JKMN ",
        "ABCD—EFGH–JKMN",
        "ＡＢＣＤ　ｅｆｇｈ－ＪＫＭＮ",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed: str) -> None:
    assert ids.clean_code(typed) == "ABCDEFGHJKMN"


@pytest.mark.parametrize("typed", ["", "ABCD-EFGH", "ABCD-EFGH-JKM0", "ABCD-EFGH-JKMNP", "河湾村"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert ids.clean_code(typed) is None


@given(st.text())
def test_no_input_breaks_the_code_reader(typed: str) -> None:
    code = ids.clean_code(typed)
    assert code is None or len(code) == ids.CODE_LENGTH
