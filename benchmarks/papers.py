"""Papers of a dispute: one document, and the whole file of a difficult one (thirteen documents, covers, true contents list).

Every run has other words in it, for typst remembers what it has set. Peers on the same papers: WeasyPrint from HTML and
LibreOffice from our DOCX, neither of which binds a file or numbers it; and the other way to bind with typst itself, one run
for each paper and pypdf to join them.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import count
from statistics import median
from typing import Any

from benchmarks.table import Row, show

ONE, WHOLE, SCANNED = 500.0, 3000.0, 3000.0  # ms
TIMES, PEER_TIMES = 15, 5
FIRST = "the first document after the start"
_runs = count()


def main() -> bool:
    return show("papers", rows())


def rows() -> list[Row]:
    from benchmarks.papers_peers import by_libreoffice, by_weasyprint, has_libreoffice, weasyprint_fault
    from benchmarks.village import start

    start()
    from benchmarks.papers_data import photo
    from shouwang.kernel.papers import dossier
    from shouwang.kernel.papers.pdf import to_pdf
    from shouwang.kernel.papers.scans import Scan
    from shouwang.kernel.papers.word import to_docx

    def one() -> None:
        agreement = _file().entries[7]
        to_pdf(agreement.paper, agreement.values, "zh-hans")

    scans = [Scan(f"照片{number}", photo(4000, 3000)) for number in range(6)]
    first = _times(one, 1)
    single = _times(one, TIMES)
    whole = _times(lambda: dossier.to_pdf(_file(), "zh-hans"), TIMES)
    scanned = _times(lambda: dossier.to_pdf(_file(*scans), "zh-hans"), PEER_TIMES)
    joined = _times(lambda: _joined(_file()), PEER_TIMES)
    word = _times(lambda: [to_docx(entry.paper, entry.values, "zh-hans") for entry in _file().entries], PEER_TIMES)
    peers_one, peers_whole = [], [_against("one run each and pypdf", joined, whole)]
    if fault := weasyprint_fault():
        peers_one.append(fault)
    else:
        peers_one.append(
            _against("WeasyPrint", _times(lambda: by_weasyprint([_file().entries[7]]), PEER_TIMES), single)
        )
        peers_whole.append(
            _against("WeasyPrint", _times(lambda: by_weasyprint(list(_file().entries)), PEER_TIMES), whole)
        )
    if has_libreoffice():
        peers_one.append(_against("LibreOffice", _times(lambda: by_libreoffice([_file().entries[7]]), 3), single))
        peers_whole.append(_against("LibreOffice", _times(lambda: by_libreoffice(list(_file().entries)), 3), whole))
    else:
        peers_one.append("no LibreOffice here")
    return [
        _row(FIRST, first, ONE),
        _row("one document (agreement), median", single, ONE, "; ".join(peers_one)),
        _row("file of 13 documents as one PDF, median", whole, WHOLE, "; ".join(peers_whole)),
        _row("the same with six photos of 12 megapixels, median", scanned, SCANNED),
        _row("13 documents as DOCX, median", word, WHOLE),
    ]


def _row(what: str, took: list[float], most: float, peers: str = "") -> Row:
    return Row(what, median(took), "ms", f"< {most:.0f}", median(took) < most, peers)


def _against(name: str, took: list[float], ours: list[float]) -> str:
    return f"{name} {median(took):.0f} ms, {median(took) / median(ours):.1f} ×"


def _times(run: Callable[[], object], times: int) -> list[float]:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        run()
        took.append(1000 * (time.perf_counter() - began))
    return took


def _file(*scans: Any) -> Any:
    """The file with words no run before had: names differ, and so does each story's first sentence."""
    from benchmarks.papers_data import dossier

    run = next(_runs)
    file = dossier(*scans)
    entries = [
        replace(entry, values=_other(entry.values, run)) if hasattr(entry, "values") else entry
        for entry in file.entries
    ]
    return replace(file, entries=entries)


def _other(values: Any, run: int) -> dict[str, Any]:
    return {
        name: f"{value}（{run}）" if isinstance(value, str) and name != "number" else value
        for name, value in values.items()
    }


def _joined(file: Any) -> bytes:
    """The alternative: each paper by itself, then joined. It has no contents list and no numbers of the file yet."""
    from pypdf import PdfReader, PdfWriter

    from shouwang.kernel.papers.pdf import to_pdf

    writer = PdfWriter()
    for entry in [file.cover, *file.entries, file.back]:
        for page in PdfReader(BytesIO(to_pdf(entry.paper, entry.values, "zh-hans"))).pages:
            writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
