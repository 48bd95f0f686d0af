"""ID numbers, telephones and division codes are checked, kept in one form, and masked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.lib.identity import (
    birth_date,
    check_sign,
    clean_division_code,
    clean_id,
    clean_phone,
    ids_in,
    mask_id,
    mask_phone,
)

SAMPLE = "11010519491231002X"  # the example in GB 11643


def numbered(first17: str) -> str:
    return first17 + check_sign(first17)


@pytest.mark.parametrize(
    "typed", [SAMPLE, "110105 19491231 002x", "１１０１０５１９４９１２３１００２Ｘ", "440524188001010014"]
)
def test_the_standards_own_examples_are_right(typed: str) -> None:
    number = clean_id(typed)
    assert number is not None
    assert number in (SAMPLE, "440524188001010014")


@given(st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place: int, change: int) -> None:
    digits = [10 if sign == "X" else int(sign) for sign in SAMPLE]
    if place < 17:
        digits[place] = (digits[place] + change) % 10
        wrong = "".join(map(str, digits[:17])) + "X"
        assert clean_id(wrong) is None
    else:
        assert clean_id(SAMPLE[:17] + str(change)) is None


@given(st.integers(0, 15))
def test_two_neighbours_exchanged_are_always_found(place: int) -> None:
    signs = list(SAMPLE)
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    assert "".join(signs) == SAMPLE or clean_id("".join(signs)) is None


@pytest.mark.parametrize(
    "number",
    [
        "",
        "110105491231002",  # 15 digits
        numbered("11010519490230002"),  # 30 February
        numbered("10010519491231002"),  # no such province
        numbered("11010500491231002"),  # the year 49
        "abc",
        "²" * 18,
    ],
)
def test_what_is_no_id_number_is_none(number: str) -> None:
    assert clean_id(number) is None


def test_a_foreigners_card_has_the_same_check() -> None:
    assert clean_id(numbered("91115619980101001")) is not None


def test_the_birth_date_is_in_the_number() -> None:
    assert birth_date(SAMPLE) == date(1949, 12, 31)
    assert birth_date("") is None


def test_a_masked_id_number_shows_neither_birth_date_nor_town() -> None:
    assert mask_id(SAMPLE) == "110***********002X"
    assert mask_id("12345") == "*****"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("0086 13800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("１３８　００１３　８０００", "13800138000"),
        ("0379-67891234", "0379-67891234"),
        ("（0379）67891234", "0379-67891234"),
        ("+86 379 6789 1234", "0379-67891234"),
        ("01067891234", "010-67891234"),
        ("021—5678901", "021-5678901"),
        ("67891234", None),
        ("110", None),
        ("12345678901", None),
        ("138001380001", None),
        ("打我电话", None),
        ("", None),
    ],
)
def test_a_telephone_has_one_form(typed: str, number: str | None) -> None:
    assert clean_phone(typed) == number


def test_a_number_without_area_code_gets_the_rooms() -> None:
    assert clean_phone("6789 1234", area="0379") == "0379-67891234"


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800138000", "138****8000"),
        ("0379-67891234", "0379-****1234"),
        ("0379-6789123", "0379-****123"),
        ("67891234", "******34"),
        ("110", "***"),
        ("", ""),
    ],
)
def test_a_masked_telephone_hides_at_least_four_digits(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


@given(st.text())
def test_no_input_breaks_a_reader_and_what_is_clean_stays(text: str) -> None:
    for clean in (clean_id, clean_phone, clean_division_code):
        found = clean(text)
        assert found is None or clean(found) == found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("410308104200", "410308104200"),
        ("410308 104 200 001", "410308104200001"),
        ("41030810420", None),
        ("4103081042000011", None),
        ("990308104200", None),
        ("41030810420X", None),
    ],
)
def test_a_division_code_has_twelve_to_fifteen_digits(typed: str, code: str | None) -> None:
    assert clean_division_code(typed) == code


def test_id_numbers_are_found_in_a_text_also_grouped_and_with_a_slip_in_the_check_sign() -> None:
    text = "证号 110105 19491231 002x，又写成１１０１０５１９４９１２３１００２１，单号 123456789012345678。"
    assert ids_in(text) == ["11010519491231002X", "110105194912310021"]
