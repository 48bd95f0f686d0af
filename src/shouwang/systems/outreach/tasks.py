"""What the scheduler calls; safe to run twice."""

from django.utils import timezone

from shouwang.systems.outreach.actions import bulletins, campaigns


def expire_bulletins() -> None:
    bulletins.expire_due(now=timezone.now())


def move_campaigns() -> None:
    campaigns.clock_due(now=timezone.now())
