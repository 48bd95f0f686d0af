"""What the scheduler calls; safe to run twice."""

import time

from django.utils import timezone

from shouwang.systems.outreach import kept_cards
from shouwang.systems.outreach.actions import (
    airing,
    bulletins,
    campaigns,
    films,
    forgetting,
    gatherings,
    losses,
    quiz_rounds,
    scam_training,
    scams,
    speakers,
    waking,
)

CARDS_KEPT = 7 * 86400  # seconds


def expire_bulletins() -> None:
    bulletins.expire_due(now=timezone.now())


def move_campaigns() -> None:
    campaigns.clock_due(now=timezone.now())


def make_films() -> None:
    """Every few seconds: make the films that are asked for, one after another. Each takes half a minute."""
    for key in list(films.due(timezone.now()).values_list("pk", flat=True)):
        films.make(key=key)


def tend_airings() -> None:
    """Every minute: plan what is played today and tomorrow, call off what is over."""
    airing.tend(now=timezone.now())


def tell_silent() -> None:
    """Every minute: tell of loudspeakers that fell silent."""
    speakers.tell_silent(now=timezone.now())


def wake_players() -> None:
    """Every second: send the calls that nobody sent yet. Nothing is asked of the database where there is no broker."""
    waking.send_due(now=timezone.now())


def forget_campaigns() -> None:
    """Every day: campaigns past their three years."""
    forgetting.forget_old(now=timezone.now())


def forget_wakes() -> None:
    """Every day: calls older than a month."""
    waking.forget_old(now=timezone.now())


def forget_cards() -> None:
    """Every day: pictures of bulletins a week old; who asks again has them drawn again."""
    kept_cards.forget_cards(before=time.time() - CARDS_KEPT)


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
