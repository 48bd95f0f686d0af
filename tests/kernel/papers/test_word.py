"""The same paper as DOCX."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from shouwang.kernel.papers.word import to_docx
from tests.kernel.papers.sample import PAPER, VALUES
from tests.kernel.papers.test_pdf import HOSTILE


def opened(language: str = "zh-hans", **values: Any) -> Any:
    return Document(BytesIO(to_docx(PAPER, VALUES | values, language)))


def cells(document: Any) -> list[str]:
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def test_every_value_stands_beside_its_label() -> None:
    document = opened()
    said = cells(document)
    for label, text in (("来访人", "王大娘"), ("受理时间", "2026年3月2日 16:05"), ("合计", "1,200.00 元")):
        assert said[said.index(label) + 1] == text
    assert "事项单" in [paragraph.text for paragraph in document.paragraphs]


def test_the_line_breaks_of_a_story_stay() -> None:
    assert VALUES["story"] in cells(opened())


def test_it_speaks_english() -> None:
    said = cells(opened("en"))
    assert said[said.index("Due on") + 1] == "9 March 2026"


def test_it_is_a4_with_counted_pages_and_chinese_letters() -> None:
    document = opened()
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "宋体"


@pytest.mark.parametrize("text", [*HOSTILE, "<w:p/> & ]]>", "a\x00b\x0b\ufffe\ud800c", "x" * 20_000])
def test_no_text_breaks_the_document(text: str) -> None:
    said = "".join(cells(opened(story=text))).replace("\u200b", "")
    assert "".join(sign for sign in text if sign.isprintable() and sign != "\ufffe") in said


def test_an_empty_paper_has_its_labels_and_places() -> None:
    document = Document(BytesIO(to_docx(PAPER, {}, "zh-hans", large=True)))
    assert {"事情经过", "来访人"} <= set(cells(document))
    assert any("年　　月　　日" in cell for cell in cells(document))
