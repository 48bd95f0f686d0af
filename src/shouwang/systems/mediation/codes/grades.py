"""How much of a case a dispute is. No law defines it; what is suggested follows common practice, and a person decides."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouwang.systems.mediation.codes.table import Code, Status, Table

SIMPLE: Final = "simple"
ORDINARY: Final = "ordinary"
DIFFICULT: Final = "difficult"
MAJOR: Final = "major"
GRADES: Final = Table(
    key="grades",
    name=gettext_lazy("Grades of disputes"),
    source=gettext_lazy("Subsidy rules of several places; thresholds proposed by the program"),
    status=Status.EXAMPLE,
    codes=(
        Code(SIMPLE, gettext_lazy("simple")),
        Code(ORDINARY, gettext_lazy("ordinary")),
        Code(DIFFICULT, gettext_lazy("difficult")),
        Code(MAJOR, gettext_lazy("major")),
    ),
)


@dataclass(frozen=True)
class Thresholds:
    """From where each sign counts; a room may have its own."""

    parties: int = 3
    yuan: int = 50_000
    sessions: int = 2
    signs: int = 2  # so many signs make it difficult
    people: int = 10  # so many make it major by themselves


@dataclass(frozen=True)
class Circumstances:
    """What is known of a dispute; what nobody said yet is as if it were not so."""

    parties: int = 2
    people: int = 0
    yuan: int = 0
    sessions: int = 0
    is_across_villages: bool = False
    needs_lawyer: bool = False
    had_violence: bool = False
    is_injury_or_death: bool = False
    is_threat: bool = False
    is_group_petition: bool = False
    is_oral_same_day: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A grade and why, in the language of the moment."""

    grade: str
    reasons: tuple[str, ...]


DEFAULTS: Final = Thresholds()


def suggest_grade(what: Circumstances, thresholds: Thresholds = DEFAULTS) -> Suggestion:
    """Major for one grave thing, difficult for several signs together, simple if settled by word on the same day."""
    if grave := _grave(what, thresholds):
        return Suggestion(MAJOR, grave)
    signs = _signs(what, thresholds)
    if len(signs) >= thresholds.signs:
        return Suggestion(DIFFICULT, signs)
    # One sign alone does not make it difficult, but then it is no matter of a word at the door either.
    if what.is_oral_same_day and not signs:
        return Suggestion(SIMPLE, (_("settled by word of mouth on the same day"),))
    return Suggestion(ORDINARY, signs)


def _grave(what: Circumstances, thresholds: Thresholds) -> tuple[str, ...]:
    told = (
        (what.people >= thresholds.people, _("%(count)s persons are involved") % {"count": what.people}),
        (what.is_injury_or_death, _("somebody was injured or died")),
        (what.is_threat, _("somebody has a weapon or threatens to harm themselves")),
        (what.is_group_petition, _("a group wants to go to the petition office")),
    )
    return tuple(reason for is_so, reason in told if is_so)


def _signs(what: Circumstances, thresholds: Thresholds) -> tuple[str, ...]:
    told = (
        (what.parties >= thresholds.parties, _("%(count)s parties") % {"count": what.parties}),
        (what.yuan >= thresholds.yuan, _("%(amount)s yuan are at stake") % {"amount": f"{what.yuan:,}"}),
        (what.is_across_villages, _("it reaches beyond the village")),
        (what.needs_lawyer, _("a lawyer is needed")),
        (what.had_violence, _("there was violence before")),
        (what.sessions >= thresholds.sessions, _("%(count)s sessions") % {"count": what.sessions}),
    )
    return tuple(reason for is_so, reason in told if is_so)
