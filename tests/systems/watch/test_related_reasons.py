"""The desk is told in the reports' own words why two are shown together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.systems.watch.related import Rarity, Reasons, reasons
from tests.systems.watch.reports import BRIDGE, KILN, OTHERS, rarity, report

ROOM = rarity(*map(report, (*KILN, *BRIDGE, *OTHERS)))


def told(one: str, other: str, rarity: Rarity = ROOM) -> Reasons:
    return reasons(one, other, rarity, metres=None, days=14)


def test_the_same_name_and_the_same_words_are_told() -> None:
    said = told(*BRIDGE)
    assert said.names == ("石鼓桥",)
    assert "栏杆断了" in said.words
    assert (said.metres, said.days) == (None, 14)


def test_at_most_three_of_each_and_none_that_is_part_of_another() -> None:
    text = "青禾苑小区、石鼓桥、柳沟村、白果坪水库：电梯坏了；路灯不亮；井盖丢了；黑烟熏人。"
    said = told(text, "另外" + text)
    assert len(said.names) == len(said.words) == 3
    for pieces in (said.names, said.words):
        assert not any(one != other and one in other for one in pieces for other in pieces)


def test_a_longer_name_shares_its_end() -> None:
    assert told("杨柳大道青禾苑小区漏水", "青禾苑小区停水").names == ("青禾苑小区",)


def test_a_mere_ending_is_no_name() -> None:
    assert told("青禾苑小区漏水", "金穗里小区漏水").names == ()


def test_a_place_of_the_room_is_told_as_it_is() -> None:
    said = reasons("万民乐门前很臭", "万民乐那里很臭", ROOM, gazetteer=["万民乐"], metres=20, days=0)
    assert said == Reasons(("万民乐",), ("很臭",), 20, 0)


def test_words_of_grammar_are_no_reason() -> None:
    assert told("我们在这里是他们的", "他们和我们在这里是").words == ()


def test_nothing_in_common_is_told_as_nothing() -> None:
    assert told("", BRIDGE[0]) == Reasons((), (), None, 14)
    assert told("石鼓桥", "金穗里") == Reasons((), (), None, 14)


def test_a_long_text_gives_short_reasons() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(20_000))
    assert all(len(piece) <= 20 for piece in told(text, text).words)


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_what_is_told_stands_in_both(one: str, other: str) -> None:
    from shouwang.lib.text import folded

    for piece in (*told(one, other).names, *told(one, other).words):
        assert piece in folded(one)
        assert piece in folded(other)


def test_a_text_full_of_names_gives_three() -> None:
    text = "，".join(f"{chr(0x4E00 + number)}{chr(0x5E00 + number)}村" for number in range(900))
    assert len(told(text, text[::-1] + text).names) <= 3
