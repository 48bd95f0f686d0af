"""What is asked before a dispute is taken on, one plain question at a time, each with the rule behind it (domain a3).

The answers decide nothing by themselves: they say what the law demands, and a person acts on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Effect(StrEnum):
    """What a yes means."""

    FORBIDS = "forbids"  # it may not be mediated
    HALTS = "halts"  # somebody may come to harm: the ordinary way stops, a report is due
    WARNS = "warns"  # it may, but something must be minded


@dataclass(frozen=True)
class Question:
    """One question: what a yes means, what to do then, by which rule. `danger`: the kind of danger that a yes is."""

    key: str
    words: Words
    effect: Effect
    then: Words
    rule: Words
    danger: str = ""


QUESTIONS: tuple[Question, ...] = (
    Question(
        "refuses",
        _("Does a party clearly say no to mediation?"),
        Effect.FORBIDS,
        _("Then nobody may mediate. Tell both which other ways are open."),
        _("People's Mediation Law, Art 17"),
    ),
    Question(
        "home",
        _("Is there any sign of violence at home: blows, threats, somebody kept from leaving?"),
        Effect.HALTS,
        _("Not for mediation. Tell the officer now; addresses and telephones are hidden from the others."),
        _("Anti-Domestic Violence Law, Art 14, 16, 17, 23"),
        danger="home",
    ),
    Question(
        "minor",
        _("Is there any sign that a child is harmed or left alone?"),
        Effect.HALTS,
        _("Not for mediation. The committee must report it at once."),
        _("Law on the Protection of Minors, Art 11, 43"),
        danger="minor",
    ),
    Question(
        "crime",
        _("Is it about an act that the police must look into: a crime, or an offence they already deal with?"),
        Effect.FORBIDS,
        _("Report it to the police. What is only about money or damage may come back here afterwards."),
        _("People's Mediation Law, Art 25"),
        danger="crime",
    ),
    Question(
        "taken",
        _("Has a court, the police or another authority already taken it on or decided it?"),
        Effect.FORBIDS,
        _("Leave it there, unless they passed it on to the committee: then write that as the source."),
        _("what mediation committees generally keep to"),
    ),
    Question(
        "special",
        _("Does a law leave this to one special body only, or forbid others to mediate it?"),
        Effect.FORBIDS,
        _("Tell the parties which body it is and how to get there."),
        _("what mediation committees generally keep to"),
    ),
    Question(
        "blows",
        _("Could it come to blows, or to many people gathering?"),
        Effect.WARNS,
        _("Keep them apart, sit down soon, and tell the officer now."),
        _("People's Mediation Law, Art 25"),
        danger="violence",
    ),
    Question(
        "ownership",
        _("Is it about who owns land, a homestead or a house?"),
        Effect.WARNS,
        _("No court will confirm an agreement on who owns it. What one does, pays or lets pass can be confirmed."),
        _("Supreme People's Court, interpretation of the Civil Procedure Law (2022), Art 355"),
    ),
    Question(
        "contract_land",
        _("Is it about contracted farmland?"),
        Effect.WARNS,
        _("It may be mediated, but the agreement must be in writing; else the arbitration commission or the court."),
        _("Law on Mediation and Arbitration of Rural Land Contract Disputes, Art 3 to 10"),
    ),
)
BY_KEY: Mapping[str, Question] = {question.key: question for question in QUESTIONS}


def effects(answers: Mapping[str, bool]) -> frozenset[Effect]:
    """What the answers amount to. A question that is not answered amounts to nothing, see `is_whole`."""
    return frozenset(question.effect for question in QUESTIONS if answers.get(question.key))


def is_whole(answers: Mapping[str, bool]) -> bool:
    """Whether every question was answered."""
    return all(question.key in answers for question in QUESTIONS)


def said_yes(answers: Mapping[str, bool], effect: Effect) -> list[Question]:
    """The questions of that effect answered with yes, in their order."""
    return [question for question in QUESTIONS if question.effect is effect and answers.get(question.key)]
