"""The documents name what exists: files, pages, tests, settings, parts of the room."""

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve

from shouwang.lib import ids

ROOT = Path(settings.ROOT)
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "deploy").glob("*.md"), *DOCS.rglob("*.md")])
GUIDE = {language: DOCS / "guide" / language for language in ("zh", "en")}
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
QUOTED = re.compile(r"`([^`\n]+)`")
READ = re.compile(r"""(?:env\.\w+|_kept_secret)\(\s*"([A-Z_]+)\"""")
PARTS = ("council", "watch", "video", "patrol", "mediation", "services", "care", "outreach", "visitors", "surfaces")
STATES = ("works", "partly", "not yet", "refused")
MOST_BYTES, MOST_IN_ALL = 120_000, 6_000_000


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def rows(text: str) -> Iterator[list[str]]:
    """The rows of every table, without heads and rules."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and not set(line) <= set("|-: ") and cells[-1] != "state":
            yield cells


def addresses(text: str) -> set[str]:
    return {words.partition("?")[0] for words in QUOTED.findall(text) if re.fullmatch(r"/[\w/.?=-]*", words)}


def is_answered(address: str) -> bool:
    try:
        resolve(address)
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    found = LINK.findall(page.read_text(encoding="utf-8"))
    inside = [link.partition("#")[0] for link in found if "://" not in link and not link.startswith("#")]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [*DOCS.glob("guide/*/*.md"), DOCS / "rights.md"], ids=named)
def test_every_address_named_is_answered(page: Path) -> None:
    assert sorted(one for one in addresses(page.read_text(encoding="utf-8")) if not is_answered(one)) == []


def test_the_guide_says_the_same_in_both_languages() -> None:
    def shape(page: Path) -> tuple[list[str], list[str], int]:
        text = page.read_text(encoding="utf-8")
        links = [re.sub(r"\.(zh|en)\.png$", "", link) for link in LINK.findall(text)]
        return re.findall(r"^#+", text, re.M), links, len(list(rows(text)))

    names = {language: sorted(page.name for page in folder.glob("*.md")) for language, folder in GUIDE.items()}
    assert names["zh"] == names["en"]
    assert [name for name in names["zh"] if shape(GUIDE["zh"] / name) != shape(GUIDE["en"] / name)] == []


@pytest.mark.parametrize("language", GUIDE)
def test_every_page_of_the_guide_is_named_in_its_index(language: str) -> None:
    linked = LINK.findall((GUIDE[language] / "index.md").read_text(encoding="utf-8"))
    assert {page.name for page in GUIDE[language].glob("*.md")} - {"index.md"} == set(linked)


def test_every_picture_is_shown_and_small() -> None:
    shown = {Path(link).name for page in PAGES for link in LINK.findall(page.read_text(encoding="utf-8"))}
    pictures = list((DOCS / "pictures").iterdir())
    assert sorted(file.name for file in pictures if file.name not in shown) == []
    assert [file.name for file in pictures if file.stat().st_size > MOST_BYTES] == []
    assert sum(file.stat().st_size for file in pictures) < MOST_IN_ALL


def test_every_part_of_the_room_stands_in_the_page_that_says_what_exists() -> None:
    text = (DOCS / "the-room.md").read_text(encoding="utf-8")
    assert [part for part in PARTS if not re.search(rf"^## {part}\b", text, re.M)] == []


def test_what_is_said_to_exist_exists() -> None:
    said = list(rows((DOCS / "the-room.md").read_text(encoding="utf-8")))
    assert [row for row in said if not row[-1].startswith(STATES)] == []
    missing = []
    for row in said:
        line = " ".join(row)
        missing += [one for one in QUOTED.findall(line) if one.startswith("tests/") and not (ROOT / one).exists()]
        if not row[-1].startswith("not yet"):
            missing += [one for one in addresses(line) if not is_answered(one)]
    assert missing == []


def test_what_works_names_its_tests() -> None:
    said = rows((DOCS / "the-room.md").read_text(encoding="utf-8"))
    assert [row[0] for row in said if row[-1].startswith("works") and "`tests/" not in " ".join(row)] == []


def test_every_setting_that_is_read_is_explained() -> None:
    reference = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    sources = [file.read_text(encoding="utf-8") for file in (ROOT / "src" / "shouwang" / "config").rglob("*.py")]
    read = {name for text in sources for name in READ.findall(text)}
    assert {"SECRET_KEY", "DATA_DIR", "LOG_LEVEL"} <= read
    assert sorted(name for name in read if f"| `{name}` |" not in reference) == []


def test_every_module_the_architecture_names_is_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("## One app, file by file")[0]
    named_there = [one for one in QUOTED.findall(text) if re.fullmatch(r"[\w/]+\.py", one)]
    assert "matters/actions/news.py" in named_there
    assert [one for one in named_there if not (ROOT / "src" / "shouwang" / "kernel" / one).exists()] == []


def test_how_hard_a_follow_code_is_to_guess_is_said_once_and_right() -> None:
    bits = f"{ids.CODE_LENGTH * math.log2(len(ids.ALPHABET)):.1f}"
    kernel, lib = ROOT / "src" / "shouwang" / "kernel", ROOT / "src" / "shouwang" / "lib"
    pages = (DOCS / "decisions" / "0010-follow-code-derived.md", kernel / "matters" / "follow.py", lib / "ids.py")
    said = [re.findall(r"([\d.]+) bits", page.read_text(encoding="utf-8")) for page in pages]
    assert all(said)
    assert {figure for figures in said for figure in figures} == {bits}
