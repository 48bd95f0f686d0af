"""What the scheduler calls; safe to run twice."""

from django.utils import timezone

from shouwang.systems.outreach.actions import bulletins as actions
from shouwang.systems.outreach.actions import gatherings, quiz_rounds


def expire_bulletins() -> None:
    actions.expire_due(now=timezone.now())


def tend_gatherings() -> None:
    """Every day: remind of a month without a meeting; gatherings past their time go."""
    gatherings.remind_of_month(now=timezone.now())
    gatherings.forget_old(now=timezone.now())


def forget_rounds() -> None:
    """Every hour: answers of rounds a day old become counts."""
    quiz_rounds.forget_rounds(now=timezone.now())
