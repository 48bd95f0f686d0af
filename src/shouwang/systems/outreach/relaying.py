"""Official warnings are passed on, never made: only governments issue them, with level, area and time.

Emergency Response Law (in force 2024-11-01), Art 63 to 65. So what a room says in its own name has no level and no number,
and does not call itself a warning: it is a notice (提示). `claims_to_warn` is the one rule for bulletins, campaigns, posters.
"""

import re
from datetime import datetime

WARNING = "warning"
# 96110 is called 预警劝阻电话.
TITLE = re.compile(
    r"预警(?!劝阻|电话|来电)|\bwarning\b|\b(?:red|orange|yellow|blue) alert\b|\bofficial alert\b", re.IGNORECASE
)
# In the text the word may stand (听到预警就上楼): issuing one, its signal or its colour may not.
TEXT = re.compile(
    r"发布[^。！？\n]{0,16}预警|[红橙黄蓝]色[^。！？\n]{0,8}预警|预警信号"
    r"|\b(?:red|orange|yellow|blue) (?:alert|warning)\b|\bofficial warning\b",
    re.IGNORECASE,
)


def claims_to_warn(title: str, text: str = "") -> bool:
    """Whether the words read as an official warning."""
    return bool(TITLE.search(title) or TEXT.search(text))


def faults(
    *,
    kind: str,
    titles: tuple[str, ...],
    texts: tuple[str, ...] = (),
    source: tuple[object, ...],
    until: datetime | None,
) -> tuple[str, ...]:
    """What is wrong, by name: "source" (of a warning issuer, number, level or time of issue is missing), "until" (it
    has no end), "own_source" (the room's own has one of these), "own_word" (the room's own calls itself a warning)."""
    if kind == WARNING:
        missing = () if all(source) else ("source",)
        return missing if until else (*missing, "until")
    own = ("own_source",) if any(source) else ()
    calls_itself = claims_to_warn("\n".join(titles), "\n".join(texts))
    return (*own, "own_word") if calls_itself else own
