"""DOCX by python-docx: the same paper for those who must edit it."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from shouwang.kernel.papers.description import Paper, Values
from shouwang.kernel.papers.layout import Block, Grid, Pairs, Place, Places, Sheet, lay_out

# Fonts every Chinese Word and WPS has; the file carries none.
BODY, HEADS, LATIN = "宋体", "黑体", "Times New Roman"
WIDTH = 166  # mm between the margins
LABEL = 26


def to_docx(paper: Paper, values: Values, language: str, *, large: bool = False) -> bytes:
    """The paper as an A4 DOCX; `large` as in `to_pdf`."""
    sheet = lay_out(paper, values, language, single=large)
    size = 17 if large else 10.5
    document = Document()
    _page(document, sheet, size)
    _head(document, sheet, size)
    for block in sheet.blocks:
        _block(document, block)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, sheet: Sheet, size: float) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)
    section.left_margin = section.right_margin = Mm(22)
    normal = document.styles["Normal"]
    normal.font.size = Pt(size)
    _font(normal, BODY)
    normal.paragraph_format.space_after = Pt(2)
    core = document.core_properties
    core.title, core.author, core.language = sheet.title, sheet.issuer, sheet.language
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, rest = sheet.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    footer.add_run(before)
    _counter(footer, "PAGE")
    footer.add_run(between)
    _counter(footer, "NUMPAGES")
    footer.add_run(after)


def _head(document: Any, sheet: Sheet, size: float) -> None:
    if sheet.issuer:
        document.add_paragraph(sheet.issuer).alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = _heavy(title, sheet.title)
    run.font.size = Pt(size * 1.9)
    if sheet.number:
        document.add_paragraph(sheet.number).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _block(document: Any, block: Block) -> None:
    if block.title:
        _heavy(document.add_paragraph(), block.title)
    for part in block.parts:
        match part:
            case Pairs():
                _pairs(document, part)
            case Grid():
                _heavy(document.add_paragraph(), part.label)
                _ledger(document, part)
            case Places():
                _places(document, part.places)
    if block.note:
        document.add_paragraph(block.note)


def _pairs(document: Any, pairs: Pairs) -> None:
    value = WIDTH / 2 - LABEL
    table = _table(document, [LABEL, value, LABEL, value], len(pairs.rows))
    for row, cells in zip(table.rows, pairs.rows, strict=True):
        for at, cell in enumerate(cells):
            name = row.cells[at * 2]
            name.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            _heavy(name.paragraphs[0], cell.label)
            place = row.cells[at * 2 + 1] if cell.span == 1 else row.cells[1].merge(row.cells[3])
            place.text = cell.text
    _gap(document)


def _ledger(document: Any, grid: Grid) -> None:
    total = sum(grid.shares)
    table = _table(document, [WIDTH * share / total for share in grid.shares], len(grid.rows) + 1)
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _heavy(cell.paragraphs[0], head)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, words in zip(table.rows[1:], grid.rows, strict=True):
        for cell, text, is_number in zip(row.cells, words, grid.numbers, strict=True):
            cell.text = text
            if is_number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _gap(document)


def _places(document: Any, places: list[Place]) -> None:
    columns = min(2, len(places))
    table = _table(document, [WIDTH / columns] * columns, -(-len(places) // columns))
    for number, place in enumerate(places):
        row = table.rows[number // columns]
        row.height = Mm(34)
        cell = row.cells[number % columns]
        _heavy(cell.paragraphs[0], place.label)
        cell.add_paragraph(place.name)
        cell.add_paragraph(place.seal).alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.add_paragraph(place.day).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _gap(document)


def _table(document: Any, widths: list[float], rows: int) -> Any:
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _gap(document: Any) -> None:
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)


def _heavy(paragraph: Any, words: str) -> Any:
    run = paragraph.add_run(words)
    run.bold = True
    _font(run, HEADS)
    return run


def _font(styled: Any, chinese: str) -> None:
    styled.font.name = LATIN
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), chinese)


def _counter(paragraph: Any, code: str) -> None:
    """A field Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
