"""Numbers, hotlines, dates and foreign words are said as villagers say them, and nothing else is left."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.speech_data import NUMBERS
from shouwang.systems.outreach.speech import marks, numbers
from shouwang.systems.outreach.speech.spoken import spoken

SIGNS = "0123456789-:/.,，：%¥+~ ABXapQQ°C第号元天万月日年楼室打个\n〇①Ⅳ²½٣éß＠１"


def test_the_list_is_long_enough() -> None:
    assert len(NUMBERS) >= 60


@pytest.mark.parametrize(("text", "said"), NUMBERS)
def test_it_is_said_as_it_was_written_down_by_hand(text: str, said: str) -> None:
    assert spoken(text) == said


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet=SIGNS, max_size=40))
def test_no_digit_no_letter_and_nothing_but_hanzi_and_pauses_is_left(text: str) -> None:
    said = spoken(text)
    assert not any(sign.isdigit() or "LATIN" in unicodedata.name(sign, "") for sign in said)
    assert re.fullmatch(f"[{marks.HANZI}{marks.STRONG}\n]*", said)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**12 - 1))
def test_a_number_in_words_is_the_number(number: int) -> None:
    assert value(numbers.counted(str(number))) == number


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="零一二三四村民不转账。，！\n", max_size=30))
def test_what_is_said_is_not_changed_when_it_is_said_again(text: str) -> None:
    assert spoken(spoken(text)) == spoken(text)


def test_a_name_with_a_reading_in_hanzi_is_said_so() -> None:
    assert spoken("G30出口堵车", {"G30": "连霍高速"}) == "连霍高速出口堵车"
    assert spoken("涧河涨水", {"涧河": "jian4 he2"}) == "涧河涨水"


def test_sentences_keep_the_mark_that_ends_them() -> None:
    assert marks.sentences("不听。不信！不转账\n打电话") == ["不听。", "不信！", "不转账", "打电话"]


def value(said: str) -> int:
    """The other way round, written apart: the number that the words mean."""
    digits = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
    total = section = digit = 0
    for sign in said:
        if sign in digits:
            digit = digits[sign]
        elif sign in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            unit = {"万": 10**4, "亿": 10**8}[sign]
            section += digit
            total = (total + section) * unit if not section and not digit else total + section * unit
            section = digit = 0
    return total + section + digit
