"""Calls that wake players: noted with what happened, sent as soon as it is written down, tried again until their time is over."""

import logging
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from shouwang.systems.outreach import broker, wire
from shouwang.systems.outreach.models import Item, Speaker, Wake
from shouwang.systems.outreach.models.speakers import WAKES_KEPT

LASTS = timedelta(minutes=10)  # after that the player has asked for the programme by itself, many times
# Longer than a try takes: who took a call sends it, the other one only if that came to nothing.
HELD = timedelta(seconds=6)
WAITS = (2, 5, 15, 30, 60)  # seconds until it is tried again


log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """What came of sending: which calls the broker has, and which states players said of them."""

    reached: frozenset[UUID]
    states: Mapping[UUID, frozenset[str]] = field(default_factory=dict)


def programme_changed(*, speakers: Iterable[Speaker], now: datetime) -> None:
    """Have them look at their programme at once."""
    _call(((speaker, Wake.Kind.PROGRAMME, None) for speaker in speakers), now)


def play_now(*, items: Iterable[Item], now: datetime) -> None:
    """Have the players of these items play them at once."""
    _call(((one.speaker, Wake.Kind.PLAY, one) for one in items), now)


def stop_now(*, items: Iterable[Item], now: datetime) -> None:
    """Have the players stop these items, or not begin them."""
    _call(((one.speaker, Wake.Kind.STOP, one) for one in items), now)


def due(*, now: datetime) -> list[Wake]:
    """The calls that wait to be sent, oldest first."""
    found = Wake.objects.filter(due_at__lte=now, expires_at__gt=now, speaker__is_active=True)
    related = ("speaker", "item__sound__file", "item__airing__campaign")
    return list(found.select_related(*related).order_by("made_at", "id")[:200])


@transaction.atomic
def take(*, now: datetime) -> list[Wake]:
    """Those that are due, for whoever sends them now: the one that released and the worker's clock never take the same."""
    held = now + HELD
    return [one for one in due(now=now) if Wake.objects.filter(pk=one.pk, due_at=one.due_at).update(due_at=held)]


def send_due(*, now: datetime) -> None:
    """Send what waits. Never inside a transaction: the network would hold it open."""
    if settings.MQTT_BROKER is None or not due(now=now):
        return
    wakes = take(now=now)
    calls = [
        broker.Call(
            one.pk, wire.topic_of(one.speaker, settings.MQTT_BROKER), wire.call(one), one.kind == Wake.Kind.PLAY
        )
        for one in wakes
    ]
    try:
        answers = broker.send(settings.MQTT_BROKER, calls)
    except broker.NotReached as error:
        # Players ask every minute anyway; it is tried again.
        log.warning("The broker was not reached: %s", error)
        answers = broker.Answers()
    states = {key: frozenset(said) for key, said in answers.states.items()}
    note_sent(wakes=wakes, sent=Sent(frozenset(answers.reached), states), now=timezone.now())


@transaction.atomic
def note_sent(*, wakes: Iterable[Wake], sent: Sent, now: datetime) -> None:
    """Write down what came of a try; what the broker did not take is tried again later."""
    for wake in wakes:
        wake.tries += 1
        states = sent.states.get(wake.pk, frozenset())
        if wake.pk in sent.reached:
            wake.sent_at, wake.due_at = now, None
        else:
            wake.due_at = now + timedelta(seconds=WAITS[min(wake.tries, len(WAITS)) - 1])
        wake.taken_at = now if states else wake.taken_at
        wake.began_at = now if "began" in states else wake.began_at
        wake.refused_at = now if "refused" in states else wake.refused_at
        wake.save()


def forget_old(*, now: datetime) -> int:
    """Delete calls past their time."""
    deleted, _ = Wake.objects.filter(made_at__lt=now - WAKES_KEPT).delete()
    return deleted


def _call(wanted: Iterable[tuple[Speaker, str, Item | None]], now: datetime) -> None:
    if settings.MQTT_BROKER is None:
        return
    made = Wake.objects.bulk_create(
        Wake(
            speaker=speaker,
            kind=kind,
            item=item,
            made_at=now,
            due_at=now,
            expires_at=min(now + LASTS, item.expires_at) if item and item.expires_at > now else now + LASTS,
        )
        for speaker, kind, item in wanted
        if speaker.plays_itself and speaker.is_active
    )
    # Not the next second of the worker's clock, and not in the way of whoever pressed the button. What this loses, the
    # clock sends.
    if made:
        transaction.on_commit(
            lambda: threading.Thread(target=_send_apart, name="wake", daemon=True).start(), robust=True
        )


def _send_apart() -> None:
    try:
        send_due(now=timezone.now())
    finally:
        connections.close_all()
