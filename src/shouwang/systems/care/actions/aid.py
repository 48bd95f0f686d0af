"""Applications for aid: taken in, papers looked at, passed on, decided by somebody else, given against a receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.files.models import File
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters.actions import intake
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.intake import Brought, Reporter
from shouwang.kernel.matters.actions.leading import lead
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import give_consent
from shouwang.kernel.people.models import Account, Consent, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.kernel.people.sealed import seal
from shouwang.systems.care import texts
from shouwang.systems.care.actions.writing import change, must
from shouwang.systems.care.models import Aid, Case, Document, Gift
from shouwang.systems.care.queries.aid import lets_sign, reads_details

KIND = "aid"


@dataclass(frozen=True)
class Asked:
    """What is asked for: topic, title, the details in words, which papers are needed; for a case, or by somebody by name."""

    topic: str
    title: str
    details: str
    documents: Sequence[str] = ()
    case: Case | None = None
    name: str = ""
    phone: str = ""
    channel: str = "in_person"  # how they agreed to what is kept of it


@dataclass(frozen=True)
class Given:
    """Goods, money or both; `amount` in yuan."""

    giver: str
    given_on: date
    what: str = ""
    amount: Decimal | None = None


@transaction.atomic
def ask(*, by: Account, room: Room, asked: Asked) -> Aid:
    """Write an application down. Its details stand sealed here, not in the matter's words."""
    who = must(by, Permission.CARE_WORK, room)
    person: Person | None = asked.case.person if asked.case else None
    if asked.case and (asked.case.room_id != room.pk or not asked.case.is_open):
        raise Refused("case_over", "case")
    reporter = Reporter(person=person) if person else Reporter(name=asked.name, phone=asked.phone)
    brought = Brought(
        kind=KIND, topic=asked.topic, title=asked.title, text=asked.title, channel=Matter.Channel.WALK_IN,
        reporter=reporter,
    )  # fmt: skip
    matter = intake.receive(by=by, room=room, brought=brought).matter
    aid = Aid.objects.create(
        matter=matter, case=asked.case, asked_by=by, details_sealed=seal(asked.details, record=matter.pk)
    )
    Document.objects.bulk_create(Document(aid=aid, name=name) for name in dict.fromkeys(asked.documents))
    if matter.reporter:
        version = texts.current(texts.AID).version
        give_consent(
            by=who,
            person=matter.reporter,
            purpose=texts.purpose(texts.AID),
            text_version=version,
            channel=asked.channel,
        )
    return aid


@transaction.atomic
def hear_taken_back(by: Actor, consent: Consent) -> None:
    """They take back that it is kept: what is not decided stops, and its words go. What was decided is accounted for."""
    if consent.purpose != texts.purpose(texts.AID):
        return
    for aid in Aid.objects.filter(matter__reporter=consent.person, decision="").select_related("matter"):
        said = _("They took their consent back.")
        lead(by, stories.locked(aid.matter), ("send_back", said), ("withdraw_for", said))
        Aid.objects.filter(pk=aid.pk).update(details_sealed="", answer_sealed="")


def _write(who: Actor, aid: Aid, verb: str, detail: str = "") -> None:
    of = Subject("matter", str(aid.pk), aid.matter.reference)
    journal.record(by=who, verb=verb, of=of, room=aid.matter.room_id, detail=detail)


def _must_be_undecided(aid: Aid) -> None:
    if aid.decision or not aid.matter.is_open:
        raise Refused("decided_already")


def _must_be_past(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise Refused("day_to_come", field)


@transaction.atomic
def look_at(*, by: Account, aid: Aid) -> None:
    """Somebody read who asks for what."""
    if not reads_details(by, aid):
        raise PermissionDenied(Permission.CARE_NOTES)
    _write(actor(by), aid, "care.aid_seen")


@transaction.atomic
def see_documents(
    *, by: Account, aid: Aid, papers: Sequence[Document], more: Sequence[str] = (), seen: int | None = None
) -> None:
    """Which papers were looked at, and which are needed besides. No copy is kept. `seen`: the version the page showed, here
    and below; raises ChangedMeanwhile where that is an older one."""
    who = must(by, Permission.CARE_WORK, aid.matter.room)
    change(aid, seen)
    _must_be_undecided(aid)
    today = timezone.localdate()
    keys = {one.pk for one in papers}
    for document in aid.documents.all():
        document.seen_on = (document.seen_on or today) if document.pk in keys else None
        document.save(update_fields=["seen_on"])
    known = set(aid.documents.values_list("name", flat=True))
    Document.objects.bulk_create(Document(aid=aid, name=name) for name in dict.fromkeys(more) if name not in known)
    aid.save(update_fields=["version"])
    _write(who, aid, "care.aid_papers")


@transaction.atomic
def pass_on(*, by: Account, aid: Aid, to: str, on: date, seen: int | None = None) -> Aid:
    """The money of the state is decided elsewhere: to whom it went, and when."""
    who = must(by, Permission.CARE_WORK, aid.matter.room)
    change(aid, seen)
    _must_be_undecided(aid)
    _must_be_past(on, "on")
    aid.passed_to, aid.passed_on = to, on
    aid.answered_on, aid.answer_sealed = (
        None,
        "",
    )  # sent again, for example with more papers: a new answer is waited for
    aid.save()
    _follow(who, aid, "accept", "start")
    _write(who, aid, "care.aid_passed", to)
    return aid


@transaction.atomic
def note_answer(*, by: Account, aid: Aid, on: date, answer: str, seen: int | None = None) -> Aid:
    """What civil affairs answered, and when."""
    who = must(by, Permission.CARE_WORK, aid.matter.room)
    change(aid, seen)
    if aid.passed_on is None:
        raise Refused("not_passed")
    if on < aid.passed_on:
        raise Refused("before_passing", "on")
    _must_be_past(on, "on")
    aid.answered_on, aid.answer_sealed = on, seal(answer, record=aid.pk)
    aid.save()
    _write(who, aid, "care.aid_answered")
    return aid


@transaction.atomic
def decide(*, by: Account, aid: Aid, decision: str, reason: str, complaint: str = "", seen: int | None = None) -> Aid:
    """Granted, granted in part or refused, with the reason; not by whoever asked for it. Who does not get all is told where
    one may complain. Nothing is handed over by it."""
    who = must(by, Permission.AID_DECIDE, aid.matter.room)
    change(aid, seen)
    _must_be_undecided(aid)
    if by.pk == aid.asked_by_id:
        raise Refused("own_asking")
    if decision != Aid.Decision.GRANTED and not (reason.strip() and complaint.strip()):
        raise Refused("refusal_needs", "complaint" if reason.strip() else "reason")
    missing = aid.documents.filter(seen_on=None).count()
    if missing and decision in Aid.GRANTING:
        raise Refused("papers_missing", n=str(missing))
    aid.decision, aid.decided_by, aid.decided_at = decision, by, timezone.now()
    aid.reason_sealed, aid.complaint = seal(reason, record=aid.pk), complaint
    aid.save()
    _write(who, aid, "care.aid_decided", decision)
    if decision == Aid.Decision.REFUSED:
        # Why stands sealed: the matter's story is read by everybody at the desk.
        answer = _("Refused. The room tells you why. Where you may complain: %(where)s") % {"where": complaint}
        _follow(who, aid, "accept", "start")
        matter = stories.locked(aid.matter)
        aid.matter = lead(who, matter, ("report", answer), ("close", answer), ("close_unchecked", answer))
    else:
        _follow(who, aid, "accept", "start")
    return aid


def _follow(by: Actor, aid: Aid, *verbs: str) -> None:
    """The matter goes along with what was done."""
    aid.matter = lead(by, stories.locked(aid.matter), *((verb, "") for verb in verbs))


@transaction.atomic
def give(*, by: Account, aid: Aid, given: Given, seen: int | None = None) -> Gift:
    """Handed over. Signed for on the receipt that is printed."""
    who = must(by, Permission.CARE_WORK, aid.matter.room)
    change(aid, seen)
    if aid.decision not in Aid.GRANTING:
        raise Refused("not_granted")
    if not given.what and given.amount is None:
        raise Refused("nothing_given", "what")
    _must_be_past(given.given_on, "given_on")
    number = aid.gifts.count() + 1
    gift = Gift.objects.create(
        aid=aid, number=number, giver=given.giver, what=given.what, amount=given.amount, given_on=given.given_on,
        given_by=by,
    )  # fmt: skip
    aid.save(update_fields=["version"])
    _write(who, aid, "care.aid_given", f"{given.amount or ''}")
    return gift


@transaction.atomic
def sign(*, by: Account, gift: Gift, drawn: File | None) -> Gift:
    """Who got it has signed: with a finger (`drawn` is the picture, kept with the receipt), else on the printed receipt."""
    who = must(by, Permission.CARE_WORK, gift.aid.matter.room)
    if gift.is_signed:
        raise Refused("signed_already")
    if not lets_sign(by, gift):
        raise PermissionDenied(Permission.CARE_NOTES)
    gift.signature, gift.is_signed_on_paper = drawn, drawn is None
    gift.save(update_fields=["signature", "is_signed_on_paper"])
    _write(who, gift.aid, "care.aid_signed", str(gift.number))
    return gift
