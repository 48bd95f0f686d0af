"""What the scheduler calls of the patrols; safe to run twice."""

from django.utils import timezone

from shouwang.systems.patrol.actions import forgetting


def forget_old() -> None:
    """Every hour: tracks, positions, nights and times that are past their time."""
    forgetting.forget_old(now=timezone.now())
