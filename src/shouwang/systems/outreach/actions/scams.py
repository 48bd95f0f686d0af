"""Verbs of "is this a scam?": ask, let the officer look, answer, teach; and what the clock forgets."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import PUBLIC, Actor, Subject
from shouwang.kernel.matters import lifecycle
from shouwang.kernel.matters.actions import intake
from shouwang.kernel.matters.actions.intake import Brought, Receipt
from shouwang.kernel.matters.actions.leading import lead
from shouwang.kernel.matters.models.matter import years_before
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import scam_kind, scam_model
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.models import Correction, ScamQuestion, Training
from shouwang.systems.outreach.scam.masking import mask
from shouwang.systems.outreach.scam.model import ORDINARY
from shouwang.systems.outreach.scam.types import TYPES
from shouwang.systems.outreach.scam.verdict import Verdict, judge, says_too_little

KEPT_DAYS = 30
CORRECTIONS_KEPT_YEARS = TRAININGS_KEPT_YEARS = 3
Told = ScamQuestion.Verdict


@transaction.atomic
def ask(
    *, by: Account | Actor, room: Room, text: str, channel: str, came_by: str = "", may_teach: bool = False
) -> ScamQuestion:
    """Mask it, look at it, write down both. Raises Refused "empty", "short" (too short for any answer); PermissionDenied for
    a colleague who may not answer."""
    if isinstance(by, Account):
        require(by, Permission.SCAM_ANSWER, room)
    masked = mask(text.strip()).text
    if not masked:
        raise Refused("empty", "text")
    found = looked_at(masked)
    if says_too_little(masked, found):
        raise Refused("short", "text")
    question = ScamQuestion.objects.create(
        room=room, channel=channel, came_by=came_by, text=masked, answer=found.answer,
        types=",".join(one.key for one in found.types), cues=",".join(hit.cue.key for hit in found.hits),
        may_teach=may_teach, asked_at=timezone.now(),
    )  # fmt: skip
    _note(actor(by) if isinstance(by, Account) else by, "scam.asked", question, question.answer)
    return question


def looked_at(text: str) -> Verdict:
    """What the rules and this machine's model say; writes nothing."""
    return judge(text, scam_model.current())


@transaction.atomic
def let_officer_look(*, question: ScamQuestion, brought: Brought, may_teach: bool = False) -> Receipt:
    """Somebody waits for the officer: a matter, with the masked text. Sent twice it is one.

    Raises intake.IdTaken, files.Refused; Refused "answered" once it has another matter.
    """
    current = ScamQuestion.objects.select_for_update(of=("self",)).select_related("room").get(pk=question.pk)
    if current.matter_id and current.matter_id != brought.id:
        raise Refused("answered")
    said = mask(brought.text.strip()).text
    text = "\n".join(filter(None, (current.text, said)))
    title = intake.first_words(current.text)
    whole = replace(brought, kind=scam_kind.KIND.key, topic=scam_kind.TOPIC, text=text, title=title)
    receipt = intake.receive(by=PUBLIC, room=current.room, brought=whole)
    if receipt.is_new:
        current.matter = receipt.matter
        current.may_teach = current.may_teach or may_teach
        current.save(update_fields=["matter", "may_teach"])
    return receipt


@transaction.atomic
def answer(*, by: Account, question: ScamQuestion, verdict: str, type_key: str = "", words: str) -> ScamQuestion:
    """The officer's word. Whoever waits reads it with their code, and the matter is over.

    Said again and otherwise, the matter is taken up and closed anew, so that they read the second. Raises PermissionDenied,
    Refused "type" (a scam of which type?), "words" (somebody waits for them).
    """
    current = ScamQuestion.objects.select_for_update(of=("self",)).select_related("room", "matter").get(pk=question.pk)
    require(by, Permission.SCAM_ANSWER, current.room)
    is_scam = verdict == Told.SCAM
    if is_scam and type_key not in TYPES:
        raise Refused("type", "type")
    if current.is_waited_for and not words.strip():
        raise Refused("words", "words")
    was_waited_for, before = current.is_waited_for, current.verdict
    is_other = bool(before) and (before, current.words) != (verdict, words.strip())
    if is_other and may_still_read(current) and not words.strip():
        raise Refused("words", "words")
    current.verdict, current.verdict_type = verdict, type_key if is_scam else ""
    current.words, current.answered_by, current.answered_at = words.strip(), by, timezone.now()
    current.save()
    Correction.objects.filter(question=current).delete()
    if current.may_teach and verdict != Told.CANT_SAY:
        _confirm(by, current.room, current.text, type_key if is_scam else ORDINARY, current)
    if was_waited_for or (is_other and may_still_read(current)):
        _tell(by, current)
    _note(actor(by), "scam.answered", current, verdict)
    return current


def _tell(by: Account, question: ScamQuestion) -> None:
    if question.matter is None:
        return
    words = question.words
    with override("zh-hans"):  # whoever asked reads it
        again = _("What was answered was put right.")
    steps = (("reopen", again), ("accept", ""), ("start", ""), ("report", words), ("close_unchecked", words))
    lead(actor(by), question.matter, *steps)


def may_still_read(question: ScamQuestion) -> bool:
    """Whether whoever asked has a code by which they read what is said now."""
    matter = question.matter
    is_theirs = matter is not None and (matter.is_open or matter.state == lifecycle.CLOSED)
    return is_theirs and bool(matter and matter.follow_lookup)


@transaction.atomic
def teach(*, by: Account, room: Room, text: str, type_key: str) -> Correction:
    """A text of the officer's own, for the model. Raises PermissionDenied, Refused "empty", "type"."""
    require(by, Permission.SCAM_ANSWER, room)
    if type_key not in TYPES and type_key != ORDINARY:
        raise Refused("type", "type")
    masked = mask(text.strip()).text
    if not masked:
        raise Refused("empty", "text")
    return _confirm(by, room, masked, type_key, None)


def _confirm(by: Account, room: Room, text: str, type_key: str, question: ScamQuestion | None) -> Correction:
    made = Correction.objects.create(
        room=room, question=question, matter=question.matter if question else None, text=text, type=type_key,
        confirmed_by=by, confirmed_at=timezone.now(),
    )  # fmt: skip
    about = Subject("scam_correction", str(made.pk))
    journal.record(by=actor(by), verb="scam.taught", of=about, room=room.pk, detail=type_key)
    return made


@transaction.atomic
def unteach(*, by: Account, correction: Correction) -> None:
    """Whose text it is no longer agrees, or it was wrong: it goes, and the next training forgets it. Raises PermissionDenied."""
    require(by, Permission.SCAM_ANSWER, correction.room)
    ScamQuestion.objects.filter(correction=correction).update(may_teach=False)
    about = Subject("scam_correction", str(correction.pk))
    journal.record(by=actor(by), verb="scam.untaught", of=about, room=correction.room_id, detail=correction.type)
    correction.delete()


@transaction.atomic
def forget_due(*, now: datetime) -> int:
    """The clock's step: questions after 30 days unless somebody waits, what was learned from after three years. How many."""
    over = Q(matter__isnull=True) | Q(matter__state__in=lifecycle.ENDED) | ~Q(verdict="")
    old = ScamQuestion.objects.filter(over, asked_at__lt=now - timedelta(days=KEPT_DAYS))
    taught = Correction.objects.filter(confirmed_at__lt=years_before(now, CORRECTIONS_KEPT_YEARS))
    Training.objects.filter(at__lt=years_before(now, TRAININGS_KEPT_YEARS)).delete()
    return int(old.delete()[0]) + int(taught.delete()[0])


def forget_person(by: Actor, person: Person) -> dict[str, int]:
    """What somebody asked goes whole, and with it what the model would learn from it."""
    found = ScamQuestion.objects.filter(matter__reporter=person)
    taught = Correction.objects.filter(Q(question__in=found) | Q(matter__reporter=person))
    done = found.count() + taught.count()
    taught.delete()
    found.delete()
    return {"texts": done}


def _note(by: Actor, verb: str, question: ScamQuestion, detail: str) -> None:
    about = Subject("scam_question", str(question.pk))
    journal.record(by=by, verb=verb, of=about, room=question.room_id, detail=detail)
