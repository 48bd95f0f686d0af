"""What people call one another: the part of a name that a neighbour needs, and no more."""

from typing import Final

# Family names of two characters, the common ones; every other Chinese family name has one.
DOUBLE: Final = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "东方", "司徒", "长孙", "宇文"}
)


def given_name(name: str) -> str:
    """The given name: 小川 of 马小川, Anna of Anna Berg. A name that has no such part is said whole."""
    words = name.split()
    if not words:
        return ""
    first = words[0]
    if len(words) > 1 or not _is_chinese(first):
        return first
    family = 2 if first[:2] in DOUBLE and len(first) > 2 else 1
    return first[family:] if 1 < len(first) <= 4 else first


def _is_chinese(word: str) -> bool:
    return all("\u4e00" <= sign <= "\u9fff" for sign in word)
