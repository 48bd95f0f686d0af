"""What people answered: on their own page, or to a colleague who rang them and did not do the work.

Whoever is not satisfied has the matter taken up again, at the desk of the station's chief; once, so that a quarrel over one
matter does not go round for ever. What a part leads by its own procedure is over for good, so a new matter is opened for it.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import PUBLIC, Actor, Subject
from shouwang.kernel.matters import kinds, lifecycle
from shouwang.kernel.matters.actions import bonds, progress, story
from shouwang.kernel.matters.actions.asking import asked
from shouwang.kernel.matters.models import Matter, Satisfaction
from shouwang.kernel.matters.queries import may_ask
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import above, open_person

UNHAPPY = "unhappy"  # what a `reopen` says in `field` when whoever brought it was not satisfied


@transaction.atomic
def rate(*, matter: Matter, score: int, words: str = "") -> Satisfaction:
    """The answer of whoever brought it; a second answer replaces the first. Raises NotAllowedNow, ValueError."""
    return _rated(story.locked(matter), PUBLIC, score, words, Satisfaction.Channel.PAGE)


@transaction.atomic
def see_to_ask(*, by: Account, matter: Matter) -> dict[str, str]:
    """Name and telephone of whoever is to be rung; the look is journalled. Raises PermissionDenied."""
    current = story.locked(matter)
    who = _asker(by, current)
    journal.record(by=who, verb="thanks.looked", of=_subject(current), room=current.room_id)
    said = open_person(current.reporter) if current.reporter else {"name": "", "phone": ""}
    return {"name": said["name"], "phone": said["phone"]}


@transaction.atomic
def rate_for(*, by: Account, matter: Matter, score: int, words: str = "") -> Satisfaction:
    """What somebody answered on the telephone. Raises PermissionDenied for whoever did the work, NotAllowedNow, ValueError."""
    current = story.locked(matter)
    return _rated(current, _asker(by, current), score, words, Satisfaction.Channel.PHONE)


@transaction.atomic
def not_reached(*, by: Account, matter: Matter) -> Satisfaction:
    """It rang and nobody answered. Raises PermissionDenied."""
    current = story.locked(matter)
    who = _asker(by, current)
    found = asked(current)
    found.tries += 1
    found.save(update_fields=["tries"])
    journal.record(by=who, verb="thanks.not_reached", of=_subject(current), room=current.room_id)
    return found


@transaction.atomic
def decline(*, by: Account, matter: Matter) -> Satisfaction:
    """They would rather not say: nobody rings again, and it counts as asked and not answered. Raises PermissionDenied."""
    current = story.locked(matter)
    who = _asker(by, current)
    found = asked(current)
    found.declined_at = timezone.now()
    found.save(update_fields=["declined_at"])
    journal.record(by=who, verb="thanks.declined", of=_subject(current), room=current.room_id)
    return found


def _asker(by: Account, matter: Matter) -> Actor:
    who = story.require(by, Permission.THANKS_ASK, matter)
    if not may_ask(by, matter):
        raise PermissionDenied("thanks.ask")
    return who


def _rated(current: Matter, who: Actor, score: int, words: str, channel: str) -> Satisfaction:
    if not current.is_done:
        raise lifecycle.NotAllowedNow("rated", current.state)
    now = timezone.now()
    said = asked(current)
    said.score = Satisfaction.Score(score)
    said.words, said.answered_at, said.channel = words, now, channel
    said.save()
    story.add(current, by=who, verb="rated", line=story.Line(text=words, after=str(score), is_public=True))
    if score == Satisfaction.Score.NOT and said.reopened_at is None and _take_up_again(current, who, words, now):
        of_both = [current.pk, *([current.merged_into_id] if current.merged_into_id else [])]
        Satisfaction.objects.filter(matter__in=of_both, reopened_at=None).update(reopened_at=now)
        said.reopened_at = now
    return said


def _take_up_again(current: Matter, who: Actor, words: str, now: datetime) -> bool:
    """Whether somebody looks at it again; of what was merged into another, at that one."""
    matter = story.locked(current.merged_into) if current.merged_into else current
    if kinds.is_led_by_part(matter.kind):
        return _open_another(matter, who, words)
    matter.state = lifecycle.take("reopen", matter.state, frozenset({"reason"}))
    matter.owner, matter.team, matter.checker = _chief(matter), None, None
    story.add(matter, by=who, verb="reopen", line=story.Line(field=UNHAPPY, is_public=True), at=now)
    return True


def _open_another(matter: Matter, who: Actor, words: str) -> bool:
    kind = kinds.for_the_unhappy()
    if kind is None:
        return False
    opened = bonds.hand_over(by=who, matter=matter, to_kind=kind.key, words=words)
    opened = progress.accept(by=who, matter=opened)
    if chief := _chief(matter):
        progress.assign(by=who, matter=opened, owner=chief)
    return True


def _chief(matter: Matter) -> Account | None:
    """The one who stands over the room; nobody where there is none or are several: then all of them are told."""
    chiefs = list(above(matter.room, is_county=False)[:2])
    return chiefs[0] if len(chiefs) == 1 else None


def _subject(matter: Matter) -> Subject:
    return Subject("matter", str(matter.pk), matter.reference)
