"""What may not be settled by police mediation, asked one plain question at a time (domain a8; Art 178, 179)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from shouwang.systems.mediation.admissibility import Effect, Question

PENALTY, COMMITTEE, COURT = "penalty", "committee", "court"
NO_VIOLATION = "no_violation"
_THEN = _("Not for mediation. The case goes on to the penalty procedure.")


def _question(key: str, words: object, article: object, then: object = _THEN) -> Question:
    return Question(key, words, Effect.FORBIDS, then, article)  # type: ignore[arg-type]


ART_178, ART_179 = _("Rules on Administrative Cases, Art 178"), _("Rules on Administrative Cases, Art 179")
QUESTIONS: tuple[Question, ...] = (
    _question(
        NO_VIOLATION, _("Is it only a civil quarrel, and nobody broke the public security law?"), ART_178,
        _("Nothing for the police to mediate. Tell them to go to the mediation committee or to court."),
    ),
    _question("hired", _("Was somebody hired to hurt another?"), ART_179),
    _question("gang", _("Was it a fight between groups, or picking a quarrel to make trouble?"), ART_179),
    _question("repeated", _("Has the offender broken the public security law several times?"), ART_179),
    _question("refuses", _("Does one of them clearly say no to police mediation?"), ART_179),
    _question("new", _("Did one of them, while it was mediated, break the law against the other again?"), ART_179),
    _question("fled", _("Has the suspect run away?"), ART_179),
    _question("unsuitable", _("Is there anything else for which it is not fit to be mediated?"), ART_179),
)  # fmt: skip
BY_KEY: Mapping[str, Question] = {question.key: question for question in QUESTIONS}
IN_BETWEEN = ("refuses", "new", "fled", "unsuitable")  # what may still come once it was taken on


def is_whole(answers: Mapping[str, bool]) -> bool:
    """Whether every question was answered."""
    return set(BY_KEY) <= set(answers)


def excluded_by(answers: Mapping[str, bool]) -> list[Question]:
    """The questions that were answered with yes, in their order."""
    return [question for question in QUESTIONS if answers.get(question.key)]


def ways(answers: Mapping[str, bool]) -> tuple[str, ...]:
    """Which ways are open instead: without a violation never a penalty, with one never the committee."""
    return (COMMITTEE, COURT) if answers.get(NO_VIOLATION) else (PENALTY,)
