"""The chain after nobody answered: begun with an urgent help request, ticked off step by step, told when late."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shouwang.kernel.journal.actions import SYSTEM, Actor
from shouwang.kernel.matters.actions import story as stories
from shouwang.kernel.matters.actions.leading import lead
from shouwang.kernel.matters.refusals import Refused
from shouwang.kernel.notices import actions as notices
from shouwang.kernel.notices.queries import audience
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import may, on_duty
from shouwang.kernel.people.sealed import seal
from shouwang.lib.ids import uuid7
from shouwang.systems.care import following
from shouwang.systems.care.actions.matters import ask_for_help, in_room_language
from shouwang.systems.care.actions.writing import must, subject_of, write
from shouwang.systems.care.models import Case, Chain, Tick, Visit
from shouwang.systems.care.queries.chains import begun_key, standing
from shouwang.systems.care.queries.keeping import rules_of

LATE, BEGUN, MISTAKEN = "care.chain_late", "care.chain_begun", "care.chain_mistaken"


def begin_chain(*, author: Actor, case: Case, at: datetime) -> Chain:
    """Nobody answered. While a chain runs a second one is not begun."""
    running = case.chains.filter(ended_at=None).first()
    if running:
        return running
    matter = ask_for_help(author=author, case=case, is_urgent=True)
    due_at = following.first(at, rules_of(case.room).limits).due_at
    chain = Chain.objects.create(case=case, matter=matter, opened_at=at, due_at=due_at)
    write(author, case, "care.chain_begun")
    _tell(chain, BEGUN, begun_key(chain))
    return chain


@transaction.atomic
def tick(*, by: Account, chain: Chain, step: str, words: str, is_seen: bool, at: datetime | None = None) -> Tick:
    """A step was done: what came of it, in words. Ends when somebody saw or heard the person."""
    case = chain.case
    who = must(by, Permission.CARE_WORK, case.room)
    now = standing(chain)
    if now is None or chain.ended_at:
        raise Refused("chain_over")
    if not following.may_do(step, now):
        raise Refused("step_done", "step")
    key = uuid7()
    moment = at or timezone.now()
    made = Tick.objects.create(
        id=key, chain=chain, step=step, at=moment, by=by, words_sealed=seal(words, record=key), is_seen=is_seen
    )
    write(who, case, "care.chain_ticked", step)
    _take_along(who, chain)
    _move_on(who, chain, moment)
    return made


def _move_on(who: Actor, chain: Chain, moment: datetime) -> None:
    now = standing(chain)
    chain.due_at = now.due_at if now else None
    if now is None:
        chain.ended_at = moment
        write(who, chain.case, "care.chain_ended")
        _report(who, chain)
    chain.save()


def _take_along(who: Actor, chain: Chain) -> None:
    """Whoever does a step has taken the help request on: its clock does not ask for somebody any more."""
    lead(who, stories.locked(chain.matter), ("accept", ""), ("start", ""))


def _report(who: Actor, chain: Chain) -> None:
    """Seen: the help request is done but for the eyes of somebody else. No word of what was said stands in it."""
    _take_along(who, chain)
    with in_room_language(chain.case):
        words = _("Somebody saw or heard them. How, stands on the page of care.")
    lead(who, stories.locked(chain.matter), ("report", words))


def tell_mistaken(*, author: Actor, visit: Visit) -> None:
    """Whoever told that nobody answered says it was pressed by mistake. Told to the desk; the steps go on until somebody rang
    and heard them: a search is not called off by a thumb."""
    write(author, visit.case, "care.mistaken")
    for chain in visit.case.chains.filter(ended_at=None).select_related("case__room", "case__lead"):
        _tell(chain, MISTAKEN, f"care.mistaken:{visit.pk}")


def end_by_visit(*, author: Actor, visit: Visit) -> None:
    """A visit saw or heard them after the chain began: then it is over."""
    for chain in visit.case.chains.filter(ended_at=None, opened_at__lte=visit.at):
        chain.ended_at, chain.due_at = visit.at, None
        chain.save()
        write(author, visit.case, "care.chain_ended")
        _report(author, chain)


def tell_late(*, now: datetime | None = None) -> int:
    """Every minute: tell lead and whoever is on duty of each step that is late, once for each; how many were told."""
    moment = now or timezone.now()
    late = Chain.objects.filter(ended_at=None, due_at__lt=moment).select_related("case__room", "case__lead")
    told = 0
    for chain in late.order_by("due_at"):
        if chain.told_at != chain.due_at:
            told += _tell_late(chain)
    return told


@transaction.atomic
def _tell_late(chain: Chain) -> int:
    told = _tell(chain, LATE, f"care.late:{chain.pk}:{chain.due_at:%Y%m%dT%H%M%S}")
    if not told:
        return 0  # nobody to tell: the next minute looks again
    chain.told_at = chain.due_at
    chain.save(update_fields=["told_at"])
    write(SYSTEM, chain.case, "care.chain_late")
    return told


def _tell(chain: Chain, template: str, key: str) -> int:
    """Lead and who is on duty, each once, else who keeps the room's care; with the case's number, no name."""
    case: Case = chain.case
    near = [
        one for one in (case.lead, *on_duty(case.room)) if one.is_active and may(one, Permission.CARE_WORK, case.room)
    ]
    receivers = {account.pk: account for account in near or audience(case.room, Permission.CARE_MANAGE)}
    made = 0
    for account in receivers.values():
        words = {"n": str(case.number)}
        made += bool(
            notices.tell(
                key=key, account=account, room=case.room, template=template, words=words, about=subject_of(case),
                urgent=True,
            )
        )  # fmt: skip
    return made
