"""What the scheduler calls; safe to run twice."""

from django.utils import timezone

from shouwang.systems.outreach.actions import bulletins as actions


def expire_bulletins() -> None:
    actions.expire_due(now=timezone.now())
