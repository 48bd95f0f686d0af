"""What is done for a request about one's own data; every act is told in the story of its matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.matters import follow
from shouwang.kernel.matters.actions import intake, retiring
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.erasing import (
    NOBODY,
    NOTHING_MORE,
    Choice,
    Erased,
    LeftOut,
    close_code,
    erase_person,
)
from shouwang.kernel.matters.actions.intake import Brought, Receipt
from shouwang.kernel.matters.actions.leading import hold, lead, need, write_down
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.models.matter import KEPT_YEARS, years_before
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import empty_person, note_person
from shouwang.kernel.people.holdings import Holding, holdings
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.needed import is_needed, must_be_kept
from shouwang.systems.services import rights_lifecycle as lifecycle
from shouwang.systems.services.models import ErasureReport, ErasureStay, RightsDeed, RightsRequest
from shouwang.systems.services.queries.rights import standing
from shouwang.systems.services.rights_kind import KIND

PURPOSE, DELETE = "matter.rights", "delete"
ANSWERED, RETIRED = "the request is answered", "kept for its time"
About, Deed = RightsRequest.About, RightsDeed.Kind


@dataclass(frozen=True)
class Asked:
    """About whom: `subject` is the name of the child or of who died, `tie` how whoever asks is related."""

    about: str = About.SELF
    tie: str = ""
    subject: str = ""


ABOUT_THEMSELVES = Asked()


@dataclass
class Turn:
    """An act under way: the request held, and its matter."""

    verb: str
    who: Actor
    now: datetime
    request: RightsRequest
    matter: Matter

    def take(self, *brings: str) -> None:
        """Step along the table. Raises NotAllowedNow or Missing."""
        now = standing(self.request, self.now)
        self.request.stage = lifecycle.COURSE.take(self.verb, self.request.stage, now.there | frozenset(brings))
        if self.request.stage in lifecycle.OVER:
            self.request.over_date = now.today

    def did(self, kind: str) -> None:
        RightsDeed.objects.create(request=self.request, kind=kind, at=self.now, by=self.who.label[:120])

    def end_matter(self, words: str) -> None:
        """Close the matter with words for whoever asked; the request's own page says what was done, and by whom."""
        self.matter = lead(self.who, self.matter, ("start", ""), ("report", words), ("close_unchecked", words))

    def tell(self, text: str = "", *, reason: str = "", before: str = "", after: str = "") -> RightsRequest:
        """Save, and write the act into the story: last of all."""
        self.request.save()
        line = stories.Line(text=text, reason=reason, field=self.verb, before=before, after=after)
        return write_down(self.who, self.request, self.matter, line)


def begin(by: Account, request: RightsRequest, verb: str, now: datetime | None = None) -> Turn:
    """Hold the request for an act. Call inside a transaction. Raises PermissionDenied, NotAllowedNow."""
    who, current = hold(by, request, lifecycle.COURSE.steps[verb], RightsRequest.objects.get)
    return Turn(verb, who, now or timezone.now(), current, current.matter)


@transaction.atomic
def take_in(*, by: Account | Actor, room: Room, brought: Brought, asked: Asked) -> Receipt:
    """A new request with its matter. Sent twice it is one. Raises intake.IdTaken, Refused "whose" without a name.

    The name of whom it is about is sealed as a person's; it is looked for by that, and forgotten once it is answered.
    """
    _must_name(asked)
    receipt = intake.receive(by=by, room=room, brought=brought)
    if receipt.is_new:
        _open(
            by if isinstance(by, Actor) else stories.require(by, "matter.register", receipt.matter),
            receipt.matter,
            asked,
        )
    return Receipt(Matter.objects.get(pk=receipt.matter.pk), follow.code_of(receipt.matter), receipt.is_new)


@transaction.atomic
def begin_from(*, by: Account, matter: Matter, asked: Asked = ABOUT_THEMSELVES) -> RightsRequest:
    """Out of a matter that was registered as such a request. Raises Refused "whose" without the name it is about."""
    current = stories.locked(matter)
    who = stories.require(by, lifecycle.WHO, current)
    if current.kind != KIND.key:
        raise ValueError("another kind")
    _must_name(asked)
    return RightsRequest.objects.filter(matter=current).first() or _open(who, current, asked)


def _must_name(asked: Asked) -> None:
    if asked.about != About.SELF and not asked.subject.strip():
        raise Refused("whose", "subject")


def _open(who: Actor, matter: Matter, asked: Asked) -> RightsRequest:
    subject = None
    if asked.about != About.SELF:
        basis = Person.LegalBasis.CONSENT
        subject = note_person(by=who, room=matter.room, purpose=PURPOSE, legal_basis=basis, name=asked.subject)
    tie = asked.tie if subject else ""
    made = RightsRequest(matter=matter, about=asked.about, tie=tie, subject=subject)
    made.save(force_insert=True)
    return Turn("ask", who, timezone.now(), made, matter).tell()


@transaction.atomic
def prove(*, by: Account, request: RightsRequest, seen: str, seen_tie: str = "") -> RightsRequest:
    """Somebody saw who it is, and for a child or somebody who died also why they may ask. No number is kept.

    Raises Refused "tie" where nothing shows that they may speak for somebody else (PIPL Art 31, 49, 50).
    """
    turn = begin(by, request, "prove")
    if turn.request.about != About.SELF and not seen_tie.strip():
        raise Refused("tie", "seen_tie")
    turn.take("seen")
    turn.matter = lead(turn.who, turn.matter, ("accept", ""))
    turn.request.seen, turn.request.seen_tie = seen, seen_tie
    turn.request.proven_at, turn.request.proven_by = turn.now, turn.who.label[:120]
    return turn.tell(of_text(turn.request.get_seen_display()), after=seen_tie)


@transaction.atomic
def note(*, by: Account, request: RightsRequest, kind: str, what: str) -> RightsRequest:
    """Note what was done for them: shown, copied, consent taken back, explained, or that nothing is held."""
    turn = begin(by, request, "note")
    need("note", what=what)
    return _noted(turn, kind, what)


@transaction.atomic
def note_copy(*, by: Account, request: RightsRequest) -> RightsRequest:
    """The copy was made for this request; it is in nobody's hands yet."""
    return _noted(begin(by, request, "note"), Deed.MADE)


@transaction.atomic
def hand_over(*, by: Account, request: RightsRequest) -> RightsRequest:
    """Whoever asked has the copy in their hands. Raises Missing where none was made."""
    turn = begin(by, request, "hand_over")
    turn.take()
    turn.did(Deed.COPIED)
    return turn.tell()


@transaction.atomic
def note_taken_back(*, by: Account, request: RightsRequest) -> RightsRequest:
    """A consent was taken back for this request."""
    return _noted(begin(by, request, "note"), Deed.WITHDRAWN)


def _noted(turn: Turn, kind: str, what: str = "") -> RightsRequest:
    turn.take("what")
    turn.did(kind)
    return turn.tell(what, after=of_text(Deed(kind).label))


@transaction.atomic
def correct(*, by: Account, request: RightsRequest, what: str) -> RightsRequest:
    """Note which field was corrected (PIPL Art 46). What stood there and stands there now is told in its own place."""
    turn = begin(by, request, "correct")
    need("correct", what=what)
    turn.take("what")
    turn.did(Deed.CORRECTED)
    return turn.tell(what)


@transaction.atomic
def erase(
    *,
    by: Account,
    request: RightsRequest,
    rows: Sequence[Person],
    reason: str,
    choice: Choice = NOTHING_MORE,
    left_out: LeftOut = NOBODY,
    asked: str = "",
) -> ErasureReport:
    """Erase the person of these rows for the request, and keep the account of it: numbers, laws and days, no name.

    Raises Refused "asked" where the request is for something else and `asked` does not say how they asked for this.

    The rows of the request itself, by which its answer finds them, are left for `answer`.
    """
    turn = begin(by, request, "delete")
    if turn.matter.topic != DELETE and not asked.strip():
        raise Refused("asked", "asked")
    turn.take()
    own = {turn.matter.reporter_id, turn.request.subject_id}
    going = [row for row in rows if row.pk not in own]
    staying = [one for one in holdings(by, [row for row in going if must_be_kept(row)]) if one.is_told and one.is_law]
    done = erase_person(by=turn.who, rows=going, reason=reason, choice=choice, left_out=left_out) if going else Erased()
    report = ErasureReport.objects.create(
        request=turn.request, at=turn.now, by=turn.who.label[:120], with_words=choice.with_words,
        **{name: getattr(done, name) for name in ErasureReport.COUNTS},
    )  # fmt: skip
    ErasureStay.objects.bulk_create(_stay(report, one) for one in staying)
    turn.did(Deed.DELETED)
    turn.tell(asked)
    return report


def _stay(report: ErasureReport, one: Holding) -> ErasureStay:
    """In both languages of the paper, whichever the officer reads."""
    said = {"file": (one.file, 120), "role": (one.role, 120), "why": (one.why, 200)}
    words = {name: of_text(text)[:most] for name, (text, most) in said.items()}
    with translation.override("en"):
        words |= {f"{name}_en": str(text)[:most] for name, (text, most) in said.items()}
    return ErasureStay(report=report, reference=one.reference, years=one.years, until=one.until, **words)


@transaction.atomic
def answer(*, by: Account, request: RightsRequest, answer: str) -> RightsRequest:
    """Answered: the matter is closed with the words. After a deletion nobody stays named by the request itself; the answer
    is read by its code for READ_DAYS more."""
    turn = begin(by, request, "answer")
    need("answer", answer=answer)
    turn.take("answer")
    turn.end_matter(answer)
    done = turn.tell()
    _let_go(turn)
    return done


@transaction.atomic
def refuse(*, by: Account, request: RightsRequest, article: str, reason: str, complaint: str) -> RightsRequest:
    """Refused, with the law, the reason and the way to complain: all three go to whoever asked (PIPL Art 50), also where
    part of it was deleted before."""
    turn = begin(by, request, "refuse")
    need("refuse", reason=reason, law=article, complaint=complaint)
    turn.take("reason", "law", "complaint")
    turn.request.article = article
    turn.matter = lead(turn.who, turn.matter, ("accept", ""))
    turn.end_matter(f"{reason}\n{of_text(turn.request.get_article_display())}\n{complaint}")
    done = turn.tell(reason=of_text(turn.request.get_article_display()))
    _let_go(turn)
    return done


@transaction.atomic
def follow_withdrawal(*, matter: UUID) -> None:
    """Whoever asked took it back before an officer looked at it. Safe to run twice."""
    found = RightsRequest.objects.select_for_update(of=("self",)).filter(pk=matter, stage__in=lifecycle.OPEN)
    for request in found.select_related("subject", "matter"):
        request.stage, request.over_date = lifecycle.TAKEN_BACK, timezone.localdate()
        request.save()
        if request.subject and request.subject.erased_at is None:
            empty_person(by=SYSTEM, person=request.subject, reason="taken back")


def close_read(*, now: datetime | None = None) -> int:
    """Every day: the codes of answers after a deletion that were readable long enough open nothing more; how many. Safe to
    run twice."""
    until = timezone.localdate(now or timezone.now()) - timedelta(days=lifecycle.READ_DAYS)
    over = RightsRequest.objects.filter(stage__in=lifecycle.OVER, over_date__lt=until, erasures__isnull=False)
    found = over.exclude(matter__follow_lookup="").select_related("matter").distinct()
    for request in found:
        close_code(by=SYSTEM, matter=request.matter)
    return len(found)


def retire_due(*, by: Actor = SYSTEM, now: datetime | None = None) -> int:
    """Every day: empty requests as long after their end as every matter; how many. Safe to run twice."""
    moment = now or timezone.now()
    due = RightsRequest.objects.filter(matter__ended_at__lt=years_before(moment, KEPT_YEARS), matter__emptied_at=None)
    done = list(due.select_related("matter__reporter", "subject").order_by("pk"))
    for request in done:
        _retire(by, request, moment)
    return len(done)


@transaction.atomic
def _retire(by: Actor, request: RightsRequest, now: datetime) -> None:
    people = [one for one in (request.matter.reporter, request.subject) if one and one.erased_at is None]
    retiring.empty(by=by, matter=request.matter, now=now)
    for person in people:
        if not is_needed(person):
            empty_person(by=by, person=person, reason=RETIRED)
    of = Subject("matter", str(request.pk), request.matter.reference)
    journal.record(by=by, verb="rights.retired", of=of, room=request.matter.room_id, at=now)


@transaction.atomic
def forget_words() -> int:
    """What was seen of how somebody is related, of requests whose matter was emptied; how many."""
    rows = RightsRequest.objects.filter(matter__emptied_at__isnull=False).exclude(tie="", seen_tie="")
    return rows.update(tie="", seen_tie="")


def of_text(words: object) -> str:
    """Words of a choice as they are kept in a story: in the room's language, whoever presses the button."""
    with translation.override("zh-hans"):
        return str(words)


def _let_go(turn: Turn) -> None:
    """Whom it was about is no longer needed; of a deletion neither who asked for it."""
    request = turn.request
    if request.erasures.exists():
        rows = [row for row in (turn.matter.reporter, request.subject) if row and row.erased_at is None]
        choice = Choice(with_words=True, readable=[turn.matter.pk])
        erase_person(by=turn.who, rows=rows, reason=ANSWERED, choice=choice)
    elif request.subject and request.subject.erased_at is None:
        empty_person(by=turn.who, person=request.subject, reason=ANSWERED)
