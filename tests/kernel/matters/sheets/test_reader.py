"""A file becomes lines of text, or a sentence that says why not."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from shouwang.kernel.matters.sheets import headings, reader
from shouwang.kernel.matters.sheets.refusal import Unreadable
from tests.kernel.matters.tables import HEADINGS, LINES, as_csv, as_xlsx


def lines_of(path: Path) -> list[reader.Line]:
    return list(reader.open_table(path).lines)


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as refusal:
        headings.find(reader.open_table(path))
    assert refusal.value.words
    return refusal.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_reads_the_same_in_every_encoding_people_use(tmp_path: Path, encoding: str) -> None:
    path = as_csv(tmp_path / "a.csv", encoding=encoding)
    assert lines_of(path) == [(1, list(HEADINGS)), *((n, list(cells)) for n, cells in enumerate(LINES, 2))]


@pytest.mark.parametrize(
    "start", ["%PDF-1.7\n1 0 obj", "{\\rtf1\\ansi", "<html><table><tr><td>1", "<?xml version='1.0'?>"]
)
def test_a_paper_or_a_web_page_is_no_table(tmp_path: Path, start: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(f"{start}\n内容,日期\n灯坏了,2026-03-01\n", encoding="utf-8")
    assert refused(path) == "not_a_table"


@pytest.mark.parametrize("delimiter", list(reader.DELIMITERS))
def test_the_delimiter_is_found_by_looking(tmp_path: Path, delimiter: str) -> None:
    path = as_csv(tmp_path / "a.csv", delimiter=delimiter)
    assert lines_of(path)[1][1] == list(LINES[0])


def test_a_comma_inside_quotes_does_not_split_and_a_line_break_stays(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [("1", "灯，坏了, 两盏", "第一行\n第二行", "2026-05-01")])
    assert lines_of(path)[1][1][1:3] == ["灯，坏了, 两盏", "第一行\n第二行"]


def test_a_workbook_reads_as_a_person_sees_it(tmp_path: Path) -> None:
    path = as_xlsx(
        tmp_path / "a.xlsx", [(101, 1.5, datetime.fromisoformat("2026-05-01 20:10"), date(2026, 5, 2)), (None, "x")]
    )
    assert lines_of(path)[1:] == [
        (2, ["101", "1.5", "2026-05-01 20:10:00", "2026-05-02"]),
        (3, ["", "x", "", ""]),
    ]


def test_empty_lines_are_left_out_and_the_numbers_are_the_spreadsheets_own(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "a.xlsx", [(), LINES[0], (), LINES[1]])
    assert [number for number, _ in lines_of(path)] == [1, 3, 5]


def test_other_sheets_are_named_not_lost_in_silence(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "a.xlsx")
    book = openpyxl_load(path)
    book.create_sheet("二月").append(["更多"])
    book.create_sheet("空")
    book.save(path)
    book.close()
    assert reader.open_table(path).unread == ("二月",)


def openpyxl_load(path: Path):  # type: ignore[no-untyped-def]
    import openpyxl

    return openpyxl.load_workbook(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\r\n \r\n", "empty"),
        ("编号,内容\r\n".encode(), "header_only"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"\xff\xff\xff\x80,\xfe\n" * 3, "encoding"),
        (b"PK\x03\x04 no zip at all", "damaged"),
        (b"\xd0\xcf\x11\xe0 no workbook", "damaged"),
        (b'a,b\n1,"never closed\n2,x\n3,y\n', "quote"),
        (b",".join([b"x"] * 400) + b"\n1\n", "too_many_columns"),
    ],
)
def test_what_is_no_table_is_refused_with_words(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert refused(path) == reason


def test_headings_without_lines_are_refused_in_a_workbook_too(tmp_path: Path) -> None:
    assert refused(as_xlsx(tmp_path / "a.xlsx", [])) == "header_only"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    assert refused(path) == "not_a_table"


def workbook_with(path: Path, member: str, content: bytes) -> Path:
    as_xlsx(path)
    buffer = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    path.write_bytes(buffer.getvalue())
    return path


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    path = workbook_with(tmp_path / "bomb.xlsx", "xl/media/zeros.bin", bytes(60 * 1024 * 1024))
    assert path.stat().st_size < 200_000
    assert refused(path) == "bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_not_opened(tmp_path: Path) -> None:
    size = 60 * 1024 * 1024
    path = workbook_with(tmp_path / "bomb.xlsx", "xl/media/zeros.bin", bytes(size))
    told = path.read_bytes().replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(told)
    assert refused(path) in ("bomb", "damaged")


def test_one_far_away_cell_does_not_fill_the_memory(tmp_path: Path) -> None:
    cell = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'
    path = workbook_with(tmp_path / "far.xlsx", "xl/worksheets/sheet9.xml", cell)
    assert refused(path) == "too_many_lines"


def test_a_formatted_empty_cell_far_down_does_no_harm(tmp_path: Path) -> None:
    cell = b'<row r="1048576"><c r="A1048576" s="1"/></row>'
    path = workbook_with(tmp_path / "far.xlsx", "xl/worksheets/sheet9.xml", cell)
    assert len(lines_of(path)) == 4
