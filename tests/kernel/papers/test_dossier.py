"""A file of papers: one PDF whose contents list is true, and one DOCX for each paper."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from pypdf import PdfReader, PdfWriter

from benchmarks.papers_data import photo
from shouwang.kernel.papers.description import Field, Paper, Section, Shape, Words
from shouwang.kernel.papers.dossier import Dossier, Filled, to_pdf, to_zip
from shouwang.kernel.papers.pdf import to_pdf as one_pdf
from shouwang.kernel.papers.scans import DamagedScan, Scan
from tests.kernel.papers.reading import pages_of, words_of
from tests.kernel.papers.sample import PAPER, VALUES

NAME = Section((Field("name", Words("卷名", "Name"), wide=True),))
ISSUER = Field("issuer", Words("单位", "Office"))
COVER = Paper("cover", Words("卷宗", "File"), (NAME,), issuer=ISSUER, shape=Shape.COVER)
BACK = Paper("back", Words("封底", "Back"), (NAME,), issuer=ISSUER, shape=Shape.BACK)
LONG = VALUES | {"story": "两家争水，各说各的理。" * 600}


def dossier(*more: Scan) -> Dossier:
    cover = Filled(COVER, {"name": "鱼塘水的纠纷", "issuer": "河湾村"})
    back = Filled(BACK, {"name": "李𠮷良立卷", "issuer": "河湾村"})
    papers = [Filled(PAPER, VALUES), Filled(PAPER, LONG, "事项单（第二次）", "原件"), Filled(PAPER, VALUES)]
    return Dossier([*papers, *more], "HW-12", cover, back)


def test_the_contents_list_says_on_which_pages_each_paper_really_is() -> None:
    scan = Scan("现场照片", photo(), "照片")
    pages = pages_of(to_pdf(dossier(scan, Scan("判决书", one_pdf(PAPER, LONG, "zh-hans"))), "zh-hans"))
    numbered = [(int(found[1]), said) for said in pages if (found := re.search(r"卷内第(\d+)页", said))]
    assert [number for number, _ in numbered] == list(range(1, len(numbered) + 1))
    assert len(pages) == len(numbered) + 3
    first = [number for number, said in numbered if "第1页共" in said]
    last = [number - 1 for number in first[1:]] + [len(numbered)]
    spans = [str(one) if one == end else f"{one}–{end}" for one, end in zip(first, last, strict=True)]
    names = ["事项单", "事项单（第二次）", "事项单", "现场照片", "判决书"]
    rows = "".join(
        f"{serial}{name}{span}{remark}"
        for serial, (name, span, remark) in enumerate(zip(names, spans, ["", "原件", "", "照片", ""], strict=True), 1)
    )
    assert "–" in rows
    assert rows in pages[1]


def test_each_paper_counts_its_own_pages_beside_those_of_the_file() -> None:
    pages = pages_of(to_pdf(dossier(), "zh-hans"))
    own = [re.search(r"第(\d+)页共(\d+)页", said) for said in pages[2:-1]]
    counted = [(int(found[1]), int(found[2])) for found in own if found]
    total = counted[1][1]
    assert total > 2
    assert counted == [(1, 1), *((number, total) for number in range(1, total + 1)), (1, 1)]


def test_covers_stand_around_it_unnumbered_and_the_last_says_how_many_pages_there_are() -> None:
    pages = pages_of(to_pdf(dossier(), "zh-hans"))
    assert "鱼塘水的纠纷" in pages[0]
    assert "李𠮷良立卷" in pages[-1]
    assert f"本卷共{len(pages) - 3}页" in pages[-1]
    assert all("卷内第" not in said and "页共" not in said for said in (pages[0], pages[-1]))


def test_it_speaks_english() -> None:
    pages = pages_of(to_pdf(dossier(), "en"))
    assert "Contentsofthefile" in pages[1]
    assert "Filepage1" in pages[2]


def test_a_file_without_covers_or_papers_is_still_one() -> None:
    assert len(pages_of(to_pdf(Dossier([Filled(PAPER, VALUES)]), "zh-hans"))) == 2
    assert len(pages_of(to_pdf(Dossier([], cover=Filled(COVER, {}), back=Filled(BACK, {})), "zh-hans"))) == 2


def test_scans_keep_their_pages_on_a4() -> None:
    scan = Scan("判决书", one_pdf(PAPER, LONG, "zh-hans"))
    count = len(PdfReader(BytesIO(scan.content)).pages)
    reader = PdfReader(BytesIO(to_pdf(Dossier([scan, Scan("照片", photo(1200, 1600))]), "zh-hans")))
    assert len(reader.pages) == 1 + count + 1
    assert all((round(page.mediabox.width), round(page.mediabox.height)) == (595, 842) for page in reader.pages)
    assert list(reader.pages[-1].images)


def broken_pages() -> bytes:
    """A PDF cut short inside its only page: it is still counted, and can't be drawn."""
    made = PdfWriter()
    made.add_blank_page(100, 100)
    out = BytesIO()
    made.write(out)
    return re.sub(rb"/MediaBox.*?endobj", b"/MediaBox", out.getvalue(), flags=re.DOTALL)


def locked() -> bytes:
    made = PdfWriter()
    made.add_blank_page(100, 100)
    made.encrypt("secret")
    out = BytesIO()
    made.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "坏了"),
        (b"hello", "坏了"),
        (photo()[:3000], "坏了"),
        (b"%PDF-1.7\nnothing", "坏了"),
        (one_pdf(PAPER, VALUES, "en")[:900], "坏了"),
        (locked(), "密码"),
        (broken_pages(), "坏了"),
    ],
)
def test_a_scan_that_can_not_be_read_is_named(content: bytes, why: str) -> None:
    with pytest.raises(DamagedScan, match="身份证") as fault:
        to_pdf(dossier(Scan("现场照片", photo()), Scan("身份证", content)), "zh-hans")
    assert why in str(fault.value)


def test_a_photo_stands_upright_and_says_nothing_about_its_place() -> None:
    from PIL import Image

    from shouwang.kernel.papers.scans import leaves

    picture = Image.new("RGB", (4000, 3000), "white")
    exif = picture.getexif()
    exif[0x0112] = 6
    exif[0x010E] = "taken at home"
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    made = leaves(Scan("照片", out.getvalue())).content
    turned = Image.open(BytesIO(made))
    assert turned.size == (1500, 2000)
    assert b"taken at home" not in made
    assert leaves(Scan("照片", made)).content == made  # fit already


def test_a_picture_that_is_too_large_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from shouwang.kernel.papers import scans

    monkeypatch.setattr(scans, "MOST_DOTS", 1000)
    with pytest.raises(DamagedScan, match="太大"):
        scans.leaves(Scan("照片", photo()))
    monkeypatch.setattr(scans, "MOST_PAGES", 1)
    with pytest.raises(DamagedScan, match="分成几份"):
        scans.leaves(Scan("判决书", one_pdf(PAPER, LONG, "zh-hans")))


def test_the_zip_has_a_docx_for_each_paper_in_order_and_the_scans() -> None:
    archive = ZipFile(BytesIO(to_zip(dossier(Scan("照片/一", photo())), "zh-hans")))
    assert archive.namelist() == [
        "00 卷宗.docx",
        "01 卷内目录.docx",
        "02 事项单.docx",
        "03 事项单（第二次）.docx",
        "04 事项单.docx",
        "05 照片_一.jpg",
        "06 封底.docx",
    ]
    assert "王大娘" in words_of(archive.read("02 事项单.docx"))
    assert "事项单（第二次）原件" in words_of(archive.read("01 卷内目录.docx"))
