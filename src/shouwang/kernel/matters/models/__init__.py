"""Tables of the matter: what all kinds share."""

from shouwang.kernel.matters.models.bonds import Attachment, Link, Satisfaction
from shouwang.kernel.matters.models.imports import ImportRow, ImportRun
from shouwang.kernel.matters.models.matter import Matter, Matters, NumberSeries, SearchText
from shouwang.kernel.matters.models.timeline import Entry, News

__all__ = [
    "Attachment",
    "Entry",
    "ImportRow",
    "ImportRun",
    "Link",
    "Matter",
    "Matters",
    "News",
    "NumberSeries",
    "Satisfaction",
    "SearchText",
]
