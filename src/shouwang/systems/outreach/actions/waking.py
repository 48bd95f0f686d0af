"""Calls that wake players: noted with what happened, sent after it is written down, tried again until their time is over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from shouwang.systems.outreach.models import Item, Speaker, Wake
from shouwang.systems.outreach.models.speakers import WAKES_KEPT

LASTS = timedelta(minutes=10)  # after that the player has asked for the programme by itself, many times
WAITS = (2, 5, 15, 30, 60)  # seconds until it is tried again


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
    Wake.objects.bulk_create(
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
