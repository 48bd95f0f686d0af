"""Verbs of the quiz's bank: write, change, retire, take up again, take in from a file."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.models import Option, Question, Wording
from shouwang.systems.outreach.queries.quiz import bank
from shouwang.systems.outreach.quiz.item import Item
from shouwang.systems.outreach.quiz.starting import STARTING


@dataclass(frozen=True)
class Line:
    """One answer as it is written down; `weight` in percent."""

    text: str
    weight: Decimal = Decimal(0)
    feedback: str = ""
    match: str = ""
    text_en: str = ""
    feedback_en: str = ""
    match_en: str = ""


@dataclass(frozen=True)
class Said:
    """What a question says."""

    kind: str
    text: str
    lines: tuple[Line, ...]
    explanation: str = ""
    text_en: str = ""
    explanation_en: str = ""


@dataclass(frozen=True)
class About:
    """What it is about and where it comes from."""

    theme: str = "fraud"
    fraud_type: str = ""
    source: str = ""
    title: str = ""
    category: str = ""


@transaction.atomic
def write(*, by: Account, room: Room, said: Said, about: About) -> Question:
    """A new question. Raises PermissionDenied."""
    require(by, Permission.OUTREACH_WORK, room)
    question = _new(by, room, said, about)
    _note(by, "quiz.written", question)
    return question


@transaction.atomic
def change(*, by: Account, question: Question, said: Said, about: About) -> Question:
    """Another wording, and the answers given keep the one they were given to. The same words make no new version."""
    current = _locked(question)
    require(by, Permission.OUTREACH_WORK, current.room)
    for field, value in asdict(about).items():
        setattr(current, field, value)
    if said != said_of(current.wordings.prefetch_related("options").get(number=current.version)):
        current.version += 1
        _word(by, current, said)
    current.save()
    _note(by, "quiz.changed", current)
    return current


@transaction.atomic
def retire(*, by: Account, question: Question) -> Question:
    """It is asked no more; what was answered stays counted."""
    current = _locked(question)
    require(by, Permission.OUTREACH_WORK, current.room)
    current.retired_at = current.retired_at or timezone.now()
    current.save(update_fields=["retired_at"])
    _note(by, "quiz.retired", current)
    return current


@transaction.atomic
def take_up(*, by: Account, question: Question) -> Question:
    """It is asked again."""
    current = _locked(question)
    require(by, Permission.OUTREACH_WORK, current.room)
    current.retired_at = None
    current.save(update_fields=["retired_at"])
    _note(by, "quiz.taken_up", current)
    return current


@transaction.atomic
def take_in(*, by: Account, room: Room, items: Sequence[Item], about: About) -> tuple[int, int]:
    """Questions out of a file; those with the very same words are there already. How many are new, how many were known."""
    require(by, Permission.OUTREACH_WORK, room)
    known, new = set(bank(room).values_list("text", flat=True)), 0
    for one in items:
        if one.text in known:
            continue
        known.add(one.text)
        lines = tuple(Line(a.text, a.weight, a.feedback, a.match) for a in one.answers)
        said = Said(one.kind.value, one.text, lines, one.explanation)
        _new(by, room, said, About(about.theme, about.fraud_type, about.source, one.title, one.category))
        new += 1
    journal.record(
        by=actor(by), verb="quiz.imported", of=Subject("quiz", str(room.pk), room.code), room=room.pk,
        detail=f"{new} new, {len(items) - new} known",
    )  # fmt: skip
    return new, len(items) - new


@transaction.atomic
def take_starting(*, by: Account, room: Room) -> int:
    """The questions that Shouwang brings, those not there yet. How many."""
    require(by, Permission.OUTREACH_WORK, room)
    known = set(bank(room).values_list("text", flat=True))
    fresh = [one for one in STARTING if one.text not in known]
    for one in fresh:
        lines = tuple(
            Line(zh, Decimal(100) if is_right else Decimal(0), text_en=en) for zh, en, is_right in one.answers
        )
        said = Said(one.kind.value, one.text, lines, one.explanation, one.text_en, one.explanation_en)
        _new(by, room, said, About(one.theme, one.fraud_type, "守望"))
    about = Subject("quiz", str(room.pk), room.code)
    journal.record(by=actor(by), verb="quiz.imported", of=about, room=room.pk, detail=f"{len(fresh)} new")
    return len(fresh)


def said_of(wording: Wording) -> Said:
    """What a wording says, as it was given."""
    lines = tuple(
        Line(one.text, one.weight, one.feedback, one.match, one.text_en, one.feedback_en, one.match_en)
        for one in sorted(wording.options.all(), key=lambda one: one.place)
    )
    return Said(wording.kind, wording.text, lines, wording.explanation, wording.text_en, wording.explanation_en)


def _new(by: Account, room: Room, said: Said, about: About) -> Question:
    question = Question(room=room, made_at=timezone.now(), **asdict(about))
    question.save(force_insert=True)
    _word(by, question, said)
    return question


def _word(by: Account, question: Question, said: Said) -> None:
    wording = Wording.objects.create(
        question=question, number=question.version, kind=said.kind, text=said.text, text_en=said.text_en,
        explanation=said.explanation, explanation_en=said.explanation_en, written_by=by, written_at=timezone.now(),
    )  # fmt: skip
    Option.objects.bulk_create(
        Option(wording=wording, place=place, **asdict(line)) for place, line in enumerate(said.lines)
    )


def _locked(question: Question) -> Question:
    return Question.objects.select_for_update(of=("self",)).select_related("room").get(pk=question.pk)


def _note(by: Account, verb: str, question: Question) -> None:
    about = Subject("question", str(question.pk), question.title or f"v{question.version}")
    journal.record(by=actor(by), verb=verb, of=about, room=question.room_id)
