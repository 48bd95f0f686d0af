"""What an officer does in a case of police mediation: every act of its table, by the permission for it alone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters.actions import bonds, intake
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.intake import Brought
from shouwang.kernel.matters.actions.leading import hold, lead, need, write_down
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.mediation import police_exclusions
from shouwang.systems.mediation import police_lifecycle as lifecycle
from shouwang.systems.mediation.actions.parties import POLICE_PURPOSE, Human, let_go, noted, people_of
from shouwang.systems.mediation.models import PoliceCase, PoliceSide
from shouwang.systems.mediation.police_kind import KIND
from shouwang.systems.mediation.queries.police import PoliceStanding, standing

NEEDED = Permission.POLICE_MEDIATE
NOBODY = Human()


@dataclass(frozen=True)
class Told:
    """What is written down of a case."""

    act: str = ""
    ground: str = ""
    facts: str = ""
    harm: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True)
class Somebody:
    """An offender or a victim as entered."""

    side: str
    human: Human
    is_minor: bool = False
    is_own_master: bool = False
    guardian: Human = NOBODY
    guardian_kin: str = ""
    agent: Human = NOBODY


NOT_SETTLED = _("It was not settled. The police go on as the law says.")  # for whoever told us


@dataclass
class PoliceTurn:
    """An act under way: the case held, and everything of it."""

    verb: str
    who: Actor
    now: datetime
    case: PoliceCase
    matter: Matter
    standing: PoliceStanding

    @property
    def today(self) -> date:
        return self.standing.today

    def take(self, *brings: str) -> None:
        """Step along the table; `brings` is what the act fills in. Raises NotAllowedNow or Missing."""
        self.case.stage = lifecycle.take(self.verb, self.case.stage, self.standing.there | frozenset(brings))
        if self.case.stage in lifecycle.OVER:
            self.case.over_date = self.today

    def lead(self, *verbs: tuple[str, str]) -> None:
        """Let the matter follow."""
        self.matter = lead(self.who, self.matter, *verbs)

    def end_matter(self, words: str) -> None:
        """Close the matter with words for whoever told us, who reads them: no reason of the desk's.

        The case's own page says why there was no second pair of eyes.
        """
        self.lead(("accept", ""), ("start", ""), ("report", words), ("close_unchecked", words))

    def tell(self, text: str = "", *, reason: str = "", of: str = "", before: str = "") -> PoliceCase:
        """Save, and write the act into the story: last of all."""
        self.case.save()
        line = stories.Line(text=text, reason=reason, field=self.verb, before=before, after=of)
        return write_down(self.who, self.case, self.matter, line)


def begin(by: Account, case: PoliceCase, verb: str, now: datetime | None = None) -> PoliceTurn:
    """Hold the case for an act. Call inside a transaction. Raises PermissionDenied, NotAllowedNow."""
    who, current = hold(by, case, lifecycle.STEPS[verb], PoliceCase.objects.get)
    moment = now or timezone.now()
    return PoliceTurn(verb, who, moment, current, current.matter, standing(current, moment))


@transaction.atomic
def take_in(*, by: Account, room: Room, brought: Brought, told: Told) -> PoliceCase:
    """A new case with its matter, which is hidden from all but officers from its first moment. Sent twice it is one."""
    receipt = intake.receive(by=by, room=room, brought=replace(brought, kind=KIND.key))
    stories.require(by, NEEDED, receipt.matter)
    known = PoliceCase.objects.filter(matter=receipt.matter).first()
    return known or _open(by, receipt.matter, told)


@transaction.atomic
def begin_from(*, by: Account, matter: Matter, told: Told | None = None) -> PoliceCase:
    """Out of a matter in which somebody broke the law: handed over as a linked matter. No table of a dispute is copied."""
    current = stories.locked(matter)
    stories.require(by, NEEDED, current)
    if current.kind != KIND.key:
        current = bonds.hand_over(by=by, matter=current, to_kind=KIND.key)
    known = PoliceCase.objects.filter(matter=current).first()
    return known or _open(by, current, told or Told(facts=current.text))


def _open(by: Account, matter: Matter, told: Told) -> PoliceCase:
    case = PoliceCase(matter=matter, **vars(told))
    case.save(force_insert=True)
    return begin(by, case, "write").tell()


@transaction.atomic
def look_at(*, by: Account, case: PoliceCase, what: str = "") -> None:
    """Somebody read who offender and victim are; `what`: which paper."""
    of = Subject("matter", str(case.pk), case.matter.reference)
    journal.record(by=actor(by), verb="police.seen", of=of, room=case.matter.room_id, detail=what)


@transaction.atomic
def write(*, by: Account, case: PoliceCase, told: Told) -> PoliceCase:
    """Change what is written down; words that go stay in the story."""
    turn = begin(by, case, "write")
    turn.take()
    gone = [getattr(turn.case, name) for name in ("facts", "harm")]
    for name, value in vars(told).items():
        setattr(turn.case, name, value)
    return turn.tell(before="\n".join(was for was in gone if was and was not in (told.facts, told.harm)))


@transaction.atomic
def name_side(*, by: Account, case: PoliceCase, entered: Somebody, side: PoliceSide | None = None) -> PoliceSide:
    """Write down an offender or a victim, sealed. Refused: "no_name", "suspect_agent" (Art 181)."""
    turn = begin(by, case, "name_side")
    turn.take()
    if not entered.human:
        raise Refused("no_name", "name")
    if entered.agent and entered.side != PoliceSide.Side.VICTIM:
        raise Refused("suspect_agent", "agent_name")
    if side is None:
        last = turn.case.sides.aggregate(last=Max("place"))["last"] or 0
        side = PoliceSide(case=turn.case, place=last + 1)
    elif side.case_id != turn.case.pk:
        raise ValueError("side of another case")
    room, before = turn.matter.room, people_of(side)
    humans = {"person": entered.human, "guardian": entered.guardian, "agent": entered.agent}
    for role, human in humans.items():
        known = getattr(side, role) if getattr(side, f"{role}_id") else None
        setattr(side, role, noted(turn.who, room, human, known, POLICE_PURPOSE) if human else None)
    side.side, side.is_minor, side.guardian_kin = entered.side, entered.is_minor, entered.guardian_kin
    side.is_own_master = entered.is_minor and entered.is_own_master
    side.save()
    let_go(turn.who, before)
    turn.tell(of=str(side.place))
    return side


@transaction.atomic
def drop_side(*, by: Account, case: PoliceCase, side: PoliceSide) -> PoliceCase:
    """Take out somebody who was written down by mistake."""
    turn = begin(by, case, "drop_side")
    turn.take()
    if side.case_id != turn.case.pk:
        raise ValueError("side of another case")
    before = people_of(side)
    side.delete()
    let_go(turn.who, before)
    return turn.tell()


@transaction.atomic
def examine(*, by: Account, case: PoliceCase, answers: Mapping[str, bool]) -> PoliceCase:
    """Answer every question; none is left out. Raises Refused "answer_all"."""
    turn = begin(by, case, "examine")
    turn.take()
    if not police_exclusions.is_whole(answers):
        raise Refused("answer_all")
    turn.case.answers = {key: bool(answers[key]) for key in police_exclusions.BY_KEY}
    return turn.tell(of=", ".join(one.key for one in police_exclusions.excluded_by(turn.case.answers)))


@transaction.atomic
def accept(*, by: Account, case: PoliceCase) -> PoliceCase:
    """受理: nothing excludes it, and both sides are known."""
    turn = begin(by, case, "accept")
    turn.take()
    turn.case.accepted_date = turn.today
    turn.lead(("accept", ""))
    return turn.tell()


@transaction.atomic
def refuse(*, by: Account, case: PoliceCase, reason: str, way: str) -> PoliceCase:
    """Not for police mediation. Refused "wrong_way": a quarrel without a violation is none for a penalty."""
    turn = begin(by, case, "refuse")
    need("refuse", reason=reason, way=way)
    if turn.case.answers and way not in police_exclusions.ways(turn.case.answers):
        raise Refused("wrong_way", "way")
    turn.take("reason", "way")
    turn.case.ended_way, turn.case.ended_because = way, reason
    turn.lead(("return", str(PoliceCase.Way(way).label)))
    return turn.tell(reason=reason, of=way)


@transaction.atomic
def exclude(*, by: Account, case: PoliceCase, question: str, reason: str) -> PoliceCase:
    """A refusal, a new violation, a flight in between ends it: the case goes on to the penalty procedure (Art 179)."""
    turn = begin(by, case, "exclude")
    need("exclude", reason=reason)
    if question not in police_exclusions.IN_BETWEEN:
        raise ValueError("not among what may come in between")
    turn.take("reason", "way")
    turn.case.answers = {**turn.case.answers, question: True}
    turn.case.ended_way, turn.case.ended_because = PoliceCase.Way.PENALTY, reason
    turn.end_matter(str(NOT_SETTLED))
    return turn.tell(reason=reason, of=question)
