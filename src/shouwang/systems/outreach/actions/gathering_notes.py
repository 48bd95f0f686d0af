"""What belongs to a gathering: questions that become matters, their answers for the minutes, pictures."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from shouwang.kernel.files import actions as files
from shouwang.kernel.files.intake import Checked
from shouwang.kernel.files.kinds import Kind
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Subject
from shouwang.kernel.matters.actions.intake import Brought, Receipt, Reporter, receive
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach import gathering_lifecycle as lifecycle
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.lifecycle import Missing, NotAllowedNow
from shouwang.systems.outreach.models import AskedThere, Gathering, Picture
from shouwang.systems.outreach.queries.bulletins import others_who_release
from shouwang.systems.outreach.queries.gatherings import answer_to, looks_personal

KINDS = ("opinion", "help")
PICTURES = frozenset({Kind.PHOTO})


@transaction.atomic
def note_question(
    *, by: Account, gathering: Gathering, words: str, kind: str = "opinion", reporter: Reporter | None = None
) -> tuple[AskedThere, Receipt]:
    """A question asked there becomes a matter, with its asker or without; number and code are given back.

    `words` will stand in the public minutes, so the asker is not in them; nobody outside reads them before somebody who
    may release let out the minutes or the answer. Raises PermissionDenied, NotAllowedNow.
    """
    one = _locked(gathering)
    require(by, Permission.OUTREACH_WORK, one.room)
    if one.state not in lifecycle.OPEN_TO_NOTES:
        raise NotAllowedNow("ask", one.state)
    brought = Brought(
        kind=kind, text=words, channel=Matter.Channel.WALK_IN, where=one.where,
        reporter=reporter or Reporter(is_anonymous=True),
    )  # fmt: skip
    receipt = receive(by=by, room=one.room, brought=brought)
    asked = AskedThere.objects.create(gathering=one, matter=receipt.matter, words=words[:300])
    _read_anew(one)
    _note(by, "gathering.asked", one, receipt.matter.reference)
    return asked, receipt


@transaction.atomic
def change_question(*, by: Account, question: AskedThere, words: str) -> AskedThere:
    """Other words for the public minutes, or none: struck out, its answer too. What was let out is let out anew.

    The matter stays as it is. Raises PermissionDenied.
    """
    asked = _locked_question(question)
    require(by, Permission.OUTREACH_WORK, asked.gathering.room)
    asked.words, asked.released_at, asked.released_by = words.strip()[:300], None, None
    if not asked.words:
        asked.answer, asked.answered_at, asked.answered_by = "", None, None
    asked.save()
    _read_anew(asked.gathering)
    _note(by, "gathering.question_changed", asked.gathering, asked.matter.reference)
    return asked


@transaction.atomic
def show_answer(*, by: Account, question: AskedThere, answer: str, personal_because: str = "") -> AskedThere:
    """The answer for the public minutes, once the asker has theirs; with it the question is let out.

    Raises PermissionDenied, Missing: "closed", "answer", "words" (the question was struck out), "no_names" (something looks
    personal, and it is not said why it may stay).
    """
    asked = _locked_question(question)
    require(by, Permission.BULLETIN_RELEASE, asked.gathering.room)
    if not answer_to(asked):
        raise Missing("show_answer", ("closed",))
    if lacking := tuple(name for name, said in (("answer", answer), ("words", asked.words)) if not said.strip()):
        raise Missing("show_answer", lacking)
    if looks_personal(asked.gathering, [asked.words, answer]) and not personal_because.strip():
        raise Missing("show_answer", ("no_names",))
    now = timezone.now()
    asked.answer, asked.answered_at, asked.answered_by = answer.strip(), now, by
    asked.released_at, asked.released_by = asked.released_at or now, asked.released_by or by
    asked.save()
    said = f"{asked.matter.reference} {personal_because.strip()}".strip()
    _note(by, "gathering.answered", asked.gathering, said)
    return asked


@transaction.atomic
def add_picture(*, by: Account, gathering: Gathering, content: Checked, name: str, words: str, consent: str) -> Picture:
    """A picture, with who agreed to it. Nobody outside sees it yet. Raises PermissionDenied, NotAllowedNow, Missing."""
    one = _locked(gathering)
    require(by, Permission.OUTREACH_WORK, one.room)
    if one.state not in (lifecycle.HELD, lifecycle.POSTED):
        raise NotAllowedNow("picture", one.state)
    if not consent.strip():
        raise Missing("picture", ("consent",))
    file = files.keep(
        by=actor(by), room=one.room, content=content, name=name, purpose="gathering", keep_days=None, allowed=PICTURES
    )
    picture = Picture.objects.create(
        gathering=one, file=file, words=words[:120], consent=consent.strip()[:300], added_by=by, added_at=timezone.now()
    )
    _note(by, "gathering.picture_added", one)
    return picture


@transaction.atomic
def release_picture(*, by: Account, picture: Picture, reason: str = "") -> Picture:
    """A second person looked at it and at who agreed. Raises PermissionDenied, Missing: "other_eyes", "reason"."""
    one = Picture.objects.select_for_update(of=("self",)).select_related("gathering__room__station").get(pk=picture.pk)
    room = one.gathering.room
    require(by, Permission.BULLETIN_RELEASE, room)
    is_own = one.added_by_id == by.pk
    if is_own and others_who_release(room, by).exists():
        raise Missing("release_picture", ("other_eyes",))
    if is_own and not reason.strip():
        raise Missing("release_picture", ("reason",))
    one.released_at, one.released_by = timezone.now(), by
    one.released_alone_because = reason.strip()[:200] if is_own else ""
    one.save()
    _note(by, "gathering.picture_released", one.gathering, one.released_alone_because)
    return one


@transaction.atomic
def take_picture_away(*, by: Account, picture: Picture) -> None:
    """Somebody in it no longer agrees, or it is not wanted: picture and file go. Raises PermissionDenied."""
    one = Picture.objects.select_related("gathering__room", "file").get(pk=picture.pk)
    require(by, Permission.OUTREACH_WORK, one.gathering.room)
    gathering, file = one.gathering, one.file
    one.delete()
    files.discard(by=actor(by), file=file, reason="picture taken away")
    _note(by, "gathering.picture_gone", gathering)


def _locked_question(question: AskedThere) -> AskedThere:
    found = AskedThere.objects.select_for_update(of=("self",)).select_related("gathering__room", "matter__merged_into")
    return found.get(pk=question.pk)


def _read_anew(one: Gathering) -> None:
    """Whoever has the minutes open to release them has not seen this: they look again."""
    Gathering.objects.filter(pk=one.pk).update(version=F("version") + 1)


def _locked(gathering: Gathering) -> Gathering:
    return Gathering.objects.select_for_update(of=("self",)).select_related("room__station").get(pk=gathering.pk)


def _note(by: Account, verb: str, one: Gathering, detail: str = "") -> None:
    about = Subject("gathering", str(one.pk), one.mark)
    journal.record(by=actor(by), verb=verb, of=about, room=one.room_id, detail=detail)
