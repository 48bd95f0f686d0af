"""PDF by typst. The values go in as data, never as source, so that no text can be taken for a command."""

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from threading import Lock

import typst

from shouwang.kernel.papers import fonts
from shouwang.kernel.papers.description import Paper, Values
from shouwang.kernel.papers.layout import lay_out

_one_at_a_time = Lock()  # a compiler keeps the font and its caches, and serves one paper at a time


def to_pdf(paper: Paper, values: Values, language: str, *, large: bool = False) -> bytes:
    """The paper on A4; `large` in type that is read from the wall. Raises NoChineseFont without a font.

    An incomplete paper is printed with room for a pen; ask `checks.missing` first where that is not wanted.
    """
    data = {**asdict(lay_out(paper, values, language, single=large)), "large": large, "family": fonts.FAMILY}
    with _one_at_a_time:
        compiler = _compiler(str(fonts.folder()))
        made = compiler.compile(_source(), format="pdf", sys_inputs={"sheet": json.dumps(data)})
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single document")
    return made


@cache
def _source() -> bytes:
    return files("shouwang.kernel.papers").joinpath("sheet.typ").read_bytes()


@cache
def _compiler(font_folder: str) -> typst.Compiler:
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder])
    return typst.Compiler(font_paths=own, ignore_system_fonts=True)
