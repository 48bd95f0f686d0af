"""typst, which sets the papers. The values go in as data, never as source, so that no text can be taken for a command."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import typst

from shouwang.kernel.papers import fonts

_one_at_a_time = Lock()  # a compiler keeps the font and its caches, and serves one paper at a time


def press(source: str, given: Mapping[str, Any], pictures: Mapping[str, bytes], *, large: bool = False) -> bytes:
    """The PDF that `source` draws of what is given; `pictures` by the names it calls them.

    Raises NoChineseFont without a font and typst.TypstError, which names it, for a picture that it can't read.
    """
    made = drawn(_source("look.typ") + _source(source), {**given, "large": large}, pictures)
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single document")
    return made


def drawn(
    source: bytes, given: Mapping[str, Any], pictures: Mapping[str, bytes], *, ppi: float | None = None
) -> bytes | list[bytes]:
    """The same for a source with a look of its own: PDF, or with `ppi` (pixels an inch) a PNG of each page, one as it is."""
    words = json.dumps({**given, "family": fonts.FAMILY})
    kind = {"format": "pdf"} if ppi is None else {"format": "png", "ppi": ppi}
    with TemporaryDirectory(prefix="papers-") as folder, _one_at_a_time:
        for name, content in pictures.items():
            (Path(folder) / name).write_bytes(content)
        compiler = _compiler(str(fonts.folder()))
        made = compiler.compile(source, sys_inputs={"given": words}, root=folder, **kind)
    if made is None:
        raise TypeError("typst gave nothing")
    return made


@cache
def _source(name: str) -> bytes:
    return files("shouwang.kernel.papers").joinpath(name).read_bytes()


@cache
def _compiler(font_folder: str) -> typst.Compiler:
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder])
    return typst.Compiler(font_paths=own, ignore_system_fonts=True)
