"""Taking a dispute in: by application, by the committee itself, by referral; or from a matter that turned out to be one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.matters.actions import bonds, intake
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.intake import Brought
from shouwang.kernel.matters.models import Link, Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import open_person
from shouwang.systems.mediation.actions import parties
from shouwang.systems.mediation.actions.turn import begin
from shouwang.systems.mediation.codes import OF_TOPICS
from shouwang.systems.mediation.kinds import KIND
from shouwang.systems.mediation.models import Committee, Dispute, Party
from shouwang.systems.mediation.queries.standing import CHINA


@dataclass(frozen=True)
class Facts:
    """What is written down of a dispute beside its story; every part can be changed while it is worked on."""

    source: str = Dispute.Source.APPLICATION
    referrer: str = ""
    asked: str = Dispute.Asked.ORALLY
    justice_type: str = ""
    event_type: str = ""
    scale: str = "01"
    people: int = 2
    amount: Decimal | None = None
    grade: str = Dispute.Grade.ORDINARY
    requests: str = ""
    points: str = ""
    found: str = ""
    note: str = ""
    is_open_session: bool = False
    prevented_crime: int = 0
    prevented_petition: int = 0
    asked_date: date | None = field(default=None)


WORDS = ("requests", "points", "found", "note")  # what two may write at the same time: both versions stay in the story


@transaction.atomic
def take_in(*, by: Account, room: Room, brought: Brought, facts: Facts) -> Dispute:
    """A new matter of the kind, with its dispute. Sent twice it is one."""
    receipt = intake.receive(by=by, room=room, brought=brought)
    known = Dispute.objects.filter(matter=receipt.matter).first()
    return known or _open(by, receipt.matter, facts)


@transaction.atomic
def begin_from(*, by: Account, matter: Matter, facts: Facts | None = None) -> Dispute:
    """Make a dispute of a matter that is one: brought on the public page, by a phone, by another program.

    A matter of another kind is handed over, so that both stories name each other; pressed twice it is handed over once.
    """
    current = stories.locked(matter)
    stories.require(by, Permission.MEDIATION_WORK, current)
    if current.kind != KIND.key:
        handed = Link.objects.filter(matter=current, bond=Link.Bond.HANDED_OVER, other__kind=KIND.key)
        link = handed.select_related("other__room").order_by("id").first()
        current = link.other if link else bonds.hand_over(by=by, matter=current, to_kind=KIND.key)
    known = Dispute.objects.filter(matter=current).first()
    if known:
        return known
    of_topic = OF_TOPICS.get(current.topic)
    suggested = Facts(
        justice_type=of_topic.justice if of_topic else "",
        event_type=of_topic.event if of_topic else "",
        asked_date=current.received_at.astimezone(CHINA).date(),
    )
    made = _open(by, current, facts or suggested)
    if current.reporter and not current.is_anonymous:
        _name_applicant(by, made, open_person(current.reporter))
    return made


def _name_applicant(by: Account, dispute: Dispute, known: Mapping[str, str]) -> None:
    """Whoever asked for it is the applicant, as they gave their name; the committee may write down another."""
    if known["name"]:
        human = parties.Human(known["name"], known["phone"], known["address"])
        entered = parties.Entered(side=Party.Side.APPLICANT, human=human, is_willing=True)
        parties.name_party(by=by, dispute=dispute, entered=entered)


def _open(by: Account, matter: Matter, facts: Facts) -> Dispute:
    committee = Committee.objects.filter(room=matter.room_id).first()
    if committee is None:
        raise Refused("no_committee")
    dispute = Dispute(matter=matter, committee=committee)
    _fill(dispute, facts)
    dispute.asked_date = facts.asked_date or timezone.localtime().date()
    dispute.save(force_insert=True)
    turn = begin(by, dispute, "write")
    return turn.tell(told="begun")


@transaction.atomic
def write(*, by: Account, dispute: Dispute, facts: Facts) -> Dispute:
    """Change what is written down. Long words that go are kept in the story, so nothing anybody wrote is lost."""
    turn = begin(by, dispute, "write")
    gone = {name: getattr(turn.dispute, name) for name in WORDS}
    _fill(turn.dispute, facts)
    lost = "\n".join(was for name, was in gone.items() if was and was != getattr(turn.dispute, name))
    return turn.tell(before=lost)


def _fill(dispute: Dispute, facts: Facts) -> None:
    if facts.source == Dispute.Source.REFERRAL and not facts.referrer:
        raise Refused("referred_by_whom", "referrer")
    for name in Facts.__dataclass_fields__:
        if name != "asked_date":
            setattr(dispute, name, getattr(facts, name))
    if facts.source != Dispute.Source.REFERRAL:
        dispute.referrer = ""
