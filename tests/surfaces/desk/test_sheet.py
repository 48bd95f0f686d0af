"""The matter on paper: facts and story, without who brought it."""

import io
import re

import docx
import pypdf
from django.test import Client
from django.urls import reverse

from shouwang.kernel.matters.actions.intake import Reporter
from shouwang.kernel.matters.sheet import SHEET
from tests.cast import Cast
from tests.kernel.matters.bringing import bring, closed


def test_the_sheet_tells_the_story_and_hides_the_reporter(cast: Cast, officer: Client) -> None:
    matter = closed(cast, reporter=Reporter(name="王秀兰", phone="13800138000"))
    page = officer.get(reverse("desk:sheet", args=[matter.pk])).content.decode()
    assert matter.reference in page
    assert "电工换了灯泡" in page
    assert "王秀兰" not in page
    assert "13800138000" not in page


def test_the_sheet_offers_nothing_to_change(cast: Cast, officer: Client) -> None:
    page = officer.get(reverse("desk:sheet", args=[closed(cast).pk])).content.decode()
    assert "<form" not in page


def test_the_pdf_says_the_same_and_hides_the_reporter(cast: Cast, officer: Client) -> None:
    matter = closed(cast, reporter=Reporter(name="王秀兰", phone="13800138000"))
    answer = officer.get(reverse("desk:sheet-pdf", args=[matter.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert matter.reference in text
    assert "电工换了灯泡" in text
    assert "王秀兰" not in text


def test_the_page_to_print_has_the_fields_of_the_pdf_in_their_order(cast: Cast, officer: Client) -> None:
    matter = closed(cast, text="村口路灯坏了，\n晚上看不见路。")
    page = officer.get(reverse("desk:sheet", args=[matter.pk])).content.decode()
    shown = re.findall(r"<th scope=\"(?:row|col)\">([^<]+)</th>", page)
    assert shown == [field.label.en for field in SHEET.sections[0].fields] + ["When", "Who", "What"]
    assert "晚上看不见路。" in page


def test_the_word_file_says_the_same(cast: Cast, officer: Client) -> None:
    matter = closed(cast)
    answer = officer.get(reverse("desk:sheet-docx", args=[matter.pk]))
    tables = docx.Document(io.BytesIO(answer.content)).tables
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert any("电工换了灯泡" in cell for cell in cells)


def test_the_paper_of_another_rooms_matter_is_not_there(cast: Cast, officer: Client) -> None:
    elsewhere = bring(cast.next_room).matter
    assert officer.get(reverse("desk:sheet-pdf", args=[elsewhere.pk])).status_code == 404
