"""One paper as PDF."""

from dataclasses import asdict
from typing import Any

from shouwang.kernel.papers.description import Paper, Values
from shouwang.kernel.papers.layout import lay_out
from shouwang.kernel.papers.parts import Sheet
from shouwang.kernel.papers.press import press
from shouwang.kernel.papers.scans import drawn


def to_pdf(paper: Paper, values: Values, language: str, *, large: bool = False) -> bytes:
    """The paper on A4; `large` in type that is read from the wall. Raises NoChineseFont without a font.

    An incomplete paper is printed with room for a pen; ask `checks.missing` first where that is not wanted.
    Raises DamagedScan for a drawn signature that is no picture.
    """
    pictures: dict[str, bytes] = {}
    sheet = ready(lay_out(paper, values, language, single=large), pictures)
    return press("sheet.typ", {"sheet": sheet}, pictures, large=large)


def ready(sheet: Sheet, pictures: dict[str, bytes]) -> dict[str, Any]:
    """The sheet as data; its drawn signatures go to `pictures`, and their names stand in their stead."""
    data = asdict(sheet)
    for block in data["blocks"]:
        for part in block["parts"]:
            for place in part.get("places", ()):
                content, place["picture"] = place["picture"], ""
                if content:
                    place["picture"] = f"signature-{len(pictures)}.png"
                    pictures[place["picture"]] = drawn(content, place["name"] or place["label"])
    return data
