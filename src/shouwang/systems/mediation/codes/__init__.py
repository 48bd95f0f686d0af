"""The tables of codes that mediation writes into its papers and returns."""

from typing import Final

from shouwang.systems.mediation.codes.course import COLOURS, REFERRERS, RESULTS, SIZES, SOURCES, size_of
from shouwang.systems.mediation.codes.events import EVENTS, SCALES
from shouwang.systems.mediation.codes.grades import (
    DEFAULTS,
    GRADES,
    Circumstances,
    Suggestion,
    Thresholds,
    suggest_grade,
)
from shouwang.systems.mediation.codes.justice import JUSTICE
from shouwang.systems.mediation.codes.police import ACTS, EXCLUSIONS, GROUNDS
from shouwang.systems.mediation.codes.table import Code, Status, Table
from shouwang.systems.mediation.codes.topics import OF_TOPICS, TopicCodes

TABLES: Final = (
    JUSTICE,
    EVENTS,
    SCALES,
    SOURCES,
    REFERRERS,
    RESULTS,
    GRADES,
    SIZES,
    COLOURS,
    ACTS,
    GROUNDS,
    EXCLUSIONS,
)

__all__ = [
    "ACTS",
    "COLOURS",
    "DEFAULTS",
    "EVENTS",
    "EXCLUSIONS",
    "GRADES",
    "GROUNDS",
    "JUSTICE",
    "OF_TOPICS",
    "REFERRERS",
    "RESULTS",
    "SCALES",
    "SIZES",
    "SOURCES",
    "TABLES",
    "Circumstances",
    "Code",
    "Status",
    "Suggestion",
    "Table",
    "Thresholds",
    "TopicCodes",
    "size_of",
    "suggest_grade",
]
