"""Every document of a dispute's file: all that is typed comes out, in PDF and DOCX, in both languages."""

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from benchmarks import papers_data
from shouwang.kernel.papers import dossier
from shouwang.kernel.papers.checks import missing
from shouwang.kernel.papers.description import Words
from shouwang.kernel.papers.pdf import to_pdf
from shouwang.kernel.papers.word import to_docx
from shouwang.systems.mediation.papers import registry
from shouwang.systems.mediation.papers.registry import DOCUMENTS, Document, Need
from tests.kernel.papers.reading import pages_of, squeezed, words_of
from tests.systems.mediation.papers.filling import filled, said

LANGUAGES = ("zh-hans", "en")
EVERY = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.key)


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
def test_every_field_is_found_in_the_pdf_and_in_the_docx(document: Document, language: str) -> None:
    values = filled(document.paper)
    pdf = "".join(pages_of(to_pdf(document.paper, values, language)))
    word = words_of(to_docx(document.paper, values, language))
    title = squeezed(document.paper.title.said(language))
    for name, words in said(document.paper, values, language):
        assert squeezed(words) in pdf, name
        assert squeezed(words) in word, name
    if document.key != "back":
        assert title in pdf
        assert title in word


@EVERY
def test_an_empty_document_is_printed_for_a_pen_and_says_what_it_lacks(document: Document) -> None:
    pdf = "".join(pages_of(to_pdf(document.paper, {}, "zh-hans")))
    word = words_of(to_docx(document.paper, {}, "zh-hans"))
    blanks = {name for section in document.paper.sections for name in section.blanks()}
    for field in document.paper.fields():
        if field.required and field.name not in blanks and field not in (document.paper.issuer, document.paper.number):
            assert squeezed(field.label.zh) in pdf
            assert squeezed(field.label.zh) in word
    lacking = missing(document.paper, {})
    assert lacking == [field.label.zh for field in document.paper.fields() if field.required]


@EVERY
def test_large_type_loses_nothing(document: Document) -> None:
    values = filled(document.paper)
    pdf = "".join(pages_of(to_pdf(document.paper, values, "zh-hans", large=True)))
    for name, words in said(document.paper, values, "zh-hans"):
        assert squeezed(words) in pdf, name


@EVERY
def test_no_document_asks_for_ethnicity_a_fee_or_a_whole_identity_number(document: Document) -> None:
    said_in_it = repr(document.paper)
    assert not re.search("民族|族别|ethnic|身份证号|学历|费用[^。]*Field", said_in_it)


@EVERY
def test_both_languages_say_everything(document: Document) -> None:
    for words in re.findall(r"Words\(zh='(.*?)', en=['\"](.*?)['\"]\)", repr(document.paper)):
        assert bool(words[0]) == bool(words[1])
        assert not re.search("[\u4e00-\u9fff]", words[1])


def test_the_invented_file_fills_every_required_field_but_what_the_pen_brings() -> None:
    values = papers_data.values()
    assert set(values) == {document.key for document in DOCUMENTS} - {"contents"}
    for document in DOCUMENTS:
        lacking = missing(document.paper, values.get(document.key, {})) if document.key != "contents" else []
        assert all("签名" in label or "人民调解委员会" in label for label in lacking), (document.key, lacking)


def test_documents_have_one_place_each_and_one_key() -> None:
    places = [document.place for document in DOCUMENTS]
    assert places == sorted(set(places))
    assert len(registry.BY_KEY) == len(DOCUMENTS)
    assert registry.document("agreement").paper.title == Words("人民调解协议书", "Mediation agreement")


def test_what_stands_for_one_another_comes_in_pairs_and_nothing_else_does() -> None:
    groups: dict[str, list[str]] = {}
    for document in DOCUMENTS:
        assert bool(document.instead) == (document.need is Need.ONE_OF)
        groups.setdefault(document.instead, []).append(document.key)
    assert groups["beginning"] == ["application", "register"]
    assert groups["agreed"] == ["agreement", "oral"]


def test_the_whole_file_is_bound_in_the_order_of_the_registry() -> None:
    pages = pages_of(dossier.to_pdf(papers_data.dossier(), "zh-hans"))
    order = [registry.document(key) for key in papers_data.FULL]
    assert [document.place for document in order] == sorted(document.place for document in order)
    rows = "".join(document.paper.title.zh for document in order)
    assert re.sub(r"\d+(–\d+)?", "", pages[1]).find(rows) > 0
    assert "䶮学文与李𠮷良宅基地边界纠纷" in pages[0]


def test_money_is_in_capitals_where_it_binds() -> None:
    paper = registry.document("agreement").paper
    said_there = "".join(pages_of(to_pdf(paper, papers_data.values()["agreement"], "zh-hans")))
    assert "人民币贰仟肆佰元整（2,400.00元）" in said_there


def test_an_agreement_of_forty_pages_keeps_every_point_and_signs_at_the_end() -> None:
    paper = registry.document("agreement").paper
    points = [f"第{number}项约定：" + "按原样恢复，双方当面验收。" * 16 for number in range(1, 301)]
    values = papers_data.values()["agreement"] | {"content": points}
    pages = pages_of(to_pdf(paper, values, "zh-hans"))
    assert len(pages) > 40
    assert all(f"第{number}项约定" in "".join(pages) for number in range(1, 301))
    assert "人民调解员（签名）" in pages[-1]
    assert f"第{len(pages)}页共{len(pages)}页" in pages[-1]


@pytest.mark.slow
def test_libreoffice_opens_every_docx_and_shows_the_same_words(tmp_path: Path) -> None:
    office = which("soffice")
    if not office:
        pytest.skip("needs LibreOffice: apt-get install --no-install-recommends libreoffice-writer-nogui")
    values = {document.key: filled(document.paper) for document in DOCUMENTS}
    for document in DOCUMENTS:
        made = to_docx(document.paper, values[document.key], "zh-hans")
        (tmp_path / f"{document.key}.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", *sorted(map(str, tmp_path.glob("*.docx")))],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )
    for document in DOCUMENTS:
        shown = "".join(pages_of((tmp_path / f"{document.key}.pdf").read_bytes()))
        for name, words in said(document.paper, values[document.key], "zh-hans"):
            assert squeezed(words) in shown, (document.key, name)


@pytest.mark.parametrize("lines", [20, 22, 25])
def test_nobody_signs_on_a_page_that_says_nothing(lines: int) -> None:
    paper = registry.document("agreement").paper
    values = dict(filled(paper)) | {"facts": "\n".join(["墙从前就在那里。"] * lines)}
    pages = [squeezed(page) for page in pages_of(to_pdf(paper, values, "zh-hans"))]
    last = next(page for page in pages if "当事人（签名" in page)
    assert "可以向人民法院起诉" in last
    assert "记录人（签名）" in last
