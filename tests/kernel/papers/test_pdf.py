"""What the printed paper says, how it looks, and that no text breaks it."""

import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from shouwang.kernel.papers import fonts, pdf
from shouwang.kernel.papers.pdf import to_pdf
from tests.kernel.papers.sample import PAPER, VALUES

HOSTILE = [
    '#panic(1) #import "x" #read("/etc/passwd")',
    "$x^2$ $ unclosed",
    "]]] [ *bold* _it_ `raw` = heading",
    "\\ \\u{41} // comment /* open",
    "<label> @ref ~ -- --- \"quotes\" 'q'",
    "{{ }} ${} %s {page} {pages}",
    "𠮷野 😀 é ﷽ 龘",
]


def read(made: bytes) -> list[str]:
    """The text of each page without blanks and soft breaks."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    return ["".join(text.replace("\u200b", "").split()) for text in pages]


@pytest.mark.parametrize("large", [False, True])
def test_the_paper_says_in_chinese_what_was_typed(large: bool) -> None:
    said = "".join(read(to_pdf(PAPER, VALUES, "zh-hans", large=large)))
    for words in (
        "河湾村警务室",
        "事项单",
        "编号：HW-2026-0147",
        "来访人王大娘",
        "2026年3月2日16:05",
        "老槐树往东三十米",
        "塘埂被挖开一个口子",
        "1,200.00元",
        "陈警官",
        "（盖章）",
        "本单一式两份",
    ):
        assert words in said


def test_the_same_paper_speaks_english() -> None:
    said = read(to_pdf(PAPER, VALUES, "en"))[0]
    for words in ("Mattersheet", "No.:HW-2026-0147", "2March2026,16:05", "CNY1,200.00", "(seal)", "Page1of1"):
        assert words in said
    assert "盖章" not in said


def test_pages_are_a4_and_numbered_and_carry_the_number_of_the_paper() -> None:
    made = to_pdf(PAPER, VALUES | {"story": "两家争水，各说各的理。" * 600}, "zh-hans")
    pages = PdfReader(BytesIO(made)).pages
    assert len(pages) > 2
    assert all((round(page.mediabox.width), round(page.mediabox.height)) == (595, 842) for page in pages)
    for number, said in enumerate(read(made), 1):
        assert f"第{number}页共{len(pages)}页" in said
        assert "HW-2026-0147" in said


def test_fields_stand_in_the_order_of_their_description() -> None:
    said = read(to_pdf(PAPER, VALUES, "zh-hans"))[0]
    places = [said.index(words) for words in ("事情经过", "履行内容", "合计", "本单一式", "来访人签名")]
    assert places == sorted(places)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_taken_for_a_command(text: str) -> None:
    said = "".join(read(to_pdf(PAPER, VALUES | {"story": text, "reporter": text, "number": text[:30]}, "zh-hans")))
    kept = "".join(text.split())
    if text.isascii():
        assert kept in said


def test_control_and_direction_signs_are_not_printed() -> None:
    said = read(to_pdf(PAPER, VALUES | {"place": "村口\x00\x07\u202e桥\ufeff头\ud800"}, "zh-hans"))[0]
    assert "村口桥头" in said


@pytest.mark.parametrize("text", ["争水" * 3400, "x" * 20_000, "行\n" * 5_000, " " * 20_000 + "尾"])
def test_twenty_kilobytes_in_one_field_run_over_pages_and_lose_nothing(text: str) -> None:
    said = "".join(read(to_pdf(PAPER, VALUES | {"story": text}, "zh-hans")))
    first = text.split()[0][0]
    assert said.count(first) >= text.count(first)


def test_an_empty_paper_is_printed_for_a_pen() -> None:
    said = read(to_pdf(PAPER, {}, "zh-hans"))[0]
    assert "事情经过" in said
    assert "年月日" in said


def test_a_value_of_another_kind_and_an_unknown_name_are_faults_of_the_caller() -> None:
    for wrong, fault in (
        ({"due": "soon"}, TypeError),
        ({"total": 5}, TypeError),
        ({"storey": "x"}, ValueError),
    ):
        with pytest.raises(fault):
            to_pdf(PAPER, wrong, "zh-hans")


def test_the_paper_is_black_on_white(tmp_path: Path) -> None:
    if not which("pdftoppm"):
        pytest.skip("needs pdftoppm: apt-get install poppler-utils")
    (tmp_path / "a.pdf").write_bytes(to_pdf(PAPER, VALUES, "zh-hans"))
    subprocess.run(["pdftoppm", "-r", "40", "-png", "a.pdf", "a"], cwd=tmp_path, check=True)
    picture = Image.open(next(tmp_path.glob("a*.png"))).convert("RGB")
    colours = [colour for _, colour in picture.getcolors(1 << 20) or []]
    assert all(max(colour) - min(colour) < 8 for colour in colours)
    assert picture.getpixel((2, 2)) == (255, 255, 255)
    dark = sum(count for count, colour in picture.getcolors(1 << 20) or [] if max(colour) < 128)
    assert 0.005 < dark / (picture.width * picture.height) < 0.2


def test_the_font_is_embedded_so_that_every_machine_shows_the_same() -> None:
    resources: Any = PdfReader(BytesIO(to_pdf(PAPER, VALUES, "zh-hans"))).pages[0]["/Resources"]
    names = [font.get_object()["/BaseFont"] for font in resources["/Font"].values()]
    assert names
    assert all("NotoSansCJK" in name for name in names)


def test_without_a_chinese_font_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.fault() == ""
    monkeypatch.setattr(fonts, "PACKAGE", "no_such_package")
    monkeypatch.setattr(fonts, "SYSTEM", ())
    fonts._package.cache_clear()
    try:
        with pytest.raises(fonts.NoChineseFont, match="fonts-noto-cjk"):
            pdf.to_pdf(PAPER, VALUES, "zh-hans")
        assert "fonts-noto-cjk" in fonts.fault()
    finally:
        fonts._package.cache_clear()
