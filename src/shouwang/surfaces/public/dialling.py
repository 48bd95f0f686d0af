"""Telephone numbers in what the room tells: pressed they ring, so that nobody must keep 96110 in mind to dial it."""

import re
from typing import Final

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

# Hotlines that bulletins name, telephones with their area, mobile ones; not a sum or a count ("120 元").
_NUMBER: Final = re.compile(
    r"(?<![\d.#x&-])(?:96110|110|119|12[02]|12(?:110|321|338|345|348|355)|0\d{2,3}-\d{7,8}|1[3-9]\d{9})"
    r"(?![\d.:%-]|\s?[元块万千百个名户条件起人次斤亩米岁年月日])"
)


def dialled(text: str) -> SafeString:
    """The text as paragraphs, escaped, its numbers as links."""
    said = linebreaks(text, autoescape=True)
    return mark_safe(_NUMBER.sub(r'<a href="tel:\g<0>">\g<0></a>', said))  # noqa: S308  # escaped by linebreaks; digits only
