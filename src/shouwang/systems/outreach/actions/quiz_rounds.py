"""Verbs of playing: start, go on, end, answer; and the clock's: answers become counts, and the round goes."""

import secrets
from collections import Counter
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from shouwang.kernel.ground.models import Room
from shouwang.kernel.journal import actions as journal
from shouwang.kernel.journal.actions import SYSTEM, Actor, Subject
from shouwang.kernel.people.models import Account
from shouwang.kernel.people.permissions import Permission
from shouwang.kernel.people.queries import actor
from shouwang.systems.outreach.actions.releasing import require
from shouwang.systems.outreach.models import Answer, Asked, Round, Tally, Wording
from shouwang.systems.outreach.queries.quiz import answers_of, playable
from shouwang.systems.outreach.quiz.item import Given, Kind, is_right

ROUND_KEPT = timedelta(days=1)
TALLIES_KEPT = timedelta(days=3 * 366)
MOST_ASKED = 20


class NothingToAsk(Exception):
    """The bank holds no question of that theme."""


@transaction.atomic
def start(*, by: Account, room: Room, count: int, theme: str = "") -> Round:
    """A round to play together: `count` questions by lot, and a code to join. Raises PermissionDenied, NothingToAsk."""
    require(by, Permission.OUTREACH_WORK, room)
    found = playable(room, theme)
    if not found:
        raise NothingToAsk
    drawn = secrets.SystemRandom().sample(found, min(count, len(found), MOST_ASKED))
    now = timezone.now()
    taken = set(Round.objects.filter(room=room, is_together=True).values_list("code", flat=True))
    one = Round.objects.create(
        room=room, day=timezone.localdate(now), is_together=True, code=_code(taken), started_by=by, started_at=now
    )
    Asked.objects.bulk_create(Asked(round=one, place=place, wording=each) for place, each in enumerate(drawn, 1))
    _note(actor(by), "quiz.started", one)
    return one


@transaction.atomic
def go_on(*, by: Account, one: Round, seen: int) -> Round:
    """The next step: the first question, its answer, the next question, the end. A press on an old page changes nothing."""
    current = Round.objects.select_for_update(of=("self",)).select_related("room").get(pk=one.pk)
    require(by, Permission.OUTREACH_WORK, current.room)
    if current.version != seen or current.state == Round.State.OVER:
        return current
    if current.state == Round.State.ASKING:
        current.state = Round.State.SHOWN
    elif current.asked.filter(place=current.place + 1).exists():
        current.state, current.place = Round.State.ASKING, current.place + 1
    else:
        return _over(current, actor(by), timezone.now())
    current.version += 1
    current.save(update_fields=["state", "place", "version"])
    return current


@transaction.atomic
def end(*, by: Account, one: Round) -> Round:
    """It is over before its last question."""
    current = Round.objects.select_for_update(of=("self",)).select_related("room").get(pk=one.pk)
    require(by, Permission.OUTREACH_WORK, current.room)
    return current if current.ended_at else _over(current, actor(by), timezone.now())


@transaction.atomic
def join(*, one: Round) -> None:
    """One more phone came in. Counted, not known."""
    Round.objects.filter(pk=one.pk, ended_at__isnull=True).update(joined=F("joined") + 1)


def answer(*, one: Round, wording: Wording, token: str, given: Given) -> Answer | None:
    """Keep what a phone answered; the first counts. None where the round has not come to the question.

    After its answer was shown, and after the end until the answers become counts, it still counts: a phone that had lost the
    network sends then, and nobody gets points.
    """
    current = Round.objects.get(pk=one.pk)
    if not current.asked.filter(wording=wording, place__lte=current.place).exists():
        return None
    return _kept(current, wording, token, given)


def answer_alone(*, room: Room, wording: Wording, token: str, given: Given) -> Answer:
    """Keep what somebody answered who plays alone; the first counts."""
    now = timezone.now()
    one, _ = Round.objects.get_or_create(
        room=room, day=timezone.localdate(now), is_together=False,
        defaults={"started_at": now, "state": Round.State.ASKING},
    )  # fmt: skip
    return _kept(one, wording, token, given)


def forget_rounds(*, now: datetime) -> int:
    """The clock's step: rounds a day old become counts and go, tokens with them; counts go after three years. How many."""
    gone = 0
    for key in list(Round.objects.filter(started_at__lte=now - ROUND_KEPT).values_list("pk", flat=True)):
        with transaction.atomic():
            one = Round.objects.select_for_update().filter(pk=key).first()
            if one:
                _count_up(one)
                _note(SYSTEM, "quiz.counted", one)
                one.delete()
                gone += 1
    Tally.objects.filter(day__lt=timezone.localdate(now - TALLIES_KEPT)).delete()
    return gone


def _kept(one: Round, wording: Wording, token: str, given: Given) -> Answer:
    kind = Kind(wording.kind)
    choice = "" if kind in (Kind.SHORT, Kind.MATCHING) else " ".join(map(str, sorted(given.chosen)))
    try:
        with transaction.atomic():
            return Answer.objects.create(
                round=one, wording=wording, token=token[:32], choice=choice[:40], at=timezone.now(),
                is_right=is_right(kind, answers_of(wording), given),
            )  # fmt: skip
    except IntegrityError:
        return Answer.objects.get(round=one, wording=wording, token=token[:32])


def _count_up(one: Round) -> None:
    found = Counter(one.answers.values_list("wording", "choice", "is_right"))
    for (wording, choice, right), count in found.items():
        tally, is_new = Tally.objects.get_or_create(
            wording_id=wording, day=one.day, is_together=one.is_together, choice=choice, is_right=right,
            defaults={"count": count},
        )  # fmt: skip
        if not is_new:
            Tally.objects.filter(pk=tally.pk).update(count=F("count") + count)


def _over(one: Round, by: Actor, now: datetime) -> Round:
    one.state, one.ended_at, one.version = Round.State.OVER, now, one.version + 1
    one.save(update_fields=["state", "ended_at", "version"])
    _note(by, "quiz.ended", one)
    return one


def _code(taken: set[str]) -> str:
    """Four digits, easy to type; it opens nothing but a quiz, for three hours."""
    while True:
        code = f"{secrets.randbelow(9000) + 1000}"
        if code not in taken:
            return code


def _note(by: Actor, verb: str, one: Round) -> None:
    journal.record(by=by, verb=verb, of=Subject("round", str(one.pk), one.code or str(one.day)), room=one.room_id)
