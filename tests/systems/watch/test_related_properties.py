"""What holds for any texts."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.lib.grams import gram_of
from shouwang.systems.watch.related import Counts, Index, Report, group, learned, likeness, traits
from shouwang.systems.watch.related.reading import MOST_LETTERS
from tests.systems.watch.reports import BRIDGE, KILN, LIFT, OTHERS, rarity, report

TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(["青禾苑", "小区", "路口", "井盖", "丢了", "的", "A7", "😀", "，", " "]), max_size=12).map(
        "".join
    ),
)
EVERYTHING = [*KILN, *LIFT, *BRIDGE, *OTHERS]
ODD = [
    "",
    " \n\t",
    "1234567890" * 3,
    "😀🚨👮" * 20,
    "The lamp at the gate is broken",
    "\ud800\udfff井盖",
    "路" * 50,
    "井",
]


@given(TEXTS, TEXTS, st.sampled_from([None, 0.0, 100.0, 1_000.0, 9_000.0]), st.floats(-5_000, 5_000))
@settings(max_examples=60, deadline=None)
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str, metres: float | None, days: float) -> None:
    a, b = report(one), report(other)
    there = likeness(a.traits, b.traits, rarity(a, b), metres=metres, days=days)
    back = likeness(b.traits, a.traits, rarity(a, b), metres=metres, days=-days)
    assert there.score == pytest.approx(back.score, abs=1e-9)
    assert 0 <= there.score <= 1
    assert 0 <= there.words <= 1
    assert there.names is None or 0 <= there.names <= 1


@given(st.permutations(range(len(EVERYTHING) + 2)))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_reports_does_not_change_the_groups(order: list[int]) -> None:
    texts = [*EVERYTHING, BRIDGE[0], BRIDGE[0]]  # two copies

    def groups(reports: list[Report]) -> list[list[str]]:
        return sorted(sorted(texts[order[member]] for member in one.members) for one in group(reports))

    told = groups([report(texts[number]) for number in order])
    assert sorted(map(len, told)) == [2, 3, 4]
    assert sorted(BRIDGE + (BRIDGE[0],) * 2) in told


def test_a_report_is_in_one_group_at_most_and_names_its_place_in_the_list() -> None:
    members = [number for one in group([report(text) for text in EVERYTHING * 2]) for number in one.members]
    assert len(members) == len(set(members))
    assert max(members) < 2 * len(EVERYTHING)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_compared_without_an_error(text: str) -> None:
    one, other = report(text), report(BRIDGE[0])
    assert not likeness(one.traits, other.traits, rarity(one, other), metres=None, days=0).is_enough
    index = Index([other, one])
    assert not [alike for number, alike in index.like(one) if number == 0 and alike.is_enough]


def test_odd_texts_are_grouped_without_an_error() -> None:
    reports = [report(text) for text in (*ODD, *BRIDGE)]
    assert (len(ODD), len(ODD) + 1) in [one.members for one in group(reports)]


def test_nothing_comes_of_nothing() -> None:
    assert group([]) == []
    assert group([report("")]) == []
    assert Index().like(report(BRIDGE[0])) == []
    assert group([report(""), report("")]) == []


def test_english_reports_are_found_too() -> None:
    one, other = (
        report("The manhole cover at Willow Lane is gone"),
        report("somebody stole the manhole cover, Willow Lane"),
    )
    far = report("A man sells false medicine at the market")
    known = rarity(one, other, far)
    joined = likeness(one.traits, other.traits, known, metres=None, days=1)
    assert joined.score > likeness(one.traits, far.traits, known, metres=None, days=1).score


def test_of_a_long_text_only_the_beginning_is_kept() -> None:
    text = "".join(chr(0x4E00 + number) for number in range(20_000))
    assert len(traits(text, title=text).words.grams) + len(traits(text, title=text).names.grams) <= 6 * MOST_LETTERS
    assert traits("ﷺ" * MOST_LETTERS).words.grams.size <= 3 * MOST_LETTERS  # one sign that unfolds into eighteen


def test_grams_are_the_same_numbers_in_every_process() -> None:
    code = (
        "from shouwang.systems.watch.related import traits; t = traits('石鼓桥栏杆断了'); "
        "print(t.names.pairs(), t.words.pairs())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout.strip()
        for seed in ("1", "2")
    }
    mine = traits("石鼓桥栏杆断了")
    assert said == {f"{mine.names.pairs()} {mine.words.pairs()}"}


def test_grams_fit_a_column_and_can_be_read_back() -> None:
    mine = traits("石鼓桥栏杆断了，石鼓桥危险𠀀𠀁𠀂村")
    assert all(0 < gram < 2**63 for gram, _ in mine.names.pairs() + mine.words.pairs())
    assert {gram for gram, _ in mine.names.pairs()} >= {gram_of("石鼓"), gram_of("鼓桥"), gram_of("石鼓桥")}
    assert gram_of("栏杆") in {gram for gram, _ in mine.words.pairs()}
    again = Counts.read(reversed(mine.names.pairs()))
    assert again.pairs() == mine.names.pairs()
    assert Counts.read([]).pairs() == []


def test_a_name_is_not_among_the_words() -> None:
    words = {gram for gram, _ in traits("青禾苑小区的电梯坏了").words.pairs()}
    assert words >= {gram_of("电梯"), gram_of("梯坏")}
    assert not words & {gram_of("青禾"), gram_of("禾苑"), gram_of("小区")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我们在青禾苑小区", ("青禾苑小区",)),
        ("示例县石鼓镇杨柳村三组的路", ("石鼓镇杨柳村三组",)),
        ("禾丰兴农业有限公司骗人", ("禾丰兴农业有限公司",)),
        ("请政府和路人来看看", ()),
        ("小区的路", ()),
        ("昨天晚上我们家里", ()),
    ],
)
def test_names_are_found_by_what_they_end_in(text: str, names: tuple[str, ...]) -> None:
    assert traits(text).mentions == names


def test_names_without_an_ending_are_learned_from_titles() -> None:
    titles = [
        "投诉金穗天成电梯坏了", "反映示例县金穗天成漏水", "咨询金穗天成何时交房", "举报金穗天成乱收费",
        *(f"{number}组的水管漏水" for number in range(400)),
        "投诉电梯坏了", "反映电梯坏了三天", "咨询养老金", "请问几时修路",
    ]  # fmt: skip
    assert learned(titles) == ["金穗天成"]
    assert learned([]) == []
