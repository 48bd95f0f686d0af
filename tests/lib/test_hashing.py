"""A chain seals every field, and two different records never look the same."""

import hashlib
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shouwang.lib.hashing import BLOCK, canonical, chain, sha256_stream

texts = st.text(st.characters(exclude_categories=["Cs"]))
records = st.dictionaries(texts, texts, max_size=4)


def test_text_cannot_move_from_one_field_to_the_next() -> None:
    assert canonical({"a": "bc", "d": ""}) != canonical({"a": "b", "cd": ""})
    assert canonical({"a": "1", "b": "2"}) != canonical({"a": "1b2"})


@given(records, records)
def test_different_records_have_different_bytes(one: dict[str, str], other: dict[str, str]) -> None:
    assume(one != other)
    assert canonical(one) != canonical(other)


@given(records)
def test_the_order_of_the_fields_does_not_matter(record: dict[str, str]) -> None:
    assert canonical(dict(reversed(record.items()))) == canonical(record)


def test_a_chain_breaks_when_anything_before_changes() -> None:
    first = chain(b"", {"verb": "looked"})
    assert len(first) == 32
    assert chain(first, {"verb": "closed"}) != chain(chain(b"", {"verb": "Looked"}), {"verb": "closed"})


def test_the_hash_before_cannot_be_mistaken_for_a_field() -> None:
    inside = canonical({"verb": "looked"})
    assert chain(inside, {}) != chain(b"", {"verb": "looked"})


def test_a_number_is_not_text() -> None:
    with pytest.raises(TypeError, match="amount must be text"):
        canonical({"amount": 1})  # type: ignore[dict-item]


def test_a_long_stream_is_hashed_to_its_end() -> None:
    data = b"x" * (BLOCK + 1)
    assert sha256_stream(io.BytesIO(data)) == hashlib.sha256(data).digest()
