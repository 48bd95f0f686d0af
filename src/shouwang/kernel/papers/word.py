"""DOCX by python-docx: the same paper for those who must edit it."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from shouwang.kernel.papers.description import Paper, Values
from shouwang.kernel.papers.layout import lay_out
from shouwang.kernel.papers.parts import Block, Grid, Pairs, Place, Places, Points, Prose, Sheet
from shouwang.kernel.papers.scans import drawn
from shouwang.kernel.papers.word_text import (
    border_below,
    counter,
    font,
    heavy,
    padded,
    repeated_head,
    spoken,
    unsplit,
    write,
)

WIDTH = 166  # mm between the margins
LABEL = 28
PEN_LINE = 9
SIGNATURE = 13
TOGETHER = 10  # as many places to sign stay on one page


def to_docx(paper: Paper, values: Values, language: str, *, large: bool = False) -> bytes:
    """The paper as an A4 DOCX; `large` and what is raised as in `to_pdf`."""
    sheet = lay_out(paper, values, language, single=large)
    size = 17 if large else 10.5
    document = Document()
    _page(document, sheet, size)
    if sheet.shape == "cover":
        _cover(document, sheet)
    elif sheet.shape == "sheet":
        _head(document, sheet, size)
    for block in sheet.blocks:
        _block(document, block, sheet.language, size)
    if sheet.shape == "back":
        _centred(document, sheet.issuer, 14)
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
    font(normal)
    spoken(normal, sheet.language)
    normal.paragraph_format.space_after = Pt(2)
    core = document.core_properties
    core.title, core.author, core.language = sheet.title, sheet.issuer, sheet.language
    if sheet.shape != "sheet":
        return
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, rest = sheet.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    write(footer, before)
    counter(footer, "PAGE")
    write(footer, between)
    counter(footer, "NUMPAGES")
    write(footer, after)


def _centred(document: Any, words: str, size: float, *, bold: bool = False, above: float = 0) -> None:
    if not words:
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Mm(above)
    for run in heavy(paragraph, words) if bold else write(paragraph, words):
        run.font.size = Pt(size)


def _cover(document: Any, sheet: Sheet) -> None:
    _centred(document, sheet.issuer, 20, above=20)
    _centred(document, sheet.title, 38, bold=True, above=14)
    _centred(document, sheet.number, 14, above=6)
    document.add_paragraph().paragraph_format.space_before = Mm(60)


def _head(document: Any, sheet: Sheet, size: float) -> None:
    _centred(document, sheet.issuer, size * 1.1)
    _centred(document, sheet.title, size * 1.9, bold=True, above=3)
    if sheet.number:
        paragraph = document.add_paragraph()
        write(paragraph, sheet.number)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _block(document: Any, block: Block, language: str, size: float) -> None:
    if block.on_new_page:
        document.add_page_break()
    if block.slip:
        border_below(document.add_paragraph(), "dashed")
    _heading(document, block.title)
    for part in block.parts:
        match part:
            case Pairs():
                _pairs(document, part)
            case Grid():
                _heading(document, part.label)
                _ledger(document, part)
            case Prose():
                _heading(document, part.label)
                _prose(document, part, language, size)
            case Points():
                _heading(document, part.label)
                _points(document, part)
            case Places():
                _places(document, part.places)
    if block.note:
        write(document.add_paragraph(), block.note)


def _heading(document: Any, words: str) -> None:
    if words:
        paragraph = document.add_paragraph()
        heavy(paragraph, words)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(4)


def _pairs(document: Any, pairs: Pairs) -> None:
    value = WIDTH / 2 - LABEL
    above = 1 if pairs.head else 0
    table = _table(document, [LABEL, value, LABEL, value], len(pairs.rows) + above)
    if pairs.head:
        head = table.rows[0].cells
        heavy(head[0].merge(head[3]).paragraphs[0], pairs.head)
    for row, cells in zip(table.rows[above:], pairs.rows, strict=True):
        for at, cell in enumerate(cells):
            name = row.cells[at * 2]
            name.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            heavy(name.paragraphs[0], cell.label)
            place = row.cells[at * 2 + 1] if cell.span == 1 else row.cells[1].merge(row.cells[3])
            write(place.paragraphs[0], cell.text)
    _gap(document)


def _ledger(document: Any, grid: Grid) -> None:
    total = sum(grid.shares)
    table = _table(document, [WIDTH * share / total for share in grid.shares], len(grid.rows) + 1)
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        heavy(cell.paragraphs[0], head)
    repeated_head(table.rows[0])
    for row, words in zip(table.rows[1:], grid.rows, strict=True):
        for cell, text, is_number in zip(row.cells, words, grid.numbers, strict=True):
            write(cell.paragraphs[0], text)
            if is_number:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _gap(document)


def _prose(document: Any, prose: Prose, language: str, size: float) -> None:
    for words in prose.paragraphs:
        paragraph = document.add_paragraph()
        write(paragraph, words)
        shape = paragraph.paragraph_format
        shape.line_spacing, shape.space_after = 1.4, Pt(3)
        if language == "zh":
            shape.first_line_indent = Pt(2 * size)
    _for_pen(document, prose.lines)


def _points(document: Any, points: Points) -> None:
    for mark, words in zip(points.marks, points.points, strict=True):
        paragraph = document.add_paragraph()
        write(paragraph, f"{mark} {words}")
        paragraph.paragraph_format.line_spacing = 1.3
    _for_pen(document, points.lines)


def _for_pen(document: Any, lines: int) -> None:
    for _ in range(lines):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.line_spacing = Mm(PEN_LINE)
        border_below(paragraph)


def _places(document: Any, places: list[Place]) -> None:
    columns = min(2, len(places))
    _keep_words(document)
    table = _table(document, [WIDTH / 2] * columns, -(-len(places) // columns))
    if columns == 1:
        table.alignment = WD_TABLE_ALIGNMENT.RIGHT
    for row in table.rows:
        row.height = Mm(28)
        unsplit(row)
    for number, place in enumerate(places):
        cell = table.rows[number // columns].cells[number % columns]
        cell.vertical_alignment = WD_ALIGN_VERTICAL.TOP
        heavy(cell.paragraphs[0], place.label)
        write(cell.add_paragraph(), place.name)
        if place.picture:
            picture = BytesIO(drawn(place.picture, place.name or place.label))
            cell.add_paragraph().add_run().add_picture(picture, height=Mm(SIGNATURE))
        for words, side in ((place.seal, WD_ALIGN_PARAGRAPH.CENTER), (place.how, WD_ALIGN_PARAGRAPH.LEFT)):
            if words:
                paragraph = cell.add_paragraph()
                write(paragraph, words)
                paragraph.alignment = side
        paragraph = cell.add_paragraph()
        write(paragraph, place.day)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if len(places) <= TOGETHER:
        _keep(paragraph for row in table.rows[:-1] for cell in row.cells for paragraph in cell.paragraphs)
    _gap(document)


def _keep_words(document: Any) -> None:
    """The last words go along with the places below them: nobody signs on a page that says nothing."""
    above = list(document.paragraphs)
    last = max((number for number, one in enumerate(above) if one.text.strip()), default=0)
    _keep(above[last:])


def _keep(paragraphs: Iterable[Any]) -> None:
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _table(document: Any, widths: list[float], rows: int) -> Any:
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    padded(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # WPS and LibreOffice go by the columns, Word by the cells
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    return table


def _gap(document: Any) -> None:
    document.add_paragraph().paragraph_format.line_spacing = Pt(6)
