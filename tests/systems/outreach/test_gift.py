"""GIFT in and out: the kinds, the escapes, the faults with their lines, and that nothing is lost on the way."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwang.systems.outreach.quiz import gift
from shouwang.systems.outreach.quiz.gift import Wrong
from shouwang.systems.outreach.quiz.item import FALSE, TRUE, Answer, Given, Item, Kind, is_right

FILE = """// 村里的题
$CATEGORY: 反诈/退款

::退款::[html]<p>客服说要<b>退款</b>，先转钱？</p> {
  =挂断#对，真退款不用先转钱
  ~%50%打官方电话问
  // 这一行是注释
  ~照做#钱就没了
  ####退款从来不用先交钱。
}

96110 是什么？{=反诈专线 =%50%劝阻电话}

[markdown]**哪些**是骗子的话？{~%50%转到安全账户 ~%50%共享屏幕 ~%-100%请到所里来}

民警会在电话里要验证码。{F#不会的#对}

Match {=96110 -> 反诈 =110 -> 报警}

Two plus two {=\\{4\\} a\\:b \\~ \\= \\# \\\\ ~5} is it
"""


def test_every_kind_is_read() -> None:
    found = gift.read(FILE)
    assert found.faults == ()
    kinds = [one.kind for one in found.items]
    assert kinds == [Kind.SINGLE, Kind.SHORT, Kind.MULTIPLE, Kind.TRUE_FALSE, Kind.MATCHING, Kind.SINGLE]
    refund, line, several, false, pairs, last = found.items
    assert (refund.title, refund.category) == ("退款", "反诈/退款")
    assert refund.text == "客服说要退款，先转钱？"
    assert refund.explanation == "退款从来不用先交钱。"
    assert [one.weight for one in refund.answers] == [100, 50, 0]
    assert refund.answers[2].feedback == "钱就没了"
    assert [one.text for one in line.answers] == ["反诈专线", "劝阻电话"]
    assert several.text == "哪些是骗子的话？"
    assert several.answers[2].weight == -100
    assert [(one.text, one.weight, one.feedback) for one in false.answers] == [
        (TRUE, Decimal(0), "不会的"),
        (FALSE, Decimal(100), "对"),
    ]
    assert [(one.text, one.match) for one in pairs.answers] == [("96110", "反诈"), ("110", "报警")]
    assert last.text == "Two plus two ____ is it"
    assert last.answers[0].text == "{4} a:b ~ = # \\"


@pytest.mark.parametrize(
    ("text", "wrong", "line"),
    [
        ("\n\n只有话", Wrong.NO_ANSWERS, 3),
        ("问题 {=对 ~错", Wrong.NO_END, 1),
        ("问题 {=对 {~错}}", Wrong.TOO_MANY_BRACES, 1),
        ("说说看 {}", Wrong.ESSAY, 1),
        ("几个 {#3:1}", Wrong.NUMERIC, 1),
        ("问题 {对}", Wrong.UNMARKED, 1),
        ("问题 {\n~错\n~也错}", Wrong.NONE_RIGHT, 1),
        ("// 一\n问题 {\n=对\n// 二\n~\n}", Wrong.EMPTY_ANSWER, 5),
        ("配对 {\n=a -> b\n=c\n}", Wrong.HALF_PAIR, 3),
        ("问题 {~%50%对 ~%30%错}", Wrong.WEIGHT, 1),
        ("问题 {\n=对\n~%x%错}", Wrong.WEIGHT, 3),
        ("{=a ~b}", Wrong.NO_TEXT, 1),
    ],
)
def test_a_fault_names_its_line_and_keeps_the_words(text: str, wrong: Wrong, line: int) -> None:
    found = gift.read(f"{text}\n\n好的 {{T}}\n")
    assert [(one.wrong, one.line) for one in found.faults] == [(wrong, line)]
    assert found.faults[0].source in text
    assert len(found.items) == 1


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), include_characters="\n~=#{}:\\%[]<>-/$*"),
    min_size=1,
    max_size=25,
).map(str.strip)
SAID = WORDS.filter(bool)


@st.composite
def items(draw: st.DrawFn) -> Item:
    kind = draw(st.sampled_from(Kind))
    texts = draw(st.lists(SAID, min_size=2, max_size=5))
    feedback = draw(st.lists(WORDS, min_size=len(texts), max_size=len(texts)))
    first = [Decimal(100)] + [Decimal(0)] * (len(texts) - 1)
    if kind is Kind.TRUE_FALSE:
        texts, feedback, first = [TRUE, FALSE], feedback[:2], draw(st.sampled_from([first[:2], first[1::-1]]))
    if kind is Kind.MULTIPLE:
        first = [Decimal("33.333"), Decimal("66.667"), *[Decimal(-50)] * (len(texts) - 2)]
    if kind is Kind.SHORT:
        first = [Decimal(100), *[Decimal("12.5")] * (len(texts) - 1)]
    if kind is Kind.MATCHING:
        first = [Decimal(100)] * len(texts)
    matches = [draw(SAID) if kind is Kind.MATCHING else "" for _ in texts]
    answers = tuple(map(Answer, texts, first, feedback, matches))
    title, category = (" ".join(draw(WORDS).split()) for _ in range(2))
    return Item(kind, draw(SAID), answers, title, draw(WORDS), category)


@settings(max_examples=100, deadline=None)
@given(st.lists(items(), min_size=1, max_size=3))
def test_nothing_is_lost_on_the_way_out_and_back(several: list[Item]) -> None:
    found = gift.read(gift.written(several))
    assert found.faults == ()
    assert list(found.items) == several


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_stops_the_reader(text: str) -> None:
    gift.read(text)


def test_what_is_right() -> None:
    several = (Answer("a", Decimal(50)), Answer("b", Decimal(50)), Answer("c"))
    assert is_right(Kind.MULTIPLE, several, Given(frozenset({0, 1})))
    assert not is_right(Kind.MULTIPLE, several, Given(frozenset({0, 1, 2})))
    assert not is_right(Kind.MULTIPLE, several, Given(frozenset({0})))
    half = (Answer("a", Decimal(100)), Answer("b", Decimal(50)))
    assert not is_right(Kind.SINGLE, half, Given(frozenset({1})))
    assert is_right(Kind.SHORT, half, Given(typed=" A "))
    assert not is_right(Kind.SHORT, half, Given(typed="b"))
    pairs = (Answer("a", Decimal(100), match="x"), Answer("b", Decimal(100), match="x"))
    assert is_right(Kind.MATCHING, pairs, Given(matched=(1, 0)))
    assert not is_right(Kind.MATCHING, pairs, Given(matched=(0,)))
    assert not is_right(Kind.SINGLE, half, Given())
