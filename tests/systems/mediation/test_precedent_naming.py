"""The facts of a dispute without its people: every way of naming one goes, and each stays somebody else than the others."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.systems.mediation.precedent import without_names

NAMES = ["王建国", "李秀英"]


def told(text: str, *, phones: Sequence[str] = (), others: Sequence[str] = ()) -> str:
    return without_names(text, names=NAMES, phones=phones, others=others)


@pytest.mark.parametrize(
    "said",
    [
        "王建国",
        "王\u3000建国",
        "老王",
        "王某",
        "王某某",
        "王某国",
        "王**",
        "王大爷",
        "王老汉",
        "王先生",
        "姓王的",
        "建国",
    ],
)
def test_however_somebody_is_named_it_is_the_same_sign(said: str) -> None:
    assert told(f"{said}多占了半米，李秀英不让。") == "甲多占了半米，乙不让。"


def test_a_household_stays_one_beside_the_other() -> None:
    assert told("王家的屋檐水滴到李家后墙，李家人不依。") == "甲家的屋檐水滴到乙家后墙，乙家人不依。"


def test_two_of_one_family_name_are_kept_apart_and_who_may_be_either_is_one_of_them() -> None:
    text = "王强说王伟多占，王某伟不认，强子骂了人，老王家吵翻了，王某报了警。"
    assert without_names(text, names=["王强", "王伟"]) == "甲说乙多占，乙不认，甲骂了人，一方家吵翻了，一方报了警。"


def test_a_witness_of_the_same_family_name_makes_it_somebody() -> None:
    assert told("老王在场，王芳也看见了。", others=["王芳"]) == "某人在场，某人也看见了。"


def test_a_name_within_a_longer_one_goes_with_the_longer() -> None:
    assert without_names("王建国起诉王建。", names=["王建", "王建国"]) == "乙起诉甲。"


def test_organisations_and_family_names_of_two_characters() -> None:
    text = "欧阳明月与河湾面粉厂的工伤，欧阳大姐说明月手断了，厂里不认。"
    assert without_names(text, names=["欧阳明月", "河湾面粉厂"]) == "甲与乙的工伤，甲说甲手断了，厂里不认。"


def test_where_the_text_has_sides_of_its_own_the_signs_are_others() -> None:
    text = told("王建国为甲方，李秀英为乙方，老王违约。")
    assert text == "当事人1为甲方，当事人2为乙方，当事人1违约。"


def test_who_is_not_known_goes_where_the_words_show_a_person() -> None:
    assert told("张某某作证，老陈和小周劝架。") == "某人作证，某人和某人劝架。"


@pytest.mark.parametrize(
    "kept",
    [
        *("赔偿1200000元", "12,000元", "3万元", "欠款3000-5000元", "一万二千元", "120平方米", "20000000斤", "三十号人"),
        *("2024年3月12日", "2024-03-12", "3月12号", "2023-2024年", "每月十号"),
        *("王家庄", "张家寨", "老陈醋", "任何某一家", "小孙女", "小程序"),
    ],
)
def test_what_a_precedent_is_looked_up_for_stays(kept: str) -> None:
    assert told(kept) == kept


@pytest.mark.parametrize(
    ("number", "left"),
    [
        ("13800138000", "某号码"),
        ("138 0013 8000", "某号码"),
        ("138****8000", "某号码"),
        ("１３８００１３８０００", "某号码"),
        ("0379-67891234", "某号码"),
        ("41032219600101123X", "某号码"),
        ("6222 0200 1234 5678 900", "某号码"),
        ("豫C·A1234", "某号码"),
        ("豫CD12345", "某号码"),
        ("wang@example.cn", "某号码"),
        ("12号", "某号"),
        ("5号楼2单元301室", "某号"),
        ("3栋2单元", "某号"),
        ("第0001234号", "某号码"),
    ],
)
def test_numbers_of_people_and_houses_go(number: str, left: str) -> None:
    assert told(f"有人说：{number}。") == f"有人说：{left}。"


def test_a_short_number_goes_if_it_is_known() -> None:
    assert told("打 61234 找他", phones=["61234"]) == "打 某号码 找他"
    assert told("打 61234 找他") == "打 61234 找他"


WORDS = "王建国 李秀英 老王 李某 建国 王大爷 王家 ， 多占半米 13800138000 赔3万元 。 说"
SAID = st.sampled_from(WORDS.split())


@given(st.lists(SAID, max_size=12).map("".join))
def test_nothing_of_a_name_is_left_and_a_second_time_changes_nothing(text: str) -> None:
    once = told(text)
    assert not re.search("建国|秀英|王|李|1380013", once)
    assert once.count("3万元") == text.count("3万元")
    assert told(once) == once
