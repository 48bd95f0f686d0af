"""Words in a DOCX: which fonts show them, and what python-docx has no name for."""

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# Fonts every Chinese Word and WPS has; the file carries none.
BODY, HEADS, LATIN = "宋体", "黑体", "Times New Roman"
RARE_FONT = "SimSun-ExtB"  # the part of 宋体 that Windows keeps apart; WPS and LibreOffice take another that has them
RARE = re.compile("([\U00020000-\U0003ffff]+)")  # 𠮷: outside the first plane, where 宋体 has no letters


def write(paragraph: Any, words: str) -> list[Any]:
    """The words at the end of the paragraph, rare characters in a run of their own font; the runs."""
    runs = []
    for piece in RARE.split(words):
        if piece:
            run = paragraph.add_run(piece)
            if RARE.match(piece):
                font(run, RARE_FONT, RARE_FONT)
            runs.append(run)
    return runs


def heavy(paragraph: Any, words: str) -> list[Any]:
    """The same, bold, in the font of headings."""
    runs = write(paragraph, words)
    for run in runs:
        run.bold = True
        if not RARE.match(run.text):
            font(run, HEADS)
    return runs


def font(styled: Any, chinese: str = BODY, latin: str = LATIN) -> None:
    """The font of a style or a run, for each script by itself."""
    styled.font.name = latin
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), chinese)
    if latin == chinese:
        fonts.set(qn("w:hint"), "eastAsia")


def counter(paragraph: Any, code: str) -> None:
    """A field Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


def border_below(paragraph: Any, kind: str = "single") -> None:
    """A rule to write on; `between` too, for Word joins neighbours with the same borders into one frame."""
    borders = OxmlElement("w:pBdr")
    for side in ("bottom", "between"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", kind), ("sz", "4"), ("space", "1"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def repeated_head(row: Any) -> None:
    """The row stands again at the top of every page the table runs over."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def unsplit(row: Any) -> None:
    """No page break inside the row."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def spoken(style: Any, language: str) -> None:
    """The language of a style: it decides where the points of Chinese stand, and what is spelt wrong."""
    properties = style.element.get_or_add_rPr()
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), "en-GB" if language == "en" else "zh-CN")
    lang.set(qn("w:eastAsia"), "zh-CN")
    properties.append(lang)


def padded(table: Any) -> None:
    """Room above and below the words of each cell."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")  # a millimetre
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)
