"""What the scheduler calls; safe to run twice."""

import logging
import time

from django.conf import settings
from django.utils import timezone

from shouwang.systems.outreach import broker, card, wire
from shouwang.systems.outreach.actions import (
    airing,
    bulletins,
    campaigns,
    gatherings,
    losses,
    quiz_rounds,
    scam_training,
    scams,
    speakers,
    waking,
)
from shouwang.systems.outreach.models import Wake

log = logging.getLogger(__name__)
CARDS_KEPT = 7 * 86400  # seconds


def expire_bulletins() -> None:
    bulletins.expire_due(now=timezone.now())


def move_campaigns() -> None:
    campaigns.clock_due(now=timezone.now())


def tend_airings() -> None:
    """Every minute: plan what is played today and tomorrow, call off what is over."""
    airing.tend(now=timezone.now())


def tell_silent() -> None:
    """Every minute: tell of loudspeakers that fell silent."""
    speakers.tell_silent(now=timezone.now())


def wake_players() -> None:
    """Every second: send the calls that wait. Nothing is asked of the database where there is no broker."""
    if settings.MQTT_BROKER is None or not (wakes := waking.due(now=timezone.now())):
        return
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
    waking.note_sent(wakes=wakes, sent=waking.Sent(frozenset(answers.reached), states), now=timezone.now())


def forget_wakes() -> None:
    """Every day: calls older than a month."""
    waking.forget_old(now=timezone.now())


def forget_cards() -> None:
    """Every day: pictures of bulletins a week old; who asks again has them drawn again."""
    card.forget_cards(before=time.time() - CARDS_KEPT)


def tend_gatherings() -> None:
    """Every day: remind of a month without a meeting; gatherings past their time go."""
    gatherings.remind_of_month(now=timezone.now())
    gatherings.forget_old(now=timezone.now())


def forget_rounds() -> None:
    """Every hour: answers of rounds a day old become counts."""
    quiz_rounds.forget_rounds(now=timezone.now())


def forget_scams() -> None:
    """Questions, what was learned from and losses past their time."""
    scams.forget_due(now=timezone.now())
    losses.forget_due(now=timezone.now())


def train_scams() -> None:
    """Where there is no model yet, or something new to learn."""
    scam_training.train_when_due()
