"""Pauses: what is left of punctuation when a text is read aloud."""

import re
from typing import Final

STRONG: Final = "。！？；：，、"  # a run of pauses is the strongest of them
_SAME: Final = str.maketrans(
    {
        ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。", "(": "，", ")": "，", "（": "，", "）": "，",
        "[": "，", "]": "，", "【": "，", "】": "，", "{": "，", "}": "，", "—": "，", "…": "，", "~": "，", "|": "，",
        "/": "，", "\t": " ", "\u3000": " ", "〇": "零", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n",
        "&": "和", "<": "小于", ">": "大于", "=": "等于", "%": "百分号", "@": "艾特", "+": "加", "≥": "不小于", "≤": "不大于",
    }
)  # fmt: skip
HANZI: Final = "\u3400-\u9fff\U00020000-\U0003ffff"
_BETWEEN: Final = re.compile(f"(?<=[{HANZI}]) +(?=[{HANZI}])")
_ELSE: Final = re.compile(f"[^{HANZI}{STRONG}\n]")
_RUN: Final = re.compile(f"[{STRONG}]{{2,}}")
_EDGE: Final = re.compile(f"^[{STRONG}]+", re.MULTILINE)


def paused(text: str) -> str:
    """Hanzi, Chinese pauses and single line breaks; a blank between two words is a short pause, anything else is dropped."""
    said = _ELSE.sub("", _BETWEEN.sub("，", text.translate(_SAME)))
    said = _RUN.sub(lambda run: min(run[0], key=STRONG.index), said)
    lines = (_EDGE.sub("", line) for line in said.split("\n"))
    return "\n".join(line.rstrip("，、：；") for line in lines if line)


def sentences(text: str) -> list[str]:
    """Each with the mark that ends it, in the order they are said."""
    return [part.strip() for part in re.findall(r"[^。！？；\n!?;]+[。！？；!?;]*", text) if part.strip()]
