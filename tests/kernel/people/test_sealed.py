"""Sealed fields open only with the right key for the right record."""

import pytest

from shouwang.kernel.people.sealed import lookup, seal, unseal


def test_a_sealed_number_opens_for_its_own_record_only() -> None:
    sealed = seal("13800000000", record="a")
    assert unseal(sealed, record="a") == "13800000000"
    with pytest.raises(ValueError, match="another"):
        unseal(sealed, record="b")


def test_the_same_number_looks_different_each_time_and_is_found_by_its_keyed_hash() -> None:
    assert seal("1", record="a") != seal("1", record="a")
    assert lookup("13800000000") == lookup("13800000000") != lookup("13800000001")


def test_nothing_stays_nothing() -> None:
    assert seal("", record="a") == unseal("", record="a") == lookup("") == ""
