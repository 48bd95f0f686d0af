"""What official papers need beside cells: prose, lists, fixed text with blanks, cards, several who sign."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benchmarks.papers_data import signature
from shouwang.kernel.papers.checks import missing
from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Signed, Words
from shouwang.kernel.papers.forms import form_class
from shouwang.kernel.papers.layout import lay_out
from shouwang.kernel.papers.parts import Pairs, Places, Points, Prose
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.papers.scans import DamagedScan
from shouwang.kernel.papers.word import to_docx
from tests.kernel.papers.reading import pages_of, words_of

A = Words("甲", "A")
PAPER = Paper(
    "letter",
    Words("信", "Letter"),
    (
        Section(
            fields=(Field("to", Words("收件人", "To"), required=True), Field("sum", Words("金额", "Sum"), Kind.MONEY)),
            text=(Words("{to}：欠款{sum}。", "To {to}: you owe {sum}."),),
            points=(Words("先看；", "read;"), Words("再签。", "then sign.")),
        ),
        Section(
            fields=(
                Field("story", Words("经过", "Story"), Kind.PROSE, required=True, lines=4),
                Field("wishes", Words("要求", "Wishes"), Kind.POINTS, lines=2),
                Field("more", Words("补充", "More"), Kind.PROSE, optional=True),
                Field(
                    "people",
                    Words("当事人", "Party"),
                    Kind.CARDS,
                    columns=(
                        Column("name", Words("姓名", "Name"), required=True),
                        Column("age", Words("年龄", "Age"), optional=True),
                        Column("home", Words("住址", "Address"), share=2),
                    ),
                ),
            ),
        ),
        Section(title=Words("附", "Attached"), fields=(Field("attached", A, Kind.POINTS, optional=True),)),
        Section(
            fields=(
                Field("hands", Words("签名", "Signed"), Kind.SIGNATURES, lines=2),
                Field("seal", Words("公章", "Seal"), Kind.SIGNATURE, seal=True),
            ),
        ),
    ),
)


def parts(language: str = "zh-hans", **values: Any) -> list[Any]:
    return [part for block in lay_out(PAPER, values, language).blocks for part in block.parts]


def one(kind: type[Any], **values: Any) -> Any:
    return next(part for part in parts(**values) if isinstance(part, kind))


def test_the_blanks_of_fixed_text_are_filled_and_left_for_a_pen() -> None:
    assert one(Prose, to="王大娘", sum=Decimal(5)).paragraphs == ["王大娘：欠款5.00 元。"]
    assert one(Prose).paragraphs[0].startswith("＿＿")
    assert parts("en", to="A")[0].paragraphs[0].startswith("To A: you owe ____")


def test_a_name_with_braces_is_no_blank() -> None:
    assert one(Prose, to="{sum}", sum=Decimal(5)).paragraphs == ["{sum}：欠款5.00 元。"]


def test_fixed_points_are_numbered_as_the_language_does() -> None:
    assert one(Points).marks == ["一、", "二、"]
    assert next(part for part in parts("en") if isinstance(part, Points)).marks == ["1.", "2."]


def test_prose_has_paragraphs_and_lines_only_where_it_is_empty() -> None:
    filled = next(part for part in parts(story="一。\n\n二。") if isinstance(part, Prose) and part.label == "经过")
    empty = next(part for part in parts(story=" ") if isinstance(part, Prose) and part.label == "经过")
    assert (filled.paragraphs, filled.lines) == (["一。", "二。"], 0)
    assert (empty.paragraphs, empty.lines) == ([], 4)


def test_what_is_optional_is_left_out_when_it_is_empty_with_its_heading() -> None:
    sheet = lay_out(PAPER, {"to": "甲"}, "zh-hans")
    assert "附" not in [block.title for block in sheet.blocks]
    assert "补充" not in [getattr(part, "label", "") for part in parts()]
    assert "附" in [block.title for block in lay_out(PAPER, {"attached": ["照片"]}, "zh-hans").blocks]


def test_each_card_has_a_head_and_leaves_out_its_optional_cells() -> None:
    cards = [part for part in parts(people=[{"name": "甲", "age": "60"}, {"name": "乙"}]) if isinstance(part, Pairs)]
    assert [card.head for card in cards] == ["当事人1", "当事人2"]
    assert [[cell.label for row in card.rows for cell in row] for card in cards] == [
        ["姓名", "年龄", "住址"],
        ["姓名", "住址"],
    ]
    assert one(Pairs).head == "当事人"
    assert len([cell for row in one(Pairs).rows for cell in row]) == 3


def test_there_is_a_place_for_each_who_signs_and_for_a_pen_when_none_is_named() -> None:
    places = one(Places, hands=[Signed("甲", "代理人", how="按指印", day=date(2026, 3, 8)), "乙"]).places
    assert [(place.label, place.name) for place in places] == [("签名 · 代理人", "甲"), ("签名", "乙"), ("公章", "")]
    assert (places[0].how, places[0].day) == ("按指印", "2026年3月8日")
    assert len(one(Places).places) == 3


def test_a_drawn_signature_is_in_the_pdf_and_in_the_docx() -> None:
    signed = {"hands": [Signed("甲", picture=signature(), how="在平板上手写签名")]}
    unsigned = {"hands": ["甲"]}
    assert len(to_pdf(PAPER, signed, "zh-hans")) > len(to_pdf(PAPER, unsigned, "zh-hans")) + 500
    assert b"word/media/image1.png" in to_docx(PAPER, signed, "zh-hans")
    assert b"word/media" not in to_docx(PAPER, unsigned, "zh-hans")


@pytest.mark.parametrize("make", [to_pdf, to_docx])
def test_a_signature_that_is_no_picture_is_named(make: Any) -> None:
    with pytest.raises(DamagedScan, match="乙"):
        make(PAPER, {"hands": [Signed("乙", picture=b"\x89PNG\r\n\x1a\nbroken")]}, "zh-hans")


def test_forty_pages_of_prose_and_two_hundred_points_lose_nothing() -> None:
    story = "\n".join(f"第{number}段，两家各说各的理，" + "水往低处流。" * 20 for number in range(1, 201))
    wishes = [f"第{number}条，" + "照原样修好。" * 24 for number in range(1, 201)]
    values = {"story": story, "wishes": wishes, "hands": [f"户主{number}" for number in range(1, 41)]}
    said = pages_of(to_pdf(PAPER, values, "zh-hans"))
    assert len(said) > 40
    assert f"第{len(said)}页共{len(said)}页" in said[-1]
    whole, word = "".join(said), words_of(to_docx(PAPER, values, "zh-hans"))
    for number in range(1, 201):
        for words in (f"第{number}段", f"第{number}条"):
            assert words in whole
            assert words in word
    assert "户主40" in whole


@pytest.mark.parametrize("large", [False, True])
def test_rare_characters_come_out(large: bool) -> None:
    values = {"to": "䶮𠮷", "story": "䶮学文和李𠮷良。", "people": [{"name": "李𠮷良"}], "hands": ["䶮学文"]}
    pdf = "".join(pages_of(to_pdf(PAPER, values, "zh-hans", large=large)))
    word = words_of(to_docx(PAPER, values, "zh-hans", large=large))
    for words in ("䶮𠮷：", "䶮学文和李𠮷良。", "李𠮷良"):
        assert words in pdf
        assert words in word


def test_rare_characters_have_a_font_that_has_them() -> None:
    from io import BytesIO

    from docx import Document
    from docx.oxml.ns import qn

    document = Document(BytesIO(to_docx(PAPER, {"story": "李𠮷良"}, "zh-hans")))
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if run.text == "𠮷")
    assert run._r.rPr.rFonts.get(qn("w:eastAsia")) == "SimSun-ExtB"


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"story": 5}, TypeError),
        ({"wishes": "a"}, TypeError),
        ({"wishes": [1]}, TypeError),
        ({"people": ["a"]}, TypeError),
        ({"people": [{"nose": "a"}]}, ValueError),
        ({"hands": "a"}, TypeError),
        ({"hands": [5]}, TypeError),
        ({"seal": 5}, TypeError),
    ],
)
def test_a_value_of_another_kind_is_a_fault_of_the_caller(wrong: dict[str, Any], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        lay_out(PAPER, wrong, "zh-hans")


def test_what_is_missing_is_said_for_prose_and_cards() -> None:
    assert missing(PAPER, {"people": [{"age": "5"}]}) == ["收件人", "经过", "当事人第 1 行：姓名"]


def test_the_form_takes_a_list_one_point_a_line() -> None:
    form = form_class(PAPER, "en")({"wishes": "a\n\n  b \n", "story": "x" * 30_000})
    assert form.is_valid()
    assert form.cleaned_data["wishes"] == ["a", "b"]
    assert form_class(PAPER, "en")(initial={"wishes": ["a", "b"]})["wishes"].value() == "a\nb"
    assert not form_class(PAPER, "en")({"wishes": "x" * 100_001}).is_valid()


def test_a_description_whose_text_and_fields_differ_is_refused() -> None:
    with pytest.raises(ValueError, match="other blanks"):
        Section((Field("a", A),), text=(Words("{a}", "a"),))
    with pytest.raises(ValueError, match="no text"):
        Section((Field("a", A, Kind.PROSE),), text=(Words("{a}", "{a}"),))
    with pytest.raises(ValueError, match="left out"):
        Field("a", A, required=True, optional=True)
