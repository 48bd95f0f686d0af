"""A file of papers (卷宗): cover, contents list with true page numbers, every paper and scan, back cover, as one PDF.

One run of the press sets all of it: typst knows on which page each paper begins, so the contents list can't be wrong,
and nothing has to be joined or numbered afterwards. The measured alternative, one run for each paper and pypdf to join
them, is in docs/decisions/0016.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile

import typst

from shouwang.kernel.papers.description import Column, Field, Kind, Paper, Section, Values, Words
from shouwang.kernel.papers.layout import PAGE, lay_out
from shouwang.kernel.papers.pdf import ready
from shouwang.kernel.papers.press import press
from shouwang.kernel.papers.said import plain
from shouwang.kernel.papers.scans import Leaves, Scan, leaves, unreadable
from shouwang.kernel.papers.word import to_docx

TOTAL = Words("本卷共 {pages} 页", "{pages} numbered pages")
LEAF = Words("卷内第 {page} 页", "File page {page}")
CONTENTS = Paper(
    key="contents",
    title=Words("卷内目录", "Contents of the file"),
    number=Field("number", Words("卷号", "File no.")),
    sections=(
        Section(
            fields=(
                Field(
                    "entries",
                    Words("", ""),
                    Kind.TABLE,
                    columns=(
                        Column("serial", Words("序号", "No."), share=2),
                        Column("name", Words("文书名称", "Document"), share=9),
                        Column("pages", Words("页号", "Pages"), share=3),
                        Column("remark", Words("备注", "Remark"), share=5),
                    ),
                ),
            ),
        ),
    ),
)
PAGES_COLUMN = 2
UNSAFE = str.maketrans(dict.fromkeys('\\/:*?"<>|\n', "_"))
LONGEST_NAME = 60


@dataclass(frozen=True)
class Filled:
    """A paper with its values; `name` where the contents list calls it by more than its title (第二次)."""

    paper: Paper
    values: Values
    name: str = ""
    remark: str = ""

    def called(self, language: str) -> str:
        return self.name or self.paper.title.said(language)


Entry: TypeAlias = Filled | Scan


@dataclass(frozen=True)
class Dossier:
    """What is bound together, in its order. Covers and contents list are not numbered and not in the list."""

    entries: Sequence[Entry]
    number: str = ""
    cover: Filled | None = None
    back: Filled | None = None
    title: Words = field(default=Words("卷宗", "File"))


def to_pdf(dossier: Dossier, language: str) -> bytes:
    """All of it as one PDF. Raises DamagedScan, which names the scan, and NoChineseFont without a font."""
    pictures: dict[str, bytes] = {}
    scans: dict[str, Scan] = {}
    entries = [_entry(one, language, pictures, scans) for one in dossier.entries]
    contents = lay_out(CONTENTS, _contents(dossier, language), language)
    given = {
        "title": " ".join(filter(None, [dossier.title.said(language), plain(dossier.number)])),
        "author": entries[0].get("issuer", "") if entries else "",
        "leaf": LEAF.said(language),
        "total": TOTAL.said(language),
        "pages-column": PAGES_COLUMN,
        "cover": _cover(dossier.cover, language, pictures),
        "contents": asdict(contents) if entries else None,
        "entries": entries,
        "back": _cover(dossier.back, language, pictures),
    }
    try:
        return press("dossier.typ", given, pictures)
    except typst.TypstError as fault:
        if broken := next((scan for name, scan in scans.items() if name in f"{fault} {fault.diagnostic}"), None):
            raise unreadable(broken.title) from fault
        raise


def to_zip(dossier: Dossier, language: str) -> bytes:
    """One DOCX for each paper, numbered in the order of the file, and the scans beside them.

    Not one DOCX of all: what is edited is one paper, for its own hands, and Word counts its pages for itself; a file that
    was bound is printed from the PDF. So the contents list leaves its page numbers to the pen.
    """
    covers = [one for one in (dossier.cover, Filled(CONTENTS, _contents(dossier, language))) if one]
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for number, one in enumerate([*covers, *dossier.entries, *filter(None, [dossier.back])]):
            stem = f"{number:02} {_file_name(_called(one, language))}"
            if isinstance(one, Filled):
                archive.writestr(f"{stem}.docx", to_docx(one.paper, one.values, language))
            else:
                made = leaves(one)
                archive.writestr(f"{stem}.{made.suffix}", made.content)
    return out.getvalue()


def _contents(dossier: Dossier, language: str) -> Values:
    rows = [
        {
            "serial": str(serial),
            "name": _called(one, language),
            "remark": one.remark,
        }
        for serial, one in enumerate(dossier.entries, 1)
    ]
    return {"number": dossier.number, "entries": rows}


def _called(one: Entry, language: str) -> str:
    return one.called(language) if isinstance(one, Filled) else one.title


def _entry(one: Entry, language: str, pictures: dict[str, bytes], scans: dict[str, Scan]) -> dict[str, Any]:
    if isinstance(one, Filled):
        return ready(lay_out(one.paper, one.values, language), pictures)
    made: Leaves = leaves(one)
    name = f"scan-{len(scans)}.{made.suffix}"
    pictures[name], scans[name] = made.content, one
    return {
        "title": plain(one.title),
        "number": "",
        "page": PAGE.said(language),
        "pictures": [{"file": name, "page": page} for page in range(1, made.pages + 1)],
    }


def _cover(one: Filled | None, language: str, pictures: dict[str, bytes]) -> dict[str, Any] | None:
    return ready(lay_out(one.paper, one.values, language), pictures) if one else None


def _file_name(title: str) -> str:
    return plain(title).translate(UNSAFE).strip(" .")[:LONGEST_NAME]
