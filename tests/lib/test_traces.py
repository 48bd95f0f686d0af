"""What leads to a person is found however it is written."""

import pytest

from shouwang.lib.traces import traces

PHONE, LANDLINE, CARD = "13812345678", "0379-67891234", "11010519491231002X"


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "138-1234-5678",
        "138 1234 5678",
        "138\u30001234\u30005678",
        "１３８１２３４５６７８",
        "+86 13812345678",
        "+8613812345678",
        "0086-138-1234-5678",
        "（+86）138 1234 5678",
        "138.1234.5678",
        "138—1234—5678",
        "1 3 8 1 2 3 4 5 6 7 8",
        "138\u200b12345678",
        "一三八一二三四五六七八",
        "138****5678",
    ],
)
def test_a_telephone_is_struck_however_it_is_grouped(written: str) -> None:
    text = traces(numbers=[PHONE]).struck(f"请打{written}找我")
    assert "5678" not in text
    assert "678" not in text
    assert "86" not in text
    assert text.startswith("请打")
    assert text.endswith("×××找我")


@pytest.mark.parametrize(
    "written", ["0379-67891234", "03796789 1234", "（0379）6789-1234", "67891234", "+86 379 67891234"]
)
def test_a_landline_is_struck_with_and_without_its_area(written: str) -> None:
    text = traces(numbers=[LANDLINE]).struck(f"家里{written}。")
    assert "1234" not in text
    assert "379" not in text


@pytest.mark.parametrize(
    "written",
    [CARD, "110105 19491231 002x", "１１０１０５１９４９１２３１００２Ｘ", "110105********002X", "110***********002X"],
)
def test_an_id_number_is_struck_with_its_last_letter(written: str) -> None:
    text = traces(numbers=[CARD]).struck(f"身份证{written}，")
    assert text == "身份证×××，"


@pytest.mark.parametrize("written", ["13812345679", "2026-03-15", "1381234", "5678", "67891235"])
def test_other_numbers_stay(written: str) -> None:
    known = traces(numbers=[PHONE, LANDLINE, CARD])
    assert known.struck(f"编号{written}。") == f"编号{written}。"
    assert not known.stand_in(written)


def test_the_local_part_of_a_landline_is_not_cut_out_of_a_longer_number() -> None:
    assert not traces(numbers=[LANDLINE]).stand_in("订单 9967891234")


@pytest.mark.parametrize("written", ["王明", "王　明", "王 明"])
def test_a_name_is_struck_also_where_a_blank_fills_it_up(written: str) -> None:
    assert traces(names=["王明"]).struck(f"我叫{written}，住村东") == "我叫×××，住村东"


def test_a_latin_name_is_not_cut_out_of_another_word() -> None:
    known = traces(names=["Li"])
    assert known.struck("LI said the light is out") == "××× said the light is out"


@pytest.mark.parametrize("name", ["", "王", " "])
def test_a_name_of_one_character_strikes_nothing(name: str) -> None:
    assert traces(names=[name]).struck("王家门口，国王街") == "王家门口，国王街"


def test_two_persons_beside_each_other_are_both_struck() -> None:
    known = traces(names=["钱多多"], numbers=[PHONE, "13900000000"])
    assert known.struck("钱多多13812345678/13900000000到") == "××××××/×××到"


def test_nothing_known_strikes_nothing() -> None:
    assert traces().struck("一") == "一"
    assert not traces().stand_in("一")


def test_both_numbers_of_one_cell_are_struck() -> None:
    known = traces(numbers=["13800138000/13900139000"])
    assert known.struck("打 138-0013-8000 或 13900139000") == "打 ××× 或 ×××"


def test_an_extension_strikes_its_landline_and_no_short_number() -> None:
    known = traces(numbers=["0379-5550110-12", "3812"])
    assert known.struck("12 日打 5550110，门牌 3812") == "12 日打 ×××，门牌 3812"
