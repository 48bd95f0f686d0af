"""A quiz question in the words of the desk."""

from typing import Any

from django.utils.translation import gettext as _

from shouwang.systems.outreach.queries.quiz import Result
from shouwang.systems.outreach.queries.quiz_shown import Shown
from shouwang.systems.outreach.quiz.item import Kind
from shouwang.systems.outreach.scam.types import OFFICIAL
from shouwang.ui.parts import Pill, Row

TYPES = dict(OFFICIAL)


def theme_words(question: Any) -> str:
    """The theme, of fraud with its type."""
    if question.fraud_type in TYPES:
        return str(TYPES[question.fraud_type])
    return str(question.get_theme_display())


def answer_rows(seen: Shown, result: Result | None = None) -> list[Row]:
    """Its answers with which is right; with how many chose it, where that is known."""
    rows = []
    for one in seen.choices:
        facts = [one.feedback] if one.feedback else []
        if seen.kind is Kind.MATCHING:
            facts.insert(0, one.match)
        if result and str(one.place) in result.chosen:
            facts.append(_("%(n)s of %(of)s chose it") % {"n": result.chosen[str(one.place)], "of": result.now_of})
        is_marked = one.is_right and seen.kind is not Kind.MATCHING
        rows.append(Row(one.lettered, facts=facts, pills=[Pill(_("right"), "green", "check")] if is_marked else []))
    return rows
