"""A text without the names of its villages, towns and lanes, so that another room can't tell from them who is meant.

After `without_names`: a party may be called as the river is.
"""

import re
from collections.abc import Iterable
from typing import Final

SOMEWHERE: Final = "某地"
_KIND: Final = "省|市|县|区|镇|乡|村|社区|街道"
_TAIL: Final = re.compile(
    rf"(?:人民调解委员会|人民法院|村民委员会|村委会|居委会|警务室|派出所|司法所|{_KIND}|[ ]?(?:village|town|county))+$",
    re.I,
)
SHORTEST: Final = 2


def without_places(text: str, names: Iterable[str]) -> str:
    """The text with each of the places made 某村, 某镇 or 某地, also where only its stem (河湾 of 河湾村警务室) stands."""
    stems = {_TAIL.sub("", name.strip()) for name in names}
    for stem in sorted(stems, key=lambda one: (-len(one), one)):
        if len(stem) >= SHORTEST:
            edge = r"\b" if stem.isascii() else ""
            text = re.sub(rf"{edge}{re.escape(stem)}{edge}({_KIND})?", _neutral, text, flags=re.I)
    return text


def _neutral(match: re.Match[str]) -> str:
    return f"某{match[1]}" if match[1] else SOMEWHERE
