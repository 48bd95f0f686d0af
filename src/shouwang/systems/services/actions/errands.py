"""Errands: opening one, which it is, the papers looked through at once, who acts for whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import Actor, Subject
from shouwang.kernel.matters import lifecycle as matter_lifecycle
from shouwang.kernel.matters.actions import bonds, intake, talk
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.intake import Brought, Receipt
from shouwang.kernel.matters.course import NotAllowedNow
from shouwang.kernel.matters.models import Matter
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.people.actions import empty_person
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.needed import is_needed
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.services import authority, errand_lifecycle, told_once
from shouwang.systems.services.actions.errand_turn import PURPOSE, ErrandTurn, Somebody, begin
from shouwang.systems.services.authority import Acting
from shouwang.systems.services.catalogue.item import Item
from shouwang.systems.services.errand_kind import KIND, OTHER
from shouwang.systems.services.models import Errand, ErrandPerson, PaperCheck
from shouwang.systems.services.queries import catalogue
from shouwang.systems.services.stored import stored

BY_PRINT, BY_MESSAGE = "print", "message"


@dataclass(frozen=True)
class Asked:
    """What the three questions were answered with. `key` "" where nobody knows yet which errand it is."""

    key: str = ""
    whom: str = Errand.Whom.SELF
    can_come: bool = True


@dataclass(frozen=True)
class Look:
    """What was found of one paper of the list; `late_because` only where an earlier look did not call it missing."""

    state: str
    why: str = ""
    late_because: str = ""


@transaction.atomic
def open_errand(*, by: Account | Actor, room: Room, brought: Brought, asked: Asked) -> Receipt:
    """A new errand with its matter, from whichever door. Sent twice it is one. Raises Refused "no_such_item"."""
    item = _item(room, asked.key)
    topic = asked.key if asked.key in KIND.by_key else OTHER
    title = brought.title or (item.name.zh if item else "")
    receipt = intake.receive(by=by, room=room, brought=replace(brought, kind=KIND.key, topic=topic, title=title))
    who = by if isinstance(by, Actor) else stories.require(by, Permission.SERVICE_WORK, receipt.matter)
    if not Errand.objects.filter(pk=receipt.matter.pk).exists():
        _open(who, receipt.matter, asked, item)
    return receipt


@transaction.atomic
def begin_from(*, by: Account, matter: Matter) -> Errand:
    """Out of a matter that was brought another way; another kind is handed over as a linked matter."""
    current = stories.locked(matter)
    who = stories.require(by, Permission.SERVICE_WORK, current)
    if current.kind != KIND.key:
        current = bonds.hand_over(by=by, matter=current, to_kind=KIND.key)
    known = Errand.objects.filter(matter=current).first()
    if known:
        return known
    if current.state in matter_lifecycle.ENDED:
        raise NotAllowedNow("choose", current.state)
    key = current.topic if catalogue.item(current.room, current.topic) else ""
    return _open(who, current, Asked(key=key), _item(current.room, key))


def _open(who: Actor, matter: Matter, asked: Asked, item: Item | None) -> Errand:
    errand = Errand(matter=matter, whom=asked.whom, can_come=asked.can_come)
    if item:
        errand.item_key, errand.item_number = item.key, item.number
    errand.save(force_insert=True)
    line = stories.Line(field="choose", after=item.name.zh if item else "")
    stories.add(stories.locked(matter), by=who, verb="step", line=line)
    return errand


def _item(room: Room, key: str) -> Item | None:
    if not key:
        return None
    found = catalogue.item(room, key)
    if found is None:
        raise Refused("no_such_item", "item")
    return found


@transaction.atomic
def look_at(*, by: Account, errand: Errand, what: str = "") -> None:
    """Somebody read who stands in the errand; `what`: which paper."""
    of = Subject("matter", str(errand.pk), errand.matter.reference)
    journal.record(by=actor(by), verb="errand.seen", of=of, room=errand.matter.room_id, detail=what)


@transaction.atomic
def choose(*, by: Account, errand: Errand, asked: Asked) -> Errand:
    """Which errand it is, for whom. For another one who may act is asked anew, and the papers are looked through anew."""
    turn = begin(by, errand, "choose")
    turn.take()
    item = _item(turn.matter.room, asked.key)
    if item is None:
        raise Refused("no_such_item", "item")
    if (turn.errand.item_key, turn.errand.whom) != (item.key, asked.whom):
        turn.errand.authorised_at = None  # who may act was looked at for something else
    if turn.errand.item_key != item.key and turn.errand.checks:
        turn.errand.papers.all().delete()
        turn.errand.checks, turn.errand.checked_at, turn.errand.stage = 0, None, errand_lifecycle.ASKED
    turn.errand.item_key, turn.errand.item_number = item.key, item.number
    turn.errand.whom, turn.errand.can_come = asked.whom, asked.can_come
    return turn.tell(of=item.name.zh)


@transaction.atomic
def check(*, by: Account, errand: Errand, looks: Mapping[int, Look], told: str = BY_PRINT) -> Errand:
    """核对: every paper of the list at once. What is missing is told whole, in print or as an answer (`told`).

    Refused: "answer_all" (something of the list was left out), "why_not_needed", "told_once": a paper called missing that an
    earlier look had left unsaid needs a reason, and is counted.
    """
    turn = begin(by, errand, "check")
    turn.take()
    count = len(turn.standing.documents)
    found = {place: look for place, look in looks.items() if 0 <= place < count}
    states = {place: look.state for place, look in found.items()}
    if gaps := told_once.unsaid(count, states):
        raise Refused("answer_all", f"paper{gaps[0]}")
    before = {place: one.state for place, one in turn.standing.papers.items()} if turn.errand.checks else {}
    for place, look in found.items():
        if look.state == PaperCheck.State.NOT_NEEDED and not look.why.strip():
            raise Refused("why_not_needed", f"why{place}")
    late = told_once.late(before, states)
    for place in late:
        if not found[place].late_because.strip():
            raise Refused("told_once", f"late{place}")
    _write_looks(turn, found, late)
    turn.errand.checks += 1
    turn.errand.told_late += len(late)
    turn.errand.checked_at = turn.errand.checked_at or turn.now
    turn.begin_matter()
    missing = [
        fact.words.zh for place, fact in enumerate(turn.standing.documents) if states[place] == PaperCheck.State.MISSING
    ]
    if missing and told == BY_MESSAGE:
        talk.answer(by=turn.who, matter=turn.matter, text="\n".join([stored(_("Please bring as well:")), *missing]))
        turn.matter = stories.locked(turn.matter)
    found_so = stored(_("%(n)s missing"), n=len(missing)) if missing else stored(_("all here"))
    return turn.tell("\n".join(missing), of=found_so)


def _write_looks(turn: ErrandTurn, found: Mapping[int, Look], late: tuple[int, ...]) -> None:
    for place, look in found.items():
        PaperCheck.objects.update_or_create(
            errand=turn.errand, place=place,
            defaults={
                "state": look.state,
                "why": look.why.strip() if look.state == PaperCheck.State.NOT_NEEDED else "",
                **({"late_because": look.late_because.strip()} if place in late else {}),
            },
        )  # fmt: skip


@transaction.atomic
def authorise(*, by: Account, errand: Errand, acting: Acting, owner: Somebody, agent: Somebody) -> Errand:
    """Who acts for whom. Refused as `authority.faults` says, and "no_name" without the person whose papers it is about."""
    turn = begin(by, errand, "authorise")
    item = turn.standing.item
    if item and (fault := next(authority.faults(item.proxy, turn.errand.whom, acting), None)):
        raise Refused(*fault)
    turn.take()
    if acting.kin not in (authority.SELF, authority.ROOM, authority.COMMITTEE) and not agent.name.strip():
        raise Refused("no_agent", "agent_name")
    _set_person(turn, ErrandPerson.Role.OWNER, owner)
    _set_person(turn, ErrandPerson.Role.AGENT, agent if acting.kin != authority.SELF else None)
    for name, value in vars(acting).items():
        setattr(turn.errand, name, value)
    turn.errand.authorised_at = turn.now
    return turn.tell(of=stored(Errand.Kin(acting.kin).label))


def _set_person(turn: ErrandTurn, role: str, said: Somebody | None) -> None:
    """Write down who this is in the errand, anew where a name changed; nobody where nothing was said."""
    known = turn.standing.one(role)
    if said is None or not said.name.strip():
        if known:
            _drop(turn, known)
        return
    if known is None:
        turn.somebody(Somebody(name=said.name, phone=said.phone), role)
        return
    before = known.person
    known.person = turn.noted(said, before)
    known.save()
    if known.person_id != before.pk and before.purpose == PURPOSE and not is_needed(before):
        empty_person(by=turn.who, person=before, reason="written anew or by mistake")


def _drop(turn: ErrandTurn, known: ErrandPerson) -> None:
    if turn.errand.slips.filter(person=known).exists():
        return  # their name stands on a receipt
    person = known.person
    known.delete()
    if person.purpose == PURPOSE and not is_needed(person):
        empty_person(by=turn.who, person=person, reason="written anew or by mistake")


def follow_reopening(matter: UUID) -> None:
    """The matter was taken up again, because whoever asked was not satisfied: so is the errand. Safe to run twice."""
    found = Errand.objects.filter(pk=matter, stage__in=errand_lifecycle.OVER).select_related("matter").first()
    if found and found.matter.ended_at is None:
        stage = errand_lifecycle.reopened(found.stage, found.checks > 0)
        Errand.objects.filter(pk=found.pk, stage=found.stage).update(stage=stage, over_at=None)


def follow_withdrawal(matter: UUID) -> None:
    """Whoever asked took it back before anybody began: so is the errand. Safe to run twice."""
    found = Errand.objects.filter(pk=matter, stage=errand_lifecycle.ASKED).select_related("matter").first()
    if found and found.matter.ended_at:
        Errand.objects.filter(pk=found.pk).update(stage=errand_lifecycle.CALLED_OFF, over_at=found.matter.ended_at)
