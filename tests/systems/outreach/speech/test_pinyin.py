"""Syllables with their tones: what pypinyin gets wrong is mended, the room's own names come first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.systems.outreach.speech.phrases import READINGS
from shouwang.systems.outreach.speech.pinyin import SYLLABLE, WrongReading, lexicon, pinyin


@pytest.mark.parametrize(
    ("said", "syllables"),
    [
        ("要求转账，挂断！", "yao1 qiu2 zhuan3 zhang4, gua4 duan4!"),
        ("还款到银行", "huan2 kuan3 dao4 yin2 hang2"),
        ("一个一起一万第一十一月", "yi2 ge4 yi4 qi3 yi2 wan4 di4 yi1 shi2 yi1 yue4"),
        ("不要不听", "bu2 yao4 bu4 ting1"),
        ("统一。不", "tong3 yi1. bu4"),
        ("九六幺幺零", "jiu3 liu4 yao1 yao1 ling2"),
        ("女儿\n旅行", "nv3 er2.\nlv3 xing2"),
        ("都得去", "dou1 dei3 qu4"),
        ("我𠮷", "wo3"),
    ],
)
def test_the_syllables_of_what_is_said(said: str, syllables: str) -> None:
    assert pinyin(said) == syllables


def test_a_name_of_the_room_is_read_as_the_room_reads_it() -> None:
    names = lexicon("六安路=lu4 an1 lu4\n\n 涧河 ＝ JIAN4 he2\nG30=连霍高速")
    assert names == {"六安路": "lu4 an1 lu4", "涧河": "jian4 he2", "G30": "连霍高速"}
    assert pinyin("六安路旁", names) == "lu4 an1 lu4 pang2"


@pytest.mark.parametrize(
    "line", ["涧河", "涧河=", "=jian4", "涧河=jian4", "涧河=jian he", "涧河=jian4 he6", "涧河=a1 ; x"]
)
def test_a_reading_that_does_not_fit_is_refused_in_words(line: str) -> None:
    with pytest.raises(WrongReading, match="jian4 he2"):
        lexicon(line)


def test_every_reading_has_a_syllable_for_each_character() -> None:
    for name, reading in READINGS.items():
        assert len(reading.split()) == len(name)
        assert all(map(SYLLABLE.fullmatch, reading.split()))


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="一不得行长重的了村民转账银，。！\n", max_size=30))
def test_there_is_one_syllable_for_each_character(said: str) -> None:
    assert len(pinyin(said).replace("\n", " ").split()) >= sum(sign not in "，。！\n" for sign in said)


def test_signs_that_have_no_reading_move_no_other() -> None:
    assert pinyin("𠮷𠮷欸涧河", {"涧河": "jian4 he2"}).endswith("jian4 he2")
