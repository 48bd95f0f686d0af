"""What every act of an errand does first and last: the errand held, its table asked, the story told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from shouwang.kernel.files.models import File
from shouwang.kernel.journal.actions import Actor
from shouwang.kernel.matters.actions import progress
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.leading import hold, lead, write_down
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import note_person
from shouwang.kernel.people.models import Account, Person
from shouwang.kernel.people.queries import open_person
from shouwang.systems.services import errand_lifecycle as lifecycle
from shouwang.systems.services.models import Errand, ErrandPerson, Original, Slip
from shouwang.systems.services.queries.errands import ErrandStanding, standing
from shouwang.systems.services.sentences import ERRAND_DONE
from shouwang.systems.services.stored import stored

PURPOSE = "errand.file"


@dataclass(frozen=True)
class Somebody:
    """Somebody who hands in, fetches or acts: a row that is there already, or a new name. Neither: who asked for it."""

    row: ErrandPerson | None = None
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Signed:
    """How a handing over is signed: drawn here by both, with the pictures; or on the print."""

    how: str = Slip.How.PAPER
    picture: File | None = None
    our_picture: File | None = None


@dataclass
class ErrandTurn:
    """An act under way."""

    verb: str
    by: Account
    who: Actor
    now: datetime
    errand: Errand
    matter: Matter
    standing: ErrandStanding

    def take(self, *brings: str) -> None:
        """Step along the table; `brings` is what the act fills in. Raises NotAllowedNow or Missing."""
        there = self.standing.there | frozenset(brings)
        before = lifecycle.reopened(self.errand.stage, self.errand.checks > 0)
        self.errand.stage = lifecycle.take(self.verb, self.errand.stage, there, before)
        self.errand.over_at = self.now if self.errand.stage in lifecycle.OVER else None

    def lead(self, *verbs: tuple[str, str]) -> None:
        """Let the matter follow."""
        self.matter = lead(self.who, self.matter, *verbs)

    def begin_matter(self) -> None:
        """Somebody works on it: who does has it, where nobody had."""
        if self.matter.owner_id is None and self.matter.team_id is None:
            Matter.objects.filter(pk=self.matter.pk).update(owner=self.by)  # the row is held
            self.matter.owner = self.by
        self.lead(("accept", ""), ("start", ""))

    def end_matter(self, words: str) -> None:
        """Close the matter with words for whoever asked, who is then asked whether they were satisfied.

        Its own steps were the check, so nobody else looks it through again; they are told below it in the story.
        """
        self.begin_matter()
        done = stored(ERRAND_DONE)
        self.lead(("report", done))
        self.matter = progress.close(by=self.who, matter=self.matter, answer=words, reason=done)

    def tell(self, text: str = "", *, reason: str = "", of: str = "") -> Errand:
        """Save, and write the act into the story: last of all. No name ever stands there, it outlives the sealed rows."""
        self.errand.save()
        line = stories.Line(text=text, reason=reason, field=self.verb, after=of)
        return write_down(self.who, self.errand, self.matter, line)

    def somebody(self, said: Somebody, role: str = ErrandPerson.Role.HAND) -> ErrandPerson | None:
        """The row of somebody named; None for who asked for it. Raises Refused "not_of_this"."""
        if said.row is not None:
            if said.row.errand_id != self.errand.pk:
                raise Refused("not_of_this")
            return said.row
        if not said.name.strip():
            return None
        person = self.noted(said, None)
        return ErrandPerson.objects.create(errand=self.errand, place=self._next_place(), role=role, person=person)

    def noted(self, said: Somebody, known: Person | None) -> Person:
        """A sealed row; the one that is there where nothing of it changed."""
        words = {"name": said.name.strip(), "phone": said.phone}
        if known is not None and known.erased_at is None:
            was = open_person(known)
            if all(was[key] == value for key, value in words.items()):
                return known
        basis = Person.LegalBasis.DUTY if self.errand.whom == Errand.Whom.DEAD else Person.LegalBasis.CONSENT
        return note_person(by=self.who, room=self.matter.room, purpose=PURPOSE, legal_basis=basis, **words)

    def slip(self, kind: str, person: ErrandPerson | None, signed: Signed) -> Slip:
        """The next slip of the errand, with its number."""
        last = self.errand.slips.aggregate(last=Max("number"))["last"] or 0
        return Slip.objects.create(
            errand=self.errand, number=last + 1, kind=kind, at=self.now, by=self.by.name, person=person, how=signed.how,
            picture=signed.picture, our_picture=signed.our_picture,
        )  # fmt: skip

    def _next_place(self) -> int:
        return (self.errand.people.aggregate(last=Max("place"))["last"] or 0) + 1


def begin(by: Account, errand: Errand, verb: str, now: datetime | None = None) -> ErrandTurn:
    """Hold the errand for an act. Call inside a transaction. Raises PermissionDenied, NotAllowedNow."""
    who, current = hold(by, errand, lifecycle.STEPS[verb], Errand.objects.get)
    moment = now or timezone.now()
    return ErrandTurn(verb, by, who, moment, current, current.matter, standing(current, moment))


def chosen(turn: ErrandTurn, keys: Sequence[UUID], state: str) -> list[Original]:
    """Those of the errand's originals; each must stand in `state`. Raises Refused "gone_already"."""
    found = [one for one in turn.standing.originals if one.pk in set(keys)]
    if len(found) != len(set(keys)) or any(one.state != state for one in found):
        raise Refused("gone_already", "originals")
    return found
