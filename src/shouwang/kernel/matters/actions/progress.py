"""Moving a matter along its lifecycle."""

from django.db import transaction

from shouwang.kernel.journal.actions import PUBLIC, Actor
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import asking, bonds, story
from shouwang.kernel.matters.models import Entry, Matter
from shouwang.kernel.people.models import Account, Team
from shouwang.kernel.people.queries import checkers


@transaction.atomic
def accept(*, by: Account | Actor, matter: Matter) -> Matter:
    """受理: the room takes it on."""
    return _step(matter, by=by, verb="accept", line=story.Line(is_public=True))


@transaction.atomic
def send_away(*, by: Account | Actor, matter: Matter, answer: str) -> Matter:
    """退回: not ours, false or empty; the answer says who helps instead, how, with what and when."""
    return _step(matter, by=by, verb="return", line=story.Line(text=answer, is_public=True))


@transaction.atomic
def assign(
    *, by: Account | Actor, matter: Matter, owner: Account | None = None, team: Team | None = None, words: str = ""
) -> Matter:
    """分派: hand it to a person, a team, or both. Who had it before is told."""
    current = story.locked(matter)
    if team is not None and team.room_id != current.room_id:
        raise ValueError("team of another room")
    current.owner, current.team = owner, team
    after = " / ".join(part for part in (owner.name if owner else "", team.name if team else "") if part)
    return _advance(current, by=by, verb="assign", line=story.Line(text=words, after=after))


@transaction.atomic
def start(*, by: Account | Actor, matter: Matter) -> Matter:
    """办理: somebody works on it; who starts one that nobody has, has it."""
    current = story.locked(matter)
    if not current.has_taker and isinstance(by, Account):
        current.owner = by
    return _advance(current, by=by, verb="start", line=story.Line(is_public=True))


@transaction.atomic
def report(*, by: Account | Actor, matter: Matter, outcome: str, checker: Account | None = None) -> Matter:
    """反馈: the work is done and this came of it; `checker` is asked to look, else everybody who sees it and may.

    Raises ValueError for somebody who may not check it.
    """
    current = story.locked(matter)
    others = checkers(current.room, besides=by if isinstance(by, Account) else None)
    if checker is not None and not others.filter(pk=checker.pk).exists():
        raise ValueError("may not check")
    current.checker = checker
    return _advance(current, by=by, verb="report", line=story.Line(text=outcome))


@transaction.atomic
def check(*, by: Account | Actor, matter: Matter, words: str = "") -> Matter:
    """核查: somebody other than who reported looked at the outcome."""
    return _step(matter, by=by, verb="check", line=story.Line(text=words))


@transaction.atomic
def send_back(*, by: Account | Actor, matter: Matter, reason: str) -> Matter:
    """The outcome does not hold; work goes on."""
    return _step(matter, by=by, verb="send_back", line=story.Line(reason=reason))


@transaction.atomic
def close(*, by: Account | Actor, matter: Matter, answer: str, reason: str = "") -> Matter:
    """结案, with the answer the reporter gets. Without a check by somebody else it needs a reason, which is counted."""
    current = story.locked(matter)
    verb = "close_unchecked" if current.state == lifecycle.REPORTED else "close"
    closed = _advance(current, by=by, verb=verb, line=story.Line(text=answer, reason=reason, is_public=True))
    asking.ask(matter=closed)
    return closed


@transaction.atomic
def reopen(*, by: Account | Actor, matter: Matter, reason: str) -> Matter:
    """It was not over after all."""
    return _step(matter, by=by, verb="reopen", line=story.Line(reason=reason, is_public=True))


@transaction.atomic
def withdraw(*, matter: Matter, words: str = "") -> Matter:
    """撤回 by whoever brought it, with the follow-code. Not where somebody must be protected: they may be made to."""
    current = story.locked(matter)
    if current.is_sheltered:
        raise lifecycle.NotAllowedNow("withdraw", current.state)
    withdrawn = _advance(current, by=PUBLIC, verb="withdraw", line=story.Line(text=words, is_public=True))
    bonds.release(by=PUBLIC, target=withdrawn)
    return withdrawn


@transaction.atomic
def withdraw_for(*, by: Account | Actor, matter: Matter, reason: str) -> Matter:
    """撤回 at the desk, because whoever brought it asked to."""
    withdrawn = _step(matter, by=by, verb="withdraw_for", line=story.Line(reason=reason, is_public=True))
    bonds.release(by=by, target=withdrawn)
    return withdrawn


def _step(matter: Matter, *, by: Account | Actor, verb: str, line: story.Line) -> Matter:
    return _advance(story.locked(matter), by=by, verb=verb, line=line)


def _advance(current: Matter, *, by: Account | Actor, verb: str, line: story.Line) -> Matter:
    step = lifecycle.STEPS[verb]
    of_its_part = kinds.is_led_by_part(current.kind) or kinds.holds(current.kind, verb, current.pk)
    if isinstance(by, Account) and of_its_part:
        raise lifecycle.NotAllowedNow(verb, current.state)
    who = by if isinstance(by, Actor) else story.require(by, step.who, current)
    current.state = lifecycle.take(verb, current.state, _filled(current, who, line))
    if current.state in lifecycle.ENDED:
        current.checker = None  # who was asked to look at the outcome sees the matter for that, not for ever
    story.add(current, by=who, verb=verb, line=line)
    return current


def _filled(matter: Matter, who: Actor, line: story.Line) -> frozenset[str]:
    filled = {
        "answer": bool(line.text.strip()),
        "outcome": bool(line.text.strip()),
        "reason": bool(line.reason.strip()),
        "taker": matter.has_taker,
        "other_eyes": _last_reporter(matter) != who.id,
    }
    return frozenset(need for need, is_filled in filled.items() if is_filled)


def _last_reporter(matter: Matter) -> str:
    reported = Entry.objects.filter(matter=matter, verb="report").order_by("-at", "-id").values_list("actor", flat=True)
    return reported.first() or ""
