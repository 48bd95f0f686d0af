"""What is done with a thing lost or found; its matter follows, and whoever told of it reads the end with their code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise

from shouwang.kernel.files import actions as files
from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.matters.actions import intake, progress
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.intake import Brought, Receipt
from shouwang.kernel.matters.actions.leading import hold, lead, need, write_down
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import empty_person, note_person
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may, same_human, traces_of
from shouwang.lib.traces import FADED
from shouwang.systems.services import lost_lifecycle as lifecycle
from shouwang.systems.services import sentences as say
from shouwang.systems.services.actions.waiting import wait
from shouwang.systems.services.lost_lifecycle import year_after
from shouwang.systems.services.models import LostThing
from shouwang.systems.services.queries.lost import LostStanding, emptied, past_claims, standing
from shouwang.systems.services.stored import stored

CLAIM = "lost.claimed"
CLAIM_KEPT_DAYS = 366
WORDS = (
    "marks",
    "place",
    "shelf",
    "noticed_where",
    "knew",
    "seen",
    "went_to",
)  # by hand, so that a name may stand there
Side = LostThing.Side


@dataclass(frozen=True)
class Told:
    """What is told of a thing. `marks` are for the claimer to say; kind, day and place may be told to everybody."""

    what: str
    day: date
    place: str = ""
    marks: str = ""
    shelf: str = ""


@dataclass(frozen=True)
class Claim:
    """Who came for it: what they said before it was shown, what proved it (no number), the drawn signature; `costs`: yuan of
    keeping it that they bear (Art 317)."""

    name: str
    phone: str
    knew: str
    seen: str
    signature: bytes = b""
    costs: Decimal | None = None


@dataclass
class Turn:
    """An act under way: the thing held, and its matter."""

    verb: str
    who: Actor
    thing: LostThing
    matter: Matter
    standing: LostStanding

    @property
    def today(self) -> date:
        return self.standing.today

    def take(self, *brings: str) -> None:
        """Step along the table. Raises NotAllowedNow or Missing."""
        self.thing.stage = lifecycle.COURSE.take(self.verb, self.thing.stage, self.standing.there | frozenset(brings))
        if self.thing.stage in lifecycle.OVER:
            self.thing.over_date = self.today

    def end_matter(self, words: str | Promise, **values: str) -> None:
        """Close the matter with words for whoever told of the thing."""
        self.matter = end(self.who, self.matter, stored(words, **values))

    def tell(self, text: str = "", *, reason: str = "", before: str = "", after: str = "") -> LostThing:
        """Save, and write the act into the story: last of all."""
        self.thing.save()
        line = stories.Line(text=text, reason=reason, field=self.verb, before=before, after=after)
        return write_down(self.who, self.thing, self.matter, line)


def end(who: Actor, matter: Matter, words: str) -> Matter:
    """Close the matter with the words, from wherever it stands."""
    return lead(who, matter, ("accept", ""), ("start", ""), ("report", words), ("close_unchecked", words))


def begin(by: Account, thing: LostThing, verb: str, now: datetime | None = None) -> Turn:
    """Hold the thing for an act. Call inside a transaction. Raises PermissionDenied, NotAllowedNow."""
    rows = LostThing.objects.select_related("other__matter", "joined_to__matter")
    who, current = hold(by, thing, lifecycle.COURSE.steps[verb], rows.get)
    return Turn(verb, who, current, current.matter, standing(current, now))


def title(side: str, what: str, marks: str = "") -> str:
    """What the matter of such a thing is called, in the room's language: lost or found, the kind, the first words said of it."""
    parts = (
        stored(Side(side).label),
        stored(LostThing.What(what).label),
        intake.first_words(marks) if marks.strip() else "",
    )
    return " · ".join(filter(None, parts))


@transaction.atomic
def take_in(*, by: Account | Actor, room: Room, brought: Brought, side: str, told: Told) -> Receipt:
    """A thing with its matter. Sent twice it is one. What a colleague takes in is taken on with it.

    Raises intake.IdTaken, files.Refused; Refused "future".
    """
    if told.day > timezone.localdate():
        raise Refused("future", "day")
    receipt = intake.receive(by=by, room=room, brought=brought)
    if receipt.is_new:
        _write(receipt.matter, side, told, is_here=isinstance(by, Account))
        if isinstance(by, Account) and may(by, Permission.MATTER_ACCEPT, room):
            progress.start(by=by, matter=progress.accept(by=by, matter=receipt.matter))
    return receipt


@transaction.atomic
def write(*, by: Account, matter: Matter, side: str, told: Told) -> LostThing:
    """The thing of a matter that was registered without: what it is, when and where. Raises Refused "future"."""
    if told.day > timezone.localdate():
        raise Refused("future", "day")
    current = stories.locked(matter)
    stories.require(by, lifecycle.WHO, current)
    return LostThing.objects.filter(matter=current).first() or _write(current, side, told, is_here=False)


def _write(matter: Matter, side: str, told: Told, *, is_here: bool) -> LostThing:
    """What a colleague takes in at the desk they have before them; what somebody outside tells of lies nowhere yet."""
    stage, is_found = (lifecycle.SOUGHT, False) if side == Side.LOST else (lifecycle.LYING, True)
    here = timezone.localdate() if is_found and is_here else None
    return LostThing.objects.create(matter=matter, side=side, stage=stage, here_date=here, **vars(told))


@transaction.atomic
def describe(*, by: Account, thing: LostThing, told: Told) -> LostThing:
    """Write down better what it is, or where it lies now."""
    if told.day > timezone.localdate():
        raise Refused("future", "day")
    turn = begin(by, thing, "describe")
    turn.take()
    before = turn.thing.marks
    for name, value in vars(told).items():
        setattr(turn.thing, name, value)
    return turn.tell(before=before if before != told.marks else "")


@transaction.atomic
def receive(*, by: Account, thing: LostThing, place: str, shelf: str) -> LostThing:
    """It lies here now. The place is written anew, as everybody may read it: from now on it is shown outside."""
    turn = begin(by, thing, "receive")
    turn.take()
    turn.thing.here_date, turn.thing.place, turn.thing.shelf = turn.today, place, shelf
    turn.matter = lead(turn.who, turn.matter, ("accept", ""), ("start", ""))
    return turn.tell()


@transaction.atomic
def notice(*, by: Account, thing: LostThing, day: date, where: str) -> LostThing:
    """The notice hangs since that day (招领公告); from it runs the year of Art 318. Raises Refused "future", "before_found"."""
    turn = begin(by, thing, "notice")
    turn.take("day")
    if day > turn.today:
        raise Refused("future", "day")
    if day < turn.thing.day:
        raise Refused("before_found", "day")
    turn.thing.noticed_date, turn.thing.noticed_where = day, where
    turn.matter = lead(turn.who, turn.matter, ("accept", ""), ("start", ""))
    until = year_after(day).isoformat()
    words = stored(say.THANKS)
    thanks = stories.Line(text=words, is_public=True)
    stories.add(turn.matter, by=turn.who, verb="answer", line=thanks)
    hangs = stored(say.HANGS, day=until)
    turn.matter = wait(turn.who, turn.matter, hangs)
    return turn.tell(where, after=day.isoformat())


@transaction.atomic
def hand_back(*, by: Account, thing: LostThing, claim: Claim) -> LostThing:
    """To whom it belongs (Art 314): they said what it is like, and something proved it. Raises files.Refused.

    The one who sought it is done too. Whoever claimed it, and the signature, are kept a year.
    """
    turn = begin(by, thing, "hand_back")
    need("hand_back", who=claim.name, knew=claim.knew, seen=claim.seen)
    turn.take("who", "knew", "seen")
    write_claim(turn, claim)
    return_sought(turn, say.BACK)
    turn.end_matter(say.HANDED_BACK)
    return turn.tell()


def write_claim(turn: Turn, claim: Claim) -> None:
    """Who took it, how it was proven, and their signature as the receipt. Raises files.Refused."""
    room, basis = turn.matter.room, Person.LegalBasis.CONSENT
    turn.thing.claimed_by = note_person(
        by=turn.who, room=room, purpose=CLAIM, legal_basis=basis, name=claim.name, phone=claim.phone
    )
    turn.thing.knew, turn.thing.seen, turn.thing.costs = claim.knew, claim.seen, claim.costs
    if claim.signature:
        sent = SimpleUploadedFile("signature.png", claim.signature, "image/png")
        turn.thing.signature = files.keep(
            by=turn.who, room=room, content=sent, name="signature.png", purpose=CLAIM, keep_days=CLAIM_KEPT_DAYS
        )


def return_sought(turn: Turn, words: str | Promise) -> None:
    """The thing that somebody looked for, or its money, is theirs again."""
    sought = turn.standing.joined
    if sought is None or not sought.is_open:
        return
    sought.stage, sought.over_date = lifecycle.RETURNED, turn.today
    sought.save()
    end(turn.who, stories.locked(sought.matter), stored(words))


@transaction.atomic
def hand_in(*, by: Account, thing: LostThing, to: str, day: date) -> LostThing:
    """Given on: papers and bank cards at once to who issued them, else to the station (Art 314). Raises Refused "future"."""
    turn = begin(by, thing, "hand_in")
    need("hand_in", to=to)
    turn.take("to", "day")
    if day > turn.today:
        raise Refused("future", "day")
    turn.thing.went_to, turn.thing.over_date = to, day
    turn.end_matter(say.HANDED_IN, to=to)
    return turn.tell(to, after=day.isoformat())


@transaction.atomic
def to_state(*, by: Account, thing: LostThing, to: str) -> LostThing:
    """Nobody claimed it within a year of the notice: it, or the money it was sold for, is the State's (Art 318).

    Raises Missing "year_over" before.
    """
    turn = begin(by, thing, "to_state")
    need("to_state", to=to)
    turn.take("to")
    turn.thing.went_to = to
    turn.end_matter(say.TO_STATE)
    return turn.tell(to)


def _ended(verb: str, name: str, words: Promise) -> Callable[..., LostThing]:
    @transaction.atomic
    def act(*, by: Account, thing: LostThing, said: str) -> LostThing:
        turn = begin(by, thing, verb)
        need(verb, **{name: said})
        turn.take(name)
        turn.end_matter(words, said=said)
        return turn.tell(said)

    return act


found_again = _ended("found_again", "how", say.FOUND_AGAIN)
gone = _ended("gone", "reason", say.GONE)
give_up = _ended("give_up", "reason", say.GIVEN_UP)
let_go = _ended("let_go", "reason", say.LET_GO)


@transaction.atomic
def follow_end(*, matter: UUID) -> None:
    """The matter ended by other ways (a joke, returned, withdrawn, merged): no longer looked for, or shown. Safe to run twice."""
    today = timezone.localdate()
    for before, after in ((lifecycle.SOUGHT, lifecycle.GIVEN_UP), (lifecycle.LYING, lifecycle.GONE)):
        LostThing.objects.filter(pk=matter, stage=before).update(stage=after, over_date=today, here_date=None)


@transaction.atomic
def follow_reopening(*, matter: UUID) -> None:
    """Taken up again: looked for as before, or still to be brought. Safe to run twice."""
    for before, after in ((lifecycle.GIVEN_UP, lifecycle.SOUGHT), (lifecycle.GONE, lifecycle.LYING)):
        LostThing.objects.filter(pk=matter, stage=before).update(stage=after, over_date=None, here_date=None)


@transaction.atomic
def forget_claims(*, now: datetime | None = None) -> int:
    """Who claimed a thing, and its proof, a year after it was handed back; words of things whose matter was emptied.

    How many things; safe to run twice.
    """
    moment = now or timezone.now()
    gone = 0
    for thing in past_claims(moment).select_related("claimed_by", "signature"):
        _empty_claim(SYSTEM, thing)
        gone += 1
    for thing in emptied():
        thing.marks = thing.place = thing.shelf = thing.noticed_where = ""
        thing.save()
        gone += 1
    if gone:
        journal.record(by=SYSTEM, verb="rows.forgotten", of=Subject("rows", ""), detail=f"lost {gone}", at=moment)
    return gone


@transaction.atomic
def forget_person(by: Actor, person: Person) -> dict[str, int]:
    """The whole room forgets whoever claimed a thing: what they said and signed goes; how many texts and files.

    Of who told of one, what they wrote of it loses their name and number; all of it goes where the matter's words went.
    Called before their row is emptied, so that it is known what to strike out.
    """
    done = {"texts": 0, "files": 0}
    for thing in LostThing.objects.filter(claimed_by=person).select_related("claimed_by", "signature"):
        done["texts"] += bool(thing.knew) + bool(thing.seen)
        done["files"] += thing.signature is not None
        _empty_claim(by, thing, is_erased=True)
    known = traces_of(same_human(person))
    for thing in LostThing.objects.filter(matter__reporter=person).select_related("matter"):
        for name in WORDS:
            most = getattr(LostThing._meta.get_field(name), "max_length", None)
            before = getattr(thing, name)
            setattr(thing, name, ("" if thing.matter.text == FADED else known.struck(before))[:most])
            done["texts"] += getattr(thing, name) != before
        thing.save(update_fields=WORDS)
    return done


def _empty_claim(by: Actor, thing: LostThing, *, is_erased: bool = False) -> None:
    person, signature = thing.claimed_by, thing.signature
    thing.claimed_by, thing.signature, thing.knew, thing.seen = None, None, "", ""
    thing.save()
    if signature:
        files.discard(by=by, file=signature, reason=CLAIM)
    if person and not is_erased and person.erased_at is None:
        empty_person(by=by, person=person, reason="kept for its time")
