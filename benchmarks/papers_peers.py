"""The same papers as HTML for WeasyPrint, and as DOCX for LibreOffice: what a room would otherwise print with.

Fed with the very sheets that `layout` makes; the look is simpler than ours, so the peers have less to do, not more.
"""

import subprocess
import tempfile
from html import escape
from pathlib import Path
from shutil import which
from typing import Any

from shouwang.kernel.papers.dossier import Filled
from shouwang.kernel.papers.layout import lay_out
from shouwang.kernel.papers.parts import Grid, Pairs, Points, Prose
from shouwang.kernel.papers.word import to_docx

STYLE = """@page { size: A4; margin: 25mm 22mm; @bottom-center { content: "第 " counter(page) " 页　共 " counter(pages) " 页" } }
body { font: 10.5pt "Noto Sans CJK SC" } table { width: 100%; border-collapse: collapse; margin: 1em 0 } article { break-before: page }
td, th { border: 0.5pt solid; padding: 2mm } h1 { text-align: center } p { text-indent: 2em } td.sign { height: 28mm; vertical-align: top }"""


def html(papers: list[Filled]) -> str:
    """Each on pages of its own."""
    articles = "".join(f"<article>{_article(one)}</article>" for one in papers)
    return f'<!doctype html><html lang="zh"><style>{STYLE}</style><body>{articles}</body></html>'


def by_weasyprint(papers: list[Filled]) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=html(papers)).write_pdf())


def weasyprint_fault() -> str:
    """Why it can't be compared here; "" when it can."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as fault:
        return f"no WeasyPrint: {str(fault).splitlines()[0][:60]}"
    return ""


def by_libreoffice(papers: list[Filled]) -> None:
    """One start of the program for all, which is what is quickest."""
    with tempfile.TemporaryDirectory(prefix="shouwang-papers-") as folder:
        names = []
        for number, one in enumerate(papers):
            names.append(f"{number}.docx")
            (Path(folder) / names[-1]).write_bytes(to_docx(one.paper, one.values, "zh-hans"))
        profile = f"-env:UserInstallation={Path(folder).as_uri()}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", "pdf", *names],
            cwd=folder, check=True, capture_output=True, timeout=300,
        )  # fmt: skip


def has_libreoffice() -> bool:
    return which("soffice") is not None


def _article(one: Filled) -> str:
    sheet = lay_out(one.paper, one.values, "zh-hans")
    parts = [part for block in sheet.blocks for part in block.parts]
    return f"<h1>{escape(sheet.title)}</h1>" + "".join(map(_part, parts))


def _part(part: Any) -> str:
    match part:
        case Pairs():
            rows = "".join(
                f"<tr>{''.join(f'<th>{escape(c.label)}<td>{escape(c.text)}' for c in row)}" for row in part.rows
            )
            return f"<table>{rows}</table>"
        case Grid():
            rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}' for text in row)}" for row in part.rows)
            return f"<table><tr>{''.join(f'<th>{escape(head)}' for head in part.heads)}{rows}</table>"
        case Prose():
            return f"<h4>{escape(part.label)}</h4>" + "".join(f"<p>{escape(text)}</p>" for text in part.paragraphs)
        case Points():
            return (
                f"<h4>{escape(part.label)}</h4><ol>" + "".join(f"<li>{escape(text)}" for text in part.points) + "</ol>"
            )
        case _:
            cells = "".join(f'<td class="sign">{escape(place.label)}<br>{escape(place.name)}' for place in part.places)
            return f"<table><tr>{cells}</table>"
