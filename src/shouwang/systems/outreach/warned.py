"""Only governments warn officially (Emergency Response Law 2024, Art 63): the room's own words are a notice (提示)."""

import re

TITLE = re.compile(r"预警(?!劝阻|电话|来电)|\bwarning\b", re.IGNORECASE)
# In the text the word may stand (96110 的预警电话): issuing one, or its colour, may not.
TEXT = re.compile(r"发布[^。！？\n]{0,16}预警|[红橙黄蓝]色[^。！？\n]{0,8}预警|预警信号")


def claims_to_warn(title: str, text: str = "") -> bool:
    """Whether the words read as an official warning."""
    return bool(TITLE.search(title) or TEXT.search(text))
